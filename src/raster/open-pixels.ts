import type { ByteSource } from './byte-source.ts'
import { tooLargeBlock } from './decoding/decode-block.ts'
import { unreadableCodec } from './decoding/decoders.ts'
import { unpacksInRows } from './decoding/strip-rows.ts'
import { parseGdalMetadata, type GdalMetadata } from './tiff/gdal-metadata.ts'
import { parseAuxBands, type AuxBand } from './placing/georeference-sidecars.ts'
import { parseNoData } from './nodata-text.ts'
import { openLevel } from './open-level.ts'
import { damagedScene } from './tiff/refusals.ts'
import type { BandInfo, Level, Palette, PixelImage } from './scene-image.ts'
import type { Sidecars } from './acquisition/sidecars.ts'
import { directoryRole, readDirectories, type TiffDirectory } from './tiff/tiff-directory.ts'
import { Photometric, Tag } from './tiff/tiff-tags.ts'

/** An opened file: its pixels, and the first directory for whoever wants more tags. */
export interface OpenedPixels {
  readonly image: PixelImage
  readonly directory: TiffDirectory
  readonly metadata: GdalMetadata
}

/**
 * Opens the pixels of a TIFF: full resolution, overviews, masks, bands. Tile workers need no more than this.
 * @param beside external overviews, mask and `.aux.xml`, where there are any; damaged ones are noted and left out
 * @throws Problem scene/not-tiff, scene/damaged, scene/unsupported
 */
export async function openPixels(
  source: ByteSource,
  beside: Pick<Sidecars, 'ovr' | 'msk' | 'auxXml'> = {},
  signal?: AbortSignal,
): Promise<OpenedPixels> {
  const structure = await readDirectories(source, signal)
  const [directory] = structure.directories
  if (directory === undefined) throw damagedScene(source.name, 'The file has a TIFF header but no image.')
  const problems = [...structure.problems]
  const place = { file: 'scene', name: source.name, bigEndian: structure.bigEndian } as const
  const base = await openLevel(directory, place)
  const metadata = parseGdalMetadata(await directory.text(Tag.gdalMetadata))
  const found = await otherLevels([...structure.directories.slice(1), ...structure.children], place, base)
  problems.push(...found.problems)
  if (found.levels.length === 0 && beside.ovr !== undefined) {
    const more = await levelsBeside(beside.ovr, 'ovr', base, signal)
    found.levels.push(...more.levels)
    problems.push(...more.problems)
  }
  if (found.masks.length === 0 && beside.msk !== undefined) {
    const more = await levelsBeside(beside.msk, 'msk', base, signal)
    found.masks.push(...more.masks)
    problems.push(...more.problems)
  }
  if (base.blocksListed < base.blocksNeeded) {
    problems.push(
      `The file lists ${base.blocksListed} of its ${base.blocksNeeded} blocks; the rest is shown as empty.`,
    )
  }
  const codec = unreadableCodec(base) ?? (unpacksInRows(base) ? null : tooLargeBlock(base))
  if (codec !== null) problems.push(codec)
  const beneath = beside.auxXml === undefined ? new Map<number, AuxBand>() : parseAuxBands(beside.auxXml)
  const palette = await paletteOf(directory, base)
  const bands = (await bandsOf(directory, base, metadata, palette !== null)).map((band) => {
    const said = { ...band, ...beneath.get(band.band) }
    return colourIsFixed(base) ? { ...said, colorInterpretation: band.colorInterpretation } : said
  })
  const alpha = bands.findIndex((band) => band.colorInterpretation === 'Alpha')
  const image: PixelImage = {
    name: source.name,
    sizeBytes: source.size,
    bigTiff: structure.bigTiff,
    endian: structure.bigEndian ? 'big' : 'little',
    width: base.width,
    height: base.height,
    bands,
    levels: withMasks(base, found.levels, found.masks),
    palette,
    alphaBand: alpha < 0 ? null : alpha + 1,
    problems,
  }
  return { image, directory, metadata }
}

async function levelsBeside(
  source: ByteSource,
  file: 'ovr' | 'msk',
  base: Level,
  signal: AbortSignal | undefined,
): ReturnType<typeof otherLevels> {
  try {
    const { directories, bigEndian } = await readDirectories(source, signal)
    return await otherLevels(directories, { file, name: source.name, bigEndian }, base)
  } catch (error) {
    if (signal?.aborted === true) throw error
    const what = file === 'ovr' ? 'overviews' : 'mask'
    return { levels: [], masks: [], problems: [`The ${what} in ${source.name} can't be read.`] }
  }
}

/** Far more than halving the largest scene gives. */
const levelLimit = 100

async function otherLevels(
  directories: readonly TiffDirectory[],
  place: { readonly file: Level['file']; readonly name: string; readonly bigEndian: boolean },
  base: Level,
) {
  const levels: Level[] = []
  const masks: Level[] = []
  const problems: string[] = []
  for (const directory of directories) {
    const role = await directoryRole(directory)
    if (!role.reduced && !role.mask && place.file === 'scene') continue
    if (levels.length + masks.length >= levelLimit) {
      problems.push(`The scene has more than ${levelLimit} overviews and masks; the rest is left out.`)
      break
    }
    try {
      const level = await openLevel(directory, place)
      const fits = level.samplesPerPixel === base.samplesPerPixel && level.sampleType === base.sampleType
      if (role.mask || place.file === 'msk') masks.push(level)
      else if (fits && level.width <= base.width && level.height <= base.height) levels.push(level)
    } catch {
      problems.push('An overview of the scene is damaged and is left out.')
    }
  }
  levels.sort((a, b) => b.width - a.width)
  return { levels, masks, problems: [...new Set(problems)] }
}

