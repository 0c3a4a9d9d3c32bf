import type { Uid } from '../domain/identifiers.ts'
import type { Ring } from '../domain/polygon.ts'
import { ringOf } from '../domain/polygon.ts'
import type { Sighting } from '../domain/sighting.ts'
import { geodesicBetween } from '../geodesy/ellipsoid.ts'
import { intersectionOverUnion } from '../geodesy/overlap.ts'
import type { HullChip } from '../raster/hull/hull-chip.ts'
import { classEvidence, looksEvidence, sizeEvidence } from './evidence.ts'

/**
 * What the places of two hulls say, as a weight of evidence (see `evidence.ts`): they cover each other, swung about an
 * anchor, or lie elsewhere, where many a ship may have come from; and how much less it is for each length between them.
 * A ship shifts along a quay, or swings about her anchor, and is seldom turned end for end; further than `reach` lengths
 * away nothing is assumed. Where pixels were compared they have the say; where there are none the berth has, and hulls
 * elsewhere must be of one size.
 */
const placing = {
  seen: { covering: 0.5, elsewhere: -1.3 },
  nothing: { covering: 1, elsewhere: -3 },
  unread: { covering: 2, elsewhere: -2.5 },
  covered: 1,
  swung: 0.5,
  perLength: -0.4,
  reversed: -0.8,
}
const reach = { elsewhere: 2.5, atAnchor: 1.5 }
/** Hulls that cover each other by this much lie at one place; the less they do, the more they lie side by side. */
const wholly = 0.3
/** A difference of size that nothing else outweighs. */
const hopeless = -6.5

/** A sighting with what matching needs; sightings without a footprint cannot be compared. */
export interface Hull {
  readonly sighting: Sighting
  readonly ring: Ring
  /** Its pixels, where they could be read. */
  readonly chip?: HullChip | undefined
}

/** The sightings that have a footprint and a centre, with their pixels. */
export function hullsOf(sightings: readonly Sighting[], chips?: ReadonlyMap<Uid, HullChip>): Hull[] {
  return sightings.flatMap((sighting) => {
    const { uid, geom, lon, lat } = sighting
    return geom === null || lon === null || lat === null
      ? []
      : [{ sighting, ring: ringOf(geom), chip: chips?.get(uid) }]
  })
}

/** Longitude and latitude of a sighting's centre. */
export const centreOf = ({ lon, lat }: Sighting): [number, number] => [lon ?? 0, lat ?? 0]

/** How two sightings could be one ship. */
export interface Bond {
  /** Weight of evidence, a natural logarithm of odds: above 0 they are rather one ship than two. */
  readonly evidence: number
  /** Both carry the same vessel: no question. */
  readonly known: boolean
}

/**
 * How well two sightings could be one ship, by vessel, position, size, heading, class and pixels; null where they cannot:
 * they carry different vessels, their sizes don't agree, or they lie too far apart.
 * @param slip by how many times their stated errors readings slip (see `slipBetween`)
 */
export function bondOf(a: Hull, b: Hull, slip = 1): Bond | null {
  const [vesselA, vesselB] = [a.sighting.vessel_uid, b.sighting.vessel_uid]
  if (vesselA !== null && vesselB !== null && vesselA !== vesselB) return null
  const lengthM = Math.max(a.sighting.length_m ?? 0, b.sighting.length_m ?? 0)
  const reachM = Math.max(lengthM * reach.elsewhere, 1)
  if (vesselA !== null && vesselA === vesselB)
    return { evidence: 1_000 + Math.max(0, 1 - distanceM(a, b) / reachM), known: true }
  const size = sizeEvidence(a.sighting, b.sighting, slip)
  if (size < hopeless || northM(a, b) > reachM) return null
  const apartM = distanceM(a, b)
  if (apartM > reachM) return null
  const axis = Math.cos((2 * axisTurnDeg(a.sighting, b.sighting) * Math.PI) / 180)
  const iou = apartM > lengthM ? 0 : intersectionOverUnion(a.ring, b.ring)
  const swung = atAnchor(a.sighting) && atAnchor(b.sighting) && apartM <= lengthM * reach.atAnchor
  const eitherWay = a.sighting.heading_known !== 1 || b.sighting.heading_known !== 1
  const looks = looksEvidence(a.chip, b.chip, eitherWay)
  const { covering, elsewhere } = placing[typeof looks === 'number' ? 'seen' : looks]
  const apart = (swung ? placing.swung : elsewhere) + 0.1 * axis
  const upon = covering + placing.covered * iou + 0.3 * axis
  const reversed = !swung && turnedDeg(a.sighting, b.sighting) > 120 ? placing.reversed : 0
  const place = apart + Math.min(1, iou / wholly) * (upon - apart) + reversed
  const evidence =
    place +
    (placing.perLength * apartM) / Math.max(lengthM, 1) +
    size +
    classEvidence(a.sighting, b.sighting) +
    (typeof looks === 'number' ? looks : 0)
  return { evidence, known: false }
}

/** The chance that a bond is one ship, 0 to 1, by two decimals. */
export const chanceOf = ({ evidence }: Bond): number => Math.round(100 / (1 + Math.exp(-evidence))) / 100

/** Between these weights of evidence both readings are to be offered: one chance in sixteen that it is the other one. */
const unclear = 2.7
export const isUnclear = ({ evidence, known }: Bond): boolean => !known && Math.abs(evidence) < unclear

/** What a pair adds to an assignment: its weight of evidence, 0 where they are rather two ships. */
export const worthOf = (bond: Bond | null): number => Math.max(0, bond?.evidence ?? 0)

const atAnchor = ({ berth_state }: Sighting): boolean =>
  berth_state === 'at_anchor' || berth_state === 'moored_buoy'

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
