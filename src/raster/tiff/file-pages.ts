import type { ByteSource } from '../byte-source.ts'
import { damagedScene } from './refusals.ts'

const pageBytes = 64 * 1024
const pageLimit = 64

/** Small reads near each other, served from pages that are read once. */
export class Pages {
  readonly #source: ByteSource
  readonly #signal: AbortSignal | undefined
  readonly #pages = new Map<number, Uint8Array>()

  constructor(source: ByteSource, signal: AbortSignal | undefined) {
    this.#source = source
    this.#signal = signal
  }

  /** A view of exactly these bytes. @throws Problem scene/damaged where the file ends before */
  async view(at: number, length: number): Promise<DataView> {
    const bytes = length > pageBytes ? await this.#read(at, length) : await this.#gather(at, length)
    if (bytes.byteLength < length) throw damagedScene(this.#source.name, 'The file ends too early.')
    return new DataView(bytes.buffer, bytes.byteOffset, length)
  }

  async #gather(at: number, length: number): Promise<Uint8Array> {
    const first = Math.floor(at / pageBytes)
    const last = Math.floor((at + length - 1) / pageBytes)
    const start = at - first * pageBytes
    if (first === last) return (await this.#page(first)).subarray(start, start + length)
    const [left, right] = [await this.#page(first), await this.#page(last)]
    const joined = new Uint8Array(length)
    const head = left.subarray(start)
    joined.set(head.subarray(0, length))
    const rest = right.subarray(0, Math.max(0, length - head.byteLength))
    joined.set(rest, head.byteLength)
    return joined.subarray(0, head.byteLength + rest.byteLength)
  }

  async #page(number: number): Promise<Uint8Array> {
    const known = this.#pages.get(number)
    if (known !== undefined) return known
    const bytes = await this.#read(number * pageBytes, pageBytes)
    if (this.#pages.size >= pageLimit) this.#pages.clear()
    this.#pages.set(number, bytes)
    return bytes
  }

  #read(at: number, length: number): Promise<Uint8Array> {
    return this.#source.read(at, Math.min(length, Math.max(0, this.#source.size - at)), this.#signal)
  }
}
