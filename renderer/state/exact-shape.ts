import { ringOf } from '../../src/domain/polygon.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { geodesicArea, localFrame } from '../../src/geodesy/ellipsoid.ts'
import { hullOfRing, ringOfHull } from '../../src/geodesy/footprint.ts'
import type { LonLat } from '../../src/domain/polygon.ts'
import type { EditRequest } from './edit-queue.ts'

/** What of a hull's shape can be typed. */
export type ExactMeasure = 'length' | 'beam' | 'heading'

/** Longest side that is taken for a hull, metres; the largest ship ever built was 458 m long. */
const longestM = 1_000

/** What can be typed. */
export const typedRange: Readonly<Record<ExactMeasure, string>> = {
  length: `Type metres from 1 to ${longestM}.`,
  beam: `Type metres from 1 to ${longestM}.`,
  heading: 'Type degrees from 0 to 360.',
}

/** Why a number of an outline can't be typed; null where it can. */
export function whyNotTyped({ geom, heading_deg }: Sighting, what: ExactMeasure): string | null {
  if (geom === null) return 'This sighting has no footprint.'
  if (what === 'heading') return null
  const ring = ringOf(geom)
  const hull = hullOfRing(ring, heading_deg)
  const isRectangle = ring.length === 5 && geodesicArea(ring) / (hull.lengthM * hull.beamM) > 0.97
  return isRectangle ? null : 'The outline is no rectangle: its length and beam follow from its corners.'
}

/**
 * The edit that gives a hull a length, a beam or a heading exactly; the centre stays. Null where the number is none that
 * a hull can have.
 */
export function exactEdit(sighting: Sighting, what: ExactMeasure, value: number): EditRequest | null {
  const { uid, geom, heading_deg, heading_known } = sighting
  if (geom === null || whyNotTyped(sighting, what) !== null) return null
  if (what === 'heading') {
    if (!(value >= 0 && value <= 360)) return null
    return { kind: 'sighting.turn', uids: [uid], degrees: shortest(value - (heading_deg ?? 0)) }
  }
  if (!(value >= 1 && value <= longestM)) return null
  const hull = hullOfRing(ringOf(geom), heading_deg)
  // Length is the long side, also where a bow was said to be on it.
  const alongIsLong = hull.lengthM >= hull.beamM
  const asLength = (what === 'length') === alongIsLong
  const exact = asLength ? { ...hull, lengthM: value } : { ...hull, beamM: value }
  return {
    kind: 'sighting.reshape',
    uid,
    footprint: { type: 'Polygon', coordinates: [ringOfHull(exact)] },
    heading_deg: heading_known === 1 ? heading_deg : null,
  }
}

/** The edit that moves a hull so that its centre lies at a place. */
export function exactPlace(sighting: Sighting, to: LonLat): EditRequest | null {
  const { uid, lon, lat } = sighting
  if (lon === null || lat === null) return null
  const [east_m, north_m] = localFrame([lon, lat]).toPlane(to)
  return { kind: 'sighting.move', uids: [uid], east_m, north_m }
}

function shortest(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180
}
