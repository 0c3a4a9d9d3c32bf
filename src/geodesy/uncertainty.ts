import type { LonLat } from '../domain/polygon.ts'
import type { Edge } from '../domain/vocabulary.ts'
import { geodesicBetween } from './ellipsoid.ts'

/**
 * Height of a merchant ship's deck above the water that is reckoned with where the outline follows the deck and
 * nothing better is known.
 */
export const deckHeightM = 20

/**
 * Half-widths of the 95 % intervals of length and beam, in metres: two edges, each read to half a pixel (1 σ), that
 * is 1.96 · √2 · 0.5 · GSD; where the outline follows the deck, root-sum-squared with the deck's displacement by the
 * view angle, height · tan(off-nadir). Null where the ground sample distance is not known. Rounded to 0.001 m.
 */
export function measureErrors(scene: {
  gsdM: number | null
  offNadirDeg: number | null
  edge: Edge | null
}): { length_error_m: number | null; beam_error_m: number | null } {
  if (scene.gsdM === null) return { length_error_m: null, beam_error_m: null }
  const reading = 1.96 * Math.SQRT2 * 0.5 * scene.gsdM
  const offNadir = scene.edge === 'deck' ? ((scene.offNadirDeg ?? 0) * Math.PI) / 180 : 0
  const halfWidth = Math.round(Math.hypot(reading, deckHeightM * Math.tan(offNadir)) * 1000) / 1000
  return { length_error_m: halfWidth, beam_error_m: halfWidth }
}

/**
 * Half-width of the 95 % interval of the area in a closed ring (longitude, latitude), in square metres: each side is
 * off by itself, by its share of what a length is off whose two ends are read alike. Of a rectangle that is
 * √((beam · ± length)² + (length · ± beam)²).
 */
export function areaErrorM2(ring: readonly LonLat[], lengthErrorM: number): number {
  const sides = ring.slice(1).map((corner, at) => geodesicBetween(ring[at] ?? corner, corner).distanceM)
  return (lengthErrorM / Math.SQRT2) * Math.hypot(...sides)
}

/**
 * How two measures of the same kind compare: their difference, the half-width of its 95 % interval (the root of the sum
 * of squares of theirs), and whether that tells them apart. Metres; null where an error is not known.
 */
export function compareMeasures(
  a: { readonly metres: number; readonly errorM: number | null },
  b: { readonly metres: number; readonly errorM: number | null },
): { readonly differenceM: number; readonly halfWidthM: number; readonly apart: boolean } | null {
  if (a.errorM === null || b.errorM === null) return null
  const differenceM = Math.abs(a.metres - b.metres)
  const halfWidthM = Math.hypot(a.errorM, b.errorM)
  return { differenceM, halfWidthM, apart: differenceM > halfWidthM }
}
