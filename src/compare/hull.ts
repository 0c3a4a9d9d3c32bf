import type { Ring } from '../domain/polygon.ts'
import { ringOf } from '../domain/polygon.ts'
import type { Sighting } from '../domain/sighting.ts'
import { geodesicBetween } from '../geodesy/ellipsoid.ts'
import { intersectionOverUnion } from '../geodesy/overlap.ts'

/**
 * Hulls that don't cover each other are one vessel only where their measures say so: how far apart they may be then, in
 * lengths. A ship shifts along a quay, or swings about her anchor.
 */
const reach = { twins: 2.5, atAnchor: 1.5 }
/** Hulls that cover each other less than this lie side by side. */
const leastOverlap = 0.02
/** How unlike two readings of one hull may be besides their stated errors: shares of the longer, and metres at least. */
const slack = { length: 0.04, beam: 0.08, leastM: 1.5 }
/** Measures known to such shares of themselves tell a hull from most others, as a pair of them that agrees does. */
const telling = { length: 0.02, beam: 0.12, leastM: 0.5 }

/** A sighting with what matching needs; sightings without a footprint cannot be compared. */
export interface Hull {
  readonly sighting: Sighting
  readonly ring: Ring
}

/** The sightings that have a footprint and a centre. */
export function hullsOf(sightings: readonly Sighting[]): Hull[] {
  return sightings.flatMap((sighting) => {
    const { geom, lon, lat } = sighting
    return geom === null || lon === null || lat === null ? [] : [{ sighting, ring: ringOf(geom) }]
  })
}

/** Longitude and latitude of a sighting's centre. */
export const centreOf = ({ lon, lat }: Sighting): [number, number] => [lon ?? 0, lat ?? 0]

/**
 * How well two sightings could be one vessel: 0 where they cannot, above 1,000 where both carry the same vessel. Else
 * overlap counts most, then nearness, then how well the axes agree.
 */
export function worthOf(a: Hull, b: Hull): number {
  const [vesselA, vesselB] = [a.sighting.vessel_uid, b.sighting.vessel_uid]
  if (vesselA !== null && vesselB !== null && vesselA !== vesselB) return 0
  const lengthM = Math.max(a.sighting.length_m ?? 0, b.sighting.length_m ?? 0)
  const reachM = Math.max(lengthM * reach.twins, 1)
  if (vesselA !== null && vesselA === vesselB) return 1_000 + Math.max(0, 1 - distanceM(a, b) / reachM)
  if (!measuresAgree(a.sighting, b.sighting) || northM(a, b) > reachM) return 0
  const apartM = distanceM(a, b)
  const nearness = Math.max(0, 1 - apartM / reachM)
  const axis = Math.cos((axisTurnDeg(a.sighting, b.sighting) * Math.PI) / 180)
  const iou = apartM > lengthM ? 0 : intersectionOverUnion(a.ring, b.ring)
  if (iou >= leastOverlap) return 1 + 2 * iou + nearness + 0.1 * axis
  const swung = atAnchor(a.sighting) && atAnchor(b.sighting) && apartM <= lengthM * reach.atAnchor
  return swung || areTwins(a.sighting, b.sighting) ? 0.5 * nearness + 0.1 * nearness * axis : 0
}

const atAnchor = ({ berth_state }: Sighting): boolean =>
  berth_state === 'at_anchor' || berth_state === 'moored_buoy'

type Measure = readonly [valueM: number | null, errorM: number | null]
const lengthOf = ({ length_m, length_error_m }: Sighting): Measure => [length_m, length_error_m]
const beamOf = ({ beam_m, beam_error_m }: Sighting): Measure => [beam_m, beam_error_m]

/** Whether length and beam of two sightings could be those of one hull; what is not known does not speak against it. */
function measuresAgree(a: Sighting, b: Sighting): boolean {
  const near = ([one, oneError]: Measure, [other, otherError]: Measure, share: number): boolean => {
    if (one === null || other === null) return true
    const slackM = Math.max(slack.leastM, share * Math.max(one, other))
    return Math.abs(one - other) <= Math.hypot(oneError ?? 0, otherError ?? 0, slackM)
  }
  return near(lengthOf(a), lengthOf(b), slack.length) && near(beamOf(a), beamOf(b), slack.beam)
}

/** Whether two sightings are measured so well, and so much alike, that they are hardly two ships. */
function areTwins(a: Sighting, b: Sighting): boolean {
  const near = ([one, oneError]: Measure, [other, otherError]: Measure, share: number): boolean => {
    if (one === null || other === null || oneError === null || otherError === null) return false
    const errorM = Math.hypot(oneError, otherError)
    return errorM <= share * Math.max(one, other) && Math.abs(one - other) <= errorM + telling.leastM
  }
  return near(lengthOf(a), lengthOf(b), telling.length) && near(beamOf(a), beamOf(b), telling.beam)
}

/** Less than the metres that two centres lie apart from south to north; spares most pairs the geodesic. */
function northM(a: Hull, b: Hull): number {
  return Math.abs((a.sighting.lat ?? 0) - (b.sighting.lat ?? 0)) * 110_000
}

/** Metres on the ellipsoid between two centres. */
export function distanceM(a: Hull, b: Hull): number {
  return geodesicBetween(centreOf(a.sighting), centreOf(b.sighting)).distanceM
}

/** Degrees between two headings; between the axes, at most 90, where either bow is not known. */
export function turnedDeg(a: Sighting, b: Sighting): number {
  if (a.heading_deg === null || b.heading_deg === null) return 0
  const apart = Math.abs(((a.heading_deg - b.heading_deg + 540) % 360) - 180)
  return a.heading_known === 1 && b.heading_known === 1 ? apart : Math.min(apart, 180 - apart)
}

/** Degrees between the axes of two sightings, at most 90, whichever end is the bow. */
function axisTurnDeg(a: Sighting, b: Sighting): number {
  const apart = turnedDeg({ ...a, heading_known: 0 }, { ...b, heading_known: 0 })
  return Math.min(apart, 90)
}
