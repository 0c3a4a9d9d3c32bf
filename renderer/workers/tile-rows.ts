import type { Pixels } from '../../src/raster/read-window.ts'
import type { Samples } from '../../src/raster/scene-image.ts'

/** Rows of tiles that were read are kept up to this size. */
const keptBytes = 64 * 1024 * 1024

interface TileRow {
  readonly reading: Promise<Pixels>
  /** Tiles that wait for it. */
  waiting: number
  readonly stop: AbortController
  bytes: number
}

/**
 * Whole rows of tiles of one scene, each read once for all the tiles that stand in it: a strip holds all columns, so
 * that a second tile beside the first costs nothing.
 */
export class TileRows {
  readonly #rows = new Map<string, TileRow>()

  /**
   * The row of this key, read where it is not known. A reading that nobody waits for any more is given up.
   * @throws what `read` does; an AbortError when `signal` aborts
   */
  async get(
    key: string,
    signal: AbortSignal,
    read: (signal: AbortSignal) => Promise<Pixels>,
  ): Promise<Pixels> {
    signal.throwIfAborted()
    const row = this.#rows.get(key) ?? this.#begin(key, read)
    this.#rows.delete(key)
    this.#rows.set(key, row)
    row.waiting += 1
    const left = Promise.withResolvers<never>()
    const leave = () => left.reject(signal.reason as Error)
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([row.reading, left.promise])
    } finally {
      signal.removeEventListener('abort', leave)
      row.waiting -= 1
      if (row.waiting === 0 && row.bytes === 0) this.#giveUp(key, row)
    }
  }

  #begin(key: string, read: (signal: AbortSignal) => Promise<Pixels>): TileRow {
    const stop = new AbortController()
    const row: TileRow = { reading: read(stop.signal), waiting: 0, stop, bytes: 0 }
    row.reading.then(
      ({ samples, valid }) => {
        row.bytes = samples.reduce((sum, band) => sum + band.byteLength, valid?.byteLength ?? 0)
        this.#forgetOldest()
      },
      () => this.#giveUp(key, row),
    )
    return row
  }

  #giveUp(key: string, row: TileRow): void {
    row.stop.abort(new DOMException('nobody waits for this row of tiles', 'AbortError'))
    if (this.#rows.get(key) === row) this.#rows.delete(key)
  }

  #forgetOldest(): void {
    let bytes = 0
    for (const row of this.#rows.values()) bytes += row.bytes
    for (const [key, row] of this.#rows) {
      if (bytes <= keptBytes) return
      if (row.bytes === 0) continue
      this.#rows.delete(key)
      bytes -= row.bytes
    }
  }
}

/** Some columns of a row of tiles. */
export function columnsOf({ width, height, samples, valid }: Pixels, first: number, count: number): Pixels {
  const copy = (from: Samples | Uint8Array, into: Samples | Uint8Array) => {
    for (let row = 0; row < height; row++) {
      const at = row * width + first
      into.set(from.subarray(at, at + count), row * count)
    }
  }
  const cut = samples.map((band) => band.slice(0, count * height))
  cut.forEach((into, index) => copy(samples[index] ?? into, into))
  const cutValid = valid?.slice(0, count * height) ?? null
  if (valid !== null && cutValid !== null) copy(valid, cutValid)
  return { width: count, height, samples: cut, valid: cutValid }
}
