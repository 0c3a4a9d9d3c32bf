import { deflateSync } from 'node:zlib'
import { codedScenes } from './coded-scenes.ts'

/** A tag with its numbers; type 3 is SHORT, 4 LONG. */
type Entry = readonly [tag: number, type: 3 | 4, values: readonly number[], count?: number]

/** A little-endian TIFF of one directory behind the given block, which starts at byte 8. */
export function tiffOf(entries: readonly Entry[], block: Uint8Array, next = 0): Uint8Array {
  const sorted = [...entries].sort((a, b) => a[0] - b[0])
  const directory = 8 + block.length + (block.length % 2)
  let free = directory + 6 + 12 * sorted.length
  const bytes = new Uint8Array(
    free + sorted.reduce((sum, [, type, values]) => sum + values.length * (type === 3 ? 2 : 4), 0),
  )
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x4949)
  view.setUint16(2, 42, true)
  view.setUint32(4, directory, true)
  bytes.set(block, 8)
  view.setUint16(directory, sorted.length, true)
  sorted.forEach(([tag, type, values, count = values.length], index) => {
    const at = directory + 2 + 12 * index
    const size = type === 3 ? 2 : 4
    view.setUint16(at, tag, true)
    view.setUint16(at + 2, type, true)
    view.setUint32(at + 4, count, true)
    const inside = values.length * size <= 4
    if (!inside) view.setUint32(at + 8, free, true)
    values.forEach((value, place) => {
      const to = (inside ? at + 8 : free) + place * size
      if (type === 3) view.setUint16(to, value, true)
      else view.setUint32(to, value, true)
    })
    if (!inside) free += values.length * size
  })
  view.setUint32(directory + 2 + 12 * sorted.length, next, true)
  return bytes
}

interface Claims {
  readonly width: number
  readonly height: number
  readonly compression?: number
  readonly bands?: number
  readonly rowsPerStrip?: number
  readonly more?: readonly Entry[]
}

/** A one-strip scene that claims these sides over a block that may hold anything. */
export function claimed(
  { width, height, compression = 1, bands = 1, rowsPerStrip, more = [] }: Claims,
  block: Uint8Array,
) {
  return tiffOf(
    [
      [256, 4, [width]],
      [257, 4, [height]],
      [258, 3, Array.from({ length: bands }, () => 8)],
      [259, 3, [compression]],
      [262, 3, [bands >= 3 ? 2 : 1]],
      [273, 4, [8]],
      [277, 3, [bands]],
      [278, 4, [rowsPerStrip ?? height]],
      [279, 4, [block.length]],
      ...more,
    ],
    block,
  )
}

const zeros = deflateSync(new Uint8Array(64 * 1024 * 1024), { level: 9 })

/** 400 MB of zeros in PackBits: two bytes for each 128. */
const packedZeros = Uint8Array.from({ length: 6_400_000 }, (_, index) => (index % 2 === 0 ? 129 : 0))

const little = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255]

function coded(name: keyof typeof codedScenes): Uint8Array {
  return new Uint8Array(Buffer.from(codedScenes[name], 'base64'))
}

/** Puts bytes where a pattern is found first. */
function patched(
  bytes: Uint8Array,
  pattern: readonly number[],
  at: number,
  values: readonly number[],
): Uint8Array {
  const found = Buffer.from(bytes).indexOf(Buffer.from(pattern))
  if (found < 0) throw new Error('the scene to be changed is not the one that was expected')
  const changed = bytes.slice()
  changed.set(values, found + at)
  return changed
}

/**
 * A small file in which thousands of directories of thousands of entries lie over each other, each twelve bytes behind
 * the one before: whatever is one entry further is the same entry again, and what follows the last is the way on.
 */
function overlappingDirectories(): Uint8Array {
  const [start, entries, count] = [0x30000, 4000, 8000]
  const first = tiffOf(
    [
      [256, 4, [8]],
      [257, 4, [8]],
      [273, 4, [8]],
      [279, 4, [64]],
    ],
    new Uint8Array(64),
    start,
  )
  const bytes = new Uint8Array(start + 12 * count)
  bytes.set(first)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < count; index += 1) {
    const at = start + 12 * index
    const next = 12 * (index + 1 - entries)
    view.setUint16(at, entries, true)
    view.setUint16(at + 2, next < 0 ? 40_000 + 3 * index : next, true)
    // Type 3 in the upper half makes tag and type the offset 0x30000 and what is behind it.
    view.setUint16(at + 4, 3, true)
    view.setUint32(at + 6, 1, true)
  }
  return bytes
}

/** A directory for each of so many masks, all of which have 65,535 bands, written once. */
function masksOfManyBands(count: number): Uint8Array {
  const [bands, arrays] = [65_535, 72]
  const perMask = 2 + 12 * 9 + 4
  const bytes = new Uint8Array(arrays + 2 * bands + count * perMask)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x49492a00)
  for (let band = 0; band < bands; band += 1) view.setUint16(arrays + 2 * band, 1, true)
  view.setUint32(4, arrays + 2 * bands, true)
  for (let index = 0; index < count; index += 1) {
    const at = arrays + 2 * bands + index * perMask
    const entries = [
      [254, 4, 1, index === 0 ? 0 : 4],
      [256, 4, 1, 8],
      [257, 4, 1, 8],
      [258, 3, bands, arrays],
      [259, 3, 1, 1],
      [273, 4, 1, 8],
      [277, 3, 1, bands],
      [279, 4, 1, 64],
      [339, 3, bands, arrays],
    ] as const
    view.setUint16(at, entries.length, true)
    entries.forEach(([tag, type, values, value], place) => {
      const to = at + 2 + 12 * place
      view.setUint16(to, tag, true)
      view.setUint16(to + 2, type, true)
      view.setUint32(to + 4, values, true)
      view.setUint32(to + 8, value, true)
    })
    if (index < count - 1) view.setUint32(at + perMask - 4, at + perMask, true)
  }
  return bytes
}

