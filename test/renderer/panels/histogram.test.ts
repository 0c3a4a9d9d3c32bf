import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisOf, barsOf, shareBelow } from '../../../renderer/panels/display/histogram-shape.ts'
import { readValue, showValue } from '../../../renderer/panels/display/show-value.ts'
import { sampleStatistics } from '../../../src/jobs/scene-statistics.ts'
import { statisticsOf } from '../../../src/raster/statistics.ts'
import { displayOf, sceneOf } from '../map/displays.ts'

const { look } = sceneOf(displayOf(null, null))
const decibels = { ...look, decibels: 'power' as const }
const of = (values: number[]) => sampleStatistics(statisticsOf(1, Float64Array.from(values)))

describe('the histogram', () => {
  it('counts every sample once between its ends', () => {
    const values = fc.array(fc.integer({ min: 0, max: 4095 }), { minLength: 2, maxLength: 300 })
    fc.assert(
      fc.property(values, fc.integer({ min: -10, max: 5000 }), (samples, at) => {
        const statistics = of(samples)
        const share = shareBelow(statistics, at)
        const below = samples.filter((sample) => sample < at).length / samples.length
        const upTo = samples.filter((sample) => sample <= at).length / samples.length
        // Between two quantiles it is read along a line, which is off by less than a sample.
        expect(share).toBeGreaterThanOrEqual(below - 1 / samples.length - 0.002)
        expect(share).toBeLessThanOrEqual(upTo + 1 / samples.length + 0.002)
      }),
    )
  })

  it('shows the stretch inside of its ends, evenly in decibels where those are shown', () => {
    const statistics = of(Array.from({ length: 1000 }, (_, index) => 1 + index))
    for (const now of [look, decibels]) {
      const axis = axisOf(now, statistics, { low: 1, high: 1000 })
      expect(axis.at(1)).toBeGreaterThan(0)
      expect(axis.at(1000)).toBeLessThan(1)
      expect(axis.valueAt(axis.at(40))).toBeCloseTo(40, 6)
      expect(Math.max(...barsOf(statistics, axis, 64))).toBe(1)
    }
    const axis = axisOf(decibels, statistics, { low: 1, high: 1000 })
    expect(axis.at(10) - axis.at(1)).toBeCloseTo(axis.at(1000) - axis.at(100), 9)
  })

  it('reads what it shows: samples, and decibels', () => {
    expect(showValue(look, 12_345.6)).toBe('12\u2009346')
    expect(readValue(look, '12\u2009346')).toBe(12_346)
    expect(showValue(decibels, 0.01)).toBe('-20.0 dB')
    expect(readValue(decibels, '-20 dB')).toBeCloseTo(0.01)
    expect(readValue({ ...look, decibels: 'amplitude' }, '20')).toBeCloseTo(10)
    expect(readValue(look, 'much')).toBeNull()
    expect(readValue(look, '')).toBeNull()
  })
})
