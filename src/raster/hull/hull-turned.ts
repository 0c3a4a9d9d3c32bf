import { sampleAt } from './hull-patch.ts'

/**
 * A patch turned about a place, so that an assumed hull lies along its rows, with the sums that tell the mean over any
 * upright rectangle of it at once. `u` runs along the hull and `v` across it, both 0 at the place, in pixels.
 */
export interface Turned {
  readonly reach: number
  /** Mean over u1 to u2 and v1 to v2, whole numbers; the ends are left out. */
  mean(u1: number, u2: number, v1: number, v2: number): number
}

/** @param angle of the hull: radians from the columns' direction towards the rows' */
export function turned(
  plane: Float32Array,
  width: number,
  height: number,
  at: readonly [number, number],
  angle: number,
  reach: number,
): Turned {
  const size = 2 * reach
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const sums = new Float64Array((size + 1) * (size + 1))
  for (let row = 0; row < size; row++) {
    let line = 0
    const v = row - reach + 0.5
    for (let column = 0; column < size; column++) {
      const u = column - reach + 0.5
      line += sampleAt(plane, width, height, at[0] + u * cos - v * sin, at[1] + u * sin + v * cos)
      sums[(row + 1) * (size + 1) + column + 1] = (sums[row * (size + 1) + column + 1] ?? 0) + line
    }
  }
  const sum = (u: number, v: number): number => sums[v * (size + 1) + u] ?? 0
  const clamp = (value: number): number => Math.min(size, Math.max(0, value + reach))
  return {
    reach,
    mean(u1, u2, v1, v2) {
      const [left, right, top, bottom] = [clamp(u1), clamp(u2), clamp(v1), clamp(v2)]
      const count = (right - left) * (bottom - top)
      if (count <= 0) return 0
      return (sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)) / count
    },
  }
}
