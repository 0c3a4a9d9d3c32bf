import type { GroundControlPoint } from '../scene-image.ts'

/** A polynomial from pixel to map fitted to ground control points, and how far it misses them. */
export interface GcpFit {
  readonly order: 1 | 2
  readonly toMap: (column: number, row: number) => [number, number]
  /** Root mean square distance between the points and the fit, in the units of the map. */
  readonly residual: number
}

/**
 * Fits the polynomial that GDAL's transformer uses by default: order 2 from six points on, else order 1. Where the
 * points don't determine order 2 (a 3 x 2 grid), order 1 is taken. Null where they determine none.
 */
export function fitGcps(points: readonly GroundControlPoint[]): GcpFit | null {
  if (points.length < 3) return null
  return (points.length >= 6 ? fitOfOrder(points, 2) : null) ?? fitOfOrder(points, 1)
}

function fitOfOrder(points: readonly GroundControlPoint[], order: 1 | 2): GcpFit | null {
  const [columns, rows] = [normal(points.map((p) => p.column)), normal(points.map((p) => p.row))]
  const [xs, ys] = [normal(points.map((p) => p.x)), normal(points.map((p) => p.y))]
  const terms = (column: number, row: number) => {
    const [u, v] = [columns.into(column), rows.into(row)]
    return order === 1 ? [1, u, v] : [1, u, v, u * u, u * v, v * v]
  }
  const design = points.map((p) => terms(p.column, p.row))
  const forX = leastSquares(
    design,
    points.map((p) => xs.into(p.x)),
  )
  const forY = leastSquares(
    design,
    points.map((p) => ys.into(p.y)),
  )
  if (forX === null || forY === null) return null
  const toMap = (column: number, row: number): [number, number] => {
    const t = terms(column, row)
    return [xs.out(dot(forX, t)), ys.out(dot(forY, t))]
  }
  const misses = points.map((p) => {
    const [x, y] = toMap(p.column, p.row)
    return (x - p.x) ** 2 + (y - p.y) ** 2
  })
  return { order, toMap, residual: Math.sqrt(misses.reduce((sum, one) => sum + one, 0) / points.length) }
}

/** Values brought near [-1, 1], so that their squares keep their digits. */
function normal(values: readonly number[]) {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const middle = (low + high) / 2
  const half = (high - low) / 2 || 1
  return { into: (value: number) => (value - middle) / half, out: (value: number) => value * half + middle }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

/** Solves the normal equations by elimination with pivoting; null where they are singular. */
function leastSquares(design: readonly number[][], wanted: readonly number[]): number[] | null {
  const size = design[0]?.length ?? 0
  const rows = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_unused, j) =>
      design.reduce((sum, term) => sum + (term[i] ?? 0) * (term[j] ?? 0), 0),
    ),
    design.reduce((sum, term, k) => sum + (term[i] ?? 0) * (wanted[k] ?? 0), 0),
  ])
  for (let column = 0; column < size; column += 1) {
    const rest = rows.slice(column)
    const pivot = rest.reduce((best, row) =>
      Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
    )
    const value = pivot[column] ?? 0
    if (Math.abs(value) < 1e-10) return null
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(column, 0, pivot)
    rows.forEach((row, index) => {
      if (index === column) return
      const factor = (row[column] ?? 0) / value
      rows[index] = row.map((one, at) => one - factor * (pivot[at] ?? 0))
    })
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}
