import type { LonLat, Ring } from '../domain/polygon.ts'
import type { LocalFrame } from './ellipsoid.ts'
import { localFrame, normaliseLon } from './ellipsoid.ts'
import type { Point } from './rectangle.ts'
import { convexHull } from './rectangle.ts'

/**
 * How far two footprints cover each other: the area they share over the area they cover together, 0 to 1. Each is
 * taken as the convex shape around it, which a hull's rectangle is.
 */
export function intersectionOverUnion(a: Ring, b: Ring): number {
  const origin = a[0]
  if (origin === undefined) return 0
  const frame = localFrame(origin)
  const [first, second] = [inPlane(a, frame), inPlane(b, frame)]
  const shared = area(clip(first, second))
  const together = area(first) + area(second) - shared
  return together > 0 ? shared / together : 0
}

/**
 * What two outlines have in common, each taken as the convex shape around it: corners in longitude and latitude,
 * unclosed. Null where they share no area.
 */
export function commonGround(a: Ring, b: Ring): readonly LonLat[] | null {
  const origin = a[0]
  if (origin === undefined) return null
  const frame = localFrame(origin)
  const shared = clip(inPlane(a, frame), inPlane(b, frame))
  return shared.length >= 3 && area(shared) > 0 ? shared.map((point) => frame.toLonLat(point)) : null
}

function inPlane(ring: Ring, frame: LocalFrame): Point[] {
  return convexHull(ring.map((corner) => frame.toPlane(corner)))
}

/** What of a convex polygon lies inside another, both counterclockwise (Sutherland and Hodgman 1974). */
function clip(subject: readonly Point[], window: readonly Point[]): Point[] {
  let kept = [...subject]
  window.forEach((start, index) => {
    const end = window[(index + 1) % window.length] ?? start
    const side = ([x, y]: Point): number =>
      (end[0] - start[0]) * (y - start[1]) - (end[1] - start[1]) * (x - start[0])
    kept = kept.flatMap((corner, at) => {
      const before = kept.at(at - 1) ?? corner
      const [s0, s1] = [side(before), side(corner)]
      const crossing: Point[] = s0 >= 0 === s1 >= 0 ? [] : [between(before, corner, s0 / (s0 - s1))]
      return s1 >= 0 ? [...crossing, corner] : crossing
    })
  })
  return kept
}

const between = (a: Point, b: Point, t: number): Point => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]

function area(polygon: readonly Point[]): number {
  return Math.abs(
    polygon.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = polygon[(index + 1) % polygon.length] ?? [0, 0]
      return sum + (x * nextY - nextX * y) / 2
    }, 0),
  )
}

/** Whether a point lies inside a ring (even-odd rule, in longitude and latitude, across the antimeridian too). */
export function ringContains(ring: Ring, [lon, lat]: LonLat): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]]
    if (a === undefined || b === undefined) continue
    const [ax, bx] = [normaliseLon(a[0] - lon), normaliseLon(a[0] - lon) + (b[0] - a[0])]
    if (a[1] > lat !== b[1] > lat && ax + ((lat - a[1]) / (b[1] - a[1])) * (bx - ax) > 0) inside = !inside
  }
  return inside
}
