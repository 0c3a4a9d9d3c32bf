import { Problem } from '../../domain/problem.ts'
import type { Codecs } from './codecs.ts'
import { subsampledBytes, toRgb } from './colour-models.ts'
import { decoderOf, stopsEarly, unreadableCodec } from './decoders.ts'
import { reverseBits, swapBytes, undoDifferences, undoFloatPredictor } from './predictors.ts'
import { damagedScene, unsupportedScene } from '../tiff/refusals.ts'
import { isComplex, samplesOf, type Level, type Samples } from '../scene-image.ts'
import { unpackSamples } from './unpack-samples.ts'

const megabyte = 1024 * 1024
/** A decompressed block may not be larger than this; taller strips need another way. */
const blockByteLimit = 256 * megabyte
/** Nor may it with the samples that are made of it: bits become bytes, half floats whole ones. */
const withSamplesLimit = 2 * blockByteLimit

/**
 * What a block of a level may hold: image decoders keep several copies of theirs in a memory of their own, and two
 * threads may be at it at once.
 */
function limitOf({ compression, planar, storedSamples }: Level): number {
  if (compression === 'LERC' || compression === 'WEBP') return 64 * megabyte
  if (compression !== 'JPEG') return blockByteLimit
  const isUsual = planar === 'band' || storedSamples === 1 || storedSamples === 3
  return (isUsual ? 128 : 32) * megabyte
}

/** Interleaved samples of one pixel within a block: all bands, or one where each band has its own blocks. */
export function samplesInBlock(level: Level): number {
  return level.planar === 'band' ? 1 : level.samplesPerPixel
}

/** How many images of blocks a level consists of: one, or one for each band where each has its own. */
export function planesOf({ planar, samplesPerPixel }: Pick<Level, 'planar' | 'samplesPerPixel'>): number {
  return planar === 'band' ? samplesPerPixel : 1
}

/** Interleaved samples of one pixel as a block holds them. */
function storedInBlock(level: Level): number {
  return level.planar === 'band' ? 1 : level.storedSamples
}

/** Bytes of one row of a block when decompressed. */
export function rowBytesOf(level: Level): number {
  return Math.ceil((level.blockWidth * storedInBlock(level) * level.bitsPerSample) / 8)
}

/** Bytes of so many rows of a block when decompressed. */
export function storedBytesOf(level: Level, rows: number): number {
  return level.colours?.kind === 'ycbcr' ? subsampledBytes(level, rows) : rowBytesOf(level) * rows
}

/** Rows that a block holds: the last strip is shorter, tiles never are. */
export function rowsInBlock(level: Level, blockRow: number): number {
  if (level.layout === 'tiled') return level.blockHeight
  return Math.min(level.blockHeight, level.height - blockRow * level.blockHeight)
}

/** Bytes of so many rows of a block as samples of the level's type. */
export function sampleBytesOf(level: Level, rows: number): number {
  const each = samplesOf(level.sampleType, 0).BYTES_PER_ELEMENT
  return level.blockWidth * samplesInBlock(level) * rows * each
}

/** Why the blocks of a level are too large to be decoded, as a sentence; null where they fit. */
export function tooLargeBlock(level: Level): string | null {
  // Strips that are not compressed are read row by row.
  if (level.compression === 'NONE' && level.layout === 'striped') return null
  const bytes = storedBytesOf(level, level.blockHeight)
  const samples = sampleBytesOf(level, level.blockHeight)
  const limit = limitOf(level)
  if (bytes <= limit && bytes + samples <= withSamplesLimit) return null
  const size = Math.round(Math.max(bytes, samples) / megabyte)
  return `Its pixels come in blocks of ${size} MB (${level.compression}), which are decoded as a whole; up to ${limit / megabyte} MB can be read.`
}

/**
 * Decodes one block to samples, row by row, interleaved where the file is.
 * @param isOwn whether `raw` belongs to the caller alone, so that samples that are not compressed may stay in it
 * @throws Problem scene/damaged, scene/unsupported
 */
