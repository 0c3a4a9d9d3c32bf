import type { ByteSource } from '../byte-source.ts'
import { rowsInBlock, storedBytesOf } from '../decoding/decode-block.ts'
import { damagedScene } from './refusals.ts'
import type { BlockArray, Level } from '../scene-image.ts'

const pageEntries = 8192
/** A block that claims more bytes than this has to be worth them. */
const believedBytes = 1024 * 1024

/** Where a block stands in the file; null for one that was never written (sparse). */
export interface BlockPlace {
  readonly offset: number
  readonly length: number
}

/** Offsets and byte counts of a level's blocks, read in pages as they are needed, in the file's byte order. */
export class BlockIndex {
  readonly #level: Level
  readonly #source: ByteSource
  readonly #pages = new Map<string, Promise<Float64Array>>()

  constructor(level: Level, source: ByteSource) {
    this.#level = level
    this.#source = source
  }

  /**
   * The place of block `index` (left to right, top to bottom, band by band where planar).
   * @throws Problem scene/damaged where it lies outside of the file
   */
  async place(index: number): Promise<BlockPlace | null> {
    const { offsets, byteCounts, blocksListed } = this.#level
    if (index >= blocksListed) return null
    const offset = await this.#value('offsets', offsets, index)
    const length =
      byteCounts === null ? this.#guess(index, offset) : await this.#counted(byteCounts, index, offset)
    if (offset === 0 || length === 0) return null
    const end = offset + length
    // Uncompressed blocks at the end of a file may claim padding that was never written.
    if (offset < this.#source.size && end > this.#source.size && byteCounts !== null) {
      return { offset, length: this.#source.size - offset }
    }
    if (end > this.#source.size) throw damagedScene(this.#source.name, 'Its pixels lie outside of the file.')
    return { offset, length }
  }

  /**
   * As libtiff does: the count of an uncompressed block is not believed where it is too small; one of 0 means that the
   * block was never written, unless it is the only one.
   */
  async #counted(byteCounts: BlockArray, index: number, offset: number): Promise<number> {
    const counted = await this.#value('counts', byteCounts, index)
    const { compression, blocksNeeded } = this.#level
    if (compression !== 'NONE' || (counted === 0 && blocksNeeded !== 1)) return this.#believed(counted, index)
    const natural = this.#guess(index, offset)
    return counted < natural && offset + natural <= this.#source.size ? natural : counted
  }

  async #value(kind: string, array: BlockArray, index: number): Promise<number> {
    const page = Math.floor(index / pageEntries)
    const key = `${kind} ${page}`
    let values = this.#pages.get(key)
    if (values === undefined) {
      values = this.#read(array, page)
      this.#pages.set(key, values)
      values.catch(() => this.#pages.delete(key))
    }
    return (await values)[index - page * pageEntries] ?? 0
  }

  async #read(array: BlockArray, page: number): Promise<Float64Array> {
    const first = page * pageEntries
    const count = Math.min(pageEntries, array.count - first)
    const size = array.valueBytes
    const bytes = await this.#source.read(array.at + first * size, count * size)
    if (bytes.byteLength < count * size) throw damagedScene(this.#source.name, 'The file ends too early.')
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const little = !this.#level.bigEndian
    return Float64Array.from({ length: count }, (_, index) => {
      if (size === 8) return Number(view.getBigUint64(index * 8, little))
      if (size === 4) return view.getUint32(index * 4, little)
      return size === 2 ? view.getUint16(index * 2, little) : view.getUint8(index)
    })
  }

  /** libtiff's rule as well: no codec makes a block ten times as large. */
  #believed(bytes: number, index: number): number {
    if (bytes <= believedBytes) return bytes
    return Math.min(bytes, 10 * storedBytesOf(this.#level, this.#rows(index)) + 4096)
  }

  /** Without byte counts an uncompressed block has its natural size, a compressed one may run to the file's end. */
  #guess(index: number, offset: number): number {
    const level = this.#level
    if (level.compression !== 'NONE') return this.#believed(Math.max(0, this.#source.size - offset), index)
    return storedBytesOf(level, this.#rows(index))
  }

  #rows(index: number): number {
    const level = this.#level
    return rowsInBlock(level, Math.floor(index / level.blocksAcross) % level.blocksDown)
  }
}
