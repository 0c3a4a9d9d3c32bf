import type { Ring } from '../domain/polygon.ts'
import { ringOf } from '../domain/polygon.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { geodesicBetween, normaliseLon } from '../geodesy/ellipsoid.ts'
import { intersectionOverUnion, ringContains } from '../geodesy/overlap.ts'
import { bestAssignment } from './assignment.ts'
import type { Comparison, Pairing } from './comparison.ts'

/** Two hulls further apart than this many of their lengths are one vessel only where both carry the same name. */
const reachInLengths = 0.5
/** How unlike two readings of one hull's length may be beyond their stated errors, as a share of the longer. */
const lengthSlack = 0.15
/** Below both of these a vessel stayed, else it moved: metres beyond the reading errors, and degrees of the axis. */
const stayedShiftM = 15
const stayedTurnDeg = 12

/** A sighting with what matching needs; sightings without a footprint cannot be compared. */
interface Hull {
  readonly sighting: Sighting
  readonly ring: Ring
}

/**
 * What changed between two scenes: each sighting of one is matched with at most one of the other, the best assignment
 * overall by overlap, distance and size. The same vessel is matched whatever the distance, different vessels never.
 * Sightings whose centre does not lie in both outlines are `outside`.
 */
export function compareScenes(
  from: { scene: Scene; sightings: readonly Sighting[] },
  to: { scene: Scene; sightings: readonly Sighting[] },
): Comparison {
  const outlines = [from.scene, to.scene].flatMap(({ geom }) => (geom === null ? [] : [ringOf(geom)]))
  const inBoth = ({ sighting }: Hull): boolean =>
    outlines.length === 2 && outlines.every((outline) => ringContains(outline, centreOf(sighting)))
  const all = { from: hullsOf(from.sightings), to: hullsOf(to.sightings) }
  const before = all.from.filter(inBoth)
  const after = all.to.filter(inBoth)

  const matched = bestAssignment(before.map((a) => after.map((b) => worthOf(a, b))))
  const pairs = matched.flatMap((column, row) => {
    const [a, b] = [before[row], after[column]]
    return a === undefined || b === undefined ? [] : [{ a, b, pairing: pairingOf(a, b) }]
  })
  const taken = new Set(pairs.flatMap(({ a, b }) => [a.sighting.uid, b.sighting.uid]))
  const stayed = pairs.filter(({ a, b, pairing }) => hasStayed(a, b, pairing)).map(({ pairing }) => pairing)
  const kept = new Set([...before, ...after].map(({ sighting }) => sighting.uid))
  return {
    from: { scene_uid: from.scene.uid, acquired_at: from.scene.acquired_at },
    to: { scene_uid: to.scene.uid, acquired_at: to.scene.acquired_at },
    overlap_wgs84: overlapOf(outlines),
    stayed: stayed.sort(byFrom),
    moved: pairs
      .map(({ pairing }) => pairing)
      .filter((pairing) => !stayed.includes(pairing))
      .sort(byFrom),
    arrived: uidsOf(after).filter((uid) => !taken.has(uid)),
    departed: uidsOf(before).filter((uid) => !taken.has(uid)),
    outside: [...from.sightings, ...to.sightings]
      .map(({ uid }) => uid)
      .filter((uid) => !kept.has(uid))
      .sort(),
  }
}

const byFrom = (a: Pairing, b: Pairing): number => (a.from_uid < b.from_uid ? -1 : 1)
const uidsOf = (hulls: readonly Hull[]): string[] => hulls.map(({ sighting }) => sighting.uid).sort()
const centreOf = (sighting: Sighting): [number, number] => [sighting.lon ?? 0, sighting.lat ?? 0]

function hullsOf(sightings: readonly Sighting[]): Hull[] {
  return sightings.flatMap((sighting) => {
    const { geom, lon, lat } = sighting
    return geom === null || lon === null || lat === null ? [] : [{ sighting, ring: ringOf(geom) }]
  })
}

/** How well two sightings could be one vessel: 0 where they cannot, above 1,000 where both carry the same vessel. */
function worthOf(a: Hull, b: Hull): number {
  const [vesselA, vesselB] = [a.sighting.vessel_uid, b.sighting.vessel_uid]
  if (vesselA !== null && vesselB !== null && vesselA !== vesselB) return 0
  const apartM = distanceM(a, b)
  const lengthM = Math.max(a.sighting.length_m ?? 0, b.sighting.length_m ?? 0)
  const nearness = Math.max(0, 1 - apartM / Math.max(lengthM * reachInLengths, 1))
  if (vesselA !== null && vesselA === vesselB) return 1_000 + nearness
  if (!sizesAgree(a.sighting, b.sighting)) return 0
  const iou = intersectionOverUnion(a.ring, b.ring)
  return iou === 0 && nearness === 0 ? 0 : 2 * iou + nearness
}

function sizesAgree(a: Sighting, b: Sighting): boolean {
  if (a.length_m === null || b.length_m === null) return true
  const allowedM = Math.hypot(a.length_error_m ?? 0, b.length_error_m ?? 0)
  return Math.abs(a.length_m - b.length_m) <= allowedM + lengthSlack * Math.max(a.length_m, b.length_m)
}

function pairingOf(a: Hull, b: Hull): Pairing {
  return {
    from_uid: a.sighting.uid,
    to_uid: b.sighting.uid,
    iou: rounded(intersectionOverUnion(a.ring, b.ring)),
    shift_m: rounded(distanceM(a, b)),
    turned_deg: rounded(turnedDeg(a.sighting, b.sighting)),
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

function distanceM(a: Hull, b: Hull): number {
  return geodesicBetween(centreOf(a.sighting), centreOf(b.sighting)).distanceM
}

/** Degrees between two headings; between the axes, at most 90, where either bow is not known. */
function turnedDeg(a: Sighting, b: Sighting): number {
  if (a.heading_deg === null || b.heading_deg === null) return 0
  const apart = Math.abs(((a.heading_deg - b.heading_deg + 540) % 360) - 180)
  return a.heading_known === 1 && b.heading_known === 1 ? apart : Math.min(apart, 180 - apart)
}

function hasStayed(a: Hull, b: Hull, { shift_m, turned_deg }: Pairing): boolean {
  const errorM = Math.hypot(a.sighting.length_error_m ?? 0, b.sighting.length_error_m ?? 0)
  return shift_m <= stayedShiftM + errorM && turned_deg <= stayedTurnDeg
}

/** West, south, east, north of what the boxes around all outlines share, longitudes in [-180, 180). */
function overlapOf(outlines: readonly Ring[]): Comparison['overlap_wgs84'] {
  const [first] = outlines
  if (first === undefined || outlines.length < 2) return null
  const origin = first[0]?.[0] ?? 0
  let [west, south, east, north] = [-Infinity, -Infinity, Infinity, Infinity]
  for (const outline of outlines) {
    const start = outline[0]?.[0] ?? 0
    const shift = origin + normaliseLon(start - origin) - start
    const [lons, lats] = [outline.map(([lon]) => lon + shift), outline.map(([, lat]) => lat)]
    west = Math.max(west, Math.min(...lons))
    east = Math.min(east, Math.max(...lons))
    south = Math.max(south, Math.min(...lats))
    north = Math.min(north, Math.max(...lats))
  }
  if (west >= east || south >= north) return null
  return [normaliseLon(west), south, normaliseLon(east), north]
}
