import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillParts } from '../../../src/raster/pyramid/pyramid-parts.ts'
import { planPyramid } from '../../../src/raster/pyramid/pyramid-plan.ts'
import type { PixelImage } from '../../../src/raster/scene-image.ts'
import { encodeTiff, type TiffLayout } from '../../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from '../open-bytes.ts'

const side = 1100

async function imageOf(layout: TiffLayout, overviewSides: readonly number[] = []): Promise<PixelImage> {
  const raster = (size: number) => ({ width: size, height: size, bands: [new Uint16Array(size * size)] })
  const { image } = await openBytes(encodeTiff(raster(side), layout, {}, overviewSides.map(raster)))
  return image
}

const tiles = { blocks: { tileWidth: 256, tileHeight: 256 } } as const

/** The same scene with other sides: a plan looks at sizes, not at samples. */
function resized(image: PixelImage, width: number, height: number): PixelImage {
  const levels = image.levels.map((level) => ({
    ...level,
    width,
    height,
    blockWidth: level.layout === 'striped' ? width : level.blockWidth,
    blocksAcross: level.layout === 'striped' ? 1 : Math.ceil(width / level.blockWidth),
    blocksDown: Math.ceil(height / level.blockHeight),
  }))
  return { ...image, width, height, levels, sizeBytes: 1e12 }
}

describe('the plan of a display pyramid', () => {
  test('copies the full resolution only where strips are compressed', async () => {
    const lzw = { compression: 'lzw' } as const
    expect(planPyramid(await imageOf({ ...lzw, blocks: { rowsPerStrip: 16 } }))?.holds).toBe('all')
    expect(planPyramid(await imageOf({ blocks: { rowsPerStrip: 16 } }))?.holds).toBe('overviews')
    expect(planPyramid(await imageOf({ ...lzw, ...tiles }))?.holds).toBe('overviews')
  })

  test('is none for a tiled scene with overviews, also when they stop early or come in steps of four', async () => {
    expect(planPyramid(await imageOf(tiles, [550, 275]))).toBeNull()
    expect(planPyramid(await imageOf(tiles, [275]))).toBeNull()
    expect(planPyramid(await imageOf(tiles, [138]))?.holds).toBe('overviews')
    expect(
      planPyramid(await imageOf({ compression: 'lzw', blocks: { rowsPerStrip: 16 } }, [550]))?.holds,
    ).toBe('all')
  })

  test('has levels of halves down to one that fits into a tile', async () => {
    const image = resized(await imageOf({ blocks: { rowsPerStrip: 16 } }), 10_001, 777)
    expect(planPyramid(image)?.levels).toEqual([
      { width: 10_001, height: 777 },
      { width: 5001, height: 389 },
      { width: 2501, height: 195 },
      { width: 1251, height: 98 },
      { width: 626, height: 49 },
      { width: 313, height: 25 },
    ])
  })

  test('holds no more rows in memory for a scene ten times as large', async () => {
    const image = await imageOf({ blocks: { rowsPerStrip: 16 } })
    fc.assert(
      fc.property(fc.integer({ min: 600, max: 1_400_000 }), (width) => {
        const plan = planPyramid(resized(image, width, 5000))
        const bytes = (plan?.baseRows ?? 0) * width * 2
        expect(bytes).toBeLessThanOrEqual(48 * 1024 * 1024)
        expect((plan?.tileHeight ?? 0) % 16).toBe(0)
      }),
    )
  })
})

describe('a scene that claims more than it holds', () => {
  test('gets no pyramid: neither 60,000 x 60,000 pixels in a few kilobytes nor 2^31 columns', async () => {
    const image = await imageOf({ compression: 'lzw', blocks: { rowsPerStrip: 16 } })
    const square = resized(image, 60_000, 60_000)
    expect(planPyramid({ ...square, sizeBytes: 5_000 })).toBeNull()
    expect(planPyramid(resized(image, 2 ** 31 - 1, 1))).toBeNull()
    expect(planPyramid(square)?.holds).toBe('all')
  })
})

describe('the parts of a band', () => {
  test('cover each row of each block once', async () => {
    const layouts = [
      { blocks: { rowsPerStrip: 7 }, compression: 'lzw' },
      { blocks: { rowsPerStrip: 7 } },
      tiles,
    ] as const
    for (const layout of layouts) {
      const [level] = (await imageOf(layout)).levels
      if (level === undefined) throw new Error('no level')
      fc.assert(
        fc.property(fc.nat(side - 1), fc.integer({ min: 1, max: 512 }), (firstRow, wanted) => {
          const rows = Math.min(wanted, side - firstRow)
          const covered = new Map<string, number>()
          for (const part of fillParts(level, firstRow, rows)) {
            for (let row = part.firstRow; row < part.firstRow + part.rows; row += 1)
              for (let block = part.firstBlock; block < part.firstBlock + part.blocks; block += 1) {
                const key = `${row} ${block}`
                covered.set(key, (covered.get(key) ?? 0) + 1)
              }
          }
          expect(covered.size).toBe(rows * level.blocksAcross)
          expect(new Set(covered.values())).toEqual(new Set([1]))
        }),
        { numRuns: 30 },
      )
    }
  })
})
