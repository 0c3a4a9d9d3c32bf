import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLzw } from '../../../src/raster/decoding/lzw.ts'
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
})
