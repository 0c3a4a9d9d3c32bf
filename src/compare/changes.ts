import type { Absence } from '../domain/absence.ts'
import type { Uid } from '../domain/identifiers.ts'
import type { Ring } from '../domain/polygon.ts'
import { ringOf } from '../domain/polygon.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { normaliseLon } from '../geodesy/ellipsoid.ts'
import { intersectionOverUnion, ringContains } from '../geodesy/overlap.ts'
import { translated } from '../geodesy/translation.ts'
import type { HullChip } from '../raster/hull/hull-chip.ts'
import type { Comparison, Coverage, Pairing, Unclear, Unseen, UnseenReason } from './comparison.ts'
import {
  bondOf,
  centreOf,
  chanceOf,
  distanceM,
  hullsOf,
  isUnclear,
  turnedDeg,
  worthOf,
  type Bond,
  type Hull,
} from './hull.ts'
import { matchHulls } from './match.ts'
import { slipBetween } from './slip.ts'

/** Below both of these a vessel stayed, else it moved: metres and degrees beyond the reading errors. */
const stayedShiftM = 15
const stayedTurnDeg = 12

/** One of the scenes that are compared, with all that is known of what can be seen on it. */
export interface SceneSeen {
  readonly scene: Scene
  readonly sightings: readonly Sighting[]
  /** What analysts recorded as absent from it; none unless given. */
  readonly absences?: readonly Absence[]
  /** What its pixels say of the hulls of the other scene; nothing unless given. */
  readonly cover?: SceneCover
  /** The pixels of its hulls, by sighting; nothing unless given. */
  readonly looks?: ReadonlyMap<Uid, HullChip>
}

/** What the pixels of a scene say of places where hulls lie on another one. */
export interface SceneCover extends Coverage {
  /** Sightings whose place has no data or lies under cloud. */
  readonly hidden: ReadonlyMap<Uid, 'no_data' | 'cloud'>
}

const unread: SceneCover = { pixels_read: false, cloud_mask: false, hidden: new Map() }

/**
 * What changed between two scenes: each sighting of one is matched with at most one of the other, the best assignment
 * overall by overlap, distance, size and heading. The same vessel is matched whatever the distance, different vessels
 * never, nor a vessel with a hull on a scene from which it is recorded as absent. What cannot be seen on the other scene
 * is `outside`.
 */
export function compareScenes(from: SceneSeen, to: SceneSeen): Comparison {
  const all = { from: hullsOf(from.sightings, from.looks), to: hullsOf(to.sightings, to.looks) }
  const unseen = [...unseenOn(to, from), ...unseenOn(from, to)]
  const hidden = new Set(unseen.map(({ uid }) => uid))
  const seen = ({ sighting }: Hull): boolean => !hidden.has(sighting.uid)
  const [before, after] = [all.from.filter(seen), all.to.filter(seen)]

  const apart = keptApart(from, to)
  const slip = slipBetween(before, after)
  const bonds = new Map<Hull, Map<Hull, Bond>>()
  const worth = (a: Hull, b: Hull): number => {
    const bond = apart(a, b) ? null : bondOf(a, b, slip)
    if (bond === null) return 0
    bonds.set(a, (bonds.get(a) ?? new Map<Hull, Bond>()).set(b, bond))
    return worthOf(bond)
  }
  const pairs = matchHulls(before, after, worth).map(({ a, b }) => ({ a, b, pairing: pairingOf(a, b) }))
  const taken = new Set(pairs.flatMap(({ a, b }) => [a.sighting.uid, b.sighting.uid]))
  const stayed = pairs.filter(({ a, b, pairing }) => hasStayed(a, b, pairing)).map(({ pairing }) => pairing)
  const inOrder = [...unseen].sort((a, b) => (a.uid < b.uid ? -1 : 1))
  return {
    from: { scene_uid: from.scene.uid, acquired_at: from.scene.acquired_at },
    to: { scene_uid: to.scene.uid, acquired_at: to.scene.acquired_at },
    overlap_wgs84: overlapOf([from.scene, to.scene].map(outlineOf).filter((outline) => outline !== null)),
    stayed: stayed.sort(byFrom),
    moved: pairs
      .map(({ pairing }) => pairing)
      .filter((pairing) => !stayed.includes(pairing))
      .sort(byFrom),
    arrived: uidsOf(after).filter((uid) => !taken.has(uid)),
    departed: uidsOf(before).filter((uid) => !taken.has(uid)),
    outside: inOrder.map(({ uid }) => uid),
    unseen: inOrder,
    unclear: unclearAmong(bonds, pairs, taken),
    coverage: { from: coverageOf(from), to: coverageOf(to) },
  }
}

