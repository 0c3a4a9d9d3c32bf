import type { Material } from './materials.ts'

/** A point in metres, in whatever frame the caller draws. */
export type Point = readonly [x: number, y: number]

/** x' = a x + b y + c, y' = d x + e y + f. */
export interface Affine {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

/** First `inner`, then `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  return {
    a: outer.a * inner.a + outer.b * inner.d,
    b: outer.a * inner.b + outer.b * inner.e,
    c: outer.a * inner.c + outer.b * inner.f + outer.c,
    d: outer.d * inner.a + outer.e * inner.d,
    e: outer.d * inner.b + outer.e * inner.e,
    f: outer.d * inner.c + outer.e * inner.f + outer.f,
  }
}

/**
 * What is drawn on: surface reflectance by band (optical: blue, green, red, near infrared; radar: one band of
 * backscatter) and how much of each pixel lies in shadow. Light and sensor come afterwards, so that overlapping
 * shadows don't add up.
 */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly kind: 'optical' | 'radar'
  readonly planes: readonly Float32Array[]
  /** 0 in full sun, 1 in full shadow. */
  readonly shade: Float32Array
  /** Size of a pixel, metres on the ground. */
  readonly gsdM: number
  /** Where the upper left corner lies, metres east and south of a fixed point: textures stay in place between windows. */
  readonly eastM: number
  readonly southM: number
}

export function makeCanvas(
  size: { width: number; height: number },
  gsdM: number,
  kind: Canvas['kind'],
  bands: number,
  corner: { eastM: number; southM: number },
): Canvas {
  const { width, height } = size
  const planes = Array.from({ length: kind === 'radar' ? 1 : bands }, () => new Float32Array(width * height))
  return { width, height, kind, planes, shade: new Float32Array(width * height), gsdM, ...corner }
}

let scratch = new Float32Array(1 << 16)

/**
 * Exact share of each pixel that a polygon covers, by signed area accumulation (as font rasterizers do; Raph Levien's
 * font-rs describes it): an edge stands in the picture where the truth says, to a fraction of a pixel.
 * `ring` is a flat list x0, y0, x1, y1 … in pixels, open; `visit` gets the pixel's index and a share above 0.
 */
export function cover(
  canvas: { readonly width: number; readonly height: number },
  ring: readonly number[],
  visit: (index: number, share: number, column: number, row: number) => void,
): void {
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let i = 0; i < ring.length; i += 2) {
    minX = Math.min(minX, ring[i]!)
    maxX = Math.max(maxX, ring[i]!)
    minY = Math.min(minY, ring[i + 1]!)
    maxY = Math.max(maxY, ring[i + 1]!)
  }
  const left = Math.max(0, Math.floor(minX))
  const top = Math.max(0, Math.floor(minY))
  const width = Math.min(canvas.width, Math.ceil(maxX) + 1) - left
  const height = Math.min(canvas.height, Math.ceil(maxY) + 1) - top
  if (!(width > 0) || !(height > 0)) return
  const stride = width + 2
  const size = stride * height
  if (scratch.length < size) scratch = new Float32Array(size * 2)
  scratch.fill(0, 0, size)
  const points = ring.length / 2
  for (let i = 0; i < points; i++) {
    const j = (i + 1) % points
    addEdge(
      ring[2 * i]! - left,
      ring[2 * i + 1]! - top,
      ring[2 * j]! - left,
      ring[2 * j + 1]! - top,
      width,
      height,
    )
  }
  for (let y = 0; y < height; y++) {
    let sum = 0
    const at = (top + y) * canvas.width + left
    for (let x = 0; x < width; x++) {
      sum += scratch[y * stride + x]!
      const share = Math.min(1, Math.abs(sum))
      if (share > 0.002) visit(at + x, share, left + x, top + y)
    }
  }
}

function addEdge(ax: number, ay: number, bx: number, by: number, width: number, height: number): void {
  if (ay === by) return
  const direction = ay < by ? 1 : -1
  const [x0, y0, x1, y1] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay]
  if (y1 <= 0 || y0 >= height) return
  const slope = (x1 - x0) / (y1 - y0)
  const stride = width + 2
  let x = y0 < 0 ? x0 - y0 * slope : x0
  const first = Math.max(0, Math.floor(y0))
  const last = Math.min(height, Math.ceil(y1))
  for (let row = first; row < last; row++) {
    const dy = Math.min(row + 1, y1) - Math.max(row, y0)
    const next = x + slope * dy
    const area = dy * direction
    const from = Math.max(0, Math.min(width, Math.min(x, next)))
    const to = Math.max(0, Math.min(width, Math.max(x, next)))
    x = next
    const start = row * stride
    const cell = Math.floor(from)
    const end = Math.ceil(to)
    if (end <= cell + 1) {
      const middle = (from + to) / 2 - cell
      scratch[start + cell]! += area * (1 - middle)
      scratch[start + cell + 1]! += area * middle
      continue
    }
    const scale = 1 / (to - from)
    const head = 1 - (from - cell)
    const area0 = 0.5 * scale * head * head
    const tail = to - end + 1
    const areaEnd = 0.5 * scale * tail * tail
    scratch[start + cell]! += area * area0
    if (end === cell + 2) scratch[start + cell + 1]! += area * (1 - area0 - areaEnd)
    else {
      const area1 = scale * (1.5 - (from - cell))
      scratch[start + cell + 1]! += area * (area1 - area0)
      for (let c = cell + 2; c < end - 1; c++) scratch[start + c]! += area * scale
      scratch[start + end - 1]! += area * (1 - (area1 + (end - cell - 3) * scale) - areaEnd)
    }
    scratch[start + end]! += area * areaEnd
  }
}

/** The values that a material has on this canvas, band by band. */
export function valuesOn(canvas: Canvas, material: Material): readonly number[] {
  return canvas.kind === 'radar' ? [material.radar] : material.reflectance
}
