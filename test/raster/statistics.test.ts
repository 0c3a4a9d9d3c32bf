import { describe, expect, it } from 'vitest'
import { defaultCombination } from '../../src/raster/bands.ts'
import { percentile, sceneStatistics } from '../../src/raster/statistics.ts'
import { defaultStretch, stretchRange } from '../../src/raster/stretch.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
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
