import { Problem } from '../domain/problem.ts'
import { BlockCache } from './tiff/block-cache.ts'
import { BlockIndex, type BlockPlace } from './tiff/block-index.ts'
import type { ByteSource } from './byte-source.ts'
import type { Codecs } from './decoding/codecs.ts'
import {
  decodeBlock,
  rowBytesOf,
  rowsInBlock,
  sampleBytesOf,
  samplesInBlock,
  tooLargeBlock,
} from './decoding/decode-block.ts'
import { unreadableCodec } from './decoding/decoders.ts'
import { neighbours } from './tiff/neighbouring-blocks.ts'
import { damagedScene, unsupportedScene } from './tiff/refusals.ts'
import { Photometric } from './tiff/tiff-tags.ts'
import { oneAhead } from './one-ahead.ts'
import { samplesOf, type Level, type PixelImage, type Samples } from './scene-image.ts'
import { TallStrips } from './tall-strips.ts'
import { fillOfBlocks } from './validity.ts'

/** The bytes that a scene's levels refer to. */
export interface SceneSources {
  readonly scene: ByteSource
  readonly ovr?: ByteSource
  readonly msk?: ByteSource
}

/** Uncompressed strips above this are read row by row. */
const directBytes = 1024 * 1024
const directLimit = 256 * 1024 * 1024
/** Strips of which the first rows are on their way at once, and bytes of each to be on the safe side. */
const topsAtOnce = 32
const topSlackBytes = 2048
/** Damaged blocks that are remembered. */
const damagedLimit = 10_000

/**
 * Reads blocks and rows of an opened scene and keeps the decoded blocks. Blocks that several windows want at once are
 * read once. One reader serves one file for as long as it is looked at.
 */
export class SceneReader {
  readonly image: PixelImage
  readonly #sources: SceneSources
  readonly #codecs: Codecs
  readonly #cache: BlockCache
  readonly #tall: TallStrips
  readonly #indexes = new Map<Level, BlockIndex>()
  readonly #numbers = new Map<Level, number>()
  readonly #pending = new Map<string, Promise<Samples>>()
  /** Why single blocks are damaged: tall ones take seconds to fail, and are asked for again and again. */
  readonly #damaged = new Map<string, Problem>()

  /** @param cacheBytes how many bytes of decoded blocks to keep */
  constructor(image: PixelImage, sources: SceneSources, codecs: Codecs, cacheBytes: number) {
    this.image = image
    this.#sources = sources
    this.#codecs = codecs
    this.#cache = new BlockCache(cacheBytes)
    this.#tall = new TallStrips(codecs)
  }

  /** Lets go of all decoded blocks. */
  clear(): void {
    this.#cache.clear()
  }

  /** Whether the rows of a level are best read one by one: tall strips, of which only some rows are wanted. */
  readsRows(level: Level): boolean {
    return this.#readsDirectly(level) || this.#tall.reads(level)
  }

