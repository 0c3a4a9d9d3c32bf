import { sampleAt, type PixelBox } from './hull-patch.ts'

/** A plane of how much stands out, as standingOut gives it. */
export interface Heights {
  readonly width: number
  readonly height: number
  readonly plane: Float32Array
}

/** Which sides of a box lie against the surroundings and can be read off: two ends, two long sides. */
export interface FreeSides {
  readonly ends: readonly [boolean, boolean]
  readonly sides: readonly [boolean, boolean]
}

/** Places along a side where its edge is looked for. */
const stations = 17
/** Sampled so often in a pixel. */
const perPixel = 4

export interface Edge {
  /** Where along the side, from its middle. */
  readonly along: number
  /** How far outward of the side that was assumed. */
  readonly off: number
}

/**
 * Moves the sides of a box to where the brightness falls to half between hull and surroundings, to a part of a pixel:
 * a blurred edge lies at half of its step. The angle follows the long sides that can be read.
 * @param within how many pixels a side may be off
 */
export function refinedBox(heights: Heights, first: PixelBox, free: FreeSides, within: number): PixelBox {
  let box = first
  for (const reach of [within, Math.max(2, within / 2), 2]) {
    box = straightened(heights, box, free, reach)
    box = withSides(heights, box, free, reach)
    box = withEnds(heights, box, free, reach)
  }
  return box
}

/** Turned as the edges of its long sides run. */
function straightened(heights: Heights, box: PixelBox, free: FreeSides, reach: number): PixelBox {
  let [turn, weight] = [0, 0]
  for (const side of [0, 1] as const) {
    if (!free.sides[side]) continue
    const edges = longEdges(heights, box, side === 0 ? -1 : 1, reach)
    const slope = robustSlope(edges)
    if (slope === null) continue
    turn += (side === 0 ? -1 : 1) * slope * edges.length
    weight += edges.length
  }
  return weight < 6 ? box : { ...box, angle: box.angle + Math.atan(turn / weight) }
}

function withSides(heights: Heights, box: PixelBox, free: FreeSides, reach: number): PixelBox {
  const off = ([0, 1] as const).map((side) => {
    if (!free.sides[side]) return 0
    const edges = longEdges(heights, box, side === 0 ? -1 : 1, reach)
    return edges.length < 4
      ? 0
      : quantile(
          edges.map((edge) => edge.off),
          0.6,
        )
  })
  return grown(box, 0, 0, off[0] ?? 0, off[1] ?? 0)
}

function withEnds(heights: Heights, box: PixelBox, free: FreeSides, reach: number): PixelBox {
  const off = ([0, 1] as const).map((end) => {
    if (!free.ends[end]) return 0
    const sign = end === 0 ? -1 : 1
    const edges = endEdges(heights, box, sign, reach)
    const middle = edges.filter(({ along }) => Math.abs(along) <= 0.26 * box.short).map((edge) => edge.off)
    if (middle.length < 2) return 0
    // A bow comes to a point: its tip is the end, not the mean of what is beside it.
    const tip = quantile(middle, 0.85)
    const quarters = edges.filter(({ along }) => Math.abs(along) > 0.26 * box.short).map((edge) => edge.off)
    const square = quarters.length < 2 ? tip : quantile(quarters, 0.5)
    return tip - square > 1 && hasWake(heights, box, sign, tip) ? square : tip
  })
  return grown(box, off[0] ?? 0, off[1] ?? 0, 0, 0)
}

/** Whether the water beyond an end is churned: froth behind a stern is narrower than the stern, and fades out. */
function hasWake(heights: Heights, box: PixelBox, sign: 1 | -1, tip: number): boolean {
  const strip = (from: number) =>
    meanAlong(heights, box, -box.short * 0.25, box.short * 0.25, sign * (box.long / 2 + from), 'short')
  const trail = [0.3, 0.6, 0.9, 1.2, 1.5].map((part) => strip(tip + 1.5 + part * box.short))
  return quantile(trail, 0.3) > 4
}

/**
 * How pointed the two ends of a box are: how far the middle reaches past the quarters, in beams. A bow is pointed, most
 * sterns are square.
 */
export function pointedness(heights: Heights, box: PixelBox): readonly [number, number] {
  const at = (sign: 1 | -1): number => {
    const edges = endEdges(heights, box, sign, Math.max(3, box.short / 2))
    const [middle, quarters] = [
      edges.filter(({ along }) => Math.abs(along) <= 0.2 * box.short).map((edge) => edge.off),
      edges.filter(({ along }) => Math.abs(along) > 0.26 * box.short).map((edge) => edge.off),
    ]
    if (middle.length === 0 || quarters.length < 2) return 0
    return (quantile(middle, 0.5) - quantile(quarters, 0.5)) / box.short
  }
  return [at(-1), at(1)]
}

