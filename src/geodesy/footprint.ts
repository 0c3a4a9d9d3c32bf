import type { LonLat, Ring } from '../domain/polygon.ts'
import { round7 } from '../domain/polygon.ts'
import { geodesicBetween, geodesicPoint, localFrame, normaliseAzimuth } from './ellipsoid.ts'
import { fitRectangle, nearerEnd } from './measure.ts'

/** A hull as it is drawn and edited: always a rectangle on the ground. `headingDeg` from stern to bow, true. */
export interface Hull {
  readonly centre: LonLat
  readonly lengthM: number
  readonly beamM: number
  readonly headingDeg: number
}

export const handles = ['bow', 'stern', 'port', 'starboard', 'turn', 'centre'] as const
export type Handle = (typeof handles)[number]

/** A hull is never dragged below this, so that it cannot flip over. */
const smallestSideM = 1

/**
 * The hull of three clicks (longitude, latitude): bow, stern, and a point on either side, whose distance from the
 * axis is half the beam. Without the third click the beam is 0.
 */
export function hullFromClicks(bow: LonLat, stern: LonLat, side: LonLat | null): Hull {
  const axis = geodesicBetween(stern, bow)
  const centre = geodesicPoint(stern, axis.azimuthDeg, axis.distanceM / 2)
  const headingDeg = axis.distanceM === 0 ? 0 : geodesicBetween(centre, bow).azimuthDeg
  const beamM = side === null ? 0 : 2 * Math.abs(offsets({ centre, headingDeg }, side).starboardM)
  return { centre, lengthM: axis.distanceM, beamM, headingDeg }
}

/**
 * The hull of bow, stern and both sides (longitude, latitude): the beam is what lies between the sides, and the axis
 * moves to their middle. Two edges are read; a single one is mirrored about the axis, and its error counts twice. Null
 * where the axis is not about in the middle between the two points: they are no sides of this hull.
 */
export function hullBetweenSides(bow: LonLat, stern: LonLat, one: LonLat, other: LonLat): Hull | null {
  const axis = hullFromClicks(bow, stern, null)
  const [from, to] = [offsets(axis, one).starboardM, offsets(axis, other).starboardM]
  const beamM = Math.abs(to - from)
  if (Math.min(Math.abs(from), Math.abs(to)) < beamM / 4 || from * to >= 0) return null
  return { ...axis, centre: at(axis, 0, (from + to) / 2), beamM }
}

/**
 * The ring of a hull: stern-starboard, bow-starboard, bow-port, stern-port, and the first again; counterclockwise,
 * longitudes contiguous, rounded to the 7 decimals in which footprints are stored.
 */
export function ringOfHull(hull: Hull): Ring {
  const [forward, abeam] = [hull.lengthM / 2, hull.beamM / 2]
  const corners: (readonly [number, number])[] = [
    [-forward, abeam],
    [forward, abeam],
    [forward, -abeam],
    [-forward, -abeam],
  ]
  const ring = corners.map(([f, s]): [number, number] => {
    const [lon, lat] = at(hull, f, s)
    return [round7(lon), round7(lat)]
  })
  const [first] = ring
  return first === undefined ? ring : [...ring, [...first]]
}

/**
 * The hull of a stored ring: its minimum-area rectangle. With a heading, the axis (long or short side) and the end
 * nearest to it are bow-ward, so that a broad pontoon keeps the bow it was drawn with.
 */
export function hullOfRing(ring: Ring, headingDeg: number | null): Hull {
  const { centre, longM, shortM, axisDeg } = fitRectangle(ring)
  if (headingDeg === null) return { centre, lengthM: longM, beamM: shortM, headingDeg: axisDeg }
  const along = nearerEnd(axisDeg, headingDeg)
  const across = nearerEnd((axisDeg + 90) % 180, headingDeg)
  const off = (azimuth: number): number => Math.abs(normaliseAzimuth(azimuth - headingDeg + 180) - 180)
  return off(along) <= off(across)
    ? { centre, lengthM: longM, beamM: shortM, headingDeg: along }
    : { centre, lengthM: shortM, beamM: longM, headingDeg: across }
}

