import fc from 'fast-check'
import { expect, it } from 'vitest'
import { batchesOf } from '../../src/raster/batches.ts'
import { runsOf } from '../../src/raster/row-runs.ts'

const rows = fc
  .uniqueArray(fc.nat(2_000), { minLength: 1, maxLength: 200 })
  .map((list) => Int32Array.from(list.sort((a, b) => a - b)))
const limit = fc.integer({ min: 1, max: 50 })

it('every wanted row is read once, in runs and batches no larger than asked for', () => {
  fc.assert(
    fc.property(rows, limit, limit, limit, (wanted, gap, mostRows, mostRuns) => {
      const runs = runsOf(wanted, gap, mostRows)
      const held = runs.flatMap(({ from, to, first, count }) =>
        [...wanted.subarray(from, to)].filter((row) => row >= first && row < first + count),
      )
      expect(held).toEqual([...wanted])
      expect(Math.max(...runs.map(({ count }) => count))).toBeLessThanOrEqual(mostRows)
      const batches = batchesOf(runs, ({ count }) => count, mostRows, mostRuns)
      expect(batches.flat()).toEqual(runs)
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(mostRuns)
        expect(batch.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(mostRows)
      }
    }),
  )
})
