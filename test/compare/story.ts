import { compareScenes } from '../../src/compare/changes.ts'
import type { Comparison } from '../../src/compare/comparison.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { geodesicPoint } from '../../src/geodesy/ellipsoid.ts'
import { measureErrors } from '../../src/geodesy/uncertainty.ts'
import { dates, type SceneDate } from '../scenes/calendar.ts'
import { makeRandom } from '../scenes/prng.ts'
import type { HullTruth } from '../scenes/truth.ts'
import { aScene, aSighting } from '../records.ts'

/** A date of the yard's story as an analyst would have drawn it. */
export interface DrawnDate {
  readonly date: SceneDate
  readonly scene: Scene
  readonly sightings: readonly Sighting[]
  /** The ship behind each sighting. */
  readonly ships: ReadonlyMap<string, HullTruth>
}

export interface Drawing {
  readonly gsdM: number
  /** Standard deviation of a drawn edge, pixels. */
  readonly slipPx: number
  /** Metres east and north by which the picture is drawn off. */
  readonly off?: readonly [number, number]
  /** Which ships carry their vessel. */
  readonly named?: (hull: HullTruth) => string | null
}

/** Draws the ships of a date: every edge read a little off, as a hand does. */
export function drawnDate(date: SceneDate, { gsdM, slipPx, off = [0, 0], named }: Drawing): DrawnDate {
  const random = makeRandom('drawn', date.id, gsdM)
  const slip = () => random.normal() * slipPx * gsdM
  const scene = aScene({ acquired_at: new Date(date.day.utc).toISOString(), gsd_m: gsdM, off_nadir_deg: 0 })
  const ships = new Map<string, HullTruth>()
  const sightings = date.ships.map(({ truth }) => {
    const centre = geodesicPoint(
      geodesicPoint([truth.lon, truth.lat], 90, off[0] + slip()),
      0,
      off[1] + slip(),
    )
    const lengthM = truth.length_m + slip()
    const beamM = truth.beam_m + slip()
    const turned = (Math.atan2(slip(), truth.length_m / 2) * 180) / Math.PI
    const headingDeg = (truth.heading_deg + turned + 360) % 360
    const errors = measureErrors({ gsdM, offNadirDeg: 0, edge: 'waterline' })
    const sighting = aSighting(
      { centre, lengthM, beamM, headingDeg },
      { ...errors, scene_uid: scene.uid, vessel_uid: named?.(truth) ?? null },
    )
    ships.set(sighting.uid, truth)
    return sighting
  })
  return { date, scene, sightings, ships }
}

/** All pairs of dates, the earlier first. */
export const pairsOfDates: readonly (readonly [SceneDate, SceneDate])[] = dates.flatMap((a, index) =>
  dates.slice(index + 1).map((b) => [a, b] as const),
)

export const compareDrawn = (from: DrawnDate, to: DrawnDate): Comparison => compareScenes(from, to)
