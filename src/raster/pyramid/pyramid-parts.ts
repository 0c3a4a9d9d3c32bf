import { Problem } from '../../domain/problem.ts'
import { planesOf, rowBytesOf, rowsInBlock, samplesInBlock } from '../decoding/decode-block.ts'
import { unpacksInRows } from '../decoding/strip-rows.ts'
import { samplesOf, type Level, type PixelImage } from '../scene-image.ts'
import type { SceneReader } from '../scene-reader.ts'
import type { Samples } from '../tiff/tiff-encode-block.ts'
import { fillOfBlocks } from '../validity.ts'

/** A part of the full resolution that one thread reads: block rows and columns of one plane, cut to `rows`. */
export interface FillPart {
  /** The image plane where bands are stored apart, else 0. `mask`: the transparency mask instead of the bands. */
  readonly plane: number | 'mask'
  readonly firstRow: number
  readonly rows: number
  readonly firstBlock: number
  readonly blocks: number
}

/** Decoded bytes of one part: small, so that threads finish together. */
const partBytes = 2 * 1024 * 1024

/** Cuts a band of rows of the scene into parts for several threads; no block is in two parts. */
export function fillParts(base: Level, firstRow: number, rows: number): FillPart[] {
  const planes = planesOf(base)
  const parts: FillPart[] = []
  for (let plane = 0; plane < planes; plane += 1) parts.push(...partsOf(base, plane, firstRow, rows))
  if (base.mask !== null) parts.push(...partsOf(base.mask, 'mask', firstRow, rows))
  return parts
}

function partsOf(level: Level, plane: FillPart['plane'], firstRow: number, rows: number): FillPart[] {
  const parts: FillPart[] = []
  const rowBytes = rowBytesOf(level)
  const end = firstRow + rows
  if (level.layout === 'striped') {
    // Whole strips together; tall strips of which rows can be read are cut anywhere, but at their ends in any case.
    const isTall = unpacksInRows(level)
    const strip = isTall || (level.compression === 'NONE' && level.predictor === 1) ? 1 : level.blockHeight
    const step = strip * Math.max(1, Math.floor(partBytes / (rowBytes * strip)))
    for (let row = firstRow; row < end;) {
      const border = isTall ? (Math.floor(row / level.blockHeight) + 1) * level.blockHeight : end
      const next = Math.min(end, border, (Math.floor(row / step) + 1) * step)
      parts.push({ plane, firstRow: row, rows: next - row, firstBlock: 0, blocks: 1 })
      row = next
    }
    return parts
  }
  const blockBytes = level.blockWidth * level.blockHeight * samplesInBlock(level) * (level.bitsPerSample / 8)
  const step = Math.max(1, Math.floor(partBytes / blockBytes))
  for (let row = firstRow; row < end;) {
    const next = Math.min(end, (Math.floor(row / level.blockHeight) + 1) * level.blockHeight)
    for (let block = 0; block < level.blocksAcross; block += step) {
      const blocks = Math.min(step, level.blocksAcross - block)
      parts.push({ plane, firstRow: row, rows: next - row, firstBlock: block, blocks })
    }
    row = next
  }
  return parts
}

/** A row of tiles that is larger is decoded anew for each band of rows: to keep it costs more memory than it saves time. */
const mostKeptTiles = 160 * 1024 * 1024

/**
 * Decoded bytes that a reader has to keep so that compressed blocks which reach over several bands of `bandRows` rows are
 * decoded once; 0 where none does, or where they are tiles too large to be kept.
 */
export function keptBytes(image: PixelImage, bandRows: number): number {
  const [base] = image.levels
  if (base === undefined) return 0
  const kept = [base, base.mask].map((level) => (level === null ? 0 : keptOf(level, bandRows)))
  const bytes = kept.reduce((sum, one) => sum + one, 0)
  return bytes === 0 ? 0 : bytes + 1
}

function keptOf(level: Level, bandRows: number): number {
  const isInOneBand = bandRows % level.blockHeight === 0
  if (level.compression === 'NONE' || unpacksInRows(level) || isInOneBand) return 0
  if (level.layout === 'striped') return 2 * decodedBytes(level)
  const row = planesOf(level) * level.blocksAcross * decodedBytes(level)
  // A reader keeps no block that takes more than half of its room.
  return row <= mostKeptTiles ? Math.max(row, 2 * decodedBytes(level)) : 0
}

/**
 * Whether each block has to be read by one thread alone, from its first row to its last: strips that are unpacked row by
 * row, and blocks that are kept.
 */
export function readsInLanes(image: PixelImage, bandRows: number): boolean {
  const [base] = image.levels
  const rows = [base, base?.mask].some((level) => level != null && unpacksInRows(level))
  return rows || keptBytes(image, bandRows) > 0
}

/** Bytes of a block's samples in memory: samples of 1 bit take a byte each there. */
function decodedBytes(level: Level): number {
  const rows = rowsInBlock(level, 0)
  return rows * level.blockWidth * samplesInBlock(level) * samplesOf(level.sampleType, 0).BYTES_PER_ELEMENT
}

/** Where the samples of a part go: rows of the full resolution, interleaved by pixel. */
export interface FillTarget {
  readonly samples: Samples
  readonly width: number
  /** Interleaved samples of a pixel. */
  readonly bands: number
  /** The row of the full resolution that stands first in `samples`. */
  readonly firstRow: number
}

