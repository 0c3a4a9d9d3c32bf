import type { Samples } from '../scene-image.ts'

/** Decoded blocks, the least recently used ones let go beyond a number of bytes. */
export class BlockCache {
  readonly #limit: number
  readonly #blocks = new Map<string, Samples>()
  #bytes = 0

  constructor(limitBytes: number) {
    this.#limit = limitBytes
  }

  get(key: string): Samples | undefined {
    const block = this.#blocks.get(key)
    if (block === undefined) return undefined
    // A Map keeps the order of insertion: the oldest stands first.
    this.#blocks.delete(key)
    this.#blocks.set(key, block)
    return block
  }

  put(key: string, block: Samples): void {
    if (block.byteLength > this.#limit / 2) return
    this.#bytes += block.byteLength - (this.#blocks.get(key)?.byteLength ?? 0)
    this.#blocks.delete(key)
    this.#blocks.set(key, block)
    for (const [oldest, samples] of this.#blocks) {
      if (this.#bytes <= this.#limit) break
      this.#blocks.delete(oldest)
      this.#bytes -= samples.byteLength
    }
  }

  clear(): void {
    this.#blocks.clear()
    this.#bytes = 0
  }

  get bytes(): number {
    return this.#bytes
  }
}
