import type { SampleStatistics } from '../../src/contract/scene-look.ts'
import type { MatchTable } from '../map/map-contract.ts'

/** Entries of a table, as the shader expects them. */
export const tableEntries = 1024

/**
 * Brings the histogram of each band of A to that of a band of B: a sample becomes the one below which as large a
 * part of B's samples lies (histogram specification; Gonzalez and Woods, Digital Image Processing, 3.3.2). The
 * darkest and the brightest thousandth are taken as one value each, so that outliers do not coarsen the rest. B's
 * last band stands for those that B lacks.
 * @returns null where one of the scenes has no samples
 */
export function matchTable(
  ofA: readonly SampleStatistics[],
  ofB: readonly SampleStatistics[],
): MatchTable | null {
  if (ofA.length === 0 || ofB.length === 0) return null
  if ([...ofA, ...ofB].some(({ count }) => count === 0)) return null
  const entries = new Float32Array(tableEntries * 4)
  const [low, high]: [number[], number[]] = [[], []]
  for (let channel = 0; channel < 3; channel++) {
    const from = ofA[Math.min(channel, ofA.length - 1)]?.quantiles ?? []
    const to = ofB[Math.min(channel, ofB.length - 1)]?.quantiles ?? []
    const first = from[1] ?? 0
    const last = Math.max(from.at(-2) ?? 1, first + 1e-6)
    low.push(first)
    high.push(last)
    for (let index = 0; index < tableEntries; index++) {
      const sample = first + ((last - first) * index) / (tableEntries - 1)
      entries[index * 4 + channel] = quantileAt(to, shareBelow(from, sample))
    }
  }
  return { low: three(low), high: three(high), entries }
}

/** The share of samples below a value, 0 to 1, from evenly spaced quantiles; the middle of those that equal it. */
export function shareBelow(quantiles: readonly number[], value: number): number {
  const steps = quantiles.length - 1
  if (steps < 1) return 0.5
  const below = countWhere(quantiles, (quantile) => quantile < value)
  const upTo = countWhere(quantiles, (quantile) => quantile <= value)
  if (upTo > below) return Math.min(1, Math.max(0, (below + upTo - 1) / 2 / steps))
  if (below === 0) return 0
  if (below > steps) return 1
  const [under, over] = [quantiles[below - 1] ?? value, quantiles[below] ?? value]
  return (below - 1 + (value - under) / (over - under)) / steps
}

function quantileAt(quantiles: readonly number[], share: number): number {
  const at = share * (quantiles.length - 1)
  const below = Math.floor(at)
  const [under, over] = [quantiles[below] ?? 0, quantiles[below + 1] ?? quantiles[below] ?? 0]
  return under + (over - under) * (at - below)
}

/** How many of sorted values, from the first on, fulfil a condition that only the first ones do. */
function countWhere(sorted: readonly number[], holds: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(sorted[middle] ?? 0)) from = middle + 1
    else to = middle
  }
  return from
}

const three = ([a = 0, b = 0, c = 0]: readonly number[]): [number, number, number] => [a, b, c]
