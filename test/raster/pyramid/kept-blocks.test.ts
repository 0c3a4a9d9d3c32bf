import { expect, test } from 'vitest'
import { keptBytes } from '../../../src/raster/pyramid/pyramid-parts.ts'
import { encodeTiff, type TiffLayout } from '../../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from '../open-bytes.ts'

const [width, height, bandRows] = [600, 1300, 512]

async function keptFor(layout: TiffLayout): Promise<number> {
  const raster = { width, height, bands: [new Uint16Array(width * height)] }
  const { image } = await openBytes(encodeTiff(raster, { compression: 'lzw', ...layout }))
  return keptBytes(image, bandRows)
}

test('blocks that reach over several bands of rows are kept, so that each is unpacked once', async () => {
  const block = { tileWidth: 304, tileHeight: 1024 }
  expect(await keptFor({ blocks: block })).toBeGreaterThanOrEqual(2 * 304 * 1024 * 2)
  expect(await keptFor({ blocks: { ...block, tileHeight: 768 } })).toBeGreaterThanOrEqual(2 * 304 * 768 * 2)
})

test('blocks that lie within a band are not', async () => {
  expect(await keptFor({ blocks: { tileWidth: 304, tileHeight: 512 } })).toBe(0)
  expect(await keptFor({ blocks: { tileWidth: 256, tileHeight: 256 } })).toBe(0)
})
