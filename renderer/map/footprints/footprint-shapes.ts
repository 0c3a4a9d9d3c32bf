import { ringOf, type LonLat } from '../../../src/domain/polygon.ts'
import { hullOfRing } from '../../../src/geodesy/footprint.ts'
import { bowMarkDepth, bowMarkOf } from './bow-mark.ts'
import type { FootprintOnMap } from '../map-contract.ts'
import type { Extent, Plane, XY } from '../scenes/scene-plane.ts'

/** A footprint in the coordinates of the view's plane. */
export interface Shape {
  readonly footprint: FootprintOnMap
  /** The corners, each once. */
  readonly corners: readonly XY[]
  /** Three points of the bow mark; empty where the bow is not known. */
  readonly bowMark: readonly XY[]
  readonly box: Extent
  readonly area: number
}

/** Footprints as shapes. One is computed again only when it is another object or the plane is another one. */
export interface ShapeCache {
  shapesOf(footprints: readonly FootprintOnMap[], plane: Plane): readonly Shape[]
}

export function createShapeCache(): ShapeCache {
  let known = new WeakMap<FootprintOnMap, Shape | null>()
  let knownPlane: string | null = null
  return {
    shapesOf(footprints, plane) {
      if (plane.key !== knownPlane) {
        known = new WeakMap()
        knownPlane = plane.key
      }
      const shapes: Shape[] = []
      for (const footprint of footprints) {
        let shape = known.get(footprint)
        if (shape === undefined) {
          shape = shapeOf(footprint, plane)
          known.set(footprint, shape)
        }
        if (shape !== null) shapes.push(shape)
      }
      return shapes
    },
  }
}

/** The shape of a footprint; null where it can't be shown in the plane. */
export function shapeOf(footprint: FootprintOnMap, plane: Plane): Shape | null {
  const ring = ringOf(footprint.geom)
  const corners = ring.slice(0, -1).map((lonLat) => plane.fromLonLat(lonLat))
  const found = corners.filter((corner) => corner !== null)
  if (found.length < 3 || found.length < corners.length) return null
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)]
  return {
    footprint,
    corners: found,
    bowMark: bowMarkIn(footprint, found, plane),
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    area: Math.abs(signedArea(found)),
  }
}

function bowMarkIn(footprint: FootprintOnMap, corners: readonly XY[], plane: Plane): readonly XY[] {
  const { headingDeg } = footprint
  if (headingDeg === null) return []
  const ring = ringOf(footprint.geom)
  if (corners.length === 4) return bowMarkOfFour(corners, bowSide(ring.slice(0, 4), headingDeg))
  try {
    const mark = bowMarkOf(hullOfRing(ring, headingDeg))
    const points = mark.map((lonLat) => plane.fromLonLat(lonLat)).filter((point) => point !== null)
    return points.length === 3 ? points : []
  } catch {
    // An outline without an area has no rectangle, hence no bow.
    return []
  }
}

/**
 * Which side of a four-cornered hull is the bow: the one whose middle lies nearest to the heading, seen from the
 * centre. On the sphere's tangent plane, which is near enough to choose among four and, for thousands of hulls, far
 * quicker than geodesics.
 */
function bowSide(corners: readonly LonLat[], headingDeg: number): number {
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  const [lon, lat] = [mean(0), mean(1)]
  const east = Math.cos((lat * Math.PI) / 180)
  const heading = (headingDeg * Math.PI) / 180
  const [headingX, headingY] = [Math.sin(heading), Math.cos(heading)]
  const ahead = corners.map((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner
    const [x, y] = [((corner[0] + next[0]) / 2 - lon) * east, (corner[1] + next[1]) / 2 - lat]
    const distance = Math.hypot(x, y)
    return distance === 0 ? -1 : (x * headingX + y * headingY) / distance
  })
  return ahead.indexOf(Math.max(...ahead))
}

/** The bow mark of a rectangle whose bow is the side from corner `side` to the next; as bowMarkOf draws it. */
function bowMarkOfFour(corners: readonly XY[], side: number): readonly XY[] {
  const [first, second, third, fourth] = [0, 1, 2, 3].map((step) => corners[(side + step) % 4])
  if (!first || !second || !third || !fourth) return []
  const beam = Math.hypot(second[0] - first[0], second[1] - first[1])
  const length = Math.hypot(third[0] - second[0], third[1] - second[1])
  if (length === 0) return []
  const depth = bowMarkDepth(length, beam)
  const along = (from: XY, to: XY): XY => [
    from[0] + (to[0] - from[0]) * depth,
    from[1] + (to[1] - from[1]) * depth,
  ]
  return [
    along(first, fourth),
    [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2],
    along(second, third),
  ]
}

function signedArea(corners: readonly XY[]): number {
  let twice = 0
  corners.forEach(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y]
    twice += x * nextY - nextX * y
  })
  return twice / 2
}

/**
 * The smallest shape that contains a point or has an edge within `reach` of it, in units of the plane; null for none.
 * A boat beside a ship is picked before the ship.
 */
export function shapeAt(shapes: Iterable<Shape>, [x, y]: XY, reach: number): Shape | null {
  let best: Shape | null = null
  for (const shape of shapes) {
    const [west, south, east, north] = shape.box
    if (x < west - reach || x > east + reach || y < south - reach || y > north + reach) continue
    if (best !== null && best.area <= shape.area) continue
    if (contains(shape.corners, x, y) || distanceToEdge(shape.corners, x, y) <= reach) best = shape
  }
  return best
}

/** Even-odd rule. */
function contains(corners: readonly XY[], x: number, y: number): boolean {
  let inside = false
  corners.forEach(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}

function distanceToEdge(corners: readonly XY[], x: number, y: number): number {
  let nearest = Infinity
  corners.forEach(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay]
    const [dx, dy] = [bx - ax, by - ay]
    const square = dx * dx + dy * dy
    const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square))
    nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy))
  })
  return nearest
}
