import type { ByteSource } from './byte-source.ts'
import { sampleBytesOf, samplesOfRows, storedBytesOf } from './decoding/decode-block.ts'
import type { Codecs, Pieces } from './decoding/codecs.ts'
import { StripRows, unpackerOf } from './decoding/strip-rows.ts'
import type { Level, Samples } from './scene-image.ts'
import type { BlockPlace } from './tiff/block-index.ts'
import { unsupportedScene } from './tiff/refusals.ts'

/** Strips that are open at once: those of so many planes are read side by side without beginning anew. */
export const mostOpenStrips = 32
const pieceBytes = 256 * 1024
const megabyte = 1024 * 1024
/** Pixels of a large strip are packed no tighter than this; what is was made to do harm, and takes minutes. */
const largeBytes = 1024 * megabyte
const mostPacked = 200

/** A strip of a level, and where its bytes are. */
export interface TallStrip {
  readonly key: string
  readonly level: Level
  readonly rows: number
  readonly place: BlockPlace
  readonly source: ByteSource
}

/** Compressed strips too tall to be held: their rows are unpacked one after the other, and what was read stays open. */
export class TallStrips {
  readonly #codecs: Codecs
  readonly #open = new Map<string, StripRows>()
  /** One reading at a time: each moves its strip on. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(codecs: Codecs) {
    this.#codecs = codecs
  }

  /** Whether the rows of a level are read so. */
  reads(level: Level): boolean {
    return unpackerOf(level, this.#codecs) !== null
  }

  /**
   * The samples of `count` rows of a strip, from its row `first` on.
   * @throws Problem scene/damaged, scene/unsupported, file/unreadable; an AbortError when `signal` aborts
   */
  rows(strip: TallStrip, first: number, count: number, signal?: AbortSignal): Promise<Samples> {
    const reading = this.#last.then(async () => {
      const bytes = await (await this.#strip(strip)).read(first, count, signal)
      return samplesOfRows(bytes, strip.level, count)
    })
    this.#last = reading.catch(() => undefined)
    return reading
  }

  async #strip(strip: TallStrip): Promise<StripRows> {
    const { key, level, source } = strip
    const unpack = unpackerOf(level, this.#codecs)
    refuseBomb(strip)
    if (unpack === null) throw unsupportedScene(source.name, 'Its strips are too large to be read.')
    const known = this.#open.get(key)
    const rows = known ?? new StripRows(level, source.name, unpack, () => piecesOf(strip))
    this.#open.delete(key)
    this.#open.set(key, rows)
    const [oldest] = this.#open
    if (this.#open.size > mostOpenStrips && oldest !== undefined) {
      this.#open.delete(oldest[0])
      await oldest[1].close()
    }
    return rows
  }
}

/** @throws Problem scene/unsupported */
function refuseBomb({ level, rows, place, source }: TallStrip): void {
  const stored = storedBytesOf(level, rows)
  const most = Math.max(stored, sampleBytesOf(level, rows))
  if (most <= largeBytes || stored <= mostPacked * place.length) return
  const [kilobytes, megabytes] = [Math.ceil(place.length / 1024), Math.round(most / megabyte)]
  const what = `A strip of ${kilobytes} kB claims ${megabytes} MB of pixels (${level.compression}), which no scene packs so tightly.`
  throw unsupportedScene(source.name, what)
}

async function* piecesOf({ place, source }: TallStrip): Pieces {
  const end = place.offset + place.length
  for (let at = place.offset; at < end; at += pieceBytes) {
    const bytes = await source.read(at, Math.min(pieceBytes, end - at))
    if (bytes.byteLength === 0) return
    // The source may use its memory again while this is unpacked.
    yield bytes.slice()
    source.recycle?.(bytes)
  }
}
