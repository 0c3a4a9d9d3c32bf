import { deflateSync, zstdCompressSync } from 'node:zlib'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { claimed, tiffOf } from './hostile-scenes.ts'

const side = 16_000
const square = [
  [256, 4, [side]],
  [257, 4, [side]],
] as const

/**
 * Scenes whose few kilobytes unpack to hundreds of megabytes, by what they try. Making them takes some seconds and half
 * a gigabyte.
 */
export function bombs(): Record<string, Uint8Array> {
  const zeros = new Uint8Array(side * side)
  const deflated = deflateSync(zeros, { level: 1 })
  const more = deflateSync(zeros, { level: 1 })
  const tile = deflateSync(new Uint8Array(65_536))
  const padded = new Uint8Array(8 * 1024 * 1024)
  padded.set(tile)
  const bits = (pixels: number, depth: number, format = 1) =>
    tiffOf(
      [
        [256, 4, [pixels]],
        [257, 4, [pixels]],
        [258, 3, [depth]],
        [259, 3, [8]],
        [262, 3, [1]],
        [273, 4, [8]],
        [277, 3, [1]],
        [278, 4, [pixels]],
        [279, 4, [deflated.length]],
        [339, 3, [format]],
      ],
      deflated,
    )
  const tiles = (offsets: readonly number[], counts: readonly number[], block: Uint8Array, pixels: number) =>
    tiffOf(
      [
        [256, 4, [pixels]],
        [257, 4, [pixels]],
        [258, 3, [8]],
        [259, 3, [8]],
        [262, 3, [1]],
        [277, 3, [1]],
        [322, 3, [256]],
        [323, 3, [256]],
        [324, 4, offsets],
        [325, 4, counts],
      ],
      block,
    )
  const grid = 235 * 235
  return {
    'a zstd strip': claimed({ width: side, height: side, compression: 50_000 }, zstdCompressSync(zeros)),
    'an LZW strip': encodeTiff(
      { width: side, height: side, bands: [zeros] },
      { compression: 'lzw', blocks: { rowsPerStrip: side } },
    ),
    'a PackBits strip': encodeTiff(
      { width: side, height: side, bands: [zeros] },
      { compression: 'packbits', blocks: { rowsPerStrip: side } },
    ),
    'a strip of bits, 2 GB as bytes': bits(45_000, 1),
    'a strip of bits that holds more than it should': bits(12_000, 1),
    'a strip of half floats': bits(11_000, 16, 3),
    'planes of bands that share a strip': tiffOf(
      [
        ...square,
        [258, 3, Array.from({ length: 4 }, () => 8)],
        [259, 3, [8]],
        [262, 3, [1]],
        [273, 4, Array.from({ length: 4 }, () => 8)],
        [277, 3, [4]],
        [278, 4, [side]],
        [279, 4, Array.from({ length: 4 }, () => more.length)],
        [284, 3, [2]],
      ],
      more,
    ),
    'tiles that each claim eight megabytes of the file': tiles(
      Array.from({ length: 4096 }, () => 8),
      Array.from({ length: 4096 }, () => padded.length),
      padded,
      16_384,
    ),
    '60,000 x 60,000 tiles that are one': tiles(
      Array.from({ length: grid }, () => 8),
      Array.from({ length: grid }, () => tile.length),
      tile,
      60_000,
    ),
    '60,000 x 60,000 that was never written': tiles(
      Array.from({ length: grid }, () => 0),
      Array.from({ length: grid }, () => 0),
      tile,
      60_000,
    ),
  }
}

/** `gdal_create`'s size, bands, type and creation options of bombs in the codecs of images. */
export const gdalBombs: Readonly<Record<string, readonly string[]>> = {
  webp: image(9008, 3, 'Byte', 'WEBP', 'WEBP_LOSSLESS=YES'),
  jpeg: image(9008, 3, 'Byte', 'JPEG', 'PHOTOMETRIC=YCBCR'),
  'jpeg-at-its-limit': image(6672, 3, 'Byte', 'JPEG', 'PHOTOMETRIC=YCBCR'),
  'jpeg-of-four-bands': image(7904, 4, 'Byte', 'JPEG'),
  'jpeg-of-four-bands-at-its-limit': image(2896, 4, 'Byte', 'JPEG'),
  lerc: image(8000, 1, 'Float32', 'LERC'),
  'lerc-at-its-limit': image(4096, 1, 'Float32', 'LERC'),
  'webp-at-its-limit': image(4720, 3, 'Byte', 'WEBP', 'WEBP_LOSSLESS=YES'),
  fax: image(45_008, 1, 'Byte', 'CCITTFAX4', 'NBITS=1'),
}

function image(pixels: number, bandCount: number, type: string, codec: string, ...more: string[]): string[] {
  const options = [
    'TILED=YES',
    'INTERLEAVE=PIXEL',
    `COMPRESS=${codec}`,
    `BLOCKXSIZE=${pixels}`,
    `BLOCKYSIZE=${pixels}`,
    ...more,
  ].flatMap((option) => ['-co', option])
  const size = ['-outsize', `${pixels}`, `${pixels}`, '-bands', `${bandCount}`, '-ot', type]
  return ['-q', '-of', 'GTiff', ...size, '-burn', '7', ...options]
}

/** What lies beside a scene `yard.tif`, made to keep whoever reads it busy; by the sidecar's name. */
export function hostileSidecars(): Record<string, string | Uint8Array> {
  const million = 1_000_000
  const laughs = Array.from(
    { length: 12 },
    (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  ).join('')
  return {
    'yard.tfw': '9'.repeat(4 * million),
    'yard.prj': `PROJCS["x",${'GEOGCS["y",'.repeat(million / 10)}`,
    'yard.tif.aux.xml': `<PAMDataset><SRS>${'PROJCS['.repeat(million / 10)}</SRS><GCPList>${'<GCP Pixel="1" Line="1" X="1" Y="1"/>'.repeat(100_000)}</GCPList>`,
    'yard.IMD': `satId = "${'A'.repeat(million)}";\n${'firstLineTime = 2024-03-02T02:31:07Z;\n'.repeat(100_000)}`,
    'yard_metadata.xml': `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><x><acquisitionDateTime>&l12;</acquisitionDateTime></x>`,
    'yard.xml': `${'<a>'.repeat(million)}${'</a>'.repeat(million)}`,
    'yard.json': '['.repeat(4 * million),
    'yard_metadata.json': `{"properties":${'{"a":'.repeat(million)}1${'}'.repeat(million)}}`,
    'yard_metadata.txt': `GROUP = LANDSAT_METADATA_FILE\n${'A = "\n'.repeat(million)}`,
    'yard.tif.ovr': new Uint8Array(64).fill(0x49),
    'yard.tif.msk': new Uint8Array(3 * million).fill(0x4d),
  }
}
