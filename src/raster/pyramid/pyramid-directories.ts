import type { PyramidPlan } from './pyramid-plan.ts'
import type { TilePredictor } from './pyramid-tile.ts'
import { samplesOf, type SceneImage } from '../scene-image.ts'
import { escapeXml } from '../tiff/tiff-writer.ts'
import { directorySize, encodeDirectory, type TiffField } from '../tiff/tiff-encode-directory.ts'
import { georeferenceFields } from '../tiff/tiff-encode-georeference.ts'
import { Photometric, Tag } from '../tiff/tiff-tags.ts'

/** Where the tiles of one image of the pyramid stand in the file. */
export interface TilePlaces {
  /** Index into the plan's levels. */
  readonly level: number
  readonly mask: boolean
  readonly offsets: readonly number[]
  readonly byteCounts: readonly number[]
}

/** How the tiles of a pyramid are stored. */
export interface PyramidStorage {
  readonly compression: 'zstd' | 'none'
  readonly predictor: TilePredictor
}

/** Pyramids are always BigTIFF: nobody knows how large they become before they are there. */
export const pyramidForm = { bigTiff: true, littleEndian: true } as const

/**
 * All directories of a pyramid as bytes that begin at `offset` in the file: full resolution first, then the overviews
 * with their masks. The first one carries the note, the place on Earth, nodata and the bands' descriptions.
 */
export function encodePyramidDirectories(
  image: SceneImage,
  plan: PyramidPlan,
  storage: PyramidStorage,
  note: string,
  images: readonly TilePlaces[],
  offset: number,
): Uint8Array {
  const directories = images.map((places, index) => [
    ...imageFields(image, plan, storage, places, index === 0),
    ...(index === 0 ? sceneFields(image, plan, note, places.level) : []),
  ])
  const starts: number[] = []
  let end = offset
  for (const fields of directories) {
    starts.push(end)
    end += directorySize(pyramidForm, fields)
  }
  const bytes = new Uint8Array(end - offset)
  directories.forEach((fields, index) => {
    const [start = offset, next = 0] = [starts[index], starts[index + 1]]
    bytes.set(encodeDirectory(pyramidForm, fields, start, next), start - offset)
  })
  return bytes
}

function imageFields(
  image: SceneImage,
  plan: PyramidPlan,
  { compression, predictor }: PyramidStorage,
  places: TilePlaces,
  isFirst: boolean,
): TiffField[] {
  const { width, height } = plan.levels[places.level] ?? image
  const bands = places.mask ? 1 : plan.rule.bands
  const sample = samplesOf(places.mask ? 'Byte' : plan.type, 0)
  const each = (value: number) => Array.from({ length: bands }, () => value)
  const short = (tag: number, value: readonly number[]): TiffField => ({ tag, type: 'short', value })
  const long = (tag: number, value: readonly number[]): TiffField => ({ tag, type: 'long', value })
  const photometric = places.mask ? Photometric.mask : photometricOf(image, plan)
  const fields = [
    long(Tag.newSubfileType, [(isFirst || places.level === 0 ? 0 : 1) + (places.mask ? 4 : 0)]),
    long(Tag.imageWidth, [width]),
    long(Tag.imageLength, [height]),
    short(Tag.bitsPerSample, each(8 * sample.BYTES_PER_ELEMENT)),
    short(Tag.compression, [compression === 'zstd' ? 50000 : 1]),
    short(Tag.photometric, [photometric]),
    short(Tag.samplesPerPixel, [bands]),
    short(Tag.planarConfiguration, [1]),
    short(Tag.sampleFormat, each(places.mask ? 1 : formatOf(plan))),
    long(Tag.tileWidth, [plan.tileWidth]),
    long(Tag.tileLength, [plan.tileHeight]),
    { tag: Tag.tileOffsets, type: 'long8', value: places.offsets } as const,
    long(Tag.tileByteCounts, places.byteCounts),
  ]
  if (predictor !== 1 && !places.mask) fields.push(short(Tag.predictor, [predictor]))
  const extra = bands - (photometric === Photometric.rgb ? 3 : 1)
  if (extra > 0) {
    const alpha = plan.rule.alpha === null ? -1 : plan.rule.alpha - (bands - extra)
    const kinds = Array.from({ length: extra }, (_, index) => (index === alpha ? 2 : 0))
    fields.push(short(Tag.extraSamples, kinds))
  }
  if (photometric === Photometric.palette) fields.push(short(Tag.colorMap, colorMap(image, plan)))
  return fields
}

function formatOf({ type }: PyramidPlan): number {
  if (type === 'Float32' || type === 'Float64') return 3
  return type.startsWith('Int') ? 2 : 1
}

function photometricOf(image: SceneImage, plan: PyramidPlan): number {
  if (plan.rule.palette !== null) return Photometric.palette
  const [base] = image.levels
  if (base?.photometric === Photometric.minIsWhite) return Photometric.minIsWhite
  const colours = image.bands.slice(0, 3).map(({ colorInterpretation }) => colorInterpretation)
  return colours.join() === 'Red,Green,Blue' ? Photometric.rgb : Photometric.minIsBlack
}

/** Red of all entries, then green, then blue, in 16 bits; entries that the scene's palette lacks are black. */
function colorMap({ palette }: SceneImage, { type }: PyramidPlan): number[] {
  const entries = type === 'Byte' ? 256 : 65536
  return [0, 1, 2].flatMap((colour) =>
    Array.from({ length: entries }, (_, entry) => 257 * (palette?.[4 * entry + colour] ?? 0)),
  )
}

function sceneFields(image: SceneImage, plan: PyramidPlan, note: string, level: number): TiffField[] {
  const fields: TiffField[] = [{ tag: Tag.imageDescription, type: 'ascii', value: note }]
  const { noData } = plan.rule
  if (noData !== null) {
    const text = Number.isNaN(noData) ? 'nan' : String(noData)
    fields.push({ tag: Tag.gdalNodata, type: 'ascii', value: text })
  }
  const items = image.bands.flatMap(({ band, name, scale, offset }) => [
    ...(name === null ? [] : [item('DESCRIPTION', band, 'description', name)]),
    ...(scale === null ? [] : [item('SCALE', band, 'scale', String(scale))]),
    ...(offset === null ? [] : [item('OFFSET', band, 'offset', String(offset))]),
  ])
  if (items.length > 0) {
    const value = `<GDALMetadata>\n${items.join('\n')}\n</GDALMetadata>\n`
    fields.push({ tag: Tag.gdalMetadata, type: 'ascii', value })
  }
  const { width, height } = plan.levels[level] ?? image
  if (image.affine !== null) {
    const [x, xColumn, xRow, y, yColumn, yRow] = image.affine
    const [across, down] = [image.width / width, image.height / height]
    const epsg = Number(/^EPSG:(\d+)$/.exec(image.crs ?? '')?.[1] ?? 0)
    const kind = /\+proj=longlat/.test(image.projDefinition ?? '') ? 'geographic' : 'projected'
    fields.push(
      ...georeferenceFields({
        geoTransform: [x, xColumn * across, xRow * down, y, yColumn * across, yRow * down],
        ...(epsg > 0 && epsg < 32768 ? { crs: { kind, epsg } as const } : {}),
      }),
    )
  }
  return fields
}

/** GDAL undoes the escaping of values twice. */
function item(name: string, band: number, role: string, value: string): string {
  return `  <Item name="${name}" sample="${band - 1}" role="${role}">${escapeXml(escapeXml(value))}</Item>`
}
