import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { coreCodecs } from '../../../src/jobs/codecs.ts'
import { memorySource } from '../../../src/raster/byte-source.ts'
import { openScene } from '../../../src/raster/open-scene.ts'
import { fillParts, keptBytes, readPart } from '../../../src/raster/pyramid/pyramid-parts.ts'
import { planPyramid, samplesOver } from '../../../src/raster/pyramid/pyramid-plan.ts'
import { SceneReader } from '../../../src/raster/scene-reader.ts'

const width = 1600
const height = 2300

/** A grey scene without anything in it, in strips of so many rows packed by deflate. */
function scene(bits: number, rowsPerStrip: number): Uint8Array {
  const strips: Buffer[] = []
  for (let row = 0; row < height; row += rowsPerStrip) {
    const rows = Math.min(rowsPerStrip, height - row)
    strips.push(deflateSync(Buffer.alloc((width / 8) * bits * rows, 0x5a)))
  }
  const entries = 9
  const lists = 8 + 2 + 12 * entries + 4
  const data = lists + 8 * strips.length
  const bytes = Buffer.alloc(data + strips.reduce((sum, strip) => sum + strip.length, 0))
  bytes.write('II', 0, 'latin1')
  bytes.writeUInt16LE(42, 2)
  bytes.writeUInt32LE(8, 4)
  bytes.writeUInt16LE(entries, 8)
  let at = 10
  const entry = (tag: number, count: number, value: number) => {
    bytes.writeUInt16LE(tag, at)
    bytes.writeUInt16LE(4, at + 2)
    bytes.writeUInt32LE(count, at + 4)
    bytes.writeUInt32LE(value, at + 8)
    at += 12
  }
  const one = strips.length === 1
  entry(256, 1, width)
  entry(257, 1, height)
  entry(258, 1, bits)
  entry(259, 1, 8)
  entry(262, 1, 1)
  entry(273, strips.length, one ? data : lists)
  entry(277, 1, 1)
  entry(278, 1, rowsPerStrip)
  entry(279, strips.length, one ? (strips[0]?.length ?? 0) : lists + 4 * strips.length)
  let offset = data
  strips.forEach((strip, index) => {
    if (!one) {
      bytes.writeUInt32LE(offset, lists + 4 * index)
      bytes.writeUInt32LE(strip.length, lists + 4 * (strips.length + index))
    }
    offset += strip.copy(bytes, offset)
  })
  return bytes
}

describe('making a pyramid', () => {
  test.each([
    ['one strip of 1 bit', 1, height, 1],
    ['one strip of 4 bits', 4, height, 1],
    ['one strip of 8 bits', 8, height, 1],
    ['strips of 1 bit that bands cut', 1, 700, 4],
    ['strips of 16 bits that bands cut', 16, 700, 4],
    ['short strips', 1, 16, 144],
  ])('decodes each block once: %s', async (_, bits, rowsPerStrip, blocks) => {
    const source = memorySource('yard.tif', scene(bits, rowsPerStrip))
    const image = await openScene(source, {})
    const [base] = image.levels
    const plan = planPyramid(image)
    if (base === undefined || plan === null) throw new Error('the scene is to have a pyramid')
    const codecs = await coreCodecs()
    let decoded = 0
    const inflate = (bytes: Uint8Array, maximum: number) => {
      decoded += 1
      return codecs.inflate(bytes, maximum)
    }
    const kept = keptBytes(image, plan.baseRows)
    const reader = new SceneReader(image, { scene: source }, { ...codecs, inflate }, kept)
    const samples = samplesOver(plan.type, new ArrayBuffer(width * plan.baseRows * 2))
    for (let row = 0; row < height; row += plan.baseRows) {
      const rows = Math.min(plan.baseRows, height - row)
      for (const part of fillParts(base, row, rows))
        await readPart(reader, part, { samples, width, bands: 1, firstRow: row }, () => undefined)
    }
    expect(decoded).toBe(blocks)
  })
})