/** Blocks of a part that are damaged, and those of them of which nothing could be read. */
export interface Damage {
  readonly damaged: number
  readonly lost: number
}

/**
 * Reads one part of the full resolution into shared rows. Blocks that are damaged are left empty (nodata, else 0); tall
 * strips from where they are damaged on. Each counts once, however many parts it reaches over.
 * @param release called with decoded samples that are no longer needed
 * @throws Problem scene/unsupported, file/unreadable
 */
export async function readPart(
  reader: SceneReader,
  part: FillPart,
  target: FillTarget,
  release: (samples: Samples) => void,
): Promise<Damage> {
  const [base] = reader.image.levels
  const level = part.plane === 'mask' ? base?.mask : base
  if (level === undefined || level === null) return { damaged: 0, lost: 0 }
  const plane = part.plane === 'mask' ? 0 : part.plane
  if (reader.readsRows(level)) {
    const block = await unlessDamaged(reader.rows(level, plane, part.firstRow, part.rows))
    const from = { left: 0, top: part.firstRow, width: level.width, rows: part.rows }
    copyRows(block ?? emptyBlock(reader, level, part, part.rows), level, from, plane, part, target)
    if (block !== null) release(block)
    return block === null ? damageOfRows(level, part) : { damaged: 0, lost: 0 }
  }
  const places: { index: number; left: number; top: number }[] = []
  const firstDown = Math.floor(part.firstRow / level.blockHeight)
  const lastDown = Math.floor((part.firstRow + part.rows - 1) / level.blockHeight)
  for (let down = firstDown; down <= lastDown; down += 1) {
    for (let across = part.firstBlock; across < part.firstBlock + part.blocks; across += 1) {
      places.push({
        index: (plane * level.blocksDown + down) * level.blocksAcross + across,
        left: across * level.blockWidth,
        top: down * level.blockHeight,
      })
    }
  }
  const blocks = await soundBlocks(
    reader,
    level,
    places.map(({ index }) => index),
  )
  places.forEach(({ left, top }, index) => {
    const block = blocks[index] ?? null
    const whole = { left, top, width: level.blockWidth, rows: level.blockHeight }
    if (block !== null) {
      copyRows(block, level, whole, plane, part, target)
      release(block)
      return
    }
    // Of a tall block only what is wanted of it: nothing of its size was ever seen.
    const from = Math.max(top, part.firstRow)
    const rows = Math.min(top + level.blockHeight, part.firstRow + part.rows) - from
    copyRows(emptyBlock(reader, level, part, rows), level, { ...whole, top: from, rows }, plane, part, target)
  })
  const begin = (index: number) => (places[index]?.top ?? 0) >= part.firstRow
  const damaged = blocks.filter((block, index) => block === null && begin(index)).length
  return { damaged, lost: damaged }
}

/** What is damaged stays so to the strip's end; where its first rows are, nothing of it can be read. */
function damageOfRows({ blockHeight, height }: Level, { firstRow, rows }: FillPart): Damage {
  const end = firstRow + rows
  const beginnings = Math.ceil(end / blockHeight) - Math.ceil(firstRow / blockHeight)
  const ends = Math.floor(end / blockHeight) - Math.floor(firstRow / blockHeight)
  const isLast = end === height && height % blockHeight > 0
  return { damaged: ends + (isLast ? 1 : 0), lost: beginnings }
}

/** All blocks at once; where one is damaged each by itself, null for those that are. */
async function soundBlocks(
  reader: SceneReader,
  level: Level,
  indexes: readonly number[],
): Promise<(Samples | null)[]> {
  const together = await unlessDamaged(reader.blocks(level, indexes))
  if (together !== null) return together
  const single: (Samples | null)[] = []
  for (const index of indexes) single.push((await unlessDamaged(reader.blocks(level, [index])))?.[0] ?? null)
  return single
}

async function unlessDamaged<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Problem && error.code === 'scene/damaged') return null
    throw error
  }
}

/** Samples that stand for "nothing here" in the place of a block. */
function emptyBlock(reader: SceneReader, level: Level, part: FillPart, rows: number): Samples {
  const band = reader.image.bands[part.plane === 'mask' ? -1 : part.plane]
  const samples = samplesOf(level.sampleType, level.blockWidth * rows * samplesInBlock(level))
  return samples.fill(fillOfBlocks(band ?? null))
}

/** Copies what a block and a part have in common. */
function copyRows(
  block: Samples,
  level: Level,
  from: { readonly left: number; readonly top: number; readonly width: number; readonly rows: number },
  plane: number,
  part: FillPart,
  target: FillTarget,
): void {
  const together = samplesInBlock(level)
  const first = Math.max(part.firstRow, from.top)
  const end = Math.min(part.firstRow + part.rows, from.top + from.rows, level.height)
  const columns = Math.min(from.width, level.width - from.left)
  const { bands, width, samples } = target
  const stride = width * bands
  if (together === bands && columns === from.width && columns === width) {
    const start = (first - from.top) * stride
    samples.set(block.subarray(start, start + (end - first) * stride), (first - target.firstRow) * stride)
    return
  }
  for (let row = first; row < end; row += 1) {
    const line = (row - from.top) * from.width * together
    let to = (row - target.firstRow) * stride + from.left * bands
    if (together === bands) {
      samples.set(block.subarray(line, line + columns * bands), to)
      continue
    }
    to += plane
    for (let at = line; at < line + columns; at += 1, to += bands) samples[to] = block[at] ?? 0
  }
}
