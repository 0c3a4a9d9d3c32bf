import { Problem } from '../../domain/problem.ts'
import { damagedScene } from '../tiff/refusals.ts'
import type { Level } from '../scene-image.ts'
import type { Codecs, Pieces } from './codecs.ts'
import { rowBytesOf, sampleBytesOf, storedBytesOf } from './decode-block.ts'
import { lzwPieces } from './lzw.ts'
import { packBitsPieces } from './packbits.ts'
import { reverseBits } from './predictors.ts'

/** Strips that are larger than this, packed or as samples, are not unpacked as a whole. */
const tallBytes = 64 * 1024 * 1024
/** A stream of LZW's old form is unpacked as a whole. */
const oldLzwBytes = 256 * 1024 * 1024

type Unpack = (pieces: Pieces) => Pieces

/** What unpacks the strips of a level piece by piece; null where they are small, or where nothing does. */
export function unpackerOf(level: Level, codecs: Codecs): Unpack | null {
  return isTall(level) ? unpacker(level, codecs) : null
}

/** Whether the strips of a level are so tall that they are best unpacked row by row, and can be. */
export function unpacksInRows(level: Level): boolean {
  return isTall(level) && ['LZW', 'PACKBITS', 'DEFLATE', 'ZSTD'].includes(level.compression)
}

function isTall(level: Level): boolean {
  if (level.layout === 'tiled' || level.colours !== null) return false
  const { blockHeight } = level
  return Math.max(storedBytesOf(level, blockHeight), sampleBytesOf(level, blockHeight)) > tallBytes
}

function unpacker({ compression }: Level, codecs: Codecs): Unpack | null {
  if (compression === 'LZW') return (pieces) => lzwPieces(pieces, oldLzwBytes)
  if (compression === 'PACKBITS') return packBitsPieces
  if (compression === 'DEFLATE') return (pieces) => codecs.inflatePieces(pieces)
  return compression === 'ZSTD' ? codecs.unzstdPieces : null
}

/**
 * The rows of one strip, unpacked from its first one on and only as far as they are wanted. Rows that follow those read
 * last cost no more than themselves; with earlier ones it begins anew.
 */
export class StripRows {
  readonly #level: Level
  readonly #name: string
  readonly #open: () => Pieces
  #pieces: Pieces | null = null
  /** Bytes of the strip that were unpacked and are not wanted any more. */
  #at = 0
  #rest: Uint8Array = new Uint8Array()
  /** Where the strip was found to be damaged, and how. */
  #damage: { readonly at: number; readonly problem: Problem } | null = null

  /** @param open gives the strip as it is packed, from its first byte on */
  constructor(level: Level, name: string, unpack: Unpack, open: () => Pieces) {
    this.#level = level
    this.#name = name
    this.#open = () => unpack(level.reversedBits ? reversed(open()) : open())
  }

  /**
   * The bytes of consecutive rows, as the predictor left them, in memory of their own.
   * @throws Problem scene/damaged; an AbortError when `signal` aborts
   */
  async read(first: number, rows: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const rowBytes = rowBytesOf(this.#level)
    const from = first * rowBytes
    const bytes = new Uint8Array(rows * rowBytes)
    if (this.#damage !== null && from + bytes.byteLength > this.#damage.at) throw this.#damage.problem
    if (this.#pieces === null || from < this.#at) await this.#begin()
    try {
      await this.#skip(from - this.#at, signal)
      for (let done = 0; done < bytes.byteLength;) done += await this.#take(bytes, done, signal)
    } catch (error) {
      await this.close()
      throw error
    }
    return bytes
  }

  /** Lets go of what is open; reading again begins anew. */
  async close(): Promise<void> {
    const pieces = this.#pieces
    this.#pieces = null
    this.#rest = new Uint8Array()
    this.#at = 0
    await pieces?.return()
  }

  async #begin(): Promise<void> {
    await this.close()
    this.#pieces = this.#open()
  }

  async #skip(count: number, signal: AbortSignal | undefined): Promise<void> {
    for (let left = count; left > 0;) {
      await this.#more(signal)
      const step = Math.min(left, this.#rest.byteLength)
      this.#advance(step)
      left -= step
    }
  }

  async #take(target: Uint8Array, at: number, signal: AbortSignal | undefined): Promise<number> {
    await this.#more(signal)
    const part = this.#rest.subarray(0, target.byteLength - at)
    target.set(part, at)
    this.#advance(part.byteLength)
    return part.byteLength
  }

  #advance(bytes: number): void {
    this.#rest = this.#rest.subarray(bytes)
    this.#at += bytes
  }

  async #more(signal: AbortSignal | undefined): Promise<void> {
    while (this.#rest.byteLength === 0) {
      signal?.throwIfAborted()
      this.#rest = await this.#next()
    }
  }

  async #next(): Promise<Uint8Array> {
    const { compression } = this.#level
    try {
      const next = await this.#pieces?.next()
      if (next?.value !== undefined) return next.value
    } catch (error) {
      if (error instanceof Problem && error.code !== 'scene/damaged') throw error
      throw this.#damaged(`A strip of its pixels can't be decompressed (${compression}).`, error)
    }
    throw this.#damaged(`A strip holds ${this.#at} bytes of pixels; there should be more.`)
  }

  #damaged(what: string, cause?: unknown): Problem {
    const problem = damagedScene(this.#name, what, cause)
    this.#damage = { at: this.#at, problem }
    return problem
  }
}

async function* reversed(pieces: Pieces): Pieces {
  for await (const piece of pieces) yield reverseBits(piece)
}