/** The pairs that could be read otherwise: those held for one ship, and those of which neither is held for another. */
function unclearAmong(
  bonds: ReadonlyMap<Hull, ReadonlyMap<Hull, Bond>>,
  pairs: readonly { readonly a: Hull; readonly b: Hull }[],
  taken: ReadonlySet<Uid>,
): Unclear[] {
  const isOne = (a: Hull, b: Hull): boolean => pairs.some((pair) => pair.a === a && pair.b === b)
  const isFree = ({ sighting }: Hull): boolean => !taken.has(sighting.uid)
  return [...bonds]
    .flatMap(([a, others]) =>
      [...others]
        .filter(([b, bond]) => isUnclear(bond) && (isOne(a, b) || (isFree(a) && isFree(b))))
        .map(([b, bond]) => ({ from_uid: a.sighting.uid, to_uid: b.sighting.uid, chance: chanceOf(bond) })),
    )
    .sort(byFrom)
}

const byFrom = (a: { from_uid: Uid }, b: { from_uid: Uid }): number => (a.from_uid < b.from_uid ? -1 : 1)
const uidsOf = (hulls: readonly Hull[]): string[] => hulls.map(({ sighting }) => sighting.uid).sort()

function coverageOf({ cover = unread }: SceneSeen): Coverage {
  return { pixels_read: cover.pixels_read, cloud_mask: cover.cloud_mask }
}

/** The sightings of `own` of which `other` says nothing, and why. */
function unseenOn(other: SceneSeen, own: SceneSeen): Unseen[] {
  const why = unseenReason(other, own.scene)
  return own.sightings.flatMap((sighting) => {
    const reason = why(sighting)
    return reason === null ? [] : [{ uid: sighting.uid, scene_uid: other.scene.uid, reason }]
  })
}

/** Why a scene says nothing of a sighting on `own`; null where it would show it. */
export function unseenReason(
  { scene, absences = [], cover = unread, sightings }: SceneSeen,
  own: Scene,
): (sighting: Sighting) => UnseenReason | null {
  const outline = outlineOf(scene)
  const ownOutline = outlineOf(own)
  const found = new Set(sightings.map(({ vessel_uid }) => vessel_uid))
  const untold = new Set(
    absences.flatMap(({ result, vessel_uid }) =>
      result === 'not_visible' && vessel_uid !== null ? [vessel_uid] : [],
    ),
  )
  return (sighting) => {
    const { uid, geom, lon, lat, vessel_uid } = sighting
    if (outline === null || ownOutline === null || geom === null || lon === null || lat === null)
      return 'not_placed'
    if (!ringContains(outline, centreOf(sighting)) || !ringContains(ownOutline, centreOf(sighting)))
      return 'beyond'
    // A vessel that is found there after all was to be seen.
    if (vessel_uid !== null && found.has(vessel_uid)) return null
    if (vessel_uid !== null && untold.has(vessel_uid)) return 'recorded'
    return cover.hidden.get(uid) ?? null
  }
}

/** Whether one of two hulls carries a vessel that is recorded as absent from the other one's scene. */
function keptApart(from: SceneSeen, to: SceneSeen): (a: Hull, b: Hull) => boolean {
  const gone = ({ absences = [] }: SceneSeen) =>
    new Set(absences.flatMap(({ result, vessel_uid }) => (result === 'not_seen' ? [vessel_uid] : [])))
  const [fromA, fromB] = [gone(from), gone(to)]
  return ({ sighting: a }, { sighting: b }) =>
    a.vessel_uid !== b.vessel_uid &&
    ((a.vessel_uid !== null && fromB.has(a.vessel_uid)) || (b.vessel_uid !== null && fromA.has(b.vessel_uid)))
}

/** The outline of a scene as it is drawn, its shift included; null where it is not placed. */
export function outlineOf({ geom, shift_east_m, shift_north_m }: Scene): Ring | null {
  if (geom === null) return null
  const [east, north] = [shift_east_m ?? 0, shift_north_m ?? 0]
  if (east === 0 && north === 0) return ringOf(geom)
  return ringOf(geom).map((corner): [number, number] => [...translated(corner, east, north)])
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

function hasStayed(a: Hull, b: Hull, { shift_m, turned_deg }: Pairing): boolean {
  const errorM = Math.hypot(a.sighting.length_error_m ?? 0, b.sighting.length_error_m ?? 0)
  const lengthM = Math.min(a.sighting.length_m ?? Infinity, b.sighting.length_m ?? Infinity)
  // Each end of a hull is read across as well as along.
  const errorDeg = (Math.atan2(errorM, lengthM) * 180) / Math.PI
  return shift_m <= stayedShiftM + errorM && turned_deg <= stayedTurnDeg + errorDeg
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
