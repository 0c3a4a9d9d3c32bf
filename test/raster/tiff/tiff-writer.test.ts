import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../src/domain/problem.ts'
import { encodeTiff } from '../../../src/raster/tiff/tiff-writer.ts'
import type {
  Samples,
  TiffDescription,
  TiffLayout,
  TiffRaster,
} from '../../../src/raster/tiff/tiff-writer.ts'

const python = '/usr/bin/python3'
const reader = join(import.meta.dirname, 'read-with-gdal.py')

function gdalIsThere(): boolean {
  if (!existsSync(python)) return false
  try {
    execFileSync(python, ['-c', 'from osgeo import gdal; import numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

interface GdalView {
  size: [number, number]
  type: string
  geo_transform: number[] | null
  epsg: string | null
  point: string | null
  gcps: number[][]
  metadata: Record<string, string>
  compression: string | null
  interleave: string
  block: [number, number]
  no_data: string | null
  colours: string[]
  overviews: [number, number][]
  hashes: string[][]
}

function readWithGdal(files: Uint8Array[]): GdalView[] {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-tiff-'))
  try {
    const paths = files.map((bytes, i) => {
      const path = join(folder, `${i}.tif`)
      writeFileSync(path, bytes)
      return path
    })
    const text = execFileSync(python, [reader, ...paths], { encoding: 'utf8', maxBuffer: 1 << 26 })
    return JSON.parse(text) as GdalView[]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const hash = (samples: Samples) =>
  createHash('sha256')
    .update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest('hex')

/** Values that stress the coders: noise, long runs and a slope. */
function fill<T extends Samples>(samples: T, width: number, scale: number, seed: number): T {
  let state = seed
  for (let i = 0; i < samples.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const column = i % width
    const part = column < width / 3 ? 7 : column < width / 2 ? i / samples.length : state / 2 ** 32
    samples[i] = part * scale
  }
  return samples
}

const types: [string, (length: number) => Samples, number][] = [
  ['Byte', (n) => new Uint8Array(n), 255],
  ['UInt16', (n) => new Uint16Array(n), 65535],
  ['Int16', (n) => new Int16Array(n), 32767],
  ['UInt32', (n) => new Uint32Array(n), 2 ** 32 - 1],
  ['Int32', (n) => new Int32Array(n), 2 ** 31 - 1],
  ['Float32', (n) => new Float32Array(n), 3e4],
  ['Float64', (n) => new Float64Array(n), -1e9],
]

function sampleRaster(
  make: (length: number) => Samples,
  scale: number,
  width: number,
  height: number,
  bands: number,
) {
  return {
    width,
    height,
    bands: Array.from({ length: bands }, (_, b) => fill(make(width * height), width, scale, b + 1)),
  } satisfies TiffRaster
}

describe.skipIf(!gdalIsThere())(
  'a GeoTIFF written by Roadstead, read by GDAL (skipped where python3-gdal is absent)',
  () => {
    test('has the same samples for every type, layout, compression, predictor and byte order', () => {
      const cases: { type: string; raster: TiffRaster; layout: TiffLayout }[] = []
      for (const [type, make, scale] of types) {
        const float = type.startsWith('Float')
        for (const compression of ['none', 'lzw', 'deflate', 'packbits'] as const)
          for (const predictor of compression === 'lzw' || compression === 'deflate'
            ? ([1, float ? 3 : 2] as const)
            : ([1] as const))
            for (const littleEndian of [true, false])
              for (const blocks of [{ rowsPerStrip: 7 }, { tileWidth: 32, tileHeight: 16 }]) {
                // GDAL 3.6 reads big-endian floats with predictor 3 wrongly.
                if (predictor === 3 && !littleEndian) continue
                const n = cases.length
                cases.push({
                  type,
                  raster: sampleRaster(make, scale, 83, 45, 1 + (n % 3)),
                  layout: {
                    compression,
                    predictor,
                    littleEndian,
                    blocks,
                    bigTiff: n % 2 === 0,
                    interleave: n % 5 < 2 ? 'band' : 'pixel',
                    directories: n % 7 < 3 ? 'last' : 'first',
                  },
                })
              }
      }
      const views = readWithGdal(cases.map(({ raster, layout }) => encodeTiff(raster, layout)))
      cases.forEach(({ type, raster, layout }, i) => {
        const named = JSON.stringify(layout)
        expect([views[i]!.type, views[i]!.size], named).toEqual([type, [83, 45]])
        expect(views[i]!.hashes, named).toEqual(raster.bands.map((band) => [hash(band)]))
      })
    })

    test('survives the places where LZW widens its codes, whatever the length of the block', () => {
      const lengths = [
        1, 2, 253, 254, 255, 256, 257, 510, 511, 765, 766, 767, 1790, 1791, 3836, 3837, 3838, 3839, 9000,
      ]
      const rasters = lengths.map((n) => sampleRaster((size) => new Uint16Array(size), 65535, n, 1, 1))
      const views = readWithGdal(rasters.map((raster) => encodeTiff(raster, { compression: 'lzw' })))
      views.forEach((view, i) =>
        expect(view.hashes, `${lengths[i]!} samples`).toEqual([[hash(rasters[i]!.bands[0]!)]]),
      )
    })

    test('keeps its overviews, nodata, metadata, colours and acquisition tags', () => {
      const make = (length: number) => new Uint8Array(length)
      const full = sampleRaster(make, 255, 100, 60, 4)
      const half = sampleRaster(make, 255, 50, 30, 4)
      const quarter = sampleRaster(make, 255, 25, 15, 4)
      const description: TiffDescription = {
        noData: 0,
        metadata: { ACQUISITIONDATETIME: '2024-03-02T02:31:07Z', note: 'a < b & "c"' },
        dateTime: '2024:03:02 05:10:00',
        imageDescription: 'Yard, north quay',
        photometric: 'rgb',
        alpha: 'unassociated',
      }
      const layout: TiffLayout = {
        blocks: { tileWidth: 16, tileHeight: 16 },
        compression: 'deflate',
        predictor: 2,
      }
      const [view] = readWithGdal([encodeTiff(full, layout, description, [half, quarter])])
      expect(view!.overviews).toEqual([
        [50, 30],
        [25, 15],
      ])
      expect(view!.hashes).toEqual(
        full.bands.map((band, b) => [hash(band), hash(half.bands[b]!), hash(quarter.bands[b]!)]),
      )
      expect(view!.no_data).toBe('0.0')
      expect(view!.colours).toEqual(['Red', 'Green', 'Blue', 'Alpha'])
      expect(view!.metadata).toMatchObject({
        ACQUISITIONDATETIME: '2024-03-02T02:31:07Z',
        note: 'a < b & "c"',
        TIFFTAG_DATETIME: '2024:03:02 05:10:00',
        TIFFTAG_IMAGEDESCRIPTION: 'Yard, north quay',
      })
    })

    test('lies where its six numbers say, as area or point, north up, south up or rotated', () => {
      const raster = sampleRaster((length) => new Uint16Array(length), 9, 20, 10, 1)
      const utm = { kind: 'projected', epsg: 32651 } as const
      const northUp = [400000, 3, 0, 3320000, 0, -3] as const
      const rotated = [400000, 2.5, 1.1, 3320000, 1.1, -2.5] as const
      const southUp = [400000, 3, 0, 3320000, 0, 3] as const
      const degrees = [122, 1e-5, 0, 30, 0, -1e-5] as const
      const geo = [
        { crs: utm, geoTransform: northUp },
        { crs: utm, geoTransform: northUp, pixelIs: 'point' },
        { crs: utm, geoTransform: northUp, stored: 'matrix' },
        { crs: utm, geoTransform: rotated },
        { crs: utm, geoTransform: rotated, pixelIs: 'point' },
        { crs: utm, geoTransform: southUp },
        { crs: { kind: 'geographic', epsg: 4326 }, geoTransform: degrees },
      ] as const
      const views = readWithGdal(geo.map((georeference) => encodeTiff(raster, {}, { georeference })))
      views.forEach((view, i) => {
        expect(view.epsg).toBe(i === 6 ? '4326' : '32651')
        expect(view.point).toBe(i === 1 || i === 4 ? 'Point' : 'Area')
        geo[i]!.geoTransform.forEach((number, k) => expect(view.geo_transform![k]).toBeCloseTo(number, 6))
      })
    })

    test('carries ground control points where it has no transform', () => {
      const raster = sampleRaster((length) => new Float32Array(length), 9, 20, 10, 1)
      const groundControlPoints = [
        { column: 0, row: 0, x: 122, y: 30 },
        { column: 20, row: 0, x: 122.1, y: 30.01 },
        { column: 20, row: 10, x: 122.11, y: 29.95 },
        { column: 0, row: 10, x: 122.01, y: 29.94 },
      ]
      const georeference = { crs: { kind: 'geographic', epsg: 4326 }, groundControlPoints } as const
      const [view] = readWithGdal([encodeTiff(raster, {}, { georeference, noData: 'nan' })])
      expect(view!.geo_transform).toBeNull()
      expect(view!.gcps).toEqual(groundControlPoints.map(({ column, row, x, y }) => [column, row, x, y]))
      expect(view!.no_data).toBe('nan')
    })
  },
)

describe('the writer refuses what would not be a sound file', () => {
  test.each<[string, TiffRaster, TiffLayout]>([
    ['bands of different types', { width: 2, height: 1, bands: [new Uint8Array(2), new Int8Array(2)] }, {}],
    ['too few samples', { width: 2, height: 2, bands: [new Uint8Array(3)] }, {}],
    ['no bands', { width: 2, height: 2, bands: [] }, {}],
    ['predictor 2 on floats', { width: 1, height: 1, bands: [new Float32Array(1)] }, { predictor: 2 }],
    ['predictor 3 on integers', { width: 1, height: 1, bands: [new Uint8Array(1)] }, { predictor: 3 }],
    [
      'odd tiles',
      { width: 1, height: 1, bands: [new Uint8Array(1)] },
      { blocks: { tileWidth: 20, tileHeight: 16 } },
    ],
  ])('%s', (_, raster, layout) => {
    expect(() => encodeTiff(raster, layout)).toThrow(Problem)
  })
})