/** So many bands of 600 x 600 numbers, each in a block of its own; all blocks are one. */
function planes(bands: number): Uint8Array {
  const block = deflateSync(new Uint8Array(600 * 600 * 8), { level: 9 })
  const all = (value: number) => Array.from({ length: bands }, () => value)
  return tiffOf(
    [
      [256, 4, [600]],
      [257, 4, [600]],
      [258, 3, all(64)],
      [259, 3, [8]],
      [262, 3, [1]],
      [273, 4, all(8)],
      [277, 3, [bands]],
      [278, 4, [600]],
      [279, 4, all(block.length)],
      [284, 3, [2]],
      [339, 3, all(3)],
    ],
    block,
  )
}

/** Scenes made to keep a reader busy, to fill the memory, or to lead it in circles; by what they try. */
export function hostileScenes(): Record<string, Uint8Array> {
  const none = new Uint8Array(64)
  const square = claimed({ width: 8, height: 8 }, none)
  const selfish = square.slice()
  const own = new DataView(selfish.buffer)
  const directory = own.getUint32(4, true)
  own.setUint32(directory + 2 + 12 * 9, directory, true)
  return {
    'a row of 2^31 pixels': claimed({ width: 2 ** 31 - 1, height: 1 }, none),
    'a column of 2^31 pixels': claimed({ width: 1, height: 2 ** 31 - 1 }, none),
    'a column of 2^31 strips': claimed({ width: 1, height: 2 ** 31 - 1, rowsPerStrip: 1 }, none),
    '60,000 x 60,000 in one strip': claimed({ width: 60_000, height: 60_000 }, none),
    '60,000 x 60,000 deflated': claimed({ width: 60_000, height: 60_000, compression: 8 }, zeros),
    '60,000 x 60,000 in tiles of one pixel': tiffOf(
      [
        [256, 4, [60_000]],
        [257, 4, [60_000]],
        [322, 3, [1]],
        [323, 3, [1]],
        [324, 4, [8, 8], 2 ** 31],
        [325, 4, [1, 1], 2 ** 31],
      ],
      none,
    ),
    '65,535 bands': claimed({ width: 30_000, height: 30_000, bands: 65_535, compression: 8 }, zeros),
    'a deflate bomb in a small strip': claimed({ width: 100, height: 100, compression: 8 }, zeros),
    'a deflate bomb in a large strip': claimed({ width: 16_000, height: 16_000, compression: 8 }, zeros),
    'a PackBits bomb': claimed({ width: 16_000, height: 16_000, compression: 32773 }, packedZeros),
    'an LZW strip of nothing': claimed(
      { width: 16_000, height: 16_000, compression: 5 },
      new Uint8Array(4096),
    ),
    'a fax of a billion white rows': claimed(
      { width: 65_000, height: 2 ** 30, compression: 4, more: [] },
      new Uint8Array(4096).fill(255),
    ),
    'JPEG that claims 65,500 x 65,500': patched(coded('jpeg'), [0xff, 0xc0], 5, [0xff, 0xdc, 0xff, 0xdc]),
    'JPEG of four components': patched(coded('jpeg'), [0xff, 0xc0], 9, [4]),
    'JPEG of one component that claims 65,500 x 65,500': patched(
      coded('jpegOfOneBand'),
      [0xff, 0xc0],
      5,
      [0xff, 0xdc, 0xff, 0xdc],
    ),
    'WebP that claims 16,383 x 16,383': patched(
      coded('webp'),
      [0x9d, 0x01, 0x2a],
      3,
      [0xff, 0x3f, 0xff, 0x3f],
    ),
    'LERC that claims 2^31 rows': patched(
      coded('lerc'),
      [0x4c, 0x65, 0x72, 0x63, 0x32, 0x20],
      14,
      little(0x7fffffff),
    ),
    'LERC that claims 2^31 values a pixel': patched(
      coded('lerc'),
      [0x4c, 0x65, 0x72, 0x63, 0x32, 0x20],
      22,
      little(0x7fffffff),
    ),
    'a directory that leads to itself': selfish,
    'directories that lie over each other': overlappingDirectories(),
    'thousands of masks of 65,535 bands': masksOfManyBands(4000),
    'thousands of bands in blocks of their own': planes(8000),
    'subdirectories that lead to the directory': tiffOf(
      [
        [256, 4, [8]],
        [257, 4, [8]],
        [273, 4, [8]],
        [279, 4, [64]],
        [330, 4, Array.from({ length: 64 }, () => 72)],
      ],
      none,
    ),
    'subdirectories in their billions': tiffOf(
      [
        [256, 4, [8]],
        [257, 4, [8]],
        [273, 4, [8]],
        [330, 4, [8, 8], 0x3fffffff],
      ],
      none,
    ),
    'a palette of four billion colours': claimed(
      { width: 8, height: 8, more: [[320, 3, [1, 2, 3], 0xffffffff]] },
      none,
    ),
    'tie points in their billions': claimed(
      { width: 8, height: 8, more: [[33922, 4, [1, 2], 0x3fffffff]] },
      none,
    ),
  }
}