/** The box with its ends and sides moved outward by so much. */
export function grown(box: PixelBox, end1: number, end2: number, side1: number, side2: number): PixelBox {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)]
  const [u, v] = [(end2 - end1) / 2, (side2 - side1) / 2]
  return {
    x: box.x + u * cos - v * sin,
    y: box.y + u * sin + v * cos,
    long: Math.max(1, box.long + end1 + end2),
    short: Math.max(1, box.short + side1 + side2),
    angle: box.angle,
  }
}

function longEdges(heights: Heights, box: PixelBox, sign: 1 | -1, reach: number): Edge[] {
  const edges: Edge[] = []
  const span = box.long * 0.7
  for (let index = 0; index < stations; index++) {
    const u = (index / (stations - 1) - 0.5) * span
    const width = span / stations
    const off = edgeAt(
      (t) => meanAlong(heights, box, u - width / 2, u + width / 2, sign * (box.short / 2 + t), 'long'),
      reach,
      box.short / 2,
    )
    if (off !== null) edges.push({ along: u, off })
  }
  return edges
}

function endEdges(heights: Heights, box: PixelBox, sign: 1 | -1, reach: number): Edge[] {
  const edges: Edge[] = []
  const count = Math.max(5, Math.min(11, 2 * Math.round(box.short / 3) + 1))
  for (let index = 0; index < count; index++) {
    const v = (index / (count - 1) - 0.5) * box.short * 0.84
    const half = Math.max(0.3, (box.short * 0.4) / count)
    const off = edgeAt(
      (t) => meanAlong(heights, box, v - half, v + half, sign * (box.long / 2 + t), 'short'),
      reach,
      box.long / 2,
    )
    if (off !== null) edges.push({ along: v, off })
  }
  return edges
}

/** Mean along a short stretch that runs with the long or the short side of a box. */
function meanAlong(
  { width, height, plane }: Heights,
  { x, y, angle }: PixelBox,
  from: number,
  to: number,
  across: number,
  runs: 'long' | 'short',
): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const count = Math.max(2, Math.ceil((to - from) * 1.5))
  let sum = 0
  for (let index = 0; index < count; index++) {
    const along = from + ((index + 0.5) / count) * (to - from)
    const [u, v] = runs === 'long' ? [along, across] : [across, along]
    sum += sampleAt(plane, width, height, x + u * cos - v * sin, y + u * sin + v * cos)
  }
  return sum / count
}

/** How far outward of 0 a profile falls to half; null where it has no step within `reach`. */
function edgeAt(profile: (outward: number) => number, reach: number, room: number): number | null {
  const inward = Math.min(reach + 2, room)
  const from = Math.round(-inward * perPixel)
  const to = Math.round((reach + 2) * perPixel)
  const values: number[] = []
  for (let step = from; step <= to; step++) values.push(profile(step / perPixel))
  const outside = Math.min(...values.slice(Math.floor(values.length / 2)))
  let inside = 0
  // The level of the hull is that of its rim, not of a bright house further in.
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index] ?? 0
    if (value - outside < 5) continue
    const rim = values.slice(Math.max(0, index - Math.round(2.5 * perPixel)), index + 1)
    inside = Math.max(...rim)
    break
  }
  if (inside - outside < 6) return null
  const half = (inside + outside) / 2
  for (let index = values.length - 2; index >= 0; index--) {
    const [here, next] = [values[index] ?? 0, values[index + 1] ?? 0]
    if (here < half || next >= half) continue
    const off = (from + index + (here - half) / (here - next)) / perPixel
    return Math.abs(off) <= reach ? off : null
  }
  return null
}

/** The slope of edges against their places, as the median over all pairs has it (Theil and Sen). */
export function robustSlope(edges: readonly Edge[]): number | null {
  const slopes: number[] = []
  edges.forEach((a, index) => {
    for (const b of edges.slice(index + 1)) {
      if (Math.abs(b.along - a.along) > 1) slopes.push((b.off - a.off) / (b.along - a.along))
    }
  })
  return slopes.length < 6 ? null : quantile(slopes, 0.5)
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = part * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return low + (high - low) * (at - Math.floor(at))
}
