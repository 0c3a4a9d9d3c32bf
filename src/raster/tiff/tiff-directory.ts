import type { ByteSource } from '../byte-source.ts'
import { Pages } from './file-pages.ts'
import { damagedScene, notTiff } from './refusals.ts'
import { Tag, fieldSize } from './tiff-tags.ts'

const directoryLimit = 4096
const entryLimit = 4096
/** In all directories together, which may lie over each other in a small file. */
const entriesLimit = 100_000
const childLimit = 64

/** A tag and where its values stand; they lie inside the file. */
export interface DirectoryEntry {
  readonly tag: number
  readonly type: number
  readonly count: number
  /** Offset of the first value in the file. */
  readonly at: number
  readonly byteLength: number
}

export interface TiffStructure {
  readonly bigTiff: boolean
  readonly bigEndian: boolean
  readonly directories: readonly TiffDirectory[]
  /** What the first directory names as its SubIFDs: overviews in some files. */
  readonly children: readonly TiffDirectory[]
  readonly problems: readonly string[]
}

/**
 * Reads the chain of directories of a TIFF or BigTIFF before anything is allocated by what the file claims: no
 * directory twice, at most 4096 of them, and every value inside the file. A fault behind the first directory ends the
 * walk and is noted; a fault in the first is thrown.
 * @throws Problem scene/not-tiff, scene/damaged, and what the source throws
 */
export async function readDirectories(source: ByteSource, signal?: AbortSignal): Promise<TiffStructure> {
  const pages = new Pages(source, signal)
  const header = await readHeader(pages, source)
  const directories: TiffDirectory[] = []
  const problems: string[] = []
  const seen = new Set<number>()
  let entriesSoFar = 0
  let at = header.first
  while (at !== 0) {
    const fault = seen.has(at)
      ? 'The chain of image directories runs in a circle.'
      : directories.length >= directoryLimit || entriesSoFar > entriesLimit
        ? `There are more image directories than can be read; those behind the first ${directories.length} are left out.`
        : null
    if (fault !== null) {
      problems.push(fault)
      break
    }
    seen.add(at)
    try {
      const { directory, next } = await readDirectory(pages, source, header, at)
      directories.push(directory)
      entriesSoFar += directory.entries.size
      problems.push(...directory.problems)
      at = next
    } catch (error) {
      if (directories.length === 0 || signal?.aborted === true) throw error
      problems.push(
        `Image directory ${directories.length + 1} can't be read; the rest of the file is left out.`,
      )
      break
    }
  }
  const [first] = directories
  if (first === undefined) throw damagedScene(source.name, 'The file has a TIFF header but no image.')
  const children: TiffDirectory[] = []
  for (const child of await first.numbers(Tag.subIfds, childLimit)) {
    if (child === 0 || seen.has(child)) continue
    seen.add(child)
    try {
      children.push((await readDirectory(pages, source, header, child)).directory)
    } catch (error) {
      if (signal?.aborted === true) throw error
      problems.push('A subdirectory of the image cannot be read and is left out.')
    }
  }
  return {
    bigTiff: header.bigTiff,
    bigEndian: header.bigEndian,
    directories,
    children,
    problems: [...new Set(problems)],
  }
}

interface Header {
  readonly bigTiff: boolean
  readonly bigEndian: boolean
  readonly first: number
}

async function readHeader(pages: Pages, source: ByteSource): Promise<Header> {
  if (source.size < 8) {
    const what = source.size === 0 ? 'The file is empty.' : 'The file is too short to be a TIFF.'
    throw notTiff(source.name, what)
  }
  const head = await pages.view(0, Math.min(16, source.size))
  const order = head.getUint16(0, false)
  if (order !== 0x4949 && order !== 0x4d4d) throw notTiff(source.name, 'The file is not a TIFF.')
  const bigEndian = order === 0x4d4d
  const version = head.getUint16(2, !bigEndian)
  if (version === 42) return { bigTiff: false, bigEndian, first: head.getUint32(4, !bigEndian) }
  if (version !== 43) throw notTiff(source.name, 'The file is not a TIFF.')
  if (head.byteLength < 16 || head.getUint16(4, !bigEndian) !== 8) {
    throw damagedScene(source.name, 'The BigTIFF header is damaged.')
  }
  return { bigTiff: true, bigEndian, first: unsigned64(head, 8, !bigEndian) }
}

async function readDirectory(pages: Pages, source: ByteSource, header: Header, at: number) {
  const { bigTiff, bigEndian } = header
  const outside = () => damagedScene(source.name, 'An image directory lies outside of the file.')
  const countBytes = bigTiff ? 8 : 2
  const entryBytes = bigTiff ? 20 : 12
  if (at + countBytes > source.size) throw outside()
  const head = await pages.view(at, countBytes)
  const count = bigTiff ? unsigned64(head, 0, !bigEndian) : head.getUint16(0, !bigEndian)
  if (count === 0 || count > entryLimit) {
    throw damagedScene(source.name, `An image directory claims ${count} entries.`)
  }
  const start = at + countBytes
  if (start + count * entryBytes > source.size) throw outside()
  const view = await pages.view(start, count * entryBytes)
  const entries = new Map<number, DirectoryEntry>()
  const outsiders: number[] = []
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(view, index * entryBytes, start, header)
    if (entry === null || entries.has(entry.tag)) continue
    if (entry.at + entry.byteLength > source.size) {
      outsiders.push(entry.tag)
      continue
    }
    entries.set(entry.tag, entry)
  }
  const nextAt = start + count * entryBytes
  const nextBytes = bigTiff ? 8 : 4
  let next = 0
  if (nextAt + nextBytes <= source.size) {
    const tail = await pages.view(nextAt, nextBytes)
    next = bigTiff ? unsigned64(tail, 0, !bigEndian) : tail.getUint32(0, !bigEndian)
  }
  return { directory: new TiffDirectory(entries, outsideProblems(outsiders), pages, bigEndian), next }
}

