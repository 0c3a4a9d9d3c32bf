import type { Feature } from './coregistration-features.ts'
import { findPeak, highestFrequency, refinePeak, sumOf, type CrossSpectrum } from './coregistration-peak.ts'

/** What one window says once the whole-pixel match is corrected: what is left, and its spectrum. */
export interface Vote {
  readonly own: { readonly x: number; readonly y: number }
  readonly spectrum: CrossSpectrum
}

export interface Judgement {
  /** What is left of the shift, pixels to the right and down. */
  readonly x: number
  readonly y: number
  /** Root mean square distance of the agreeing windows from it, pixels. */
  readonly residualPx: number
  readonly agreeing: number
  /** How clearly all windows together find it again; 0 where they, or fine structures, find something else. */
  readonly distinctness: number
}

/** A window agrees that finds the match within this many pixels. */
const agreementPx = 2

/**
 * Counts the windows that find the match again, each for itself, and takes the fraction of the pixel from those alone:
 * what moved, is new or gone lies in windows that disagree. Null where no window had anything to say.
 */
export function judgeVotes(votes: readonly Vote[], feature: Feature): Judgement | null {
  const { finding, refining } = highestFrequency[feature]
  const all = sumOf(votes.map(({ spectrum }) => spectrum))
  if (all === null) return null
  const agreeing = votes.filter(({ own }) => Math.hypot(own.x, own.y) <= agreementPx)
  const together = sumOf(agreeing.map(({ spectrum }) => spectrum))
  if (together === null) return { x: 0, y: 0, residualPx: 0, agreeing: 0, distinctness: 0 }
  const joint = findPeak(all, all.size / 4, finding)
  const whole = findPeak(together, agreementPx, finding)
  const coarse = refinePeak(together, whole, [finding])
  const { x, y } = refinePeak(together, coarse, refining)
  // Fine structures that lie elsewhere than coarse ones are the noise that two pictures of one sensor share.
  const isOne = Math.hypot(x - coarse.x, y - coarse.y) <= farthestPx
  const squares = agreeing.map(({ own, spectrum }) => {
    const fine = refinePeak(spectrum, own, refining)
    return (fine.x - x) ** 2 + (fine.y - y) ** 2
  })
  return {
    x,
    y,
    residualPx: Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length),
    agreeing: agreeing.length,
    distinctness: isOne && Math.hypot(joint.x, joint.y) <= agreementPx ? joint.distinctness : 0,
  }
}

/** Shadows draw the match of fine structures off that of coarse ones, but hardly by more than this, pixels. */
const farthestPx = 0.35
