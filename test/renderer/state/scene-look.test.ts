import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  combinationsOf,
  defaultLook,
  rangeBy,
  stretchedBy,
  withCombination,
  withDecibels,
  withRange,
} from '../../../renderer/state/scene-look.ts'
import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import { sampleStatistics } from '../../../src/jobs/scene-statistics.ts'
import { percentile, statisticsOf } from '../../../src/raster/statistics.ts'

const band = (name: string) => ({ name, low: 5, high: 95, minimum: 0, maximum: 100, histogram: [10, 20, 10] })
const display = (
  bands: SceneDisplay['bands'],
  combination: number[],
  more: Partial<SceneDisplay> = {},
): SceneDisplay => ({
  width: 10,
  height: 10,
  affine: null,
  crs: null,
  projDefinition: null,
  gsdM: null,
  bands,
  combination,
  levels: [],
  readFrom: 'scene',
  problems: [],
  ...more,
})
const four = display([band('Blue'), band('Green'), band('Red'), band('NIR')], [3, 2, 1], {
  presets: [
    { name: 'true_colour', drawn: 'bands', combination: [3, 2, 1] },
    { name: 'near_infrared', drawn: 'bands', combination: [4, 3, 2] },
    { name: 'water_index', drawn: 'difference', combination: [2, 4] },
    { name: 'single', drawn: 'bands', combination: [1] },
  ],
})
const of = (values: number[]) => sampleStatistics(statisticsOf(1, Float64Array.from(values)))

describe('how a scene looks', () => {
  it('begins as the core proposes it', () => {
    const ends = { low: 5, high: 95 }
    expect(defaultLook(four)).toMatchObject({
      drawn: 'bands',
      combination: [3, 2, 1],
      stretch: [ends, ends, ends],
    })
    expect(defaultLook(display([band('VV')], [1], { decibels: 'amplitude' })).decibels).toBe('amplitude')
  })

  it('offers the presets of the sensor, and every band alone', () => {
    expect(combinationsOf(four).map(({ label, combination }) => [label, combination.join()])).toEqual([
      ['True colour', '3,2,1'],
      ['Near infrared', '4,3,2'],
      ['Water index (NDWI)', '2,4'],
      ['Blue', '1'],
      ['Green', '2'],
      ['Red', '3'],
      ['NIR', '4'],
    ])
    expect(combinationsOf(display([band('')], [1])).map(({ label }) => label)).toEqual(['Band 1'])
  })

  it('keeps gamma, inversion and opacity when bands change', () => {
    const look = { ...defaultLook(four), gamma: 1.4, inverted: true, opacity: 0.5 }
    const one = withCombination(four, { drawn: 'bands', combination: [4] }, look)
    expect(one).toMatchObject({ combination: [4], stretch: [{ low: 5, high: 95 }] })
    expect(one).toMatchObject({ gamma: 1.4, inverted: true, opacity: 0.5 })
  })

  it('stretches exactly where the samples lie, by percentiles, extremes or deviations', () => {
    const finite = fc.integer({ min: -1e7, max: 1e7 }).map((sixteenths) => sixteenths / 16)
    const cuts = fc.tuple(fc.integer({ min: 0, max: 499 }), fc.integer({ min: 501, max: 1000 }))
    fc.assert(
      fc.property(fc.array(finite, { minLength: 2, maxLength: 400 }), cuts, (values, [from, to]) => {
        fc.pre(Math.max(...values) > Math.min(...values))
        const statistics = statisticsOf(1, Float64Array.from(values))
        const sampled = sampleStatistics(statistics)
        const [low, high] = [percentile(statistics, from / 10), percentile(statistics, to / 10)]
        if (high > low)
          expect(rangeBy({ kind: 'percentile', low: from / 10, high: to / 10 }, sampled)).toEqual({
            low,
            high,
          })
        const extremes = { low: Math.min(...values), high: Math.max(...values) }
        expect(rangeBy({ kind: 'min_max' }, sampled)).toEqual(extremes)
        const deviations = rangeBy({ kind: 'deviations', n: 2 }, sampled)
        expect(deviations!.low).toBeGreaterThanOrEqual(extremes.low)
        expect(deviations!.high).toBeLessThanOrEqual(extremes.high)
      }),
    )
    expect(rangeBy({ kind: 'deviations', n: 1 }, of([0, 10, 20, 30, 40]))!.low).toBeCloseTo(
      20 - Math.sqrt(200),
    )
  })

  it('never stretches to nothing, and stays where no sample is', () => {
    const flat = display([{ ...band(''), low: 3, high: 3 }], [1])
    expect(defaultLook(flat).stretch).toEqual([{ low: 2.5, high: 3.5 }])
    expect(rangeBy({ kind: 'min_max' }, of([3, 3]))).toEqual({ low: 2.5, high: 3.5 })
    const look = defaultLook(four)
    expect(stretchedBy(four, look, { kind: 'min_max' }, 'view', [of([]), of([]), of([])]).stretch).toEqual(
      look.stretch,
    )
    expect(withRange(look, [{ low: 4, high: 4 }])).toBe(look)
  })

  it('gives the whole scene its first numbers back, whatever was between', () => {
    const look = defaultLook(four)
    const statistics = [of([1, 2, 3]), of([1, 2, 3]), of([1, 2, 3])]
    const elsewhere = stretchedBy(four, look, { kind: 'min_max' }, 'view', statistics)
    expect(stretchedBy(four, elsewhere, look.method, 'scene', statistics)).toEqual(look)
  })

  it('begins decibels above zero', () => {
    const dark = { ...defaultLook(four), stretch: [{ low: 0, high: 100 }] }
    expect(withDecibels(dark, 'power').stretch).toEqual([{ low: 0.001, high: 100 }])
    expect(withDecibels(dark, 'none').stretch).toEqual([{ low: 0, high: 100 }])
  })
})
