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
  const bands = patch.bands.map(() => new Float32Array(width * height))
  const valid = new Uint8Array(width * height)
  const sums = new Float64Array(bands.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      sums.fill(0)
      let weight = 0
      for (const { at: y, part: partY } of down[row] ?? []) {
        for (const { at: x, part: partX } of across[column] ?? []) {
          const from = y * patch.width + x
          if (patch.valid[from] === 0) continue
          const share = partX * partY
          weight += share
          for (let index = 0; index < sums.length; index++) {
            sums[index] = (sums[index] ?? 0) + share * (patch.bands[index]?.[from] ?? 0)
          }
        }
      }
      const to = row * width + column
      if (weight * 2 < factorX * factorY) continue
      valid[to] = 1
      bands.forEach((band, index) => (band[to] = (sums[index] ?? 0) / weight))
    }
  }
  return { width, height, bands, valid }
}

/** Which old pixels each new one covers, and how much of them. */
function coverage(
  count: number,
  factor: number,
  size: number,
  offset: number,
): { at: number; part: number }[][] {
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [offset + index * factor, Math.min(size, offset + (index + 1) * factor)]
    const parts: { at: number; part: number }[] = []
    for (let at = Math.max(0, Math.floor(from)); at < to - 1e-9; at++) {
      parts.push({ at, part: Math.min(at + 1, to) - Math.max(at, from) })
    }
    return parts
  })
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
