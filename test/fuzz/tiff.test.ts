import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../src/domain/problem.ts'
import { acquisitionOfSidecar } from '../../src/raster/acquisition/vendor-sidecars.ts'
import { describePixels, describeScene } from '../../src/raster/describe-scene.ts'
import { findAcquisition } from '../../src/raster/acquisition/acquisition-time.ts'
import { parseAuxXml } from '../../src/raster/placing/georeference-sidecars.ts'
import { readWindow } from '../../src/raster/read-window.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { coreCodecs } from '../../src/jobs/codecs.ts'
import type { ByteSource } from '../../src/raster/byte-source.ts'
import { openScene } from '../../src/raster/open-scene.ts'
import { SceneReader } from '../../src/raster/scene-reader.ts'
import { openBytes } from '../raster/open-bytes.ts'
import { codedScenes } from './coded-scenes.ts'

const raster = {
  width: 33,
  height: 21,
  bands: [1, 2].map((factor) =>
    Uint16Array.from({ length: 33 * 21 }, (_, index) => (index * factor * 31) % 4096),
  ),
}
const description = {
  georeference: { crs: { kind: 'projected', epsg: 32651 }, geoTransform: [400_000, 3, 0, 3_320_000, 0, -3] },
  noData: 0,
  metadata: { ACQUISITIONDATETIME: '2024-03-02 02:31:07' },
} as const

const sound = [
  encodeTiff(raster, { compression: 'lzw', predictor: 2 }, description),
  encodeTiff(
    raster,
    { compression: 'deflate', bigTiff: true, blocks: { tileWidth: 16, tileHeight: 16 } },
    description,
  ),
  encodeTiff(
    raster,
    { compression: 'packbits', littleEndian: false, interleave: 'band', directories: 'last' },
    description,
  ),
  encodeTiff(raster, { blocks: { rowsPerStrip: 1 } }, description, [
    { width: 17, height: 11, bands: raster.bands.map((band) => band.slice(0, 17 * 11)) },
  ]),
  ...Object.values(codedScenes).map((text) => new Uint8Array(Buffer.from(text, 'base64'))),
]

/** `ROADSTEAD_FUZZ_RUNS=100000` searches for longer than a test may take. */
const numRuns = Number(process.env['ROADSTEAD_FUZZ_RUNS'] ?? 1500)

/** What `info` and the map ask of a scene. */
async function look({ image, reader }: Awaited<ReturnType<typeof openBytes>>): Promise<void> {
  const found = describeScene('yard.tif', image, findAcquisition('yard.tif', image.texts, []))
  expect(JSON.stringify(found)).not.toContain('undefined')
  const [width, height] = [Math.min(64, image.width), Math.min(64, image.height)]
  await describePixels(reader, [{ column: image.width - 1, row: image.height - 1 }])
  await readWindow(reader, { level: 0, x: 0, y: 0, width, height, bands: [1] })
}

/** Numbers that break readers: sign changes, all bits, the edges of types, small counts. */
const values = [0, 1, 2, 3, 7, 8, 255, 256, 32767, 65535, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

const damaged = fc
  .record({
    file: fc.nat(sound.length - 1),
    edits: fc.array(
      fc.record({
        at: fc.nat(),
        value: fc.constantFrom(...values),
        size: fc.constantFrom(1, 2, 4),
        head: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
    cut: fc.option(fc.nat(), { freq: 4, nil: null }),
  })
  .map(({ file, edits, cut }) => {
    const bytes = sound[file]!.slice()
    const view = new DataView(bytes.buffer)
    for (const { at, value, size, head } of edits) {
      // Most of what a file claims stands in its first half kilobyte.
      const place = at % Math.max(1, (head ? Math.min(512, bytes.length) : bytes.length) - 4)
      if (size === 1) view.setUint8(place, value & 0xff)
      else if (size === 2) view.setUint16(place, value & 0xffff, true)
      else view.setUint32(place, value, true)
    }
    return cut === null ? bytes : bytes.slice(0, cut % bytes.length)
  })

describe('a damaged scene', () => {
  it('is opened or refused with a problem that names it, and is never read beyond its limits', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        try {
          await look(await openBytes(bytes))
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
          expect((error as Problem).subject).toBe('yard.tif')
        }
      }),
      { numRuns },
    )
  })

  it('is refused by name when the file vanishes, shrinks or fails while it is read', async () => {
    const ways = fc.constantFrom('gone' as const, 'cut' as const, 'empty' as const)
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.nat(12), ways, async (file, after, way) => {
        const source = failing(sound[file]!, after, way)
        try {
          const image = await openScene(source)
          await look({ image, reader: new SceneReader(image, { scene: source }, await coreCodecs(), 1024) })
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
          expect((error as Problem).subject).toBe('yard.tif')
        }
      }),
      { numRuns: numRuns / 5 },
    )
  })
})

/** A file that is another one after so many reads: gone, cut in half, or empty. */
function failing(bytes: Uint8Array, after: number, way: 'gone' | 'cut' | 'empty'): ByteSource {
  let reads = 0
  return {
    name: 'yard.tif',
    size: bytes.length,
    read: (offset, length) => {
      reads += 1
      if (reads <= after) return Promise.resolve(bytes.subarray(offset, offset + length))
      if (way === 'gone')
        return Promise.reject(new Problem('file/unreadable', 'yard.tif', 'The file is gone.', 'Put it back.'))
      const left = way === 'cut' ? bytes.subarray(0, bytes.length / 2) : new Uint8Array()
      return Promise.resolve(left.subarray(offset, offset + length))
    },
  }
}

describe('text beside a scene', () => {
  it('never stops it from opening', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<a',
      '="',
      '&#x110000;',
      '&lt;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '{',
      '"',
      '\n',
      'GCP',
      'acquired',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        acquisitionOfSidecar({ name: 'x.xml', text })
        parseAuxXml(text)
      }),
      { numRuns: 500 },
    )
  })

  it('is read in a moment even when it was made to keep a reader busy', () => {
    for (const text of [
      '<'.repeat(200_000),
      '<a '.repeat(100_000),
      `<a b="${'x'.repeat(400_000)}`,
      '<!--'.repeat(100_000),
    ]) {
      acquisitionOfSidecar({ name: 'x.xml', text })
    }
  })
})
