import { applyAffine, invertAffine } from './affine.ts'
import type { Affine } from '../scene-image.ts'

type Pair = readonly [number, number]

/**
 * A picture that lies bent on the map, along a polynomial of the second order: for x and for y the factors of 1, u, v,
 * u², u·v and v², where u and v run from -1 to 1 over the columns and rows of the picture.
 */
export interface CurvedGrid {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The grid that follows `toMap` where that is a polynomial of at most the second order in columns and rows. */
export function curvedGridOf(
  toMap: (column: number, row: number) => readonly [number, number],
  { width, height }: Size,
): CurvedGrid {
  const at = (u: number, v: number) => toMap(((u + 1) / 2) * width, ((v + 1) / 2) * height)
  const factors = (axis: 0 | 1) => {
    const middle = at(0, 0)[axis]
    const [left, right, top, bottom] = [at(-1, 0)[axis], at(1, 0)[axis], at(0, -1)[axis], at(0, 1)[axis]]
    const twist = (at(1, 1)[axis] - at(1, -1)[axis] - at(-1, 1)[axis] + at(-1, -1)[axis]) / 4
    return [
      middle,
      (right - left) / 2,
      (bottom - top) / 2,
      (right + left) / 2 - middle,
      twist,
      (bottom + top) / 2 - middle,
    ]
  }
  return { x: factors(0), y: factors(1) }
}

/** The place on the map of a corner of a pixel. */
export function curvedToMap(grid: CurvedGrid, size: Size, column: number, row: number): [number, number] {
  const [u, v] = [(2 * column) / size.width - 1, (2 * row) / size.height - 1]
  return [valueAt(grid.x, u, v), valueAt(grid.y, u, v)]
}

/** Columns and rows within which a pixel counts as found. */
const near = 1e-7
const mostSteps = 20

/**
 * The column and row at a place on the map, by Newton's method from where the plane grid beside it has it.
 * @returns null where the polynomial does not reach the place, or folds before it
 */
export function curvedToPixel(grid: CurvedGrid, size: Size, plane: Affine, [x, y]: Pair): Pair | null {
  const inverse = invertAffine(plane)
  if (inverse === null) return null
  let [column, row] = applyAffine(inverse, x, y)
  for (let step = 0; step < mostSteps; step += 1) {
    const [foundX, foundY] = curvedToMap(grid, size, column, row)
    const [a, b, c, d] = slopes(grid, size, column, row)
    const determinant = a * d - b * c
    const [across, down] = [
      (d * (x - foundX) - b * (y - foundY)) / determinant,
      (a * (y - foundY) - c * (x - foundX)) / determinant,
    ]
    if (!Number.isFinite(across) || !Number.isFinite(down)) return null
    column += across
    row += down
    if (Math.abs(across) < near && Math.abs(down) < near) return [column, row]
  }
  return null
}

/** Whether the picture lies on the map without a fold: it is turned over everywhere or nowhere. */
export function isUnfolded(grid: CurvedGrid, size: Size): boolean {
  // The determinant is a quadratic form: in the middle of the sides and in the corners it is closest to a change of sign.
  const parts = [0, 0.5, 1]
  const signs = parts.flatMap((across) =>
    parts.map((down) => {
      const [a, b, c, d] = slopes(grid, size, across * size.width, down * size.height)
      return Math.sign(a * d - b * c)
    }),
  )
  return signs[0] !== 0 && signs.every((sign) => sign === signs[0])
}

/** How much x grows by a column and by a row, and how much y does. */
function slopes(grid: CurvedGrid, { width, height }: Size, column: number, row: number) {
  const [u, v] = [(2 * column) / width - 1, (2 * row) / height - 1]
  const of = ([, alongU = 0, alongV = 0, uu = 0, uv = 0, vv = 0]: readonly number[]) =>
    [((alongU + 2 * uu * u + uv * v) * 2) / width, ((alongV + uv * u + 2 * vv * v) * 2) / height] as const
  return [...of(grid.x), ...of(grid.y)] as const
}

function valueAt(
  [one = 0, alongU = 0, alongV = 0, uu = 0, uv = 0, vv = 0]: readonly number[],
  u: number,
  v: number,
) {
  return one + alongU * u + alongV * v + uu * u * u + uv * u * v + vv * v * v
}
