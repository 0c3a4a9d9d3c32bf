import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coreCodecs } from '../../src/jobs/codecs.ts'
import { memorySource } from '../../src/raster/byte-source.ts'
import { openPixels } from '../../src/raster/open-pixels.ts'
import { pixelsAt, readGrid, readWindow } from '../../src/raster/read-window.ts'
import { SceneReader } from '../../src/raster/scene-reader.ts'
import { encodeTiff, type Samples, type TiffLayout } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from './open-bytes.ts'

const makers: readonly ((values: readonly number[]) => Samples)[] = [
  (values) => Uint8Array.from(values),
  (values) => Int8Array.from(values),
  (values) => Uint16Array.from(values),
  (values) => Int16Array.from(values),
  (values) => Uint32Array.from(values),
  (values) => Int32Array.from(values),
  (values) => Float32Array.from(values, (value) => value / 7),
  (values) => Float64Array.from(values, (value) => value / 7),
]

/** Any raster that the writer can write, in any of its layouts. */
const written = fc
  .record({
    width: fc.integer({ min: 1, max: 50 }),
    height: fc.integer({ min: 1, max: 40 }),
    bandCount: fc.integer({ min: 1, max: 5 }),
    type: fc.integer({ min: 0, max: makers.length - 1 }),
    seed: fc.integer(),
    bigTiff: fc.boolean(),
    littleEndian: fc.boolean(),
    interleave: fc.constantFrom('pixel' as const, 'band' as const),
    compression: fc.constantFrom('none' as const, 'lzw' as const, 'deflate' as const, 'packbits' as const),
    predicted: fc.boolean(),
    blocks: fc.constantFrom(
      { rowsPerStrip: 1 },
      { rowsPerStrip: 7 },
      { rowsPerStrip: 1000 },
      { tileWidth: 16, tileHeight: 32 },
    ),
    directories: fc.constantFrom('first' as const, 'last' as const),
  })
  .map(({ width, height, bandCount, type, seed, predicted, ...layout }) => {
    const make = makers[type]!
    const bands = Array.from({ length: bandCount }, (_, band) =>
      make(Array.from({ length: width * height }, (_unused, index) => noise(seed, band, index))),
    )
    const float = bands[0] instanceof Float32Array || bands[0] instanceof Float64Array
    const takesOne = layout.compression === 'lzw' || layout.compression === 'deflate'
    const predictor: 1 | 2 | 3 = predicted && takesOne ? (float ? 3 : 2) : 1
    return { raster: { width, height, bands }, layout: { ...layout, predictor } satisfies TiffLayout }
  })

function noise(seed: number, band: number, index: number): number {
  // Runs of equal values beside jumps: what compression and predictors stumble over.
  const value = Math.imul(Math.floor(index / 3) + band * 7919 + seed, 2654435761) >>> 0
  return value % 5 === 0 ? value : value % 200
}

