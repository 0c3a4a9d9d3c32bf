import { damagedScene, unsupportedScene } from './tiff/refusals.ts'
import type { BlockArray, ColourModel, Level, SampleType } from './scene-image.ts'
import type { TiffDirectory } from './tiff/tiff-directory.ts'
import { Photometric, Tag, compressionNames, fieldSize } from './tiff/tiff-tags.ts'

const sideLimit = 2 ** 31
const bandLimit = 65535

/**
 * Reads the structure of one image directory and checks that it fits together: sides, block grid, and as many block
 * offsets as the grid needs.
 * @throws Problem scene/damaged, scene/unsupported
 */
export async function openLevel(
  directory: TiffDirectory,
  place: { readonly file: Level['file']; readonly name: string; readonly bigEndian: boolean },
): Promise<Level> {
  const { name } = place
  const width = await side(directory, Tag.imageWidth, 'width', name)
  const height = await side(directory, Tag.imageLength, 'height', name)
  const samplesPerPixel = await directory.number(Tag.samplesPerPixel, 1)
  if (samplesPerPixel < 1 || samplesPerPixel > bandLimit) {
    throw damagedScene(name, `The image claims ${samplesPerPixel} bands.`)
  }
  const bitsPerSample = await sameForAll(directory, Tag.bitsPerSample, 1, samplesPerPixel, name, 'bits')
  const sampleFormat = await sameForAll(
    directory,
    Tag.sampleFormat,
    1,
    samplesPerPixel,
    name,
    'number format',
  )
  const grid = await blockGrid(directory, width, height, name)
  const planar = (await directory.number(Tag.planarConfiguration, 1)) === 2 ? 'band' : 'pixel'
  const planes = planar === 'band' ? samplesPerPixel : 1
  const compressionCode = await directory.number(Tag.compression, 1)
  const [offsetTag, countTag] = directory.entries.has(Tag.tileOffsets)
    ? [Tag.tileOffsets, Tag.tileByteCounts]
    : [Tag.stripOffsets, Tag.stripByteCounts]
  const offsets = blockArray(directory, offsetTag)
  const blocks = grid.blocksAcross * grid.blocksDown * planes
  if (offsets === null) throw damagedScene(name, 'The file does not say where its pixels are.')
  if (blocks >= sideLimit) throw damagedScene(name, `The image claims ${blocks} blocks.`)
  const byteCounts = blockArray(directory, countTag)
  const subsampling = await directory.numbers(Tag.yCbCrSubSampling, 2)
  const photometric = await directory.number(Tag.photometric, samplesPerPixel >= 3 ? 2 : 1)
  const compression = compressionNames[compressionCode] ?? `compression ${compressionCode}`
  const stored = { samplesPerPixel, bitsPerSample, sampleFormat, photometric, compression }
  const colours = planar === 'band' ? null : await colourModel(directory, stored)
  return {
    file: place.file,
    width,
    height,
    ...grid,
    planar,
    samplesPerPixel: colours === null ? samplesPerPixel : bandsOfColours(colours),
    storedSamples: samplesPerPixel,
    colours,
    bitsPerSample,
    sampleFormat,
    sampleType: sampleTypeOf(bitsPerSample, sampleFormat, name),
    compression,
    compressionCode,
    predictor: withPredictor.has(compression) ? await directory.number(Tag.predictor, 1) : 1,
    photometric,
    bigEndian: place.bigEndian,
    reversedBits: (await directory.number(Tag.fillOrder, 1)) === 2,
    subsampling: [subsampling[0] ?? 2, subsampling[1] ?? 2],
    jpegTables: await directory.bytes(Tag.jpegTables, 64 * 1024),
    lercCompression: (await directory.numbers(Tag.lercParameters, 2))[1] ?? 0,
    faxOptions: await directory.number(Tag.t4Options, 0),
    offsets,
    byteCounts,
    blocksListed: Math.min(offsets.count, byteCounts?.count ?? Infinity),
    blocksNeeded: blocks,
    mask: null,
  }
}

