import type { LonLat } from '../domain/polygon.ts'
import { geodesicBetween, geodesicPoint, localFrame, normaliseAzimuth } from './ellipsoid.ts'
import type { Hull } from './footprint.ts'

/** A hull of which bow and stern are set; its beam is 0 until it has one. */
export interface Axis {
  readonly bow: LonLat
  readonly stern: LonLat
}

/** How much out of parallel an axis may be to be made parallel to the hull beside it. */
const parallelWithinDeg = 5
/** The hull beside is at most so much of the longer length away, edge to axis. */
const besideWithin = 0.45

/** A hull in the frame of an axis: metres forward of the axis's middle and to starboard of it. */
function besideOf(axis: Axis, neighbour: Hull) {
  const { distanceM, azimuthDeg } = geodesicBetween(axis.stern, axis.bow)
  const middle = geodesicPoint(axis.stern, azimuthDeg, distanceM / 2)
  const heading = (azimuthDeg * Math.PI) / 180
  const [x, y] = localFrame(middle).toPlane(neighbour.centre)
  return {
    lengthM: distanceM,
    azimuthDeg,
    forwardM: x * Math.sin(heading) + y * Math.cos(heading),
    starboardM: x * Math.cos(heading) - y * Math.sin(heading),
    turnDeg: halfTurn(neighbour.headingDeg - azimuthDeg),
  }
}

/** The smaller angle between two axes, signed: in [-90, 90). */
function halfTurn(degrees: number): number {
  return (normaliseAzimuth(degrees * 2 + 180) - 180) / 2
}

/** The hulls that lie along an axis, nearest first. */
function hullsBeside(axis: Axis, neighbours: readonly Hull[]) {
  return neighbours
    .map((hull) => ({ hull, ...besideOf(axis, hull) }))
    .filter(({ hull, lengthM, forwardM, starboardM, turnDeg }) => {
      const overlapM = (lengthM + hull.lengthM) / 2 - Math.abs(forwardM)
      const gapM = Math.abs(starboardM) - hull.beamM / 2
      return (
        Math.abs(turnDeg) <= parallelWithinDeg &&
        overlapM > 0.2 * Math.min(lengthM, hull.lengthM) &&
        gapM > 0 &&
        gapM < besideWithin * Math.max(lengthM, hull.lengthM)
      )
    })
    .sort((a, b) => Math.abs(a.starboardM) - Math.abs(b.starboardM))
}

/**
 * The stern that makes an axis parallel to the hull that it lies beside, as hulls in a raft are; the bow stays. The stern
 * as it was where no hull lies beside, or where it would move by more than `withinM`.
 */
export function parallelStern(axis: Axis, neighbours: readonly Hull[], withinM: number): LonLat {
  const [beside] = hullsBeside(axis, neighbours)
  if (beside === undefined) return axis.stern
  const movedM = beside.lengthM * Math.abs(Math.sin((beside.turnDeg * Math.PI) / 180))
  if (movedM > withinM) return axis.stern
  return geodesicPoint(axis.bow, beside.azimuthDeg + beside.turnDeg + 180, beside.lengthM)
}

/**
 * A hull on this axis, its near side moved onto the hull beside it where that is within `withinM`, while the far side
 * stays where it was drawn: what is moved is one edge, and its error counts once. Else as it was.
 */
export function touchingHull(axis: Axis, drawn: Hull, neighbours: readonly Hull[], withinM: number): Hull {
  for (const { hull, starboardM } of hullsBeside(axis, neighbours)) {
    const gapM = Math.abs(starboardM) - hull.beamM / 2 - drawn.beamM / 2
    const beamM = drawn.beamM + gapM
    if (beamM <= 1 || Math.abs(gapM) > withinM) continue
    const towards = drawn.headingDeg + (starboardM > 0 ? 90 : -90)
    return { ...drawn, beamM, centre: geodesicPoint(drawn.centre, towards, gapM / 2) }
  }
  return drawn
}

/**
 * An axis moved sideways until a hull of a known beam on it touches the hull beside it, where that is no farther than
 * `withinM`; else as it was.
 */
export function touchingAxis(axis: Axis, beamM: number, neighbours: readonly Hull[], withinM: number): Axis {
  for (const { hull, starboardM, azimuthDeg } of hullsBeside(axis, neighbours)) {
    const gapM = Math.abs(starboardM) - hull.beamM / 2 - beamM / 2
    if (Math.abs(gapM) > withinM) continue
    const towards = azimuthDeg + (starboardM > 0 ? 90 : -90)
    return { bow: geodesicPoint(axis.bow, towards, gapM), stern: geodesicPoint(axis.stern, towards, gapM) }
  }
  return axis
}
