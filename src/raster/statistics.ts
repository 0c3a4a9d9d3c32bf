import { planesOf, rowBytesOf, samplesInBlock } from './decoding/decode-block.ts'
import { stopsEarly } from './decoding/decoders.ts'
import { unpacksInRows } from './decoding/strip-rows.ts'
import { readGrid, type Pixels } from './read-window.ts'
import type { BandInfo, Level, Samples } from './scene-image.ts'
import type { SceneReader } from './scene-reader.ts'
import { noDataTest } from './validity.ts'

/** Statistics of one band over the valid pixels of a sample. */
export interface BandStatistics {
  readonly band: number
  /** Valid samples that the numbers rest on; with 0 all numbers are 0. */
  readonly count: number
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly standardDeviation: number
  readonly histogram: Histogram
  /** The sampled values in ascending order: percentiles are read from them. */
  readonly sorted: Float64Array
}

/** Equal bins from `low` to `high`, both included. */
export interface Histogram {
  readonly low: number
  readonly high: number
  readonly counts: Uint32Array
}

/** A part of the full resolution. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** At most so many columns and rows are sampled: 390,625 samples of a large scene, some milliseconds. */
const gridSide = 625
/** Samples of all bands together: of hundreds of bands fewer each are looked at, or they would not fit into memory. */
const sampleBudget = 16_000_000
/** Planes of bands for each of which the budgets below hold; beyond, they share as much as these have. */
const planesInFull = 16
/** Decoded bytes: some hundred tiles, half a second. */
const blockBudget = 128 * 1024 * 1024
/** Of strips, which reach over all columns: less of a wide scene tells as much, and nothing is drawn before. */
const stripBudget = 16 * 1024 * 1024
/** Of strips too tall to be held, which are unpacked from their first row on: three seconds. */
const tallBudget = 1024 * 1024 * 1024
const blockLimit = 4096
/** In fewer strips their first rows are not spread evenly enough. */
const fewStrips = 32
const histogramBins = 256

/**
 * Statistics over a fixed grid of pixels of the full resolution. The same file gives the same numbers every time; overviews are never used,
 * because averaging narrows the tails that a percentile stretch needs.
 * @param region the part to look at; the whole scene where it is left out
 * @throws Problem as readWindow does; an AbortError when `signal` aborts
 */
export async function sceneStatistics(
  reader: SceneReader,
  bands: readonly number[],
  region?: Region,
  signal?: AbortSignal,
): Promise<BandStatistics[]> {
  const { width, height } = reader.image
  const part = region ?? { x: 0, y: 0, width, height }
  const { columns, rows } = sampleGrid(reader, part)
  const pixels = await readGrid(reader, 0, columns, rows, bands, signal)
  return bands.map((band, index) => {
    const samples = pixels.samples[index]
    const info = reader.image.bands[band - 1] ?? null
    return statisticsOf(
      band,
      samples === undefined ? new Float64Array() : validSamples(samples, pixels, info),
    )
  })
}

/**
 * Which columns and rows are sampled: evenly spread, but so that no more blocks are decoded than `blockBudget` allows.
 * It depends on the file alone.
 */
export function sampleGrid(reader: SceneReader, part: Region): { columns: Int32Array; rows: Int32Array } {
  const [level] = reader.image.levels
  const side = Math.min(
    gridSide,
    Math.max(8, Math.floor(Math.sqrt(sampleBudget / reader.image.bands.length))),
  )
  const columns = spread(part.x, part.width, 1, Infinity, side)
  if (level === undefined) return { columns, rows: spread(part.y, part.height, 1, Infinity, side) }
  const isLarge =
    part.height * rowBytesOf(level) > stripBudget && part.height >= fewStrips * level.blockHeight
  const fromTop = stopsEarly(level) || unpacksInRows(level)
  if (fromTop && isLarge) return { columns, rows: topsOf(level, part, side) }
  if (reader.readsRows(level))
    return { columns, rows: spread(part.y, rowsToUnpack(level, part), 1, Infinity, side) }
  const blockBytes = level.blockWidth * level.blockHeight * samplesInBlock(level) * (level.bitsPerSample / 8)
  const budget = (level.layout === 'striped' ? stripBudget : blockBudget) / planeShare(level)
  const blocks = Math.max(1, Math.min(blockLimit, budget / blockBytes))
  // As many blocks across as down, in proportion to the sides; strips are one across.
  const across = Math.ceil(part.width / level.blockWidth) + 1
  const down = Math.ceil(part.height / level.blockHeight) + 1
  const share = Math.sqrt(Math.min(1, blocks / (across * down)))
  const columnBlocks = across <= 2 ? across : Math.max(1, Math.floor(across * share))
  const rowBlocks = Math.max(1, Math.floor(blocks / columnBlocks))
  return {
    columns: spread(part.x, part.width, level.blockWidth, columnBlocks, side),
    rows: spread(part.y, part.height, level.blockHeight, rowBlocks, side),
  }
}

/** By how much the planes of a level are more than those that are looked at in full. */
function planeShare(level: Level): number {
  return Math.max(1, planesOf(level) / planesInFull)
}

