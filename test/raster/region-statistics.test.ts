import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regionStatistics } from '../../src/raster/region-statistics.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from './open-bytes.ts'

const [width, height] = [60, 40]
const pixels = Array.from({ length: width * height }, (_, at) => ({
  column: at % width,
  row: Math.floor(at / width),
}))
const green = Uint16Array.from(pixels, ({ column, row }) => 200 + 3 * column + row)
const nir = Uint16Array.from(pixels, ({ column, row }) => 100 + column + 5 * row)
const file = encodeTiff({ width, height, bands: [green, nir] }, { blocks: { rowsPerStrip: 3 } })

describe('statistics to stretch by', () => {
  it('of a rectangle are those of its pixels, also where it hangs over the edge', async () => {
    const { reader } = await openBytes(file)
    const side = fc.integer({ min: 1, max: 50 })
    const corner = fc.integer({ min: -20, max: 70 })
    await fc.assert(
      fc.asyncProperty(corner, corner, side, side, async (x, y, w, h) => {
        const inside = pixels.filter(
          ({ column, row }) => column >= x && column < x + w && row >= y && row < y + h,
        )
        const values = inside.map(({ column, row }) => green[row * width + column] ?? NaN)
        const [found] = await regionStatistics(reader, [1], false, { x, y, width: w, height: h })
        expect(found?.count).toBe(values.length)
        if (values.length === 0) return
        expect([found?.min, found?.max]).toEqual([Math.min(...values), Math.max(...values)])
        expect(found?.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('of a place are those of the pixels whose middle lies inside of it', async () => {
    const { reader } = await openBytes(file)
    const triangle: [number, number][] = [
      [10, 5],
      [40, 5],
      [10, 35],
    ]
    const region = { x: 10, y: 5, width: 30, height: 30, ring: triangle }
    const inside = pixels.filter(({ column, row }) => {
      const [x, y] = [column + 0.5, row + 0.5]
      return x > 10 && y > 5 && x - 10 + (y - 5) < 30
    })
    const [found] = await regionStatistics(reader, [2], false, region)
    const values = inside.map(({ column, row }) => nir[row * width + column] ?? NaN)
    expect(found).toMatchObject({ count: values.length, min: Math.min(...values), max: Math.max(...values) })
  })

  it('of a difference are those of (first − second) / (first + second)', async () => {
    const { reader } = await openBytes(file)
    const [found, ...more] = await regionStatistics(reader, [1, 2], true)
    const values = pixels.map((_, at) => {
      const [g, n] = [green[at] ?? NaN, nir[at] ?? NaN]
      return (g - n) / (g + n)
    })
    expect(more).toEqual([])
    expect(found?.count).toBe(values.length)
    expect(found?.min).toBeCloseTo(Math.min(...values), 12)
    expect(found?.max).toBeCloseTo(Math.max(...values), 12)
  })

  it('are the same every time', async () => {
    const again = async () => regionStatistics((await openBytes(file)).reader, [1, 2], false)
    expect(await again()).toEqual(await again())
  })
})
