import { rowBytesOf, sampleBytesOf, samplesInBlock, storedBytesOf } from './decoding/decode-block.ts'
import { stopsEarly } from './decoding/decoders.ts'
import { damagedScene, unsupportedScene } from './tiff/refusals.ts'
import { oneAhead } from './one-ahead.ts'
import { batchesOf } from './batches.ts'
import { runsOf, type Run } from './row-runs.ts'
import { samplesOf, type Level, type Samples } from './scene-image.ts'
import type { SceneReader } from './scene-reader.ts'
import { spansOf, type Span } from './spans.ts'
import { invalidPixels } from './validity.ts'

/** A part of one level, in that level's columns and rows; it lies inside the level. */
export interface PixelWindow {
  readonly level: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Bands by GDAL's numbers, from 1. */
  readonly bands: readonly number[]
}

export interface Pixels {
  readonly width: number
  readonly height: number
  /** One array a band, row by row, in the file's own type. */
  readonly samples: Samples[]
  /** 1 where a pixel has data, 0 where it has none (nodata, alpha 0, mask); null where all have. */
  readonly valid: Uint8Array | null
}

/** Columns or rows to read: `count` of them from `start`, each `step` apart (nearest; 1 reads every one). */
export interface Axis {
  readonly start: number
  readonly step: number
  readonly count: number
}

/** Chosen columns or rows, in ascending order. */
export type Choice = Axis | Int32Array

/** Decoded bytes that are asked for at once while a large window is read. */
const batchBytes = 32 * 1024 * 1024
const batchBlocks = 1024
/** Rows that lie apart are asked for so many at once, and rows that lie together in so few reads. */
const readsAtOnce = 64
const readBytes = batchBytes / 4
const outputLimit = 1024 * 1024 * 1024
/** Where each band has blocks of its own, one of each is unpacked even for a single pixel: some seconds of work. */
const unpackedLimit = 4 * 1024 * 1024 * 1024

/**
 * Reads a window of one level: every pixel, in the file's own type.
 * @throws Problem scene/damaged, scene/unsupported, file/unreadable; an AbortError when `signal` aborts
 */
export function readWindow(reader: SceneReader, window: PixelWindow, signal?: AbortSignal): Promise<Pixels> {
  const columns = { start: window.x, step: 1, count: window.width }
  const rows = { start: window.y, step: 1, count: window.height }
  return readGrid(reader, window.level, columns, rows, window.bands, signal)
}

/**
 * Reads every so-many-th column and row of a level (nearest sample), touching only the blocks that hold them: what
 * statistics and zoomed-out views of a scene without overviews read.
 */
export async function readGrid(
  reader: SceneReader,
  levelNumber: number,
  columns: Choice,
  rows: Choice,
  bands: readonly number[],
  signal?: AbortSignal,
): Promise<Pixels> {
  const level = levelAt(reader, levelNumber)
  const at = { columns: positions(columns, level.width, reader), rows: positions(rows, level.height, reader) }
  const { alphaBand } = reader.image
  const wanted = alphaBand === null || bands.includes(alphaBand) ? bands : [...bands, alphaBand]
  assertUnpackable(reader, level, wanted)
  const all = await samplesAt(reader, level, at, wanted, signal)
  const alpha = alphaBand === null ? null : (all[wanted.indexOf(alphaBand)] ?? null)
  const mask =
    level.mask === null ? null : ((await samplesAt(reader, level.mask, at, [1], signal))[0] ?? null)
  const samples = all.slice(0, bands.length)
  const infos = bands.map((band) => reader.image.bands[band - 1] ?? null)
  const valid = invalidPixels(samples, infos, [alpha, mask])
  return { width: at.columns.length, height: at.rows.length, samples, valid }
}

/**
 * The samples of all bands at pixels of the full resolution, in the order given. They are read from top to bottom, and
 * band by band where bands lie apart: tall strips are unpacked once and no further than needed.
 * @throws Problem as `readWindow` does
 */