/** Rows among which some are chosen: all, but of tall compressed strips no more than the budget allows to unpack. */
function rowsToUnpack(level: Level, { y, height }: Region): number {
  if (!unpacksInRows(level)) return height
  const within = Math.floor(tallBudget / (planesOf(level) * rowBytesOf(level)))
  return Math.max(1, Math.min(height, within - (y % level.blockHeight)))
}

/** The first rows of strips, where these alone can be decoded: as many as the budget allows, of all strips alike. */
function topsOf(level: Level, part: Region, side: number): Int32Array {
  const strip = level.blockHeight
  const strips = Math.ceil(part.height / strip)
  const budget = stripBudget / planeShare(level)
  const rows = Math.min(side, part.height, Math.max(1, Math.floor(budget / rowBytesOf(level))))
  const perStrip = Math.min(strip, Math.max(1, Math.floor(rows / strips)))
  const chosen = Math.min(strips, Math.ceil(rows / perStrip))
  const first = Math.ceil(part.y / strip)
  const list: number[] = []
  for (let index = 0; index < chosen; index += 1) {
    const top = (first + Math.floor((index * strips) / chosen)) * strip
    for (let row = top; row < top + perStrip; row += 1) if (row < part.y + part.height) list.push(row)
  }
  return Int32Array.from(list)
}

/** At most `most` positions from `start`, in at most `mostBlocks` blocks. */
function spread(
  start: number,
  size: number,
  blockSize: number,
  mostBlocks: number,
  most: number,
): Int32Array {
  const count = Math.min(size, most)
  const first = Math.floor(start / blockSize)
  const blocks = Math.ceil((start + size) / blockSize) - first
  const list = new Set<number>()
  if (blocks <= mostBlocks) {
    for (let index = 0; index < count; index += 1)
      list.add(start + Math.floor(((index + 0.5) * size) / count))
    return Int32Array.from(list)
  }
  const perBlock = Math.max(1, Math.min(blockSize, Math.floor(count / mostBlocks)))
  for (let index = 0; index < mostBlocks; index += 1) {
    const block = first + Math.floor(((index + 0.5) * blocks) / mostBlocks)
    for (let inside = 0; inside < perBlock; inside += 1) {
      const position = block * blockSize + Math.floor(((inside + 0.5) * blockSize) / perBlock)
      if (position >= start && position < start + size) list.add(position)
    }
  }
  return list.size === 0 ? Int32Array.of(start) : Int32Array.from(list)
}

/** The finite samples of a band that have data, in the order of the pixels. */
export function validSamples(samples: Samples, pixels: Pixels, band: BandInfo | null): Float64Array {
  const isNoData = noDataTest(samples, band)
  const values = new Float64Array(samples.length)
  let count = 0
  for (let index = 0; index < samples.length; index += 1) {
    if (pixels.valid?.[index] === 0) continue
    const value = samples[index] ?? NaN
    if (isNoData?.(value) === true || !Number.isFinite(value)) continue
    values[count] = value
    count += 1
  }
  return values.subarray(0, count)
}

/** Statistics of values of one band; they are sorted in place. */
export function statisticsOf(band: number, values: Float64Array): BandStatistics {
  const counted = sortAndCount(values)
  const count = values.length
  const min = values[0] ?? 0
  const max = values[count - 1] ?? 0
  let sum = 0
  counted.values.forEach((value, index) => (sum += value * (counted.times[index] ?? 0)))
  const mean = count === 0 ? 0 : sum / count
  let squares = 0
  counted.values.forEach((value, index) => (squares += (value - mean) ** 2 * (counted.times[index] ?? 0)))
  const standardDeviation = count === 0 ? 0 : Math.sqrt(squares / count)
  const histogram = histogramOf(counted, min, max)
  return { band, count, min, max, mean, standardDeviation, histogram, sorted: values }
}

/** Values in ascending order, and how often each is there. */
interface Counted {
  readonly values: Float64Array
  readonly times: Uint32Array
}

/** Whole numbers of at most 16 bits are counted, which is many times quicker than to compare them. */
function sortAndCount(values: Float64Array): Counted {
  let [low, high, areWhole] = [Infinity, -Infinity, true]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
    if (areWhole && !Number.isInteger(value)) areWhole = false
  }
  const range = high - low + 1
  if (values.length === 0 || !areWhole || !(range <= 65_536))
    return { values: values.sort(), times: new Uint32Array(values.length).fill(1) }
  const times = new Uint32Array(range)
  for (const value of values) times[value - low] = (times[value - low] ?? 0) + 1
  let at = 0
  times.forEach((count, index) => {
    values.fill(low + index, at, at + count)
    at += count
  })
  return { values: Float64Array.from(times, (_, index) => low + index), times }
}

function histogramOf({ values, times }: Counted, low: number, high: number): Histogram {
  const counts = new Uint32Array(histogramBins)
  const scale = high > low ? histogramBins / (high - low) : 0
  values.forEach((value, index) => {
    const bin = Math.min(histogramBins - 1, Math.floor((value - low) * scale))
    counts[bin] = (counts[bin] ?? 0) + (times[index] ?? 0)
  })
  return { low, high, counts }
}

/** The value below which `percent` of the samples lie (nearest rank); 0 where there are none. */
export function percentile(statistics: BandStatistics, percent: number): number {
  const { sorted } = statistics
  const rank = Math.round((percent / 100) * (sorted.length - 1))
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? 0
}
