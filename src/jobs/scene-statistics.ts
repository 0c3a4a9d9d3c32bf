import type { SampleStatistics } from '../contract/scene-look.ts'
import { percentile, type BandStatistics } from '../raster/statistics.ts'

const steps = 1000

/** Statistics as the window takes them: every thousandth of the samples instead of all of them. */
export function sampleStatistics(statistics: BandStatistics): SampleStatistics {
  const { count, min, max, mean, standardDeviation } = statistics
  return {
    count,
    minimum: min,
    maximum: max,
    mean,
    deviation: standardDeviation,
    quantiles:
      count === 0
        ? []
        : Array.from({ length: steps + 1 }, (_, step) => percentile(statistics, (100 * step) / steps)),
  }
}
