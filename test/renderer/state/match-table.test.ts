import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchTable, shareBelow, tableEntries } from '../../../renderer/state/match-table.ts'
import type { SampleStatistics } from '../../../src/contract/scene-look.ts'

/** Statistics of samples, by sorting them. */
function statisticsOf(samples: readonly number[]): SampleStatistics {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number) => {
    const place = share * (sorted.length - 1)
    const below = Math.floor(place)
    const [under = 0, over = under] = [sorted[below], sorted[below + 1]]
    return under + (over - under) * (place - below)
  }
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  return {
    count: sorted.length,
    minimum: at(0),
    maximum: at(1),
    mean,
    deviation: 0,
    quantiles: Array.from({ length: 1001 }, (_, index) => at(index / 1000)),
  }
}

/** What a sample of the first band becomes: as the shader looks it up. */
function through(table: NonNullable<ReturnType<typeof matchTable>>, sample: number): number {
  const share = (sample - table.low[0]) / (table.high[0] - table.low[0])
  const at = Math.min(1, Math.max(0, share)) * (tableEntries - 1)
  const below = Math.min(Math.floor(at), tableEntries - 2)
  const entry = (index: number) => table.entries[index * 4] ?? 0
  return entry(below) + (entry(below + 1) - entry(below)) * (at - below)
}

describe('matched histograms', () => {
  it('undo another gain and offset of the same scene', () => {
    const samples = Array.from({ length: 5000 }, (_, index) => 200 + ((index * 7919) % 3000))
    const table = matchTable(
      [statisticsOf(samples)],
      [statisticsOf(samples.map((sample) => 0.37 * sample + 55))],
    )
    if (table === null) throw new Error('there is no table')
    for (const sample of samples.slice(0, 400)) {
      if (sample < 220 || sample > 3180) continue
      expect(Math.abs(through(table, sample) - (0.37 * sample + 55))).toBeLessThan(3)
    }
  })

  it('never turn a brighter sample into a darker one', () => {
    const values = fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 2, maxLength: 300 })
    fc.assert(
      fc.property(values, values, (a, b) => {
        const table = matchTable([statisticsOf(a)], [statisticsOf(b)])
        if (table === null) throw new Error('there is no table')
        let before = -Infinity
        for (let index = 0; index < tableEntries; index++) {
          const value = table.entries[index * 4] ?? NaN
          expect(value).toBeGreaterThanOrEqual(before)
          before = value
        }
      }),
      { numRuns: 40 },
    )
  })

  it('give samples that are many and equal the middle of their share', () => {
    expect(shareBelow([0, 5, 5, 5, 10], 5)).toBe(0.5)
    expect(shareBelow([0, 5, 5, 5, 10], -1)).toBe(0)
    expect(shareBelow([0, 5, 5, 5, 10], 11)).toBe(1)
    expect(shareBelow([0, 10], 2.5)).toBe(0.25)
  })

  it('match every band with its own, and there is no table without samples', () => {
    const [dark, bright] = [statisticsOf([0, 1, 2, 3]), statisticsOf([100, 101, 102, 103])]
    const table = matchTable([dark, bright], [bright, dark])
    expect(table?.low[0]).toBeLessThan(1)
    expect(table?.low[1]).toBeGreaterThan(99)
    expect(table?.entries[0]).toBeGreaterThan(99)
    expect(table?.entries[1]).toBeLessThan(1)
    expect(matchTable([{ ...dark, count: 0 }], [bright])).toBeNull()
    expect(matchTable([], [bright])).toBeNull()
  })
})
