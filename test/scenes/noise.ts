import { makeRandom } from './prng.ts'

/** A square, periodic array of values with mean 0 and deviation 1: looked up, not computed, for millions of pixels. */
export interface NoiseTile {
  readonly side: number
  readonly values: Float32Array
}

/**
 * Periodic fractal noise: octaves of smoothed lattice values, from `coarsest` cells across down to two pixels a cell.
 * `roughness` is the weight of each octave against the one before it.
 */
export function makeNoise(name: string, side: number, coarsest: number, roughness: number): NoiseTile {
  const random = makeRandom('noise', name)
  const values = new Float32Array(side * side)
  let weight = 1
  for (let cells = coarsest; cells <= side / 2; cells *= 2, weight *= roughness) {
    const lattice = Float32Array.from({ length: cells * cells }, () => random.next() * 2 - 1)
    const step = side / cells
    for (let y = 0; y < side; y++) {
      const gy = Math.floor(y / step)
      const v = smooth(y / step - gy)
      const row0 = gy * cells
      const row1 = ((gy + 1) % cells) * cells
      for (let x = 0; x < side; x++) {
        const gx = Math.floor(x / step)
        const u = smooth(x / step - gx)
        const next = (gx + 1) % cells
        const upper = lattice[row0 + gx]! * (1 - u) + lattice[row0 + next]! * u
        const lower = lattice[row1 + gx]! * (1 - u) + lattice[row1 + next]! * u
        values[y * side + x]! += weight * (upper * (1 - v) + lower * v)
      }
    }
  }
  return normalised({ side, values })
}

const smooth = (t: number) => t * t * (3 - 2 * t)

function normalised(tile: NoiseTile): NoiseTile {
  const { values } = tile
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  const mean = sum / values.length
  const deviation = Math.sqrt(Math.max(1e-12, squares / values.length - mean * mean))
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) / deviation
  return tile
}

/** The noise at x, y in tile pixels, interpolated, repeating beyond the tile. */
export function sampleNoise(tile: NoiseTile, x: number, y: number): number {
  const { side, values } = tile
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const u = x - x0
  const v = y - y0
  const mask = side - 1
  const left = x0 & mask
  const right = (x0 + 1) & mask
  const top = (y0 & mask) * side
  const bottom = ((y0 + 1) & mask) * side
  const upper = values[top + left]! * (1 - u) + values[top + right]! * u
  const lower = values[bottom + left]! * (1 - u) + values[bottom + right]! * u
  return upper * (1 - v) + lower * v
}

let rough: NoiseTile | undefined
let soft: NoiseTile | undefined

/** Noise with much fine detail, one tile pixel a metre. */
export function roughNoise(xM: number, yM: number): number {
  rough ??= makeNoise('rough', 1024, 4, 0.72)
  return sampleNoise(rough, xM, yM)
}

/** Gentle, cloud-like noise, one tile pixel a metre. */
export function softNoise(xM: number, yM: number): number {
  soft ??= makeNoise('soft', 1024, 4, 0.5)
  return sampleNoise(soft, xM, yM)
}

let fine: NoiseTile | undefined

/** Wear and stains of built surfaces, a tile pixel for 1.5 m, nearest value. */
export function fineNoise(xM: number, yM: number): number {
  fine ??= makeNoise('fine', 512, 32, 0.9)
  return fine.values[(Math.floor(yM / 1.5) & 511) * 512 + (Math.floor(xM / 1.5) & 511)]!
}
