import type { AverageRule } from './average-rule.ts'
import { halfSide } from './average.ts'
import { planesOf } from '../decoding/decode-block.ts'
import { unreadableCodec } from '../decoding/decoders.ts'
import { unpacksInRows } from '../decoding/strip-rows.ts'
import { mostOpenStrips } from '../tall-strips.ts'
import { samplesOf, type Level, type PixelImage, type SampleType } from '../scene-image.ts'
import type { Samples } from '../tiff/tiff-encode-block.ts'
import { Photometric } from '../tiff/tiff-tags.ts'
import { noDataOfSamples } from '../validity.ts'

/** How the display pyramid of a scene is made. Plain data: the threads that make it get a copy each. */
export interface PyramidPlan {
  /** `all`: the full resolution and the overviews. `overviews`: the scene's own blocks serve the full resolution. */
  readonly holds: 'all' | 'overviews'
  /** Sizes from the full resolution to one that fits into a tile. */
  readonly levels: readonly { readonly width: number; readonly height: number }[]
  readonly tileWidth: number
  readonly tileHeight: number
  /** Rows of the full resolution that are worked on at once: the tile height or twice as many. */
  readonly baseRows: number
  /** How samples are stored: the scene's type, magnitudes of complex ones. */
  readonly type: SampleType
  readonly rule: AverageRule
  readonly masked: boolean
}

const tileSide = 512
/** The band of rows in memory; with the band of each level above it makes up about twice this. */
const bandBytes = 48 * 1024 * 1024
/** Tiles that would have to be decoded twice cost more than this much memory. */
const tiledBandBytes = 96 * 1024 * 1024
const smallestTileRows = 16
/** Rows of a scene so wide that not even a few of them fit are read as they are. */
const mostBandBytes = 256 * 1024 * 1024
/**
 * No codec of a TIFF packs bytes tighter than about 1 to 1,400: a scene beyond this is empty for the most part, or claims
 * a size that nobody ever wrote.
 */
const mostPacked = 2000
const smallScene = 64 * 1024 * 1024
/** The same for tall strips, of which nothing can be read without all that stands above it. */
const mostPackedTall = 200
const largeTallScene = 1024 * 1024 * 1024
/** Decoded strips of all bands that have to be kept while the scene is worked through, band of rows by band of rows. */
const mostKeptBytes = 512 * 1024 * 1024
/** A compressed block of more pixels is too slow to serve a small window. */
const quickBlockPixels = 4 * 1024 * 1024
/** Steps between overviews that are still quick to read. */
const widestStep = 4.2

/**
 * What a display pyramid of the scene would be; null where it needs none (tiled with overviews, or small), where its
 * pixels can't be read, where its strips are too tall to be kept, and where its size is out of proportion to its file.
 */
export function planPyramid(image: PixelImage): PyramidPlan | null {
  const [base] = image.levels
  if (base === undefined || unreadableCodec(base) !== null) return null
  const longer = Math.max(base.width, base.height)
  if (longer <= tileSide) return null
  const type = storedType(base.sampleType)
  // A mask in a file of its own is only found beside the scene: a pyramid that stands beside it takes the pixels along.
  const hasOwnMask = base.mask === null || base.mask.file === 'scene'
  const servesWindows = readsWindowsQuickly(base) && type === base.sampleType && hasOwnMask
  if (readsWindowsQuickly(base) && hasOverviews(image.levels)) return null
  const bands = base.samplesPerPixel
  const pixelBytes = samplesOf(type, 1).BYTES_PER_ELEMENT * bands
  const rowBytes = base.width * pixelBytes
  const tileHeight = rowsThatFit(rowBytes, bandBytes)
  if (Math.min(tileHeight, base.height) * rowBytes > mostBandBytes) return null
  if (tallStripBytes(base, tileHeight, pixelBytes) > mostKeptBytes) return null
  if (rowBytes * base.height > image.sizeBytes * mostPacked + smallScene) return null
  if (unpacksInRows(base) && rowBytes * base.height > image.sizeBytes * mostPackedTall + largeTallScene)
    return null
  const { alphaBand } = image
  return {
    holds: servesWindows ? 'overviews' : 'all',
    levels: levelSizes(base),
    tileWidth: Math.min(tileSide, 16 * Math.ceil(base.width / 16)),
    tileHeight,
    baseRows: servesWindows ? wholeBlocks(base, tileHeight, rowBytes) : tileHeight,
    type,
    rule: {
      bands,
      noData: noDataOfSamples(image.bands[0] ?? null),
      alpha: alphaBand === null || alphaBand > bands ? null : alphaBand - 1,
      palette: averagesColours(base, image) ? image.palette : null,
    },
    masked: base.mask !== null,
  }
}

