import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { encodeTiff } from '../../src/raster/tiff-writer.ts'
import { dataFile } from '../exchange/shared-data.ts'
import { askGdal, differences, gdalIsMissing } from './gdal-comparison.ts'

const folder = mkdtempSync(join(tmpdir(), 'roadstead-gdal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const withoutGdal = gdalIsMissing()

const bytes = ['-ot', 'Byte', '-scale', '0', '1000', '0', '255'] as const
const tiles = ['-co', 'TILED=YES', '-co', 'BLOCKXSIZE=64', '-co', 'BLOCKYSIZE=48'] as const
const compress = (name: string, ...more: readonly string[]) => [
  '-co',
  `COMPRESS=${name}`,
  ...more.flatMap((option) => ['-co', option]),
]

/** Files that GDAL itself writes from one scene, in layouts that our own writer does not have. */
const creations: readonly (readonly [string, readonly string[]])[] = [
  ['zstd-tiled', ['-co', 'COMPRESS=ZSTD', '-co', 'TILED=YES', '-co', 'PREDICTOR=2']],
  ['zstd-strips', ['-co', 'COMPRESS=ZSTD', '-co', 'BLOCKYSIZE=3']],
  ['twelve-bits', ['-co', 'NBITS=12', '-co', 'INTERLEAVE=PIXEL']],
  ['ten-bits-planar', ['-co', 'NBITS=10', '-co', 'INTERLEAVE=BAND']],
  ['float-predictor', ['-ot', 'Float32', '-co', 'COMPRESS=LZW', '-co', 'PREDICTOR=3']],
  ['half-floats', ['-ot', 'Float32', '-co', 'NBITS=16']],
  [
    'doubles',
    ['-ot', 'Float64', '-co', 'COMPRESS=DEFLATE', '-co', 'PREDICTOR=3', '-co', 'ENDIANNESS=LITTLE'],
  ],
  ['big-endian', ['-co', 'ENDIANNESS=BIG', '-co', 'BLOCKYSIZE=1', '-co', 'BIGTIFF=YES']],
  ['big-endian-predicted', ['-co', 'ENDIANNESS=BIG', '-co', 'COMPRESS=LZW', '-co', 'PREDICTOR=2']],
  ['complex', ['-ot', 'CFloat32', '-co', 'COMPRESS=LZW']],
  ['sparse', ['-co', 'SPARSE_OK=TRUE', '-co', 'TILED=YES', '-co', 'BLOCKXSIZE=16', '-co', 'BLOCKYSIZE=16']],
  ['one-bit', ['-ot', 'Byte', '-b', '1', '-co', 'NBITS=1']],
  ['cog', ['-of', 'COG', '-co', 'COMPRESS=DEFLATE', '-co', 'BLOCKSIZE=128']],
  [
    'gcps',
    [
      '-gcp',
      '0',
      '0',
      '122',
      '30',
      '-gcp',
      '200',
      '0',
      '122.1',
      '30',
      '-gcp',
      '200',
      '150',
      '122.1',
      '29.9',
      '-a_srs',
      'EPSG:4326',
    ],
  ],
  ['nad27', ['-a_srs', 'EPSG:26718']],
  [
    'lambert',
    ['-a_srs', '+proj=lcc +lat_0=30 +lon_0=122 +lat_1=28 +lat_2=32 +x_0=400000 +y_0=3300000 +datum=WGS84'],
  ],
  ['feet', ['-a_srs', 'EPSG:2264']],
  ['jpeg-strips', [...bytes, ...compress('JPEG')]],
  ['jpeg-tiles-of-one-band', [...bytes, ...tiles, ...compress('JPEG', 'INTERLEAVE=BAND')]],
  ['jpeg-ycbcr', [...bytes, ...tiles, ...compress('JPEG', 'PHOTOMETRIC=YCBCR', 'JPEG_QUALITY=60')]],
  ['jpeg-with-whole-tables', [...bytes, ...tiles, ...compress('JPEG', 'JPEGTABLESMODE=0')]],
  ['webp', [...bytes, ...tiles, ...compress('WEBP')]],
  [
    'webp-with-alpha',
    [...bytes, '-b', '1', '-b', '2', '-b', '3', '-b', '1', ...compress('WEBP', 'ALPHA=YES')],
  ],
  ['lerc', [...compress('LERC')]],
  ['lerc-of-one-band', [...tiles, ...compress('LERC', 'INTERLEAVE=BAND')]],
  ['lerc-deflated', [...compress('LERC_DEFLATE', 'MAX_Z_ERROR=2')]],
  ['lerc-zstd-floats', ['-ot', 'Float32', '-a_nodata', 'nan', ...compress('LERC_ZSTD', 'MAX_Z_ERROR=0.01')]],
  ['lerc-exact-floats', ['-ot', 'Float32', ...tiles, ...compress('LERC')]],
  ['fax-3', [...bytes, '-b', '1', ...compress('CCITTFAX3', 'NBITS=1')]],
  ['fax-4', [...bytes, '-b', '1', ...compress('CCITTFAX4', 'NBITS=1')]],
  ['fax-rle', [...bytes, '-b', '1', ...compress('CCITTRLE', 'NBITS=1')]],
  ['cmyk', [...bytes, '-b', '1', '-b', '2', '-b', '3', '-b', '1', ...compress('LZW', 'PHOTOMETRIC=CMYK')]],
  ['cielab', [...bytes, ...compress('LZW', 'PHOTOMETRIC=CIELAB')]],
]

describe.skipIf(withoutGdal)('scenes that GDAL wrote (needs python3-gdal and gdal-bin)', () => {
  const files = withoutGdal ? [] : creations.map(([name, options]) => [name, written(name, options)] as const)
  const answers = withoutGdal ? [] : askGdal(files.map(([, path]) => path))

  it.each(files.map(([name], index) => [name, index] as const))(
    '%s is read as GDAL reads it',
    async (_, index) => {
      expect(answers[index]!.error).toBeUndefined()
      expect(await differences(answers[index]!)).toEqual([])
    },
  )
})

function written(name: string, options: readonly string[]): string {
  const [width, height] = [200, 150]
  const source = join(folder, 'source.tif')
  const bands = [1, 2, 3].map((factor) =>
    Uint16Array.from({ length: width * height }, (_, index) => {
      const [column, row] = [index % width, Math.floor(index / width)]
      return column < 64 && row < 64 ? 0 : (column * factor + row * 7) % 1000
    }),
  )
  const georeference = {
    crs: { kind: 'projected', epsg: 32651 },
    geoTransform: [400_000, 3, 0, 3_320_000, 0, -3],
  } as const
  writeFileSync(source, encodeTiff({ width, height, bands }, {}, { georeference, noData: 0 }))
  const target = join(folder, `${name}.tif`)
  execFileSync('gdal_translate', ['-q', ...options, source, target], { stdio: 'pipe' })
  return target
}

const scenes = dataFile('b_scenes')

describe.skipIf(withoutGdal || scenes.missing)('real scenes of ports (needs the shared data)', () => {
  const files = scenes.missing
    ? []
    : readdirSync(scenes.path, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tiff?$/i.test(name))
        .sort()
  const answers = withoutGdal ? [] : askGdal(files.map((name) => join(scenes.path, name)))

  it('are described and read as GDAL does', async () => {
    const found: Record<string, string[]> = {}
    for (const [index, answer] of answers.entries()) {
      const unlike = await differences(answer)
      if (unlike.length > 0) found[files[index]!] = unlike
    }
    expect(found).toEqual({})
  })
})
