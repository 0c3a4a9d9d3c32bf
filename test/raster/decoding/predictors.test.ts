import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { undoDifferences, undoFloatPredictor } from '../../../src/raster/decoding/predictors.ts'
import { encodeBlock, type Samples } from '../../../src/raster/tiff/tiff-encode-block.ts'

/** Rows of pixels of so many bands; some longer than what goes through the kernel at once. */
const shapes = fc.record({
  bands: fc.integer({ min: 1, max: 18 }),
  columns: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(9_000)),
  rows: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(),
})

function fill<T extends Samples>(samples: T, seed: number): T {
  const bytes = new Uint8Array(samples.buffer)
  for (let at = 0, state = seed; at < bytes.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    bytes[at] = state >>> 24
  }
  return samples
}

const bytesOf = (samples: Samples) => new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
const coding = { compression: 'none', littleEndian: true, level: 1 } as const

describe('predictors', () => {
  it.each([
    ['8', Uint8Array],
    ['16', Uint16Array],
    ['32', Uint32Array],
  ] as const)('undoes the differences of %s-bit samples', (_, type) => {
    fc.assert(
      fc.property(shapes, ({ bands, columns, rows, seed }) => {
        const perRow = columns * bands
        const samples = fill(new type(perRow * rows), seed)
        const bytes = encodeBlock(samples, perRow, bands, { ...coding, predictor: 2 }).slice()
        undoDifferences(bytes, perRow * type.BYTES_PER_ELEMENT, bands, type.BYTES_PER_ELEMENT)
        expect(Buffer.compare(bytes, bytesOf(samples))).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('undoes the differences of 64-bit samples', () => {
    fc.assert(
      fc.property(shapes, ({ bands, columns, rows, seed }) => {
        const words = new BigUint64Array(fill(new Uint8Array(8 * columns * bands * rows), seed).buffer)
        const differences = words.map((word, at) =>
          at % (columns * bands) < bands ? word : word - (words[at - bands] ?? 0n),
        )
        const bytes = new Uint8Array(differences.buffer)
        undoDifferences(bytes, 8 * columns * bands, bands, 8)
        expect(Buffer.compare(bytes, new Uint8Array(words.buffer))).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  it.each([
    ['32', Float32Array],
    ['64', Float64Array],
  ] as const)('puts the byte planes of %s-bit floats together again', (_, type) => {
    fc.assert(
      fc.property(shapes, ({ bands, columns, rows, seed }) => {
        const perRow = columns * bands
        const samples = fill(new type(perRow * rows), seed)
        const bytes = encodeBlock(samples, perRow, bands, { ...coding, predictor: 3 }).slice()
        undoFloatPredictor(bytes, perRow * type.BYTES_PER_ELEMENT, bands, type.BYTES_PER_ELEMENT)
        expect(Buffer.compare(bytes, bytesOf(samples))).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('leaves alone what is no whole row', () => {
    const bytes = Uint8Array.of(1, 1, 1, 1, 1, 1, 1)
    undoDifferences(bytes, 3, 1, 1)
    expect([...bytes]).toEqual([1, 2, 3, 1, 2, 3, 1])
  })
})