describe('reading a window', () => {
  it('gives the samples that were written, whatever the layout', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.infiniteStream(fc.nat()), async ({ raster, layout }, numbers) => {
        const { reader } = await openBytes(encodeTiff(raster, layout))
        const next = (limit: number) => Number(numbers.next().value) % limit
        const x = next(raster.width)
        const y = next(raster.height)
        const window = {
          level: 0,
          x,
          y,
          width: 1 + next(raster.width - x),
          height: 1 + next(raster.height - y),
        }
        const bands = raster.bands.map((_, index) => index + 1).reverse()
        const pixels = await readWindow(reader, { ...window, bands })
        bands.forEach((band, index) => {
          const expected: number[] = []
          for (let row = y; row < y + window.height; row += 1) {
            for (let column = x; column < x + window.width; column += 1) {
              expected.push(raster.bands[band - 1]![row * raster.width + column]!)
            }
          }
          expect(Array.from(pixels.samples[index]!)).toEqual(expected)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('reads every n-th row and column as nearest samples do', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.integer({ min: 2, max: 9 }), async ({ raster, layout }, step) => {
        const { reader } = await openBytes(encodeTiff(raster, layout))
        const columns = { start: 0, step, count: Math.ceil(raster.width / step) }
        const rows = { start: 0, step, count: Math.ceil(raster.height / step) }
        const { samples } = await readGrid(reader, 0, columns, rows, [1])
        const at = (index: number, size: number) => Math.min(size - 1, Math.floor((index + 0.5) * step))
        const expected = Array.from({ length: columns.count * rows.count }, (_, index) => {
          const row = at(Math.floor(index / columns.count), raster.height)
          return raster.bands[0]![row * raster.width + at(index % columns.count, raster.width)]!
        })
        expect(Array.from(samples[0]!)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('leaves out pixels without data: nodata in every band, alpha 0, NaN', async () => {
    const bands = [Uint8Array.of(0, 0, 5, 9), Uint8Array.of(0, 7, 0, 9)]
    const nodata = await openBytes(encodeTiff({ width: 4, height: 1, bands }, {}, { noData: 0 }))
    const whole = { level: 0, x: 0, y: 0, width: 4, height: 1 }
    expect((await readWindow(nodata.reader, { ...whole, bands: [1, 2] })).valid).toEqual(
      Uint8Array.of(0, 1, 1, 1),
    )
    const cover = [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(255, 0, 128, 0)]
    const alpha = await openBytes(
      encodeTiff({ width: 4, height: 1, bands: cover }, {}, { alpha: 'unassociated' }),
    )
    expect((await readWindow(alpha.reader, { ...whole, bands: [1] })).valid).toEqual(
      Uint8Array.of(1, 0, 1, 0),
    )
    const floats = [Float32Array.of(1, NaN, -9999, 4)]
    const nan = await openBytes(encodeTiff({ width: 4, height: 1, bands: floats }, {}, { noData: -9999 }))
    expect((await readWindow(nan.reader, { ...whole, bands: [1] })).valid).toEqual(Uint8Array.of(1, 0, 0, 1))
  })

  it('refuses a window outside of the image and stops when it is no longer wanted', async () => {
    const bytes = encodeTiff({ width: 4, height: 4, bands: [new Uint8Array(16)] })
    const { reader } = await openBytes(bytes)
    const outside = { level: 0, x: 2, y: 0, width: 3, height: 1, bands: [1] }
    await expect(readWindow(reader, outside)).rejects.toMatchObject({ code: 'scene/damaged' })
    await expect(pixelsAt(reader, [{ column: 4, row: 0 }])).rejects.toMatchObject({ code: 'scene/damaged' })
    const inside = { ...outside, x: 0 }
    await expect(readWindow(reader, inside, AbortSignal.abort())).rejects.toThrow(/abort/i)
  })

  it('leaves out what a mask beside the file hides', async () => {
    const bands = [Uint8Array.from({ length: 16 * 16 }, (_, index) => index)]
    const mask = { width: 16, height: 16, bands: [bands[0]!.map((value) => (value < 32 ? 0 : 255))] }
    const msk = memorySource('yard.tif.msk', encodeTiff(mask))
    const { reader } = await openBytes(encodeTiff({ width: 16, height: 16, bands }), { msk })
    const { valid } = await readWindow(reader, { level: 0, x: 0, y: 0, width: 16, height: 16, bands: [1] })
    expect([...(valid ?? [])]).toEqual(Array.from({ length: 256 }, (_, index) => (index < 32 ? 0 : 1)))
  })

  it('reads overviews inside the file and from an .ovr beside it', async () => {
    const full = { width: 40, height: 20, bands: [Uint8Array.from({ length: 800 }, (_, i) => i % 251)] }
    const half = { width: 20, height: 10, bands: [new Uint8Array(200).fill(7)] }
    const { image, reader } = await openBytes(encodeTiff(full, {}, {}, [half]))
    expect(image.levels.map(({ width, height }) => [width, height])).toEqual([
      [40, 20],
      [20, 10],
    ])
    const window = { level: 1, x: 3, y: 3, width: 2, height: 2, bands: [1] }
    expect((await readWindow(reader, window)).samples[0]).toEqual(Uint8Array.of(7, 7, 7, 7))
    const beside = await openBytes(encodeTiff(full), { ovr: memorySource('yard.tif.ovr', encodeTiff(half)) })
    expect((await readWindow(beside.reader, window)).samples[0]).toEqual(Uint8Array.of(7, 7, 7, 7))
  })

  it('gives the first rows of strips also where these take most of their bytes', async () => {
    const [width, height, strip] = [3000, 128, 16]
    const band = Uint16Array.from({ length: width * height }, (_, index) =>
      Math.floor(index / width) % strip < 3 ? (Math.imul(index, 2654435761) >>> 7) % 60_000 : 7,
    )
    for (const compression of ['lzw', 'packbits'] as const) {
      const bytes = encodeTiff(
        { width, height, bands: [band] },
        { compression, blocks: { rowsPerStrip: strip } },
      )
      const { reader } = await openBytes(bytes)
      const rows = Int32Array.from([0, 2, 17, 32, 50, 112])
      const columns = { start: 0, step: 1, count: width }
      const { samples } = await readGrid(reader, 0, columns, rows, [1])
      const wanted = [...rows].flatMap((row) => [...band.subarray(row * width, (row + 1) * width)])
      expect([...(samples[0] ?? [])]).toEqual(wanted)
    }
  })

  it('reads no more than a part of long strips of which the first row is wanted', async () => {
    const [width, height] = [4000, 512]
    const band = Uint16Array.from(
      { length: width * height },
      (_, index) => Math.imul(index, 2654435761) >>> 22,
    )
    const bytes = encodeTiff(
      { width, height, bands: [band] },
      { compression: 'lzw', blocks: { rowsPerStrip: 64 } },
    )
    const source = memorySource('scene.tif', bytes)
    let read = 0
    const counted = {
      ...source,
      read: (offset: number, length: number) => {
        read += length
        return source.read(offset, length)
      },
    }
    const { image } = await openPixels(counted)
    const reader = new SceneReader(image, { scene: counted }, await coreCodecs(), 0)
    read = 0
    const rows = Int32Array.from({ length: 8 }, (_, index) => index * 64)
    const { samples } = await readGrid(reader, 0, { start: 0, step: 1, count: width }, rows, [1])
    expect([...(samples[0] ?? [])].slice(0, 5)).toEqual([...band.subarray(0, 5)])
    expect(read).toBeLessThan(bytes.byteLength / 10)
  })
})
