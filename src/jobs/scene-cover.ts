import { dirname, join } from 'node:path'
import type { SceneCover } from '../compare/changes.ts'
import type { Uid } from '../domain/identifiers.ts'
import type { Ring } from '../domain/polygon.ts'
import { ringOf } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { cloudMaskBand, cloudMaskNames, hides, maskBands } from '../raster/cloud-mask.ts'
import { samplesInRing } from '../raster/ring-samples.ts'
import { openSceneFile, type OpenedScene } from './open-scene-file.ts'

/** A hull counts as seen where at least this share of its place is neither without data nor under cloud. */
const leastSeen = 0.5

type Hidden = 'no_data' | 'cloud'

/** What hides a place on a scene; null where it can be seen. */
interface Look {
  hidden(ring: Ring, signal: AbortSignal): Promise<Hidden | null>
  close(): Promise<void>
}

/** What was found before, by sighting and its revision, for as long as the scene is the same. */
export type KnownCover = Map<string, Hidden | null>

/**
 * Looks at the places of hulls on another scene: whether that has data there, and whether they lie under cloud by its
 * mask, where one lies in it or beside it. A scene whose file cannot be read says nothing.
 * @param sightings those of the other scenes that it is compared with
 * @param own those that were drawn on it: where hulls were seen in black, black is no sign of missing data
 * @param known is read and added to
 * @throws an AbortError when cancelled
 */
export async function sceneCover(
  path: string | null,
  scene: Scene,
  sightings: readonly Sighting[],
  own: readonly Sighting[],
  signal: AbortSignal,
  known: KnownCover = new Map(),
): Promise<SceneCover> {
  const hidden = new Map<Uid, Hidden>()
  const looks: Look[] = []
  try {
    const pixels = path === null ? null : await pixelLook(path, scene, own)
    if (path === null || pixels === null) return { pixels_read: false, cloud_mask: false, hidden }
    looks.push(pixels.look)
    const cloud = pixels.cloud ?? (await maskLook(path, scene))
    if (cloud !== null) looks.push(cloud)
    for (const { uid, geom, revision } of sightings) {
      if (geom === null) continue
      const key = `${uid} ${revision ?? 0}`
      const found = known.has(key) ? (known.get(key) ?? null) : await firstHidden(looks, ringOf(geom), signal)
      // A hull that is drawn in black later makes that a place that can be seen.
      if (found !== 'no_data') known.set(key, found)
      if (found !== null) hidden.set(uid, found)
    }
    return { pixels_read: true, cloud_mask: cloud !== null, hidden }
  } catch (error) {
    // A damaged file says nothing; that it is damaged is told where it is shown.
    if (error instanceof Problem) return { pixels_read: false, cloud_mask: false, hidden: new Map() }
    throw error
  } finally {
    await Promise.all(looks.map((look) => look.close()))
  }
}

async function firstHidden(looks: readonly Look[], ring: Ring, signal: AbortSignal): Promise<Hidden | null> {
  for (const look of looks) {
    signal.throwIfAborted()
    const found = await look.hidden(ring, signal)
    if (found !== null) return found
  }
  return null
}

async function pixelLook(
  path: string,
  scene: Scene,
  own: readonly Sighting[],
): Promise<{ look: Look; cloud: Look | null } | null> {
  const opened = await openOrNull(path)
  if (opened === null) return null
  const { image } = opened
  const bands = image.bands.map(({ band }) => band).filter((band) => band !== image.alphaBand)
  const mask = cloudMaskBand(image.bands)
  const picture = bands.filter((band) => band !== mask?.band)
  const isData = (values: readonly number[] | null): boolean => values !== null
  const isBlack = (values: readonly number[] | null): boolean =>
    values !== null && values.every((value) => value === 0)
  const placesIn = async (ring: Ring, signal: AbortSignal) =>
    await samplesInRing(opened, ring, shiftOf(scene), picture, signal)
  let hullsInBlack: boolean | null = null
  const areHullsInBlack = async (signal: AbortSignal): Promise<boolean> => {
    for (const { geom } of own) {
      if (geom === null) continue
      const found = await placesIn(ringOf(geom), signal)
      if (found !== null && found.places.length > 0 && found.places.every(isBlack)) return true
    }
    return false
  }
  const look: Look = {
    hidden: async (ring, signal) => {
      const found = await placesIn(ring, signal)
      if (found === null) return null
      const { places, outside } = found
      // Scenes that don't say what no data is are mostly filled with zeros.
      if (places.every(isBlack)) {
        hullsInBlack ??= await areHullsInBlack(signal)
        if (!hullsInBlack || places.length === 0) return 'no_data'
      }
      return places.filter(isData).length < leastSeen * (places.length + outside) ? 'no_data' : null
    },
    close: () => opened.close(),
  }
  const cloud = mask === null ? null : cloudLook(opened, scene, mask.kind, [mask.band])
  return { look, cloud: cloud === null ? null : { ...cloud, close: () => Promise.resolve() } }
}

/** The first cloud mask that lies beside a scene and can be read. */
async function maskLook(path: string, scene: Scene): Promise<Look | null> {
  for (const { name, kind } of cloudMaskNames(path.split(/[\\/]/).at(-1) ?? path)) {
    const opened = await openOrNull(join(dirname(path), name))
    if (opened !== null) return cloudLook(opened, scene, kind, maskBands(kind, opened.image.bands.length))
  }
  return null
}

function cloudLook(
  opened: OpenedScene,
  scene: Scene,
  kind: Parameters<typeof hides>[0],
  bands: readonly number[],
): Look {
  return {
    hidden: async (ring, signal) => {
      const found = await samplesInRing(opened, ring, shiftOf(scene), bands, signal)
      if (found === null || found.places.length === 0) return null
      const said = found.places.map((values) => (values === null ? null : hides(kind, values)))
      const [cloud, none] = (['cloud', 'no_data'] as const).map(
        (what) => said.filter((one) => one === what).length / said.length,
      )
      if ((cloud ?? 0) + (none ?? 0) <= 1 - leastSeen) return null
      return (none ?? 0) > (cloud ?? 0) ? 'no_data' : 'cloud'
    },
    close: () => opened.close(),
  }
}

async function openOrNull(path: string): Promise<OpenedScene | null> {
  try {
    return await openSceneFile(path)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

const shiftOf = ({ shift_east_m, shift_north_m }: Scene) => [shift_east_m ?? 0, shift_north_m ?? 0] as const
