import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowRun } from '../../../src/raster/pyramid/average-rule.ts'
import { averageRows, besideNoData, halfSide, rowsAbove } from '../../../src/raster/pyramid/average.ts'
import { tapsOf } from '../../../src/raster/pyramid/average-taps.ts'
import type { Samples } from '../../../src/raster/tiff/tiff-encode-block.ts'

const plain = { bands: 1, noData: null, alpha: null, palette: null }

function run(samples: Samples, width: number, height: number, firstRow = 0): RowRun {
  return { samples, mask: null, width, height, firstRow }
}

/** The whole next level of one band. */
function above<S extends Samples>(samples: S, width: number, height: number, rule = {}): S {
  const [across, down] = [halfSide(width), halfSide(height)]
  const to = samples.slice(0, 1).constructor as new (length: number) => S
  const target = new to(across * down)
  averageRows(run(samples, width, height), run(target, across, down), { ...plain, ...rule }, 0, down)
  return target
}

describe('averaging pixels for an overview', () => {
  test('rounds halves away from zero', () => {
    expect([...above(Uint8Array.of(1, 2, 1, 2), 2, 2)]).toEqual([2])
    expect([...above(Int16Array.of(-1, -2, -1, -2), 2, 2)]).toEqual([-2])
    expect([
      ...above(Int32Array.of(-2_000_000_001, -2_000_000_002, -2_000_000_001, -2_000_000_002), 2, 2),
    ]).toEqual([-2_000_000_002])
  })

  test('weighs the pixels of odd sides by the area that they cover', () => {
    // Three columns become two of one and a half: 1 · 10 + 0.5 · 20 and 0.5 · 20 + 1 · 60.
    expect([...above(Float32Array.of(10, 20, 60), 3, 1)]).toEqual([
      Math.fround(20 / 1.5),
      Math.fround(70 / 1.5),
    ])
  })

  test('keeps the mean of the whole image, whatever its sides', () => {
    const sides = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(
        sides,
        sides,
        fc.infiniteStream(fc.integer({ min: 0, max: 60_000 })),
        (width, height, values) => {
          const samples = Float64Array.from({ length: width * height }, () => values.next().value as number)
          const mean = (list: Float64Array) => list.reduce((sum, value) => sum + value, 0) / list.length
          expect(mean(above(samples, width, height))).toBeCloseTo(mean(samples), 6)
        },
      ),
    )
  })

  test('gives the same rows band by band as at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom(null, 7),
        (width, height, noData) => {
          const samples = Uint8Array.from({ length: width * height }, (_, index) => (index * 37) % 251)
          const whole = above(samples, width, height, { noData })
          const down = halfSide(height)
          const pieces = new Uint8Array(whole.length)
          let done = 0
          for (let rows = 16; done < down; rows += 16) {
            const end = rowsAbove(Math.min(rows, height), height)
            // One row before the band is all that is kept of what was before.
            const first = Math.max(0, rows - 17)
            const band = run(samples.subarray(first * width), width, height, first)
            averageRows(band, run(pieces, halfSide(width), down), { ...plain, noData }, done, end)
            done = end
          }
          expect(pieces).toEqual(whole)
        },
      ),
    )
  })

  test('leaves out nodata, and says nodata where there is nothing else', () => {
    expect([...above(Uint8Array.of(0, 10, 0, 21, 0, 0, 0, 0), 4, 2, { noData: 0 })]).toEqual([10, 21])
    expect([...above(Uint8Array.of(9, 9, 9, 9), 2, 2, { noData: 9 })]).toEqual([9])
    expect([...above(Float32Array.of(NaN, 4, 6, NaN), 2, 2, { noData: NaN })]).toEqual([5])
  })

  test('moves a mean that happens to be nodata to the next value', () => {
    expect([...above(Uint8Array.of(4, 6, 4, 6), 2, 2, { noData: 5 })]).toEqual([6])
    expect([...above(Uint8Array.of(254, 255, 255, 255), 2, 2, { noData: 255 })]).toEqual([254])
    expect([...above(Float32Array.of(4, 6, 4, 6), 2, 2, { noData: 5 })]).toEqual([Math.fround(5.0000005)])
    expect(besideNoData(new Float32Array(1), -9999)).toBeGreaterThan(-9999)
    expect(besideNoData(new Int16Array(1), 32767)).toBe(32766)
    expect(besideNoData(new Float64Array(1), 0)).toBe(Number.MIN_VALUE)
  })

  test('averages colours where alpha is above 0', () => {
    const rgba = Uint8Array.of(100, 0, 0, 255, 200, 0, 0, 0, 100, 0, 0, 255, 200, 0, 0, 0)
    const target = new Uint8Array(4)
    const rule = { ...plain, bands: 4, alpha: 3 }
    averageRows(run(rgba, 2, 2), run(target, 1, 1), rule, 0, 1)
    expect([...target]).toEqual([100, 0, 0, 255])
  })

  test('takes the palette entry nearest to the mean colour', () => {
    const palette = Uint8Array.of(0, 0, 0, 255, 250, 0, 0, 255, 120, 0, 0, 255)
    expect([...above(Uint8Array.of(0, 1, 0, 1), 2, 2, { palette })]).toEqual([2])
  })

  test('covers every pixel exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (size) => {
        const taps = tapsOf(size)
        const covered = new Float64Array(size)
        for (let index = 0; index < halfSide(size); index += 1)
          for (let tap = 0; tap < taps.count(index); tap += 1) {
            const pixel = taps.first(index) + tap
            covered[pixel] = (covered[pixel] ?? 0) + taps.weight(index, tap)
          }
        expect(new Set(covered).size).toBe(1)
      }),
    )
  })
})