/** One sentence on the tags whose values are not in the file. */
function outsideProblems(tags: readonly number[]): string[] {
  const [first, ...others] = tags.slice(0, 8)
  if (first === undefined) return []
  const more = tags.length > 8 ? ` and ${tags.length - 8} more` : ''
  const which = others.length === 0 ? `tag ${first}` : `tags ${[first, ...others].join(', ')}${more}`
  return [`The values of ${which} lie outside of the file.`]
}

function readEntry(view: DataView, position: number, start: number, header: Header): DirectoryEntry | null {
  const little = !header.bigEndian
  const tag = view.getUint16(position, little)
  const type = view.getUint16(position + 2, little)
  const size = fieldSize[type]
  if (size === undefined) return null
  const count = header.bigTiff ? unsigned64(view, position + 4, little) : view.getUint32(position + 4, little)
  const byteLength = count * size
  const field = position + (header.bigTiff ? 12 : 8)
  const inline = byteLength <= (header.bigTiff ? 8 : 4)
  const pointer = header.bigTiff ? unsigned64(view, field, little) : view.getUint32(field, little)
  return { tag, type, count, at: inline ? start + field : pointer, byteLength }
}

/** The entries of one directory; values are read when asked for. */
export class TiffDirectory {
  readonly entries: ReadonlyMap<number, DirectoryEntry>
  readonly problems: readonly string[]
  readonly #pages: Pages
  readonly #little: boolean

  constructor(
    entries: ReadonlyMap<number, DirectoryEntry>,
    problems: readonly string[],
    pages: Pages,
    bigEndian: boolean,
  ) {
    this.entries = entries
    this.problems = problems
    this.#pages = pages
    this.#little = !bigEndian
  }

  /** The first value of a numeric tag, or `otherwise` where the tag is missing. */
  async number(tag: number, otherwise: number): Promise<number> {
    return (await this.numbers(tag, 1))[0] ?? otherwise
  }

  /** At most `limit` values of a numeric tag; empty where the tag is missing or is no number. */
  async numbers(tag: number, limit: number): Promise<number[]> {
    return [...(await this.#values(tag, limit))]
  }

  /** The different ones among at most `limit` values of a numeric tag, in the order in which they first stand there. */
  async distinctNumbers(tag: number, limit: number): Promise<number[]> {
    const found = new Set<number>()
    let last: number | undefined
    for (const value of await this.#values(tag, limit)) {
      if (value !== last) found.add(value)
      last = value
    }
    return [...found]
  }

  /** At most `limit` values of a numeric tag, one after the other: a million of them needs no list. */
  async #values(tag: number, limit: number): Promise<Iterable<number>> {
    const entry = this.entries.get(tag)
    const count = Math.min(entry?.count ?? 0, limit)
    if (entry === undefined || count === 0) return []
    const size = fieldSize[entry.type] ?? 1
    const view = await this.#pages.view(entry.at, count * size)
    return this.#each(view, count, size, entry.type)
  }

  *#each(view: DataView, count: number, size: number, type: number): Generator<number> {
    for (let index = 0; index < count; index += 1) yield this.#value(view, index * size, type)
  }

  /** The bytes of a tag, at most `limit`; null where the tag is missing. */
  async bytes(tag: number, limit: number): Promise<Uint8Array | null> {
    const entry = this.entries.get(tag)
    if (entry === undefined || entry.byteLength > limit) return null
    const view = await this.#pages.view(entry.at, entry.byteLength)
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice()
  }

  /** The text of an ASCII tag up to its first NUL, read as UTF-8; null where it is missing or over 4 MB. */
  async text(tag: number): Promise<string | null> {
    const bytes = await this.bytes(tag, 4 * 1024 * 1024)
    if (bytes === null) return null
    const end = bytes.indexOf(0)
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim()
  }

  #value(view: DataView, at: number, type: number): number {
    const little = this.#little
    switch (type) {
      case 3:
        return view.getUint16(at, little)
      case 4:
      case 13:
        return view.getUint32(at, little)
      case 5:
        return view.getUint32(at, little) / view.getUint32(at + 4, little)
      case 6:
        return view.getInt8(at)
      case 8:
        return view.getInt16(at, little)
      case 9:
        return view.getInt32(at, little)
      case 10:
        return view.getInt32(at, little) / view.getInt32(at + 4, little)
      case 11:
        return view.getFloat32(at, little)
      case 12:
        return view.getFloat64(at, little)
      case 16:
      case 18:
        return unsigned64(view, at, little)
      case 17:
        return Number(view.getBigInt64(at, little))
      default:
        return view.getUint8(at)
    }
  }
}

/** Whether the directory is an overview, a mask, or a page of its own. */
export async function directoryRole(directory: TiffDirectory) {
  const type = await directory.number(Tag.newSubfileType, 0)
  const old = await directory.number(Tag.subfileType, 0)
  return { reduced: (type & 1) !== 0 || old === 2, mask: (type & 4) !== 0 }
}

/** An unsigned 64-bit number; beyond 2^53 it loses digits but stays outside of every file. */
function unsigned64(view: DataView, at: number, little: boolean): number {
  return Number(view.getBigUint64(at, little))
}
