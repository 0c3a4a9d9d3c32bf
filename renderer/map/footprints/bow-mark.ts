import type { LonLat } from '../../../src/domain/polygon.ts'
import { handlePosition, ringOfHull, type Hull } from '../../../src/geodesy/footprint.ts'

/**
 * The bow mark of a hull: a chevron from starboard by the bow to port, as deep as two thirds of the beam and at most
 * half of the hull. Three points, longitude and latitude.
 */
export function bowMarkOf(hull: Hull): readonly LonLat[] {
  const [sternStarboard, bowStarboard, bowPort, sternPort] = ringOfHull(hull)
  if (!sternStarboard || !bowStarboard || !bowPort || !sternPort || hull.lengthM === 0) return []
  const depth = bowMarkDepth(hull.lengthM, hull.beamM)
  return [
    along(bowStarboard, sternStarboard, depth),
    handlePosition(hull, 'bow'),
    along(bowPort, sternPort, depth),
  ]
}

/** How far the chevron reaches back from the bow, as a part of the length. */
export function bowMarkDepth(length: number, beam: number): number {
  return Math.min(0.5, (0.65 * beam) / length)
}

function along(from: LonLat, to: LonLat, part: number): LonLat {
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
}
