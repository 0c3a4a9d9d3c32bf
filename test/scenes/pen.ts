import { compose, cover, valuesOn, type Affine, type Canvas, type Point } from './canvas.ts'
import type { Material } from './materials.ts'
import { fineNoise, roughNoise } from './noise.ts'

/** Where the light comes from, as length and direction of the shadow of one metre of height. */
export interface Shadow {
  /** Metres east and north. */
  readonly east: number
  readonly north: number
}

/**
 * Draws in metres, in a frame of its own (a ship, a yard): flat areas, and prisms with roof, lit sides left out, and
 * the shadow that they throw. Draw from low to high: a roof covers the shadows of lower things.
 */
export interface Pen {
  readonly canvas: Canvas
  /** From the pen's metres to pixels. */
  readonly toPixel: Affine
  /** Shadow of one metre of height in the pen's own frame. */
  readonly cast: Point
}

/**
 * A pen whose frame lies in the picture as `toPixel` says and whose x axis points to `xAzimuthDeg` (degrees clockwise
 * from north; y is 90 degrees to the right of it for a ship: `handed` 1, to the left for a map frame: -1).
 */
export function makePen(
  canvas: Canvas,
  toPixel: Affine,
  xAzimuthDeg: number,
  handed: 1 | -1,
  shadow: Shadow,
): Pen {
  const azimuth = (xAzimuthDeg * Math.PI) / 180
  const along = shadow.east * Math.sin(azimuth) + shadow.north * Math.cos(azimuth)
  const right = shadow.east * Math.cos(azimuth) - shadow.north * Math.sin(azimuth)
  return { canvas, toPixel, cast: [along, right * handed] }
}

/** A pen for a part that is moved and turned (degrees from x towards y) inside another pen's frame. */
export function partOf(pen: Pen, x: number, y: number, turnDeg: number): Pen {
  const turn = (turnDeg * Math.PI) / 180
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  const inner: Affine = { a: cos, b: -sin, c: x, d: sin, e: cos, f: y }
  const [cx, cy] = pen.cast
  return { ...pen, toPixel: compose(pen.toPixel, inner), cast: [cx * cos + cy * sin, cy * cos - cx * sin] }
}

function pixels(pen: Pen, ring: readonly Point[]): number[] {
  const { a, b, c, d, e, f } = pen.toPixel
  return ring.flatMap(([x, y]) => [a * x + b * y + c, d * x + e * y + f])
}

/** Covers an area with a material. `opacity` 0 to 1; sun falls on it again where a shadow lay. */
export function fill(pen: Pen, ring: readonly Point[], material: Material, opacity = 1): void {
  const { canvas } = pen
  const values = valuesOn(canvas, material)
  const { planes, shade, gsdM, eastM, southM } = canvas
  const { grain } = material
  const count = Math.min(planes.length, values.length)
  // Large surfaces have been poured, wetted and driven on in patches.
  const broad = grain > 0.055 ? 1.1 : 0
  cover(canvas, pixels(pen, ring), (index, share, column, row) => {
    const weight = share * opacity
    let light = 1
    if (grain > 0) {
      const [x, y] = [eastM + column * gsdM, southM + row * gsdM]
      light += grain * (fineNoise(x, y) + broad * roughNoise(x * 0.31, y * 0.31))
    }
    for (let band = 0; band < count; band++) {
      const plane = planes[band]!
      plane[index] = plane[index]! + (values[band]! * light - plane[index]!) * weight
    }
    shade[index] = shade[index]! * (1 - weight)
  })
}

/** A stain on what is there: multiplies the brightness, keeps the shadow. */
export function stain(pen: Pen, ring: readonly Point[], factor: number): void {
  const { planes } = pen.canvas
  cover(pen.canvas, pixels(pen, ring), (index, share) => {
    for (const plane of planes) plane[index] = plane[index]! * (1 + (factor - 1) * share)
  })
}

/** Darkens what lies under `ring` as a shadow of the given strength does. */
export function darken(pen: Pen, ring: readonly Point[], strength = 1): void {
  const { shade, kind } = pen.canvas
  if (kind === 'radar') return
  cover(pen.canvas, pixels(pen, ring), (index, share) => {
    shade[index] = Math.max(shade[index]!, share * strength)
  })
}

/** Convex hull, counterclockwise (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1])
  const half = (list: readonly Point[]) => {
    const chain: Point[] = []
    for (const p of list) {
      while (chain.length > 1) {
        const [ax, ay] = chain[chain.length - 2]!
        const [bx, by] = chain[chain.length - 1]!
        if ((bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0) break
        chain.pop()
      }
      chain.push(p)
    }
    chain.pop()
    return chain
  }
  return [...half(sorted), ...half([...sorted].reverse())]
}

/** The ground that a convex prism from `base` to `top` metres keeps in shadow, as seen on the level `ground`. */
export function shadowRing(pen: Pen, ring: readonly Point[], top: number, base = 0): Point[] {
  const [cx, cy] = pen.cast
  return convexHull([
    ...ring.map(([x, y]): Point => [x + cx * base, y + cy * base]),
    ...ring.map(([x, y]): Point => [x + cx * top, y + cy * top]),
  ])
}

/**
 * A convex body with a flat top: its shadow, then its top. `top` and `base` are heights above what it stands on;
 * a base above 0 leaves light beneath it (a crane's girder).
 */
export function prism(pen: Pen, ring: readonly Point[], top: number, material: Material, base = 0): void {
  darken(pen, shadowRing(pen, ring, top, base))
  fill(pen, ring, material)
}

/** A rectangle with sides along the frame. */
export function rectangle(x0: number, y0: number, x1: number, y1: number): Point[] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ]
}

/** A circle as a polygon. */
export function disc(x: number, y: number, radius: number, corners = 20): Point[] {
  return Array.from({ length: corners }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / corners
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}

/** A straight stroke of the given width, metres. */
export function stroke(from: Point, to: Point, width: number): Point[] {
  const dx = to[0] - from[0]
  const dy = to[1] - from[1]
  const length = Math.hypot(dx, dy) || 1
  const nx = (-dy / length) * (width / 2)
  const ny = (dx / length) * (width / 2)
  return [
    [from[0] + nx, from[1] + ny],
    [to[0] + nx, to[1] + ny],
    [to[0] - nx, to[1] - ny],
    [from[0] - nx, from[1] - ny],
  ]
}
