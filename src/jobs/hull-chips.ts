import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { isRadarScene } from '../raster/drawing.ts'
import { readHullChip, type HullChip } from '../raster/hull/hull-chip.ts'
import { openSceneFile } from './open-scene-file.ts'

/** What was read before, by sighting and its revision, for as long as the scene is the same. */
export type KnownChips = Map<string, HullChip | null>

/**
 * The pixels of the hulls that were drawn on a scene. A scene whose file cannot be read has none, nor has a radar's: its
 * speckle and corners look alike on no two passes.
 * @param known is read and added to
 * @throws an AbortError when cancelled
 */
export async function hullChips(
  path: string | null,
  scene: Scene,
  sightings: readonly Sighting[],
  signal: AbortSignal,
  known: KnownChips = new Map(),
): Promise<Map<Uid, HullChip>> {
  const found = new Map<Uid, HullChip>()
  const keyOf = ({ uid, revision }: Sighting) => `${uid} ${revision ?? 0}`
  const unread = sightings.filter((sighting) => !known.has(keyOf(sighting)))
  if (path !== null && unread.length > 0)
    await readAll(path, scene, unread, signal, (one, chip) => known.set(keyOf(one), chip))
  for (const sighting of sightings) {
    const chip = known.get(keyOf(sighting))
    if (chip != null) found.set(sighting.uid, chip)
  }
  return found
}

async function readAll(
  path: string,
  scene: Scene,
  sightings: readonly Sighting[],
  signal: AbortSignal,
  keep: (sighting: Sighting, chip: HullChip | null) => void,
): Promise<void> {
  try {
    const opened = await openSceneFile(path)
    try {
      const { sensor } = scene
      const isRadar = isRadarScene(opened.image, sensor)
      for (const sighting of sightings) {
        signal.throwIfAborted()
        const { lon, lat, length_m, beam_m, heading_deg } = sighting
        const isWhole =
          lon !== null && lat !== null && length_m !== null && beam_m !== null && heading_deg !== null
        const place = isWhole ? { lon, lat, lengthM: length_m, beamM: beam_m, headingDeg: heading_deg } : null
        const shift = shiftUnder(scene, sighting)
        keep(
          sighting,
          place === null || isRadar ? null : await readHullChip(opened, sensor, place, shift, signal),
        )
      }
    } finally {
      await opened.close()
    }
  } catch (error) {
    // A damaged file shows nothing; that it is damaged is told where it is shown.
    if (!(error instanceof Problem)) throw error
  }
}

/** Metres east and north by which the scene lay off when the sighting was drawn: it may be older than the shift. */
function shiftUnder(scene: Scene, { updated_at, created_at }: Sighting): readonly [number, number] {
  const drawnAt = updated_at ?? created_at
  const isOlder = scene.shift_at !== null && drawnAt !== null && drawnAt < scene.shift_at
  return isOlder ? [0, 0] : [scene.shift_east_m ?? 0, scene.shift_north_m ?? 0]
}
