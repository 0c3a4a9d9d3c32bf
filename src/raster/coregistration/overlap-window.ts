import { readGrid } from '../read-window.ts'
import type { ColumnRow, East, SceneOnGround } from '../placing/scene-on-ground.ts'
import type { SceneReader } from '../scene-reader.ts'

/** A square of ground, north up, in a local plane. */
export interface GroundWindow {
  /** Metres east and north of the plane's origin. */
  readonly eastM: number
  readonly northM: number
  /** Pixels along a side. */
  readonly size: number
  readonly gsdM: number
}

/** Samples of one band around a window, read once and resampled as often as needed. */
export interface Patch {
  /** Resamples the patch to a window that lies within it; NaN where the scene has no data. */
  sample(window: GroundWindow, ground: SceneOnGround): Float32Array
}

/** How a scene is read for a window: which bands, and what becomes of their mean. */
export interface Reading {
  readonly bands: readonly number[]
  /** Metres on the ground of a pixel of the full resolution. */
  readonly gsdM: number
  /** Speckle multiplies: radar is taken as its logarithm. */
  readonly logarithmic: boolean
}

/** Source pixels that a window's nodes are apart; between them the map is taken as linear. */
const nodes = 4

/**
 * Reads what of a scene lies around a window, averaged to about the window's pixels.
 * @param marginM metres to read beyond the window on each side
 * @returns null where none of it lies in the scene
 * @throws Problem as the reader does; an AbortError when `signal` aborts
 */
export async function readPatch(
  reader: SceneReader,
  ground: SceneOnGround,
  reading: Reading,
  window: GroundWindow,
  marginM: number,
  signal?: AbortSignal,
): Promise<Patch | null> {
  const { image } = reader
  const ratio = window.gsdM / reading.gsdM
  // Overviews by nearest sample lie up to half of their pixel off; a quarter of the window's pixel hides that.
  const level = image.levels.findLastIndex(({ width }) => image.width / width <= Math.max(1, ratio / 4))
  const { width, height } = image.levels[level] ?? image
  const scale = [image.width / width, image.height / height] as const
  const within = ratio / scale[0]
  const step = Math.max(1, Math.floor(within / 4))
  const block = Math.max(1, Math.round(within / step))
  const reach = (window.size / 2) * window.gsdM + marginM
  const box = pixelBox(ground, window, reach)
  if (box === null) return null
  const unit = step * block
  const [left, right] = span(box[0] / scale[0], box[2] / scale[0], unit, width)
  const [top, bottom] = span(box[1] / scale[1], box[3] / scale[1], unit, height)
  const [across, down] = [Math.floor((right - left) / unit), Math.floor((bottom - top) / unit)]
  if (across < 4 || down < 4) return null
  const columns = { start: left, step, count: across * block }
  const rows = { start: top, step, count: down * block }
  const { samples, valid } = await readGrid(reader, level, columns, rows, reading.bands, signal)
  const values = averaged(samples, valid, across, down, block)
  // Radar with values below zero is in decibels already.
  if (reading.logarithmic && values.every((value) => !(value < 0))) {
    for (let at = 0; at < values.length; at += 1) values[at] = Math.log(Math.max(values[at] ?? NaN, 1e-9))
  }
  // Of an even number of pixels the one right of the middle is read.
  const beside = step % 2 === 0 ? 0.5 : 0
  const toPatch = ([column, row]: ColumnRow): ColumnRow => [
    (column / scale[0] - left - beside) / unit,
    (row / scale[1] - top - beside) / unit,
  ]
  return { sample: (wanted, on) => resampled({ values, across, down }, wanted, on, toPatch) }
}

/** The first and last full-resolution column and row of a square around a window's middle. */
function pixelBox(ground: SceneOnGround, { eastM, northM }: GroundWindow, reach: number) {
  const [columns, rows]: [number[], number[]] = [[], []]
  for (const across of [-1, 0, 1]) {
    for (const up of [-1, 0, 1]) {
      const pixel = ground.toPixel([eastM + across * reach, northM + up * reach])
      if (pixel === null) return null
      columns.push(pixel[0])
      rows.push(pixel[1])
    }
  }
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)] as const
}

function span(from: number, to: number, unit: number, size: number): [number, number] {
  const start = Math.max(0, Math.floor(from) - 2 * unit)
  return [start, Math.max(start, Math.min(size, Math.ceil(to) + 2 * unit))]
}

/** Means of blocks of samples over all bands; NaN where none of a block's samples is valid. */
function averaged(
  bands: readonly ArrayLike<number>[],
  valid: Uint8Array | null,
  across: number,
  down: number,
  block: number,
): Float32Array {
  const sums = new Float32Array(across * down)
  const counts = valid === null ? null : new Uint32Array(across * down)
  for (const samples of bands) {
    for (let line = 0; line < down * block; line += 1) {
      const to = Math.floor(line / block) * across
      addLine(samples, valid, line * across * block, block, sums, counts, to, across)
    }
  }
  const all = bands.length * block * block
  for (let at = 0; at < sums.length; at += 1) {
    const count = counts === null ? all : (counts[at] ?? 0)
    sums[at] = count === 0 ? NaN : (sums[at] ?? 0) / count
  }
  return sums
}