/** Bytes of the strips of all bands where one reaches over several bands of rows; 0 where none does. */
function tallStripBytes(base: Level, tileHeight: number, pixelBytes: number): number {
  if (unpacksInRows(base) && planesOf(base) <= mostOpenStrips) return 0
  const reaches = base.layout === 'striped' && base.compression !== 'NONE' && base.blockHeight > tileHeight
  return reaches ? base.width * base.blockHeight * pixelBytes : 0
}

/** Whether a small window can be read without decoding much of its surroundings. */
export function readsWindowsQuickly(level: Level): boolean {
  if (level.compression === 'NONE')
    return level.layout === 'striped' || blockPixels(level) <= quickBlockPixels
  return level.layout === 'tiled' && blockPixels(level) <= quickBlockPixels
}

function blockPixels(level: Level): number {
  return level.blockWidth * level.blockHeight
}

function hasOverviews(levels: readonly Level[]): boolean {
  const last = levels.at(-1)
  if (last === undefined || Math.max(last.width, last.height) > 2 * tileSide) return false
  return levels.every((level, index) => {
    const finer = levels[index - 1]
    return finer === undefined || finer.width / level.width <= widestStep
  })
}

function levelSizes(base: Level): { width: number; height: number }[] {
  const levels = [{ width: base.width, height: base.height }]
  for (;;) {
    const last = levels.at(-1)
    if (last === undefined || Math.max(last.width, last.height) <= tileSide) return levels
    levels.push({ width: halfSide(last.width), height: halfSide(last.height) })
  }
}

function rowsThatFit(rowBytes: number, limit: number): number {
  let rows = tileSide
  while (rows > smallestTileRows && rows * rowBytes > limit) rows /= 2
  return rows
}

/** Rows of the scene's own tiles where these are twice as high, so that none has to be decoded for two bands. */
function wholeBlocks(base: Level, tileHeight: number, rowBytes: number): number {
  const twice = base.layout === 'tiled' && base.blockHeight === 2 * tileHeight
  return twice && base.blockHeight * rowBytes <= tiledBandBytes ? base.blockHeight : tileHeight
}

/** Magnitudes of complex samples are floats; 64-bit integers are read as floats. */
function storedType(type: SampleType): SampleType {
  switch (type) {
    case 'CInt16':
    case 'CFloat32':
      return 'Float32'
    case 'UInt64':
    case 'Int64':
    case 'CInt32':
    case 'CFloat64':
      return 'Float64'
    case 'Byte':
    case 'Int8':
    case 'UInt16':
    case 'Int16':
    case 'UInt32':
    case 'Int32':
    case 'Float32':
    case 'Float64':
      return type
  }
}

/** Entries of a palette are names, not amounts. A grey scale that runs downwards is an amount. */
function averagesColours(base: Level, image: PixelImage): boolean {
  if (image.palette === null) return false
  return base.photometric === Photometric.palette || base.bitsPerSample < 8
}

/** A view of stored samples over memory that threads share. */
export function samplesOver(type: SampleType, buffer: ArrayBufferLike): Samples {
  switch (type) {
    case 'Byte':
      return new Uint8Array(buffer)
    case 'Int8':
      return new Int8Array(buffer)
    case 'UInt16':
      return new Uint16Array(buffer)
    case 'Int16':
      return new Int16Array(buffer)
    case 'UInt32':
      return new Uint32Array(buffer)
    case 'Int32':
      return new Int32Array(buffer)
    case 'Float32':
    case 'CInt16':
    case 'CFloat32':
      return new Float32Array(buffer)
    case 'Float64':
    case 'UInt64':
    case 'Int64':
    case 'CInt32':
    case 'CFloat64':
      return new Float64Array(buffer)
  }
}