export async function decodeBlock(
  raw: Uint8Array,
  level: Level,
  rows: number,
  codecs: Codecs,
  name: string,
  isOwn = false,
): Promise<Samples> {
  const decoder = decoderOf(level)
  if (decoder === null) throw unsupportedScene(name, unreadableCodec(level) ?? 'Its pixels can not be read.')
  const rowBytes = rowBytesOf(level)
  const expected = storedBytesOf(level, rows)
  const tooLarge = tooLargeBlock(level)
  if (tooLarge !== null) throw unsupportedScene(name, tooLarge)
  // Some writers fill up the last strip or pad a block: what is over is left out below.
  const most = stopsEarly(level) ? rows : level.blockHeight
  const maximum = Math.min(blockByteLimit, rowBytes * most) + 4096
  // JPEG streams are bytes, whatever the fill order says.
  const stored = level.reversedBits && level.compression !== 'JPEG' ? reverseBits(raw) : raw
  let bytes: Uint8Array | null
  try {
    bytes = await decoder.decode(stored, { level, rows, maximum, codecs })
  } catch (error) {
    if (error instanceof Problem) throw error
    throw damagedScene(name, `A block of pixels can't be decompressed (${level.compression}).`, error)
  }
  if (bytes === null)
    throw damagedScene(name, `A block of pixels can't be decompressed (${level.compression}).`)
  if (bytes.byteLength < expected) {
    throw damagedScene(name, `A block holds ${bytes.byteLength} bytes of pixels instead of ${expected}.`)
  }
  const own = ownBytes(bytes, expected, isOwn || level.compression !== 'NONE')
  if (decoder.output === 'stored') return samplesOfRows(own, level, rows)
  // libtiff swaps the samples of big-endian files before LERC sees them.
  if (level.compression === 'LERC' && level.bigEndian) swapBytes(own, level.bitsPerSample / 8)
  if (level.colours !== null) return toRgb(own, level, level.colours, rows)
  return unpackSamples(own, level, level.blockWidth * samplesInBlock(level), rows)
}

/** The samples of decompressed rows, which are changed where they lie: byte order, predictor and colours are undone. */
export function samplesOfRows(bytes: Uint8Array<ArrayBuffer>, level: Level, rows: number): Samples {
  restore(bytes, level, rowBytesOf(level))
  if (level.colours !== null) return toRgb(bytes, level, level.colours, rows)
  return unpackSamples(bytes, level, level.blockWidth * samplesInBlock(level), rows)
}

/** Exactly the block's bytes, in a buffer that nobody else writes to or keeps alive. */
function ownBytes(bytes: Uint8Array, length: number, fresh: boolean): Uint8Array<ArrayBuffer> {
  const exact = bytes.subarray(0, length)
  const mine = fresh && exact.buffer instanceof ArrayBuffer && exact.buffer.byteLength <= length * 2
  return mine ? new Uint8Array(exact.buffer, exact.byteOffset, length) : new Uint8Array(exact)
}

/** Byte order first, then the predictor; the floating point predictor knows its own byte order. */
function restore(bytes: Uint8Array<ArrayBuffer>, level: Level, rowBytes: number): void {
  const { bitsPerSample: bits, predictor } = level
  // libtiff takes the differences of complex samples as those of whole numbers of the same width.
  const parts = isComplex(level.sampleType) && predictor !== 2 ? 2 : 1
  const sampleBytes = bits / parts / 8
  const stride = storedInBlock(level) * parts
  if (predictor === 3 && level.sampleFormat === 3) {
    undoFloatPredictor(bytes, rowBytes, stride, sampleBytes)
    return
  }
  if (level.bigEndian && sampleBytes > 1 && Number.isInteger(sampleBytes)) swapBytes(bytes, sampleBytes)
  if (predictor === 2 && [1, 2, 4, 8].includes(sampleBytes))
    undoDifferences(bytes, rowBytes, stride, sampleBytes)
}
