import { ringOf, type LonLat } from '../../src/domain/polygon.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { isTitled } from '../../src/domain/vessel.ts'
import { ringContains } from '../../src/geodesy/overlap.ts'
import type { ProjectIndex } from './project-index.ts'

/** The same ship measures the same within this part of its length, or within what both lengths are known to. */
const sameLength = 0.1

/** Where a hull is looked for, and how long it is. */
export interface Expected {
  readonly at: LonLat
  readonly lengthM: number
  readonly lengthErrorM: number | null
}

/** Whether a drawn hull is as long as one that is looked for, and lies where that is expected. */
export function liesThere({ at, lengthM, lengthErrorM }: Expected, sighting: Sighting): boolean {
  if (sighting.geom === null || !ringContains(ringOf(sighting.geom), at)) return false
  const now = sighting.length_m ?? 0
  const read = Math.hypot(lengthErrorM ?? 0, sighting.length_error_m ?? 0)
  return Math.abs(lengthM - now) <= Math.max(sameLength * Math.max(lengthM, now), read)
}

/** Whether two sightings may be one ship: not where each carries a vessel that is called something else. */
export function mayBeOne(index: ProjectIndex, a: Sighting, b: Sighting): boolean {
  if (a.vessel_uid === b.vessel_uid) return true
  const vessels = [a, b].map(({ vessel_uid }) => index.vessels.get(vessel_uid ?? ''))
  return vessels.some((vessel) => vessel === undefined || !isTitled(vessel))
}