export async function pixelsAt(
  reader: SceneReader,
  places: readonly { readonly column: number; readonly row: number }[],
): Promise<number[][]> {
  const level = levelAt(reader, 0)
  const bands = reader.image.bands.map(({ band }) => band)
  assertUnpackable(reader, level, bands)
  const found = places.map(() => bands.map(() => NaN))
  const downwards = places.map((place, index) => ({ ...place, index })).sort((a, b) => a.row - b.row)
  for (const together of level.planar === 'band' ? bands.map((band) => [band]) : [bands]) {
    for (const { column, row, index } of downwards) {
      const at = {
        columns: positions(Int32Array.of(column), level.width, reader),
        rows: positions(Int32Array.of(row), level.height, reader),
      }
      const samples = await samplesAt(reader, level, at, together, undefined)
      const values = found[index] ?? []
      together.forEach((band, which) => (values[band - 1] = samples[which]?.[0] ?? NaN))
    }
  }
  return found
}

interface Positions {
  readonly columns: Int32Array
  readonly rows: Int32Array
}

function levelAt(reader: SceneReader, number: number): Level {
  const level = reader.image.levels[number]
  if (level === undefined) throw damagedScene(reader.image.name, `It has no overview ${number}.`)
  return level
}

function assertUnpackable(reader: SceneReader, level: Level, bands: readonly number[]): void {
  if (level.planar !== 'band' || level.compression === 'NONE') return
  const bytes = storedBytesOf(level, Math.min(level.blockHeight, level.height)) * bands.length
  if (bytes <= unpackedLimit) return
  const gigabytes = Math.round(bytes / 2 ** 30)
  const what = `Its ${bands.length} bands lie in blocks of their own: ${gigabytes} GB would have to be unpacked for a single pixel.`
  throw unsupportedScene(reader.image.name, what)
}

function positions(choice: Choice, size: number, reader: SceneReader): Int32Array {
  const list = choice instanceof Int32Array ? choice : spread(choice, size)
  const outside = list.length < 1 || (list[0] ?? 0) < 0 || (list[list.length - 1] ?? 0) >= size
  if (outside) throw damagedScene(reader.image.name, 'A window outside of the image was asked for.')
  return list
}

function spread({ start, step, count }: Axis, size: number): Int32Array {
  const middle = step === 1 ? 0 : step / 2
  const list = new Int32Array(count)
  for (let index = 0; index < count; index += 1) {
    const position = Math.floor(start + index * step + middle)
    list[index] = step === 1 ? position : Math.min(size - 1, position)
  }
  return list
}

