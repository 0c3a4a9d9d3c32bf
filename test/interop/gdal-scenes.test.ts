import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
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
  ['complex-integers', ['-ot', 'CInt16', '-co', 'COMPRESS=ZSTD', '-co', 'PREDICTOR=2']],
  ['lerc-big-endian', ['-ot', 'Float32', '-co', 'COMPRESS=LERC', '-co', 'ENDIANNESS=BIG']],
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

/** Where Roadstead and GDAL 3.6 part, file by file. */
const unlike: Readonly<Record<string, string>> = {
  'input_contour_rotated_pole.tif': 'rotated poles can be looked at only',
  'ProjectedCSTypeGeoKey_28191_cassini_soldner.tif': 'lies far outside of its system',
  'ProjectedCSTypeGeoKey_5588_oblique_stereographic.tif': 'lies far outside of its system',
  'inconsistent_invflattening.tif': 'an ellipsoid that is not the one of its code: 100 m',
  'esri_geodataxform_no_resolutionunit.tif': "Esri's own georeferencing",
  'flower-separated-planar-08.tif': 'inks in planes of their own stay as stored',
}

/** All of the files take minutes; each eighth is looked at unless this is asked for. */
const whole = process.env['ROADSTEAD_LONG'] === '1'

/** Codecs that are refused by name. */
const refused = /which Roadstead can't read/

describe.skipIf(withoutGdal).each([
  ['scenes of ports', 'b_scenes'],
  ['a variety of GeoTIFFs', 'a_geotiff_variety'],
])('real files, %s (needs the shared data)', (_, folderName) => {
  const scenes = dataFile(folderName)
  const files = scenes.missing
    ? []
    : readdirSync(scenes.path, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tiff?$/i.test(name))
        .sort()
        .filter((_name, index) => whole || folderName === 'b_scenes' || index % 8 === 0)

  it.skipIf(scenes.missing)('are described and read as GDAL does', { timeout: 300_000 }, async () => {
    const answers = askGdal(files.map((name) => join(scenes.path, name)))
    const found: Record<string, string[]> = {}
    for (const [index, answer] of answers.entries()) {
      const name = files[index]!
      if (answer.error !== undefined || basename(name) in unlike) continue
      const differing = await differences(answer).catch((error: unknown) => [String(error)])
      if (differing.length > 0 && !differing.every((one) => refused.test(one))) found[name] = differing
    }
    expect(found).toEqual({})
  })
})
