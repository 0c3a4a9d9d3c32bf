import type { Uid } from '../../src/domain/identifiers.ts'
import { namedSighting } from '../../src/domain/origin.ts'
import { ringOf, type LonLat, type Polygon } from '../../src/domain/polygon.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { ringContains } from '../../src/geodesy/overlap.ts'
import { liesThere, mayBeOne, type Expected } from './drawn-already.ts'
import type { ProjectIndex } from './project-index.ts'
import { sightingsOfScene } from './project-index.ts'

/** A hull of an earlier date that is looked for on a later scene. */
export interface CarriedHull {
  /** The sighting that it becomes where it is still there. */
  readonly uid: Uid
  /** The absence that it becomes where it is gone, or cannot be told. */
  readonly absence: Uid
  /** The sighting of the earlier date. */
  readonly from: Uid
}

/** A ghost's rectangle, where it is no longer the one of the earlier date. */
export interface GhostShape {
  readonly footprint: Polygon
  readonly headingDeg: number | null
}

/** What the picture of the later date says of a hull that is looked for. */
export type Refit =
  /** It is being looked at. */
  | { readonly state: 'looking' }
  /** The hull was made out: where it lies now, and by how much it moved and turned. */
  | {
      readonly state: 'fitted'
      readonly shape: GhostShape
      readonly movedM: number
      readonly turnedDeg: number
    }
  /** It was not made out for sure; the outline of the earlier date stays. */
  | { readonly state: 'unsure' }
  /** A hull as long as this one is drawn there already: it is not drawn a second time. */
  | { readonly state: 'drawn' }

/** The carrying forward of an earlier date's hulls to a scene, one after the other. */
export interface Carry {
  /** The scene that is looked at now. */
  readonly scene: Uid
  readonly hulls: readonly CarriedHull[]
  /** Which of them is looked for now. */
  readonly at: number
  /** Those that the analyst moved. */
  readonly reshaped: ReadonlyMap<Uid, GhostShape>
  readonly refits: ReadonlyMap<Uid, Refit>
  /** Said to be still there while their refit is on its way: they are written with it. */
  readonly awaited: ReadonlySet<Uid>
}

/** What can be carried forward to a scene: the date that it comes from, and its hulls. */
export interface Proposal {
  readonly from: Scene
  readonly sightings: readonly Sighting[]
}

/**
 * The hulls of the last date before `scene`, within its outline and, where one is given, within an area, that nothing
 * is known of on `scene` yet. Hulls that could not be told on that date are looked for again where they were seen
 * last. A sentence says why there is nothing to carry.
 */
export function proposalFor(index: ProjectIndex, scene: Scene, area: Polygon | null): Proposal | string {
  const { acquired_at: now, geom } = scene
  if (now === null) return 'The scene has no time yet, so no date comes before it.'
  if (geom === null) return 'The scene has no place on the ground.'
  const earlier = [...index.scenes.values()]
    .filter(({ acquired_at: at }) => at !== null && at < now)
    .sort((a, b) => ((a.acquired_at ?? '') < (b.acquired_at ?? '') ? 1 : -1))
  const inSight = (sighting: Sighting) =>
    isIn(sighting, geom) && (area === null || isIn(sighting, area)) && sighting.geom !== null
  const from = earlier.find(({ uid }) => sightingsOfScene(index, uid).some(inSight))
  if (from === undefined) return 'No earlier date has hulls here.'
  const doubtful = [...index.absences.values()]
    .filter(({ scene_uid, result }) => scene_uid === from.uid && result === 'not_visible')
    .map(({ reason }) => index.sightings.get(namedSighting(reason) ?? ''))
    .filter((sighting) => sighting !== undefined)
  const isKnown = knownOn(index, scene.uid)
  const open = [...sightingsOfScene(index, from.uid), ...doubtful].filter(
    (sighting) => inSight(sighting) && !isKnown(sighting),
  )
  if (open.length === 0) return 'Every hull of the last date is answered for on this scene.'
  return { from, sightings: open }
}

/** Tells whether a scene already says of a hull that it is there, that it is gone, or that it cannot be told. */
function knownOn(index: ProjectIndex, scene: Uid): (from: Sighting) => boolean {
  const there = sightingsOfScene(index, scene)
  const missed = [...index.absences.values()].filter(({ scene_uid }) => scene_uid === scene)
  const named = new Set([
    ...there.map(({ source }) => namedSighting(source)),
    ...missed.map(({ reason }) => namedSighting(reason)),
  ])
  const vessels = new Set([...there, ...missed].map(({ vessel_uid }) => vessel_uid))
  return (from) =>
    named.has(from.uid) ||
    (from.vessel_uid !== null && vessels.has(from.vessel_uid)) ||
    there.some((sighting) => mayBeOne(index, from, sighting) && liesThere(whereItLay(from), sighting))
}

