import { describe, expect, it } from 'vitest'
import { sceneDisplay } from '../../src/jobs/scene-display.ts'
import { sceneStatistics } from '../../src/raster/statistics.ts'
import { encodeTiff, type TiffLayout } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from '../raster/open-bytes.ts'

const [width, height] = [64, 4096]

async function levelsOf(layout: TiffLayout) {
  const { image, reader } = await openBytes(
    encodeTiff({ width, height, bands: [new Uint8Array(width * height)] }, layout),
  )
  return sceneDisplay(image, await sceneStatistics(reader, [1]), null).levels
}

describe('the levels that a scene without overviews is drawn from', () => {
  it('are read in flat tiles where strips are low, so that the first of them are soon there', async () => {
    const [own, ...halves] = await levelsOf({ compression: 'lzw', blocks: { rowsPerStrip: 16 } })
    expect(own).toEqual({ width, height })
    expect(halves.map(({ tileRows }) => tileRows)).toEqual([64, 64, 64])
  })

  it('are read in tiles that hold a whole strip where strips are tall, or it would be unpacked for each', async () => {
    const [, ...halves] = await levelsOf({ compression: 'lzw', blocks: { rowsPerStrip: 1024 } })
    expect(halves.map(({ tileRows }) => tileRows)).toEqual([512, 256, 128])
  })

  it('are read in whole tiles where the file is tiled', async () => {
    const levels = await levelsOf({ compression: 'lzw', blocks: { tileWidth: 256, tileHeight: 256 } })
    expect(levels.every(({ tileRows }) => tileRows === undefined)).toBe(true)
  })
})