/** Which colours GDAL converts (GTiff driver, `m_bTreatAsRGBA`) under the conditions of libtiff's TIFFRGBAImageOK. */
async function colourModel(
  directory: TiffDirectory,
  stored: Pick<Level, 'samplesPerPixel' | 'bitsPerSample' | 'sampleFormat' | 'photometric' | 'compression'>,
): Promise<ColourModel | null> {
  const { samplesPerPixel, photometric } = stored
  if (stored.bitsPerSample !== 8 || stored.sampleFormat === 3) return null
  if (photometric === Photometric.separated && samplesPerPixel >= 4) {
    return (await directory.number(Tag.inkSet, 1)) === 1 ? { kind: 'cmyk' } : null
  }
  if (photometric === Photometric.cieLab && samplesPerPixel === 3) {
    const white = await directory.numbers(Tag.whitePoint, 2)
    return { kind: 'cielab', whitePoint: white.length === 2 ? white : d50 }
  }
  const unlike = stored.compression !== 'JPEG' && stored.compression !== 'WEBP'
  if (photometric === Photometric.yCbCr && samplesPerPixel === 3 && unlike) {
    const luma = await directory.numbers(Tag.yCbCrCoefficients, 3)
    const reference = await directory.numbers(Tag.referenceBlackWhite, 6)
    return {
      kind: 'ycbcr',
      luma: luma.length === 3 ? luma : [0.299, 0.587, 0.114],
      reference: reference.length === 6 ? reference : [0, 255, 128, 255, 128, 255],
    }
  }
  return null
}

/** libtiff takes differences in these alone; others leave the tag behind where they were made from one of these. */
const withPredictor = new Set(['LZW', 'DEFLATE', 'ZSTD', 'LZMA'])

/** GDAL gives converted inks and CIE L*a*b* an alpha band, YCbCr none. */
function bandsOfColours({ kind }: ColourModel): number {
  return kind === 'ycbcr' ? 3 : 4
}

/** Chromaticity of the white of illuminant D50, libtiff's default. */
const d50 = [96.425, 100].map((part) => part / (96.425 + 100 + 82.468))

/**
 * The type of samples as GDAL's GTiff driver decides it.
 * @throws Problem scene/unsupported for a width that no TIFF reader knows
 */
export function sampleTypeOf(bits: number, format: number, name: string): SampleType {
  if (format === 3) {
    if (bits === 16 || bits === 24 || bits === 32) return 'Float32'
    if (bits === 64) return 'Float64'
  } else if (format === 5) {
    if (bits === 32) return 'CInt16'
    if (bits === 64) return 'CInt32'
  } else if (format === 6) {
    if (bits === 32 || bits === 64) return 'CFloat32'
    if (bits === 128) return 'CFloat64'
  } else if (format === 2 && (bits === 8 || bits === 16 || bits === 32 || bits === 64)) {
    return bits === 8 ? 'Int8' : bits === 16 ? 'Int16' : bits === 32 ? 'Int32' : 'Int64'
  } else if (bits >= 1 && bits <= 32) {
    return bits <= 8 ? 'Byte' : bits <= 16 ? 'UInt16' : 'UInt32'
  } else if (bits === 64) {
    return 'UInt64'
  }
  throw unsupportedScene(name, `Samples of ${bits} bits in number format ${format} can't be read.`)
}

async function side(directory: TiffDirectory, tag: number, word: string, name: string): Promise<number> {
  const value = await directory.number(tag, 0)
  if (!(value >= 1 && value < sideLimit)) {
    throw damagedScene(name, `The image claims a ${word} of ${value} pixels.`)
  }
  return value
}

async function sameForAll(
  directory: TiffDirectory,
  tag: number,
  otherwise: number,
  bands: number,
  name: string,
  word: string,
): Promise<number> {
  const values = await directory.distinctNumbers(tag, bands)
  const first = values[0] ?? otherwise
  if (values.length > 1) {
    throw unsupportedScene(name, `Its bands differ in their ${word} (${values.slice(0, 8).join(', ')}).`)
  }
  return first
}

async function blockGrid(directory: TiffDirectory, width: number, height: number, name: string) {
  const tiled = directory.entries.has(Tag.tileWidth) && directory.entries.has(Tag.tileLength)
  const blockWidth = tiled ? await directory.number(Tag.tileWidth, 0) : width
  const rows = tiled
    ? await directory.number(Tag.tileLength, 0)
    : await directory.number(Tag.rowsPerStrip, height)
  const blockHeight = tiled ? rows : rows === 0 ? height : Math.min(rows, height)
  if (!(blockWidth >= 1 && blockWidth < sideLimit && blockHeight >= 1 && blockHeight < sideLimit)) {
    throw damagedScene(name, `The image claims tiles of ${blockWidth} x ${blockHeight} pixels.`)
  }
  const layout: Level['layout'] = tiled ? 'tiled' : 'striped'
  return {
    layout,
    blockWidth,
    blockHeight,
    blocksAcross: Math.ceil(width / blockWidth),
    blocksDown: Math.ceil(height / blockHeight),
  }
}

function blockArray(directory: TiffDirectory, tag: number): BlockArray | null {
  const entry = directory.entries.get(tag)
  if (entry === undefined) return null
  const valueBytes = fieldSize[entry.type]
  if (valueBytes !== 1 && valueBytes !== 2 && valueBytes !== 4 && valueBytes !== 8) return null
  return { at: entry.at, count: entry.count, valueBytes }
}
