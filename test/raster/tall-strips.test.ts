import { deflateSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { planPyramid } from '../../src/raster/pyramid/pyramid-plan.ts'
import { pixelsAt, readGrid } from '../../src/raster/read-window.ts'
import { sceneStatistics } from '../../src/raster/statistics.ts'
import { encodeLzw } from '../../src/raster/tiff/tiff-encode-block.ts'
import { tiffOf } from '../fuzz/hostile-scenes.ts'
import { openBytes } from './open-bytes.ts'

/** Pixels of one bit: few bytes in the file, 81 MB as samples in one strip. */
const side = 9000
const rowBytes = Math.ceil(side / 8)

function byteAt(row: number, column: number): number {
  return row % 3 === 0 ? (row * 7 + column * 13 + ((row * column) >> 5)) & 255 : row & 255
}

const rows = new Uint8Array(rowBytes * side)
for (let row = 0, at = 0; row < side; row += 1)
  for (let column = 0; column < rowBytes; column += 1, at += 1) rows[at] = byteAt(row, column)

function bitAt(column: number, row: number): number {
  return (byteAt(row, column >> 3) >> (7 - (column & 7))) & 1
}

function scene(compression: number, strip: Uint8Array, fillOrder = 1): Uint8Array {
  return tiffOf(
    [
      [256, 4, [side]],
      [257, 4, [side]],
      [258, 3, [1]],
      [259, 3, [compression]],
      [262, 3, [1]],
      [266, 3, [fillOrder]],
      [273, 4, [8]],
      [277, 3, [1]],
      [278, 4, [side]],
      [279, 4, [strip.length]],
    ],
    strip,
  )
}

/** Runs of up to 128 bytes as they are, and of like ones. */
function packBits(bytes: Uint8Array): Uint8Array {
  const parts: number[] = []
  for (let at = 0; at < bytes.length;) {
    let like = 1
    while (like < 128 && bytes[at + like] === bytes[at]) like += 1
    if (like > 2) parts.push(257 - like, bytes[at] ?? 0)
    else {
      like = Math.min(100, bytes.length - at)
      parts.push(like - 1, ...bytes.subarray(at, at + like))
    }
    at += like
  }
  return Uint8Array.from(parts)
}

function reversed(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) =>
    Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2),
  )
}

const places = [
  [0, 0],
  [4500, 4500],
  [8999, 8999],
  [77, 3],
  [1234, 8001],
].map(([column = 0, row = 0]) => ({ column, row }))

it.each([
  ['LZW', () => scene(5, encodeLzw(rows))],
  ['Deflate', () => scene(8, deflateSync(rows))],
  ['Deflate with its bits turned around', () => scene(8, reversed(deflateSync(rows)), 2)],
  ['Zstandard', () => scene(50_000, zstdCompressSync(rows))],
  ['PackBits', () => scene(32_773, packBits(rows))],
])('reads the rows of one tall strip: %s', async (_, make) => {
  const { image, reader } = await openBytes(make())
  expect(image.problems.join()).not.toContain('can be read')
  const values = await pixelsAt(reader, places)
  expect(values).toEqual(places.map(({ column, row }) => [bitAt(column, row)]))
  const chosen = Int32Array.of(5, 4000, 4001, 8990)
  const { samples } = await readGrid(reader, 0, { start: 0, step: 1, count: side }, chosen, [1])
  const wanted = [...chosen].flatMap((row) => Array.from({ length: side }, (_, column) => bitAt(column, row)))
  expect(samples[0]).toEqual(Uint8Array.from(wanted))
  expect(planPyramid(image)).not.toBeNull()
})

it('reads a tall strip that breaks off as far as it goes', async () => {
  const whole = deflateSync(rows)
  const { reader } = await openBytes(scene(8, whole.subarray(0, Math.floor(whole.length / 2))))
  const [top, bottom] = [
    { column: 40, row: 12 },
    { column: 40, row: 8990 },
  ]
  expect(await pixelsAt(reader, [top])).toEqual([[bitAt(40, 12)]])
  await expect(pixelsAt(reader, [bottom])).rejects.toMatchObject({ code: 'scene/damaged' })
  await expect(pixelsAt(reader, [bottom])).rejects.toMatchObject({ code: 'scene/damaged' })
  expect(await pixelsAt(reader, [top])).toEqual([[bitAt(40, 12)]])
})

it('gives up a tall strip when nobody waits for it any more', async () => {
  const { reader } = await openBytes(scene(8, deflateSync(rows)))
  const stop = new AbortController()
  const reading = sceneStatistics(reader, [1], undefined, stop.signal)
  stop.abort()
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  expect(await pixelsAt(reader, [{ column: 8, row: 9 }])).toEqual([[bitAt(8, 9)]])
})

it('refuses a strip that claims more than any scene packs', async () => {
  const strip = deflateSync(new Uint8Array(rowBytes * side))
  const claimed = tiffOf(
    [
      [256, 4, [60_000]],
      [257, 4, [60_000]],
      [258, 3, [8]],
      [259, 3, [8]],
      [262, 3, [1]],
      [273, 4, [8]],
      [277, 3, [1]],
      [278, 4, [60_000]],
      [279, 4, [strip.length]],
    ],
    strip,
  )
  const { reader } = await openBytes(claimed)
  await expect(pixelsAt(reader, [{ column: 0, row: 0 }])).rejects.toMatchObject({ code: 'scene/unsupported' })
})
