/**
 * A patch turned about a place, so that an assumed hull lies along its rows, with the sums that tell the mean over any
 * upright rectangle of it at once. `u` runs along the hull and `v` across it, both 0 at the place, in pixels.
 */
export interface Turned {
  readonly reach: number
  /** Mean over u1 to u2 and v1 to v2, whole numbers; the ends are left out. */
  mean(u1: number, u2: number, v1: number, v2: number): number
}

/**
 * Planes of one patch, turned alike.
 * @param angle of the hull: radians from the columns' direction towards the rows'
 * @param reach as far along the hull, and across it
 * @param room sums of an earlier call that are needed no longer
 */
export function turned(
  planes: readonly Float32Array[],
  width: number,
  height: number,
  at: readonly [number, number],
  angle: number,
  [reach, across]: readonly [number, number],
  room: Float64Array[] = [],
): Turned[] {
  const [size, rows] = [2 * reach, 2 * across]
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const count = (size + 1) * (rows + 1)
  const sums = planes.map((_, which) => {
    const old = room[which]
    // The first row and column stay 0; all others are written anew.
    return old?.length === count ? old : (room[which] = new Float64Array(count))
  })
  // Where in the planes a row of the turned ones lies, and how much of each of the four pixels around is taken.
  const index = new Int32Array(size)
  const [right, below] = [new Float32Array(size), new Float32Array(size)]
  for (let row = 0; row < rows; row++) {
    const v = row - across + 0.5
    for (let column = 0; column < size; column++) {
      const u = column - reach + 0.5
      const x = Math.min(width - 1.001, Math.max(0, at[0] + u * cos - v * sin - 0.5))
      const y = Math.min(height - 1.001, Math.max(0, at[1] + u * sin + v * cos - 0.5))
      const [left, top] = [Math.floor(x), Math.floor(y)]
      index[column] = top * width + left
      right[column] = x - left
      below[column] = y - top
    }
    planes.forEach((plane, which) => {
      const own = sums[which]
      if (own !== undefined) addRow(plane, width, index, right, below, own, row * (size + 1))
    })
  }
  return sums.map((own) => asTurned(own, reach, across))
}

/** Adds a row to sums, `from` being where the row before begins. */
function addRow(
  plane: Float32Array,
  width: number,
  index: Int32Array,
  right: Float32Array,
  below: Float32Array,
  sums: Float64Array,
  from: number,
): void {
  const to = from + index.length + 1
  let line = 0
  for (let column = 0; column < index.length; column++) {
    const at = index[column] ?? 0
    const [x, y] = [right[column] ?? 0, below[column] ?? 0]
    const [a, b] = [plane[at] ?? 0, plane[at + 1] ?? 0]
    const [c, d] = [plane[at + width] ?? 0, plane[at + width + 1] ?? 0]
    const upper = a + (b - a) * x
    line += upper + (c + (d - c) * x - upper) * y
    sums[to + column + 1] = (sums[from + column + 1] ?? 0) + line
  }
}

function asTurned(sums: Float64Array, reach: number, across: number): Turned {
  const [size, rows] = [2 * reach, 2 * across]
  const sum = (u: number, v: number): number => sums[v * (size + 1) + u] ?? 0
  const clampU = (value: number): number => Math.min(size, Math.max(0, value + reach))
  const clampV = (value: number): number => Math.min(rows, Math.max(0, value + across))
  return {
    reach,
    mean(u1, u2, v1, v2) {
      const [left, right, top, bottom] = [clampU(u1), clampU(u2), clampV(v1), clampV(v2)]
      const count = (right - left) * (bottom - top)
      if (count <= 0) return 0
      return (sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)) / count
    },
  }
}
