import type { Affine } from '../scene-image.ts'

/** The place of a pixel corner: columns and rows count from the upper left corner of the first pixel. */
export function applyAffine(a: Affine, column: number, row: number): [number, number] {
  return [a[0] + column * a[1] + row * a[2], a[3] + column * a[4] + row * a[5]]
}

/** The way back, from map to pixel; null where the six numbers span no plane. */
export function invertAffine(a: Affine): Affine | null {
  const determinant = a[1] * a[5] - a[2] * a[4]
  if (determinant === 0 || !Number.isFinite(1 / determinant)) return null
  const [b, c, d, e] = [a[5] / determinant, -a[2] / determinant, -a[4] / determinant, a[1] / determinant]
  return [-(a[0] * b + a[3] * c), b, c, -(a[0] * d + a[3] * e), d, e]
}
