/** Samples around a place of a scene, one array a band, row by row. */
export interface Patch {
  readonly width: number
  readonly height: number
  readonly bands: readonly Float32Array[]
  /** 1 where a pixel has data. */
  readonly valid: Uint8Array
}

/** Columns and rows, fractions allowed: 0.5, 0.5 is the middle of the first pixel. */
export type PixelPoint = readonly [number, number]

/** A rectangle in pixels: `angle` is that of its long side, radians from the columns' direction towards the rows'. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly long: number
  readonly short: number
  readonly angle: number
}

/**
 * A patch with other pixels: averages of what each of them covers. `factor` old pixels make a new one, across and down;
 * it need not be whole, nor over 1. A new pixel has data where most of it has.
 * @param part where in the old pixels the new ones begin, and how many there are; the whole patch without it
 */
export function resizedPatch(
  patch: Patch,
  factorX: number,
  factorY: number,
  part?: { readonly offset: PixelPoint; readonly width: number; readonly height: number },
): Patch {
  const width = part?.width ?? Math.max(1, Math.floor(patch.width / factorX))
  const height = part?.height ?? Math.max(1, Math.floor(patch.height / factorY))
  const across = coverage(width, factorX, patch.width, part?.offset[0] ?? 0)
  const down = coverage(height, factorY, patch.height, part?.offset[1] ?? 0)
  const { valid: has } = patch
  const weights = new Float32Array(has.length)
  for (let at = 0; at < has.length; at++) weights[at] = has[at] === 0 ? 0 : 1
  const weight = averaged(weights, patch.width, across, down)
  const valid = new Uint8Array(width * height)
  for (let at = 0; at < valid.length; at++) if ((weight[at] ?? 0) * 2 >= factorX * factorY) valid[at] = 1
  const bands = patch.bands.map((band) => {
    const held = band.slice()
    for (let at = 0; at < held.length; at++) if (has[at] === 0) held[at] = 0
    const sums = averaged(held, patch.width, across, down)
    for (let at = 0; at < sums.length; at++)
      sums[at] = valid[at] === 0 ? 0 : (sums[at] ?? 0) / (weight[at] ?? 1)
    return sums
  })
  return { width, height, bands, valid }
}

/** The sums over what new pixels cover of old ones: across first, in those rows that are asked for, then down. */
function averaged(plane: Float32Array, oldWidth: number, across: Coverage, down: Coverage): Float32Array {
  const [width, height] = [across.first.length, down.first.length]
  const result = new Float32Array(width * height)
  const oldHeight = plane.length / oldWidth
  const narrow = new Float32Array(width * oldHeight)
  for (let row = 0; row < oldHeight; row++) {
    for (let column = 0; column < width; column++) {
      const from = across.first[column] ?? 0
      const [start, to] = [across.starts[column] ?? 0, across.starts[column + 1] ?? 0]
      let sum = 0
      for (let at = start; at < to; at++)
        sum += (plane[row * oldWidth + from + at - start] ?? 0) * (across.parts[at] ?? 0)
      narrow[row * width + column] = sum
    }
  }
  for (let row = 0; row < height; row++) {
    const from = down.first[row] ?? 0
    const [start, to] = [down.starts[row] ?? 0, down.starts[row + 1] ?? 0]
    for (let at = start; at < to; at++) {
      const [old, share] = [(from + at - start) * width, down.parts[at] ?? 0]
      for (let column = 0; column < width; column++) {
        const place = row * width + column
        result[place] = (result[place] ?? 0) + (narrow[old + column] ?? 0) * share
      }
    }
  }
  return result
}

/** Which old pixels each new one covers: from the first of them on, how much of each, one list after the other. */
interface Coverage {
  readonly first: Int32Array
  readonly starts: Int32Array
  readonly parts: Float64Array
}

function coverage(count: number, factor: number, size: number, offset: number): Coverage {
  const first = new Int32Array(count)
  const starts = new Int32Array(count + 1)
  const parts: number[] = []
  for (let index = 0; index < count; index++) {
    const [from, to] = [offset + index * factor, Math.min(size, offset + (index + 1) * factor)]
    first[index] = Math.max(0, Math.floor(from))
    for (let at = first[index] ?? 0; at < to - 1e-9; at++)
      parts.push(Math.min(at + 1, to) - Math.max(at, from))
    starts[index + 1] = parts.length
  }
  return { first, starts, parts: Float64Array.from(parts) }
}

/** A value between pixels (bilinear); those outside count as the nearest inside. */
export function sampleAt(plane: Float32Array, width: number, height: number, x: number, y: number): number {
  const column = Math.min(width - 1.001, Math.max(0, x - 0.5))
  const row = Math.min(height - 1.001, Math.max(0, y - 0.5))
  const [left, top] = [Math.floor(column), Math.floor(row)]
  const [right, below] = [column - left, row - top]
  const at = top * width + left
  const upper = (plane[at] ?? 0) * (1 - right) + (plane[at + 1] ?? 0) * right
  const lower = (plane[at + width] ?? 0) * (1 - right) + (plane[at + width + 1] ?? 0) * right
  return upper * (1 - below) + lower * below
}

/** The corners of a box, in order around it. */
export function cornersOf({ x, y, long, short, angle }: PixelBox): PixelPoint[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [a, b] = [long / 2, short / 2]
  const signs = [
    [1, 1],
    [1, -1],
    [-1, -1],
    [-1, 1],
  ] as const
  return signs.map(([along, across]) => [
    x + along * a * cos - across * b * sin,
    y + along * a * sin + across * b * cos,
  ])
}
