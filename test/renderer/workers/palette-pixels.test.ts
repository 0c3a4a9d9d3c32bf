import { describe, expect, it } from 'vitest'
import { inColours } from '../../../renderer/workers/palette-pixels.ts'

const palette = Uint8Array.from([10, 20, 30, 255, 200, 100, 50, 255, 1, 2, 3, 0])
const pixels = (indexes: number[], valid: Uint8Array<ArrayBuffer> | null = null) => ({
  width: indexes.length,
  height: 1,
  samples: [Uint8Array.from(indexes)],
  valid,
})

describe('the colours of a palette', () => {
  it('are those that the file gives its values; transparent ones have no data', () => {
    const { samples, valid } = inColours(pixels([1, 0, 2]), palette)
    expect(samples.map((band) => [...band])).toEqual([
      [200, 10, 1],
      [100, 20, 2],
      [50, 30, 3],
    ])
    expect([...(valid ?? [])]).toEqual([1, 1, 0])
  })

  it('are none where the pixel has no data or the value has no colour', () => {
    const { valid } = inColours(pixels([1, 7], Uint8Array.of(0, 1)), palette)
    expect([...(valid ?? [])]).toEqual([0, 0])
  })

  it('are greys where the file has no palette', () => {
    expect(inColours(pixels([1, 7]), null).samples.map((band) => [...band])).toEqual([
      [1, 7],
      [1, 7],
      [1, 7],
    ])
  })
})
