import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  combinationsOf,
  defaultLook,
  percentile,
  withCombination,
  withPercentiles,
} from '../../../renderer/state/scene-look.ts'
import type { SceneDisplay } from '../../../src/contract/scene-display.ts'

const band = (name: string, histogram: number[] = [10, 20, 40, 20, 10]) => ({
  name,
  low: 5,
  high: 95,
  minimum: 0,
  maximum: 100,
  histogram,
})
const display = (bands: SceneDisplay['bands'], combination: number[]): SceneDisplay => ({
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
})
const four = display([band('Blue'), band('Green'), band('Red'), band('NIR')], [3, 2, 1])

describe('how a scene looks', () => {
  it('begins as the core proposes it', () => {
    expect(defaultLook(four)).toMatchObject({
      combination: [3, 2, 1],
      stretch: [
        { low: 5, high: 95 },
        { low: 5, high: 95 },
        { low: 5, high: 95 },
      ],
      gamma: 1,
    })
  })

  it('offers infrared only where a band is called so, and every band alone', () => {
    expect(combinationsOf(four).map(({ label, bands }) => [label, bands.join()])).toEqual([
      ['True colour', '3,2,1'],
      ['Infrared', '4,3,2'],
      ['Blue', '1'],
      ['Green', '2'],
      ['Red', '3'],
      ['NIR', '4'],
    ])
    expect(combinationsOf(display([band('')], [1])).map(({ label }) => label)).toEqual(['Band 1'])
  })

  it('keeps gamma and inversion when bands change', () => {
    const look = { ...defaultLook(four), gamma: 1.4, inverted: true }
    expect(withCombination(four, [4], look)).toMatchObject({
      combination: [4],
      stretch: [{ low: 5, high: 95 }],
      gamma: 1.4,
      inverted: true,
    })
  })

  it('reads percentiles from the histogram: they rise with the percentage and stay in range', () => {
    const percents = fc.tuple(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
    )
    const histogram = fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(histogram, percents, (counts, [a, b]) => {
        const one = band('', counts)
        const [low, high] = [percentile(one, Math.min(a, b)), percentile(one, Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high + 1e-9)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(100 + 1e-9)
      }),
    )
    expect(percentile(band(''), 50)).toBeCloseTo(50)
  })

  it('never stretches to nothing, not even a scene of one value', () => {
    const flat = display([{ ...band('', [7]), low: 3, high: 3, minimum: 3, maximum: 3 }], [1])
    expect(withPercentiles(flat, defaultLook(flat), 2, 98).stretch).toEqual([{ low: 2.5, high: 3.5 }])
    const look = withPercentiles(four, defaultLook(four), 0, 100)
    expect(look.stretch[0]).toEqual({ low: 0, high: 100 })
  })
})
