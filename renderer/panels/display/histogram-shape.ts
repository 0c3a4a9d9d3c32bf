import type { SampleStatistics, SceneLook } from '../../../src/contract/scene-look.ts'
import { wideEnough, type Range } from '../../state/scene-look.ts'

/** What lies where along a histogram: fractions from 0 (left) to 1 (right). */
export interface Axis {
  readonly at: (value: number) => number
  readonly valueAt: (fraction: number) => number
}

/**
 * The part of a band's values that is worth showing: few samples lie outside, the stretch lies inside, and a margin is
 * left on both sides. Logarithmic where the look is in decibels.
 */
export function axisOf(look: SceneLook, statistics: SampleStatistics | undefined, stretch: Range): Axis {
  const isLogarithmic = look.decibels !== 'none' && look.drawn === 'bands'
  const scaled = (value: number) => (isLogarithmic ? Math.log10(Math.max(value, 1e-30)) : value)
  const quantiles = statistics?.quantiles ?? []
  const [from, to] = [quantiles[1] ?? stretch.low, quantiles[995] ?? stretch.high]
  const positive = isLogarithmic ? Math.max(from, to / 1e5, 1e-12) : from
  const low = Math.min(scaled(positive), scaled(stretch.low))
  const high = Math.max(scaled(to), scaled(stretch.high))
  const { low: left, high: right } = wideEnough(low - (high - low) * 0.06, high + (high - low) * 0.06)
  return {
    at: (value) => Math.min(1, Math.max(0, (scaled(value) - left) / (right - left))),
    valueAt: (fraction) => {
      const value = left + fraction * (right - left)
      return isLogarithmic ? 10 ** value : value
    },
  }
}

/** The share of samples below a value, read between the quantiles. */
export function shareBelow({ quantiles }: SampleStatistics, value: number): number {
  const last = quantiles.length - 1
  if (last < 1 || value <= (quantiles[0] ?? Infinity)) return 0
  if (value > (quantiles[last] ?? -Infinity)) return 1
  let [under, over] = [0, last]
  while (over - under > 1) {
    const middle = (under + over) >> 1
    if ((quantiles[middle] ?? 0) < value) under = middle
    else over = middle
  }
  const [a, b] = [quantiles[under] ?? 0, quantiles[over] ?? 0]
  return (under + (b > a ? (value - a) / (b - a) : 1)) / last
}

/** Heights of `count` bars along an axis, 0 to 1; by the square root, so that tails show. */
export function barsOf(statistics: SampleStatistics, axis: Axis, count: number): number[] {
  const shares = Array.from({ length: count + 1 }, (_, index) =>
    shareBelow(statistics, axis.valueAt(index / count)),
  )
  const heights = shares.slice(1).map((share, index) => Math.sqrt(Math.max(0, share - (shares[index] ?? 0))))
  const highest = Math.max(...heights, 1e-9)
  return heights.map((height) => height / highest)
}