/** Adds the valid ones of a line of samples, each `block` of them to one of the sums from `to`, and counts them. */
function addLine(
  samples: ArrayLike<number>,
  valid: Uint8Array | null,
  from: number,
  block: number,
  sums: Float32Array,
  counts: Uint32Array | null,
  to: number,
  across: number,
): void {
  for (let column = to, at = from; column < to + across; column += 1) {
    for (const end = at + block; at < end; at += 1) {
      if (valid !== null && valid[at] === 0) continue
      sums[column] = (sums[column] ?? 0) + (samples[at] ?? 0)
      if (counts !== null) counts[column] = (counts[column] ?? 0) + 1
    }
  }
}

/** Takes away what lies outside of a ring (even-odd rule at the pixels' middles): it becomes NaN. */
export function keepInside(
  values: Float32Array,
  { eastM, northM, size, gsdM }: GroundWindow,
  ring: readonly East[],
): Float32Array {
  for (let row = 0; row < size; row += 1) {
    const north = northM - (row + 0.5 - size / 2) * gsdM
    const crossings = crossingsAt(ring, north).map((east) => (east - eastM) / gsdM + size / 2 - 0.5)
    for (let column = 0; column < size; column += 1) {
      if (crossings.filter((at) => at <= column).length % 2 === 0) values[row * size + column] = NaN
    }
  }
  return values
}

/** Whether a place lies inside of a ring. */
export function isInside(ring: readonly East[], [east, north]: East): boolean {
  return crossingsAt(ring, north).filter((at) => at <= east).length % 2 === 1
}

function crossingsAt(ring: readonly East[], north: number): number[] {
  return ring.flatMap(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1]
    return y1 > north === y2 > north ? [] : [x1 + ((north - y1) / (y2 - y1)) * (x2 - x1)]
  })
}

/** Samples in rows, of which those that are read lie around places between them. */
interface Sampled {
  readonly values: Float32Array
  readonly across: number
  readonly down: number
}

function resampled(
  sampled: Sampled,
  { eastM, northM, size, gsdM }: GroundWindow,
  ground: SceneOnGround,
  toPatch: (pixel: ColumnRow) => ColumnRow,
): Float32Array {
  const out = new Float32Array(size * size).fill(NaN)
  const cell = size / nodes
  const corner = (x: number, y: number): ColumnRow | null => {
    const pixel = ground.toPixel([eastM + (x - size / 2) * gsdM, northM - (y - size / 2) * gsdM])
    return pixel === null ? null : toPatch(pixel)
  }
  const mesh = Array.from({ length: (nodes + 1) ** 2 }, (_, index) =>
    corner((index % (nodes + 1)) * cell, Math.floor(index / (nodes + 1)) * cell),
  )
  for (let down0 = 0; down0 < nodes; down0 += 1) {
    for (let across0 = 0; across0 < nodes; across0 += 1) {
      const first = down0 * (nodes + 1) + across0
      const [a, b] = [mesh[first], mesh[first + 1]]
      const [c, d] = [mesh[first + nodes + 1], mesh[first + nodes + 2]]
      if (a == null || b == null || c == null || d == null) continue
      for (let y = 0; y < cell; y += 1) {
        const v = (y + 0.5) / cell
        const start: ColumnRow = [a[0] + v * (c[0] - a[0]), a[1] + v * (c[1] - a[1])]
        const end: ColumnRow = [b[0] + v * (d[0] - b[0]), b[1] + v * (d[1] - b[1])]
        const at = (down0 * cell + y) * size + across0 * cell
        sampleLine(sampled, start, end, out.subarray(at, at + cell))
      }
    }
  }
  return out
}

/**
 * Cubic convolution (Keys 1981, a = -1/2) at the middles of the parts of a line from `start` to `end`, between samples
 * that fill the squares between whole numbers; nothing is written at their edge.
 */
function sampleLine(
  { values, across, down }: Sampled,
  start: ColumnRow,
  end: ColumnRow,
  out: Float32Array,
): void {
  const [stepX, stepY] = [(end[0] - start[0]) / out.length, (end[1] - start[1]) / out.length]
  for (let index = 0; index < out.length; index += 1) {
    const x = start[0] + (index + 0.5) * stepX - 0.5
    const y = start[1] + (index + 0.5) * stepY - 0.5
    const [column, row] = [Math.floor(x), Math.floor(y)]
    if (column < 1 || row < 1 || column > across - 3 || row > down - 3) continue
    const [s, t] = [x - column, y - row]
    const x0 = s * (s * (1 - 0.5 * s) - 0.5)
    const x1 = s * s * (1.5 * s - 2.5) + 1
    const x2 = s * (s * (2 - 1.5 * s) + 0.5)
    const x3 = s * s * (0.5 * s - 0.5)
    const at = (row - 1) * across + column - 1
    out[index] =
      t * (t * (1 - 0.5 * t) - 0.5) * fourBeside(values, at, x0, x1, x2, x3) +
      (t * t * (1.5 * t - 2.5) + 1) * fourBeside(values, at + across, x0, x1, x2, x3) +
      t * (t * (2 - 1.5 * t) + 0.5) * fourBeside(values, at + 2 * across, x0, x1, x2, x3) +
      t * t * (0.5 * t - 0.5) * fourBeside(values, at + 3 * across, x0, x1, x2, x3)
  }
}

function fourBeside(
  values: Float32Array,
  at: number,
  x0: number,
  x1: number,
  x2: number,
  x3: number,
): number {
  return (
    x0 * (values[at] ?? NaN) +
    x1 * (values[at + 1] ?? NaN) +
    x2 * (values[at + 2] ?? NaN) +
    x3 * (values[at + 3] ?? NaN)
  )
}