async function samplesAt(
  reader: SceneReader,
  level: Level,
  at: Positions,
  bands: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Samples[]> {
  const pixels = at.columns.length * at.rows.length
  const output = bands.map(() => samplesOf(level.sampleType, 0))
  const bytes = pixels * (output[0]?.BYTES_PER_ELEMENT ?? 1) * bands.length
  if (bytes > outputLimit)
    throw damagedScene(reader.image.name, 'A window too large to be read was asked for.')
  const filled = bands.map(() => samplesOf(level.sampleType, pixels))
  const separate = level.planar === 'band'
  // Interleaved bands come out of the same blocks; planar ones are read one after the other.
  const passes = separate
    ? bands.map((band, index) => ({ plane: band - 1, outputs: [{ band: 0, index }] }))
    : [{ plane: 0, outputs: bands.map((band, index) => ({ band: band - 1, index })) }]
  for (const { plane, outputs } of passes) {
    const targets = outputs.map(({ band, index }) => ({
      band,
      samples: filled[index] ?? samplesOf('Byte', 0),
    }))
    if (reader.readsRows(level)) await copyRows(reader, level, plane, at, targets, signal)
    else await copyBlocks(reader, level, plane, at, targets, signal)
  }
  return filled
}

interface Target {
  /** 0-based place of the band among the interleaved samples. */
  readonly band: number
  readonly samples: Samples
}

async function copyBlocks(
  reader: SceneReader,
  level: Level,
  plane: number,
  at: Positions,
  targets: readonly Target[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const spans = { columns: spansOf(at.columns, level.blockWidth), rows: spansOf(at.rows, level.blockHeight) }
  const tasks = spans.rows.flatMap((row) =>
    spans.columns.map((column) => ({
      row,
      column,
      index: (plane * level.blocksDown + row.block) * level.blocksAcross + column.block,
    })),
  )
  const blockBytes = sampleBytesOf(level, level.blockHeight)
  const batch = Math.max(1, Math.min(batchBlocks, Math.floor(batchBytes / Math.max(1, blockBytes))))
  const top = topRows(level, at, spans.rows)
  for (let start = 0; start < tasks.length; start += batch) {
    signal?.throwIfAborted()
    const part = tasks.slice(start, start + batch)
    const indexes = part.map((task) => task.index)
    const blocks = top === null ? await reader.blocks(level, indexes) : await reader.tops(level, indexes, top)
    part.forEach((task, index) => {
      const block = blocks[index]
      if (block === undefined) return
      const origin = { column: task.column.block * level.blockWidth, row: task.row.block * level.blockHeight }
      copyPart(block, level, origin, at, task, targets)
    })
  }
  signal?.throwIfAborted()
}

/** So many first rows of each strip hold all that is wanted of it; null where whole strips are no more work. */
function topRows(level: Level, at: Positions, spans: readonly Span[]): number | null {
  if (!stopsEarly(level)) return null
  const lowest = ({ block, to }: Span) => (at.rows[to - 1] ?? 0) - block * level.blockHeight + 1
  const rows = spans.reduce((most, span) => Math.max(most, lowest(span)), 0)
  return 2 * rows <= level.blockHeight && spans.length > 1 ? rows : null
}

async function copyRows(
  reader: SceneReader,
  level: Level,
  plane: number,
  at: Positions,
  targets: readonly Target[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const column = { block: 0, from: 0, to: at.columns.length }
  const perRead = Math.max(1, Math.floor(readBytes / sampleBytesOf(level, 1)))
  // Rows that lie near each other are read together with what is between them.
  const gap = Math.max(1, Math.floor((256 * 1024) / rowBytesOf(level)))
  const runs = runsOf(at.rows, gap, perRead)
  const read = (some: readonly Run[]) => {
    signal?.throwIfAborted()
    return Promise.all(some.map(({ first, count }) => reader.rows(level, plane, first, count, signal)))
  }
  const rowsAtOnce = Math.floor(batchBytes / 2 / sampleBytesOf(level, 1))
  const batches = batchesOf(runs, ({ count }) => count, rowsAtOnce, readsAtOnce)
  for await (const [some, blocks] of oneAhead(batches, read)) {
    some.forEach(({ from, to, first }, index) => {
      const span = { column, row: { block: 0, from, to } }
      const rows = blocks[index]
      if (rows !== undefined) copyPart(rows, level, { column: 0, row: first }, at, span, targets)
    })
  }
  signal?.throwIfAborted()
}

function copyPart(
  block: Samples,
  level: Level,
  origin: { readonly column: number; readonly row: number },
  at: Positions,
  spans: { readonly column: Span; readonly row: Span },
  targets: readonly Target[],
): void {
  const stride = samplesInBlock(level)
  const width = at.columns.length
  const { from, to } = spans.column
  const first = at.columns[from] ?? 0
  const contiguous = (at.columns[to - 1] ?? 0) - first === to - 1 - from
  for (const { band, samples } of targets) {
    for (let row = spans.row.from; row < spans.row.to; row += 1) {
      const line = ((at.rows[row] ?? 0) - origin.row) * level.blockWidth - origin.column
      const target = row * width
      if (stride === 1 && contiguous) {
        samples.set(block.subarray(line + first, line + first + to - from), target + from)
      } else if (contiguous) {
        let sample = (line + first) * stride + band
        for (let to = target + from; to < target + spans.column.to; to += 1, sample += stride) {
          samples[to] = block[sample] ?? 0
        }
      } else {
        for (let column = from; column < to; column += 1) {
          samples[target + column] = block[(line + (at.columns[column] ?? 0)) * stride + band] ?? 0
        }
      }
    }
  }
}