  #readsDirectly(level: Level): boolean {
    return (
      level.compression === 'NONE' &&
      level.layout === 'striped' &&
      level.predictor === 1 &&
      level.colours === null &&
      rowBytesOf(level) * level.blockHeight > directBytes
    )
  }

  /**
   * The samples of blocks of a level, in the order asked for.
   * @throws Problem scene/damaged, scene/unsupported, file/unreadable
   */
  async blocks(level: Level, indexes: readonly number[]): Promise<Samples[]> {
    const codec = unreadableCodec(level) ?? tooLargeBlock(level)
    if (codec !== null) throw unsupportedScene(this.#sources.scene.name, codec)
    const ready = new Map<number, Promise<Samples>>()
    const missing: number[] = []
    for (const index of indexes) {
      if (ready.has(index)) continue
      const key = this.#key(level, index)
      const damage = this.#damaged.get(key)
      if (damage !== undefined) throw damage
      const cached = this.#cache.get(key)
      const known = cached === undefined ? this.#pending.get(key) : Promise.resolve(cached)
      if (known === undefined) missing.push(index)
      else ready.set(index, known)
    }
    if (missing.length > 0) {
      // Registered before anything is awaited, so that a second window waits for these blocks too.
      const load = this.#load(level, missing)
      for (const index of missing) {
        const block = load.then(
          (blocks) => blocks.get(index) ?? Promise.reject(new Error('block not loaded')),
        )
        this.#watch(this.#key(level, index), block)
        ready.set(index, block)
      }
    }
    return Promise.all(
      indexes.map(
        (index) => ready.get(index) ?? Promise.reject(new Error(`block ${index} was not asked for`)),
      ),
    )
  }

  /** Rows of tall strips: samples of `rows` consecutive rows of a level (of one band where planar). */
  async rows(
    level: Level,
    plane: number,
    firstRow: number,
    rows: number,
    signal?: AbortSignal,
  ): Promise<Samples> {
    const rowBytes = rowBytesOf(level)
    const source = this.#source(level)
    if (Math.max(rowBytes * rows, sampleBytesOf(level, rows)) > directLimit)
      throw unsupportedScene(source.name, 'Its rows are too long to be read.')
    const samples = samplesOf(level.sampleType, rows * level.blockWidth * samplesInBlock(level))
    for (let row = firstRow; row < firstRow + rows;) {
      const blockRow = Math.floor(row / level.blockHeight)
      const inside = row - blockRow * level.blockHeight
      const count = Math.min(firstRow + rows - row, rowsInBlock(level, blockRow) - inside)
      const index = plane * level.blocksDown + blockRow
      const place = await this.#index(level).place(index)
      const to = (row - firstRow) * level.blockWidth * samplesInBlock(level)
      const strip = { key: this.#key(level, index), level, rows: rowsInBlock(level, blockRow), place, source }
      if (place === null) samples.fill(this.#fill(level, plane), to)
      else if (this.#readsDirectly(level))
        samples.set(await this.#directRows(level, place, inside, count), to)
      else samples.set(await this.#tall.rows({ ...strip, place }, inside, count, signal), to)
      row += count
    }
    return samples
  }

  /**
   * The first rows of strips of a level whose codec stops early (see `stopsEarly`), in the order asked for. Of a strip
   * no more bytes are read than they seem to take. Nothing is kept.
   * @throws Problem as `blocks`
   */
  async tops(level: Level, indexes: readonly number[], rows: number): Promise<Samples[]> {
    const codec = unreadableCodec(level) ?? tooLargeBlock(level)
    if (codec !== null) throw unsupportedScene(this.#sources.scene.name, codec)
    const batches: number[][] = []
    for (let start = 0; start < indexes.length; start += topsAtOnce)
      batches.push(indexes.slice(start, start + topsAtOnce))
    const read = (some: readonly number[]) => Promise.all(some.map((index) => this.#top(level, index, rows)))
    const tops: Samples[] = []
    for await (const [, some] of oneAhead(batches, read)) tops.push(...some)
    return tops
  }

  async #top(level: Level, index: number, rows: number): Promise<Samples> {
    const place = await this.#index(level).place(index)
    if (place === null) return this.#sparse(level, index)
    this.#checkSize(level, place.length)
    const source = this.#source(level)
    const all = this.#rowsOf(level, index)
    const wanted = Math.min(rows, all)
    const likely = Math.min(place.length, Math.ceil((1.3 * place.length * wanted) / all) + topSlackBytes)
    try {
      const raw = await source.read(place.offset, likely)
      return await decodeBlock(raw, level, wanted, this.#codecs, source.name)
    } catch (error) {
      // Rows may be packed unevenly.
      if (likely === place.length || !(error instanceof Problem) || error.code !== 'scene/damaged')
        throw error
      const raw = await source.read(place.offset, place.length)
      return await decodeBlock(raw, level, wanted, this.#codecs, source.name)
    }
  }

  async #directRows(level: Level, place: BlockPlace, inside: number, count: number): Promise<Samples> {
    const source = this.#source(level)
    const rowBytes = rowBytesOf(level)
    const raw = await source.read(place.offset + inside * rowBytes, count * rowBytes)
    return decodeBlock(raw, level, count, this.#codecs, source.name)
  }

  #watch(key: string, block: Promise<Samples>): void {
    this.#pending.set(key, block)
    block.then(
      (samples) => {
        this.#pending.delete(key)
        this.#cache.put(key, samples)
      },
      () => this.#pending.delete(key),
    )
  }

  async #load(level: Level, indexes: readonly number[]): Promise<Map<number, Samples>> {
    const loaded = new Map<number, Samples>()
    const places: { index: number; place: BlockPlace }[] = []
    for (const index of indexes) {
      const place = await this.#index(level).place(index)
      if (place === null) loaded.set(index, this.#sparse(level, index))
      else places.push({ index, place })
    }
    places.sort((a, b) => a.place.offset - b.place.offset)
    const source = this.#source(level)
    for (let start = 0; start < places.length;) {
      const group = neighbours(places, start)
      const from = group[0]?.place.offset ?? 0
      const end = Math.max(...group.map(({ place }) => place.offset + place.length))
      this.#checkSize(level, end - from)
      const bytes = await source.read(from, end - from)
      // Blocks may overlap in the file: only one that is alone may be changed where it lies.
      const isOwn = source.recycle !== undefined && group.length === 1
      let isKept = false
      for (const { index, place } of group) {
        const raw = bytes.subarray(place.offset - from, place.offset - from + place.length)
        const block = await this.#decoded(raw, level, index, isOwn)
        isKept ||= block.buffer === bytes.buffer
        loaded.set(index, block)
      }
      if (!isKept) source.recycle?.(bytes)
      start += group.length
    }
    return loaded
  }

  async #decoded(raw: Uint8Array, level: Level, index: number, isOwn: boolean): Promise<Samples> {
    const { name } = this.#source(level)
    try {
      return await decodeBlock(raw, level, this.#rowsOf(level, index), this.#codecs, name, isOwn)
    } catch (error) {
      if (error instanceof Problem && error.code === 'scene/damaged' && this.#damaged.size < damagedLimit)
        this.#damaged.set(this.#key(level, index), error)
      throw error
    }
  }

  #checkSize(level: Level, bytes: number): void {
    if (bytes <= directLimit) return
    const megabytes = Math.round(bytes / 2 ** 20)
    const what = `One of its blocks takes ${megabytes} MB in the file, more than can be read at once.`
    throw unsupportedScene(this.#source(level).name, what)
  }

  /** A block that was never written: nodata where the scene has such a value, else 0. */
  #sparse(level: Level, index: number): Samples {
    const plane = Math.floor(index / (level.blocksAcross * level.blocksDown))
    const length = level.blockWidth * this.#rowsOf(level, index) * samplesInBlock(level)
    if (length > directLimit)
      throw unsupportedScene(this.#source(level).name, 'Its blocks are too large to be read.')
    const samples = samplesOf(level.sampleType, length)
    const value = this.#fill(level, level.planar === 'band' ? plane : 0)
    return value === 0 ? samples : samples.fill(value)
  }

  #fill(level: Level, plane: number): number {
    const isMask = level.photometric === Photometric.mask
    return isMask ? 0 : fillOfBlocks(this.image.bands[plane] ?? null)
  }

  #rowsOf(level: Level, index: number): number {
    return rowsInBlock(level, Math.floor(index / level.blocksAcross) % level.blocksDown)
  }

  #index(level: Level): BlockIndex {
    const known = this.#indexes.get(level)
    if (known !== undefined) return known
    const index = new BlockIndex(level, this.#source(level))
    this.#indexes.set(level, index)
    return index
  }

  #source(level: Level): ByteSource {
    const source = this.#sources[level.file]
    if (source === undefined) throw damagedScene(this.#sources.scene.name, `Its .${level.file} file is gone.`)
    return source
  }

  #key(level: Level, index: number): string {
    let number = this.#numbers.get(level)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(level, number)
    }
    return `${number}/${index}`
  }
}
