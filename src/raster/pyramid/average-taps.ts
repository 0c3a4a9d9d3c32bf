/** Which pixels of one axis each pixel of the next level covers, and how much of each. */
export interface AxisTaps {
  /** The first pixel that output `index` covers. */
  first(index: number): number
  /** How many pixels it covers: 2 for even sides, up to 3 for odd ones. */
  count(index: number): number
  /** The share of the covered pixel `tap` (from 0), in whole units of 1 / (n + 1) / 2. */
  weight(index: number, tap: number): number
}

/**
 * The taps of an axis of `size` pixels. An odd side of n pixels becomes (n + 1) / 2 that divide it evenly, so each
 * covers parts of up to three pixels. Weights are whole numbers: sums of integers stay exact.
 */
export function tapsOf(size: number): AxisTaps {
  if (size % 2 === 0) return { first: (index) => 2 * index, count: () => 2, weight: () => 1 }
  const half = (size + 1) / 2
  const first = new Int32Array(half)
  const count = new Int32Array(half)
  const weights = new Float64Array(3 * half)
  for (let index = 0; index < half; index += 1) {
    // In units of 1 / half of a pixel: an output covers `size` of them, a pixel has `half`.
    const [from, to] = [index * size, (index + 1) * size]
    const start = Math.floor(from / half)
    first[index] = start
    count[index] = Math.ceil(to / half) - start
    for (let tap = 0; tap < (count[index] ?? 0); tap += 1) {
      const pixel = (start + tap) * half
      weights[3 * index + tap] = Math.min(to, pixel + half) - Math.max(from, pixel)
    }
  }
  return {
    first: (index) => first[index] ?? 0,
    count: (index) => count[index] ?? 0,
    weight: (index, tap) => weights[3 * index + tap] ?? 0,
  }
}
