/** Metres east and north in a plane. */
export type Point = readonly [number, number]

/** A rectangle in a plane: its centre, its long and short side in metres, and the azimuth of the long side. */
export interface Rectangle {
  readonly centre: Point
  readonly longM: number
  readonly shortM: number
  /** Degrees clockwise from the plane's north, in [0, 180). */
  readonly axisDeg: number
}

/** The convex hull of points, counterclockwise, without repeated or collinear points (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = []
    for (const point of ordered) {
      for (;;) {
        const [before, last] = [chain.at(-2), chain.at(-1)]
        if (before === undefined || last === undefined || cross(before, last, point) > 0) break
        chain.pop()
      }
      chain.push(point)
    }
    chain.pop()
    return chain
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

function cross(origin: Point, a: Point, b: Point): number {
  return (a[0] - origin[0]) * (b[1] - origin[1]) - (a[1] - origin[1]) * (b[0] - origin[0])
}

/**
 * The rectangle of least area around points. One of its sides lies along a side of their convex hull (Freeman and
 * Shapira 1975), so each of those is tried. Null where the points span no area.
 */
export function minimumAreaRectangle(points: readonly Point[]): Rectangle | null {
  const hull = convexHull(points)
  if (hull.length < 3) return null
  let best: { area: number; rectangle: Rectangle } | null = null
  hull.forEach((start, index) => {
    const end = hull[(index + 1) % hull.length]
    if (end === undefined) return
    const rectangle = rectangleAlong(hull, Math.atan2(end[1] - start[1], end[0] - start[0]))
    const area = rectangle.longM * rectangle.shortM
    if (best === null || area < best.area) best = { area, rectangle }
  })
  return (best as { area: number; rectangle: Rectangle } | null)?.rectangle ?? null
}

/** The rectangle around points with one side at `angle` radians counterclockwise from the plane's east. */
function rectangleAlong(points: readonly Point[], angle: number): Rectangle {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let [minU, maxU, minV, maxV] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of points) {
    const [u, v] = [x * cos + y * sin, y * cos - x * sin]
    minU = Math.min(minU, u)
    maxU = Math.max(maxU, u)
    minV = Math.min(minV, v)
    maxV = Math.max(maxV, v)
  }
  const [u, v] = [(minU + maxU) / 2, (minV + maxV) / 2]
  const [along, across] = [maxU - minU, maxV - minV]
  const azimuth = 90 - (angle * 180) / Math.PI + (along >= across ? 0 : 90)
  return {
    centre: [u * cos - v * sin, u * sin + v * cos],
    longM: Math.max(along, across),
    shortM: Math.min(along, across),
    axisDeg: ((azimuth % 180) + 180) % 180,
  }
}
