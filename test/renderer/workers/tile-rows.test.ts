import { describe, expect, it } from 'vitest'
import { columnsOf, TileRows } from '../../../renderer/workers/tile-rows.ts'
import type { Pixels } from '../../../src/raster/read-window.ts'

const pixels: Pixels = {
  width: 4,
  height: 2,
  samples: [Uint16Array.from([1, 2, 3, 4, 5, 6, 7, 8])],
  valid: Uint8Array.from([1, 0, 1, 1, 1, 1, 0, 1]),
}
const never = new AbortController().signal

describe('a row of tiles', () => {
  it('is read once for all tiles that stand in it, at once or later', async () => {
    const rows = new TileRows()
    let reads = 0
    const read = () => Promise.resolve((reads += 1)).then(() => pixels)
    await Promise.all([rows.get('a', never, read), rows.get('a', never, read)])
    await rows.get('a', never, read)
    expect(reads).toBe(1)
    await rows.get('b', never, read)
    expect(reads).toBe(2)
  })

  it('gives each tile its own columns', () => {
    const cut = columnsOf(pixels, 1, 2)
    expect([...(cut.samples[0] ?? [])]).toEqual([2, 3, 6, 7])
    expect([...(cut.valid ?? [])]).toEqual([0, 1, 1, 0])
  })

  it('is given up when nobody waits for it any more, and not before', async () => {
    const rows = new TileRows()
    const [one, other] = [new AbortController(), new AbortController()]
    let given: AbortSignal | undefined
    const read = (signal: AbortSignal) => {
      given = signal
      return new Promise<Pixels>((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      )
    }
    const both = [rows.get('a', one.signal, read), rows.get('a', other.signal, read)]
    const outcomes = Promise.allSettled(both)
    one.abort()
    await Promise.resolve()
    expect(given?.aborted).toBe(false)
    other.abort()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(given?.aborted).toBe(true)
    await expect(rows.get('a', never, () => Promise.resolve(pixels))).resolves.toBe(pixels)
  })

  it('that could not be read is tried again', async () => {
    const rows = new TileRows()
    await expect(rows.get('a', never, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
    await expect(rows.get('a', never, () => Promise.resolve(pixels))).resolves.toBe(pixels)
  })
})
