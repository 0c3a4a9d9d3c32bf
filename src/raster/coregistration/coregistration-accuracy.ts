import type { Feature } from './coregistration-features.ts'
import {
  highestFrequency,
  pullsOf,
  refinePeak,
  type CrossSpectrum,
  type Displacement,
} from './coregistration-peak.ts'

/** A window's spectrum and where the window lies. */
export interface PlacedSpectrum {
  readonly spectrum: CrossSpectrum
  /** The window's middle, in sides of a window. */
  readonly place: readonly [number, number]
}

/** Of errors that scatter alike in all directions 95 % lie within this many root mean squares of their length. */
const within95 = 1.73
/** Under their taper windows half a side apart share next to nothing. */
const blocksASide = 2

/**
 * How far a match may be off, pixels, in 95 of 100 cases. Two things tell: how the match would scatter with other windows
 * (the sandwich estimator of the standard error, in which windows that share ground count as one), and how far
 * coarse and fine structures lie from it: shadows, and walls that a radar sees from one side only, draw them apart, and
 * fine ones that lie elsewhere are noise that two pictures of one sensor share.
 * @param agreeing the windows that the match was taken from
 * @param together their sum
 */
export function accuracyOf(
  agreeing: readonly PlacedSpectrum[],
  together: CrossSpectrum,
  match: Displacement,
  feature: Feature,
): number {
  const { finding, refining } = highestFrequency[feature]
  // Where one frequency alone gives the match, it is the match.
  const alone = refining.length === 1 ? refining[0] : null
  const extremes = [Math.min(finding, ...refining), Math.max(...refining)].filter((one) => one !== alone)
  const farther = Math.max(
    ...extremes.map((highest) => {
      const { x, y } = refinePeak(together, match, [highest])
      return Math.hypot(x - match.x, y - match.y)
    }),
  )
  return Math.hypot(within95 * standardError(agreeing, together, match, refining), farther)
}

/** @returns 0 where all windows lie at one place, which tells nothing of how others would scatter */
function standardError(
  agreeing: readonly PlacedSpectrum[],
  together: CrossSpectrum,
  match: Displacement,
  refining: readonly number[],
): number {
  const spectra = agreeing.map(({ spectrum }) => spectrum)
  const blocks = new Map<string, { x: number; y: number }>()
  for (const highest of refining) {
    const pulls = pullsOf(spectra, together, match, highest)
    for (const [index, { place }] of agreeing.entries()) {
      const key = place.map((at) => Math.floor(at * blocksASide)).join(' ')
      const block = blocks.get(key) ?? { x: 0, y: 0 }
      block.x += (pulls[index]?.x ?? 0) / refining.length
      block.y += (pulls[index]?.y ?? 0) / refining.length
      blocks.set(key, block)
    }
  }
  if (blocks.size < 2) return 0
  const squares = [...blocks.values()].reduce((sum, { x, y }) => sum + x * x + y * y, 0)
  return Math.sqrt((squares * blocks.size) / (blocks.size - 1))
}
