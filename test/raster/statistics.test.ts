import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultCombination } from '../../src/raster/bands.ts'
import { pickLevel } from '../../src/raster/tiff/overviews.ts'
import { percentile, sceneStatistics } from '../../src/raster/statistics.ts'
import { brightness, defaultStretch, drawStretched, stretchRange } from '../../src/raster/stretch.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { readTile, tileGrid } from '../../src/raster/tile-grid.ts'
import { openBytes } from './open-bytes.ts'

const ramp = Uint16Array.from({ length: 100 * 100 }, (_, index) => 100 + (index % 1000))

describe('statistics of a scene', () => {
  it('leave out pixels without data and are the same every time', async () => {
    const bands = [ramp.map((value, index) => (index % 2 === 0 ? 0 : value))]
    const bytes = encodeTiff({ width: 100, height: 100, bands }, {}, { noData: 0 })
    const first = await sceneStatistics((await openBytes(bytes)).reader, [1])
    const again = await sceneStatistics((await openBytes(bytes)).reader, [1])
    expect(first).toEqual(again)
    expect(first[0]).toMatchObject({ count: 5000, min: 101, max: 1099 })
    expect(percentile(first[0]!, 50)).toBeCloseTo(601, -1)
  })

  it('do not depend on how the file is laid out', async () => {
    const raster = { width: 100, height: 100, bands: [ramp] }
    const strips = await openBytes(encodeTiff(raster, { blocks: { rowsPerStrip: 4 } }))
    const tiles = await openBytes(
      encodeTiff(raster, { blocks: { tileWidth: 16, tileHeight: 16 }, compression: 'deflate' }),
    )
    expect(await sceneStatistics(strips.reader, [1])).toEqual(await sceneStatistics(tiles.reader, [1]))
  })

  it('hold for a part of the scene', async () => {
    const { reader } = await openBytes(encodeTiff({ width: 100, height: 100, bands: [ramp] }))
    const [part] = await sceneStatistics(reader, [1], { x: 0, y: 0, width: 10, height: 1 })
    expect(part).toMatchObject({ count: 10, min: 100, max: 109 })
  })

  it('say nothing, without failing, of a scene that has no data at all', async () => {
    const { reader } = await openBytes(
      encodeTiff({ width: 8, height: 8, bands: [new Uint8Array(64)] }, {}, { noData: 0 }),
    )
    const [empty] = await sceneStatistics(reader, [1])
    expect(empty).toMatchObject({ count: 0, min: 0, max: 0, mean: 0 })
    const range = stretchRange(empty!, defaultStretch)
    expect(range.high).toBeGreaterThan(range.low)
  })
})

describe('the stretch', () => {
  it('rises from 0 at the low end to 1 at the high end, whatever the gamma', () => {
    const range = { low: -10, high: 30 }
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (gamma, value) => {
          const here = brightness(value, range, gamma)
          expect(here).toBeGreaterThanOrEqual(0)
          expect(here).toBeLessThanOrEqual(1)
          expect(brightness(value + 1, range, gamma)).toBeGreaterThanOrEqual(here)
        },
      ),
    )
    expect(brightness(-10, range, 2)).toBe(0)
    expect(brightness(30, range, 2)).toBe(1)
  })

  it('draws one band as grey and pixels without data as transparent', () => {
    const pixels = { width: 2, height: 1, samples: [Uint8Array.of(0, 100)], valid: Uint8Array.of(0, 1) }
    expect([...drawStretched(pixels, [{ low: 0, high: 200 }], 1)]).toEqual([0, 0, 0, 0, 128, 128, 128, 255])
  })
})

describe('tiles and overviews', () => {
  it('cover the scene once, without gaps, at every zoom', async () => {
    const { reader } = await openBytes(encodeTiff({ width: 100, height: 100, bands: [ramp] }))
    const grid = tileGrid(reader.image, 16)
    expect(grid.scales).toEqual([8, 4, 2, 1])
    for (const [zoom, [across, down]] of grid.counts.entries()) {
      let pixels = 0
      for (let row = 0; row < down; row += 1) {
        for (let column = 0; column < across; column += 1) {
          const tile = await readTile(reader, grid, { zoom, column, row }, [1])
          pixels += tile!.width * tile!.height
        }
      }
      expect(pixels).toBe(Math.ceil(100 / grid.scales[zoom]!) ** 2)
      expect(await readTile(reader, grid, { zoom, column: across, row: 0 }, [1])).toBeNull()
    }
  })

  it('are read from the overview that is just fine enough', async () => {
    const half = { width: 50, height: 50, bands: [new Uint16Array(2500).fill(3)] }
    const quarter = { width: 25, height: 25, bands: [new Uint16Array(625).fill(4)] }
    const full = { width: 100, height: 100, bands: [ramp] }
    const { image, reader } = await openBytes(encodeTiff(full, {}, {}, [half, quarter]))
    expect([1, 1.9, 2, 3.9, 4, 100].map((scale) => pickLevel(image, scale))).toEqual([0, 0, 1, 1, 2, 2])
    const grid = tileGrid(image, 32)
    const tile = await readTile(reader, grid, { zoom: 0, column: 0, row: 0 }, [1])
    expect(tile).toMatchObject({ width: 25, height: 25 })
    expect(tile!.samples[0]!.every((value) => value === 4)).toBe(true)
  })
})

describe('the bands first shown', () => {
  const image = async (bands: number, alpha = false) => {
    const raster = { width: 1, height: 1, bands: Array.from({ length: bands }, () => new Uint16Array(1)) }
    return (await openBytes(encodeTiff(raster, {}, alpha ? { alpha: 'unassociated' } : {}))).image
  }

  it('are true colour where red, green and blue are known, else one band', async () => {
    expect(defaultCombination(await image(4), 'PlanetScope')).toEqual({ kind: 'rgb', bands: [3, 2, 1] })
    expect(defaultCombination(await image(8), 'PlanetScope')).toEqual({ kind: 'rgb', bands: [6, 4, 2] })
    expect(defaultCombination(await image(3), null)).toEqual({ kind: 'rgb', bands: [1, 2, 3] })
    expect(defaultCombination(await image(1), null)).toEqual({ kind: 'single', band: 1 })
    expect(defaultCombination(await image(2, true), null)).toEqual({ kind: 'single', band: 1 })
  })
})
