import { percentile, type BandStatistics } from './statistics.ts'

/** Sample values that become black and white; `low` is below `high`. */
export interface Range {
  readonly low: number
  readonly high: number
}

export type StretchMethod =
  | { readonly kind: 'percentile'; readonly low: number; readonly high: number }
  | { readonly kind: 'min_max' }
  | { readonly kind: 'deviations'; readonly n: number }

/** 2 % cut at each end, as GIS programs do: legible water and land without a click. */
export const defaultStretch: StretchMethod = { kind: 'percentile', low: 2, high: 98 }

/** The range of one band; a flat band gets a range of width 1, so that it is drawn as black. */
export function stretchRange(statistics: BandStatistics, method: StretchMethod): Range {
  const { min, max, mean, standardDeviation } = statistics
  switch (method.kind) {
    case 'percentile':
      return widened({ low: percentile(statistics, method.low), high: percentile(statistics, method.high) })
    case 'min_max':
      return widened({ low: min, high: max })
    case 'deviations':
      return widened({
        low: Math.max(min, mean - method.n * standardDeviation),
        high: Math.min(max, mean + method.n * standardDeviation),
      })
  }
}

function widened({ low, high }: Range): Range {
  return high > low ? { low, high } : { low, high: low + 1 }
}