const whereItLay = ({ lon, lat, length_m, length_error_m }: Sighting): Expected => ({
  at: [lon ?? NaN, lat ?? NaN],
  lengthM: length_m ?? 0,
  lengthErrorM: length_error_m,
})

function isIn({ lon, lat }: Sighting, area: Polygon): boolean {
  return lon !== null && lat !== null && ringContains(ringOf(area), [lon, lat])
}

/** From the north-western hull always to the nearest that is left, so that the map moves little. */
export function walkOf(sightings: readonly Sighting[]): readonly Sighting[] {
  const left = new Set(sightings)
  const walk: Sighting[] = []
  const least = (rank: (sighting: Sighting) => number): Sighting | undefined => {
    let best: Sighting | undefined
    for (const one of left) if (best === undefined || rank(one) < rank(best)) best = one
    return best
  }
  for (let here = least(cornerRank); here !== undefined;) {
    const from = here
    left.delete(from)
    walk.push(from)
    here = least((one) => apart(from, one))
  }
  return walk
}

const cornerRank = ({ lon, lat }: Sighting) => (lon ?? 0) - (lat ?? 0)

function apart(a: Sighting, b: Sighting): number {
  const [lat, east] = [a.lat ?? 0, Math.cos(((a.lat ?? 0) * Math.PI) / 180)]
  return Math.hypot(((a.lon ?? 0) - (b.lon ?? 0)) * east, lat - (b.lat ?? 0))
}

/**
 * By how much hulls that were carried to this scene lie off where they came from, degrees of longitude and latitude:
 * the middle one of the nearest five. What one was moved by, because the pictures do not quite fit, the next one is.
 */
export function localShift(index: ProjectIndex, scene: Uid, near: Sighting): LonLat {
  const moved = sightingsOfScene(index, scene)
    .map((sighting) => ({ sighting, from: index.sightings.get(namedSighting(sighting.source) ?? '') }))
    .filter(({ from }) => from !== undefined)
    .sort((a, b) => apart(near, a.sighting) - apart(near, b.sighting))
    .slice(0, 5)
  const middle = (axis: 'lon' | 'lat') =>
    median(moved.map(({ sighting, from }) => (sighting[axis] ?? 0) - (from?.[axis] ?? 0)))
  return [middle('lon'), middle('lat')]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Less than this, in degrees, is a rounding of seven decimals and no shift. */
const noShift = 2e-7

/** Where a hull is looked for: where the analyst moved it, else where the picture shows it, else `expectedShape`. */
export function ghostShape(index: ProjectIndex, carry: Carry, hull: CarriedHull): GhostShape | null {
  const reshaped = carry.reshaped.get(hull.uid)
  if (reshaped !== undefined) return reshaped
  const refit = carry.refits.get(hull.uid)
  return refit?.state === 'fitted' ? refit.shape : expectedShape(index, carry, hull)
}

/** Whether a hull was found among those drawn on the later scene, and nobody moved it to be drawn as well. */
export function isDrawnThere({ reshaped, refits }: Carry, { uid }: CarriedHull): boolean {
  return refits.get(uid)?.state === 'drawn' && !reshaped.has(uid)
}

/** Where a hull was, moved by what the hulls around it were moved by. */
export function expectedShape(index: ProjectIndex, carry: Carry, hull: CarriedHull): GhostShape | null {
  const from = index.sightings.get(hull.from)
  if (from?.geom == null) return null
  const [east, north] = localShift(index, carry.scene, from)
  const headingDeg = from.heading_known === 0 ? null : from.heading_deg
  if (Math.abs(east) < noShift && Math.abs(north) < noShift) return { footprint: from.geom, headingDeg }
  const ring = ringOf(from.geom).map(([lon, lat]): [number, number] => [lon + east, lat + north])
  return { footprint: { type: 'Polygon', coordinates: [ring] }, headingDeg }
}

/** How the project says that a hull was answered for; null while it is open. */
export function answerTo(
  index: Pick<ProjectIndex, 'sightings' | 'absences'>,
  { uid, absence }: CarriedHull,
): 'there' | 'gone' | 'unclear' | null {
  if (index.sightings.has(uid)) return 'there'
  const found = index.absences.get(absence)
  if (found === undefined) return null
  return found.result === 'not_visible' ? 'unclear' : 'gone'
}

/** The next open hull in a direction, round the end; null where every hull is answered for. */
export function nextOpen(
  hulls: readonly CarriedHull[],
  at: number,
  step: 1 | -1,
  isOpen: (hull: CarriedHull) => boolean,
): number | null {
  for (let i = 1; i <= hulls.length; i += 1) {
    const place = (((at + step * i) % hulls.length) + hulls.length) % hulls.length
    const hull = hulls[place]
    if (hull !== undefined && isOpen(hull)) return place
  }
  return null
}