function withMasks(base: Level, overviews: readonly Level[], masks: readonly Level[]): Level[] {
  return [base, ...overviews].map((level) => {
    const mask = masks.find((one) => one.width === level.width && one.height === level.height)
    return mask === undefined || mask.samplesPerPixel !== 1 ? level : { ...level, mask }
  })
}

async function bandsOf(
  directory: TiffDirectory,
  base: Level,
  metadata: GdalMetadata,
  hasPalette: boolean,
): Promise<BandInfo[]> {
  const extras = await extraSamplesOf(directory, base)
  const nodata = parseNoData(await directory.text(Tag.gdalNodata))
  // The text may carry more digits than the samples.
  const isSingle = base.sampleType === 'Float32' && base.bitsPerSample === 32
  const noDataValue = nodata !== null && isSingle ? Math.fround(nodata) : nodata
  return Array.from({ length: base.samplesPerPixel }, (_, index) => {
    const said = metadata.bands.get(index)
    const color = colorOf(index, base, extras, hasPalette)
    const fixedColor = colourIsFixed(base) ? color : null
    return {
      band: index + 1,
      type: base.sampleType,
      noDataValue,
      colorInterpretation: fixedColor ?? said?.colorInterpretation ?? color,
      name: said?.description ?? null,
      scale: said?.scale ?? null,
      offset: said?.offset ?? null,
      ...(said?.wavelengthNm == null ? {} : { wavelengthNm: said.wavelengthNm }),
    }
  })
}

/** Colours that GDAL derives from the pixels' structure whatever the metadata says: of single bits, of converted inks. */
function colourIsFixed(base: Level): boolean {
  return base.colours !== null || (base.bitsPerSample === 1 && drawsByTable(base))
}

/** What the samples beyond the colours are; files older than the tag say with Matteing that the last one is alpha. */
async function extraSamplesOf(directory: TiffDirectory, base: Level): Promise<number[]> {
  const extras = await directory.numbers(Tag.extraSamples, base.samplesPerPixel)
  if (extras.length > 0) return extras
  return (await directory.number(Tag.matteing, 0)) === 1 ? [1] : []
}

/** GDAL's rules: photometric interpretation first, then ExtraSamples, of which there may be too few. */
function colorOf(index: number, level: Level, extras: readonly number[], hasPalette: boolean): string {
  const { photometric, samplesPerPixel } = level
  if (level.colours !== null) return rgba[index] ?? 'Undefined'
  if (index === 0 && (hasPalette || isWhiteLow(level))) return 'Palette'
  const fixed = baseColors[photometric]?.[index]
  if (fixed !== undefined) return fixed
  const first = Math.min(baseColors[photometric]?.length ?? Infinity, samplesPerPixel - extras.length)
  const extra = extras[index - first]
  return extra === 1 || extra === 2 ? 'Alpha' : 'Undefined'
}

/** Bilevel images, and those in which white is 0, are drawn through a table of greys. */
function drawsByTable(level: Level): boolean {
  const { photometric, bitsPerSample, samplesPerPixel, sampleFormat } = level
  if (photometric === Photometric.palette) return true
  if (samplesPerPixel !== 1) return false
  return (
    isWhiteLow(level) || (photometric === Photometric.minIsBlack && bitsPerSample === 1 && sampleFormat !== 3)
  )
}

function isWhiteLow({ photometric, bitsPerSample, sampleFormat }: Level): boolean {
  return photometric === Photometric.minIsWhite && bitsPerSample <= 16 && sampleFormat !== 3
}

const rgb = ['Red', 'Green', 'Blue'] as const
const rgba = [...rgb, 'Alpha'] as const
const baseColors: Readonly<Record<number, readonly string[]>> = {
  [Photometric.minIsWhite]: ['Undefined'],
  [Photometric.minIsBlack]: ['Gray'],
  [Photometric.palette]: ['Gray'],
  [Photometric.rgb]: rgb,
  [Photometric.separated]: ['Cyan', 'Magenta', 'Yellow', 'Black'],
  [Photometric.yCbCr]: rgb,
}

/** The colour map as bytes. Some writers store 0 to 255 where the standard asks for 0 to 65535. */
async function paletteOf(directory: TiffDirectory, base: Level): Promise<Palette | null> {
  if (!drawsByTable(base) || base.bitsPerSample > 16) return null
  const entries = 2 ** base.bitsPerSample
  if (base.photometric !== Photometric.palette)
    return greys(entries, base.photometric === Photometric.minIsWhite)
  const map = await directory.numbers(Tag.colorMap, 3 * entries)
  if (map.length < 3 * entries) return null
  const shift = map.some((value) => value > 255) ? 256 : 1
  const palette = new Uint8Array(4 * entries)
  for (let index = 0; index < entries; index += 1) {
    for (let color = 0; color < 3; color += 1) {
      palette[4 * index + color] = Math.floor((map[color * entries + index] ?? 0) / shift)
    }
    palette[4 * index + 3] = 255
  }
  return palette
}

function greys(entries: number, inverted: boolean): Palette {
  const palette = new Uint8Array(4 * entries)
  for (let index = 0; index < entries; index += 1) {
    const part = index / (entries - 1)
    palette.fill(Math.round(255 * (inverted ? 1 - part : part)), 4 * index, 4 * index + 3)
    palette[4 * index + 3] = 255
  }
  return palette
}