/** A ring turned clockwise about the centre of its rectangle. */
export function turnedRing(ring: Ring, degrees: number): Ring {
  const frame = localFrame(fitRectangle(ring).centre)
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return ring.map((corner): [number, number] => {
    const [x, y] = frame.toPlane(corner)
    const [lon, lat] = frame.toLonLat([x * cos + y * sin, y * cos - x * sin])
    return [lon, lat]
  })
}

/** Where a handle lies (longitude, latitude). `turn` stands off the bow by a quarter of the length. */
export function handlePosition(hull: Hull, handle: Handle): LonLat {
  const [forward, abeam] = [hull.lengthM / 2, hull.beamM / 2]
  switch (handle) {
    case 'bow':
      return at(hull, forward, 0)
    case 'stern':
      return at(hull, -forward, 0)
    case 'port':
      return at(hull, 0, -abeam)
    case 'starboard':
      return at(hull, 0, abeam)
    case 'turn':
      return at(hull, forward * 1.5, 0)
    case 'centre':
      return hull.centre
  }
}

/**
 * The hull after a handle was dragged to a point. Bow and stern keep the other end, port and starboard keep the other
 * side, `turn` keeps centre and size, `centre` moves the whole. The result is always a rectangle and never flips.
 */
export function dragHandle(hull: Hull, handle: Handle, to: LonLat): Hull {
  switch (handle) {
    case 'bow':
    case 'stern':
      return dragEnd(hull, handle, to)
    case 'port':
    case 'starboard':
      return dragSide(hull, handle, to)
    case 'turn': {
      const { distanceM, azimuthDeg } = geodesicBetween(hull.centre, to)
      return distanceM === 0 ? hull : { ...hull, headingDeg: azimuthDeg }
    }
    case 'centre':
      return { ...hull, centre: to }
  }
}

function dragEnd(hull: Hull, handle: 'bow' | 'stern', to: LonLat): Hull {
  const kept = handlePosition(hull, handle === 'bow' ? 'stern' : 'bow')
  const towards = geodesicBetween(kept, to)
  const lengthM = Math.max(towards.distanceM, smallestSideM)
  const azimuthDeg =
    towards.distanceM === 0 ? geodesicBetween(kept, hull.centre).azimuthDeg : towards.azimuthDeg
  const end = geodesicPoint(kept, azimuthDeg, lengthM)
  const dragged = handle === 'bow' ? hullFromClicks(end, kept, null) : hullFromClicks(kept, end, null)
  return { ...dragged, beamM: hull.beamM }
}

function dragSide(hull: Hull, handle: 'port' | 'starboard', to: LonLat): Hull {
  const outward = handle === 'starboard' ? 1 : -1
  const keptM = -outward * (hull.beamM / 2)
  const draggedM = offsets(hull, to).starboardM
  const beamM = Math.max(outward * (draggedM - keptM), smallestSideM)
  return { ...hull, beamM, centre: at(hull, 0, keptM + (outward * beamM) / 2) }
}

/** The point so many metres forward and to starboard of a hull's centre. */
function at(hull: Pick<Hull, 'centre' | 'headingDeg'>, forwardM: number, starboardM: number): LonLat {
  const heading = (hull.headingDeg * Math.PI) / 180
  return localFrame(hull.centre).toLonLat([
    forwardM * Math.sin(heading) + starboardM * Math.cos(heading),
    forwardM * Math.cos(heading) - starboardM * Math.sin(heading),
  ])
}

/** How far a point lies forward and to starboard of a hull's centre, in metres. */
function offsets(
  hull: Pick<Hull, 'centre' | 'headingDeg'>,
  point: LonLat,
): { forwardM: number; starboardM: number } {
  const heading = (hull.headingDeg * Math.PI) / 180
  const [x, y] = localFrame(hull.centre).toPlane(point)
  return {
    forwardM: x * Math.sin(heading) + y * Math.cos(heading),
    starboardM: x * Math.cos(heading) - y * Math.sin(heading),
  }
}
