import { accuracyOf, type PlacedSpectrum } from './coregistration-accuracy.ts'
import type { Feature } from './coregistration-features.ts'
import { findPeak, highestFrequency, refinePeak, sumOf, type Displacement } from './coregistration-peak.ts'

/** What one window says once the whole-pixel match is corrected: what is left, and its spectrum. */
export interface Vote extends PlacedSpectrum {
  readonly own: Displacement
}

export interface Judgement {
  /** What is left of the shift, pixels to the right and down. */
  readonly x: number
  readonly y: number
  /** Root mean square distance of the agreeing windows from it, pixels. */
  readonly residualPx: number
  /** How far it may be off in 95 of 100 cases, pixels. */
  readonly accuracyPx: number
  readonly agreeing: number
  /** How clearly all windows together find it again; 0 where they find something else. */
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
  if (together === null) return { x: 0, y: 0, residualPx: 0, accuracyPx: 0, agreeing: 0, distinctness: 0 }
  const joint = findPeak(all, all.size / 4, finding)
  const whole = findPeak(together, agreementPx, finding)
  const coarse = refinePeak(together, whole, [finding])
  const { x, y } = refinePeak(together, coarse, refining)
  const squares = agreeing.map(({ own, spectrum }) => {
    const fine = refinePeak(spectrum, own, refining)
    return (fine.x - x) ** 2 + (fine.y - y) ** 2
  })
  return {
    x,
    y,
    residualPx: Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length),
    accuracyPx: accuracyOf(agreeing, together, { x, y }, feature),
    agreeing: agreeing.length,
    distinctness: Math.hypot(joint.x, joint.y) <= agreementPx ? joint.distinctness : 0,
  }
}
