import { byAcquisition, type Scene } from '../../../src/domain/scene.ts'
import { ringOf, type LonLat } from '../../../src/domain/polygon.ts'
import { ringContains } from '../../../src/geodesy/overlap.ts'
import { geodesicBetween } from '../../../src/geodesy/ellipsoid.ts'
import type { Place } from '../../../src/domain/place.ts'
import type { ProjectIndex } from '../../state/project-index.ts'

/** A place, how much ground around it is shown, and what it is called. */
export interface Spot {
  readonly centre: LonLat
  readonly spanM: number
  readonly name: string
}

/** The scenes whose outline holds a place, oldest first; those without a time last. */
export function datesAtPlace(index: ProjectIndex, place: LonLat): readonly Scene[] {
  const here = [...index.scenes.values()].filter(
    ({ geom }) => geom !== null && ringContains(ringOf(geom), place),
  )
  const sorted = here.sort(byAcquisition)
  return [
    ...sorted.filter(({ acquired_at }) => acquired_at !== null),
    ...sorted.filter(({ acquired_at }) => acquired_at === null),
  ]
}

/** The middle of a place and how many metres it is across; null for a place that was not outlined. */
export function extentOfPlace({ geom }: Place): { centre: LonLat; spanM: number } | null {
  if (geom === null) return null
  const ring = ringOf(geom)
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)]
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const { distanceM } = geodesicBetween([west, south], [east, north])
  return { centre: [(west + east) / 2, (south + north) / 2], spanM: distanceM }
}

/** How much ground a picture shows for a scale of the map: a power of two, so that a slow zoom reads nothing anew. */
export function spanAtScale(metresPerPixel: number): number {
  return 2 ** Math.round(Math.log2(Math.max(0.01, metresPerPixel) * 360))
}
