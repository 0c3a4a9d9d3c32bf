import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pieces } from '../../../src/raster/decoding/codecs.ts'
import { decodeLzw, lzwPieces } from '../../../src/raster/decoding/lzw.ts'
import { encodeLzw } from '../../../src/raster/tiff/tiff-encode-block.ts'

const runs = fc
  .array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 400 })), { maxLength: 60 })
  .map((parts) => Uint8Array.from(parts.flatMap(([byte, length]) => new Array<number>(length).fill(byte))))

describe('LZW', () => {
  it('decodes the example of the TIFF 6.0 specification', () => {
    const bytes = Uint8Array.of(0x80, 0x01, 0xe0, 0x40, 0x80, 0x44, 0x08, 0x0c, 0x06, 0x80, 0x80)
    expect(decodeLzw(bytes, 100)).toEqual(Uint8Array.of(7, 7, 7, 8, 8, 7, 7, 6, 6))
  })

  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 20_000 }), runs), (bytes) => {
        expect(decodeLzw(encodeLzw(bytes), bytes.length)).toEqual(new Uint8Array(bytes))
      }),
      { numRuns: 200 },
    )
  })

  it('writes no more than it may and never fails on streams that were tampered with', () => {
    fc.assert(
      fc.property(
        runs,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        fc.nat(5000),
        (bytes, edits, limit) => {
          const stream = encodeLzw(bytes)
          for (const [at, byte] of edits) stream[at % stream.length] = byte
          const decoded = decodeLzw(stream, limit)
          expect(decoded === null || decoded.length <= limit).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('decodes the same however the stream is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 20_000 }), runs),
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }),
        async (bytes, sizes) => {
          const decoded = await allOf(lzwPieces(cut(encodeLzw(bytes), sizes), 0))
          expect(decoded).toEqual(new Uint8Array(bytes))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('decodes long streams whose strings reach from one piece into the next', async () => {
    const bytes = new Uint8Array(9_000_000)
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = at % 700_000 < 400_000 ? 7 : (at * at) >> 7
    const decoded = await allOf(lzwPieces(cut(encodeLzw(bytes), [65_536]), 0))
    expect(Buffer.compare(decoded, bytes)).toBe(0)
  })

  it('decodes pieces of the old form too', async () => {
    const old = Uint8Array.of(0x00, 0x0f, 0x04, 0x04)
    const decoded = await allOf(lzwPieces(cut(old, [2]), 3))
    expect(decoded).toEqual(Uint8Array.of(7))
  })
})

async function* cut(bytes: Uint8Array, sizes: readonly number[]): Pieces {
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1
    yield await Promise.resolve(bytes.subarray(at, at + size))
    at += size
  }
}

async function allOf(pieces: Pieces): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return new Uint8Array(Buffer.concat(all))
}
