import { Problem } from '../../domain/problem.ts'
import { compressionCode, encodeBlock, type Samples, type TiffCompression } from './tiff-encode-block.ts'
import {
  directorySize,
  encodeDirectory,
  encodeHeader,
  headerSize,
  type TiffField,
  type TiffForm,
} from './tiff-encode-directory.ts'
import { georeferenceFields, type TiffGeoreference } from './tiff-encode-georeference.ts'

export type { Samples, TiffCompression, TiffGeoreference }

/** Pixels in memory: one array a band, all of one type and of `width * height` samples, row by row from the top. */
export interface TiffRaster {
  readonly width: number
  readonly height: number
  readonly bands: readonly Samples[]
}

/** How the file is laid out. Everything has a default: a little-endian classic TIFF in uncompressed strips. */
export interface TiffLayout {
  readonly bigTiff?: boolean
  readonly littleEndian?: boolean
  /** Strips of so many rows (default: about 8 KB each), or tiles; tile sides are multiples of 16. */
  readonly blocks?:
    { readonly rowsPerStrip: number } | { readonly tileWidth: number; readonly tileHeight: number }
  readonly interleave?: 'pixel' | 'band'
  readonly compression?: TiffCompression
  readonly predictor?: 1 | 2 | 3
  /** Deflate effort 0 to 9, default 6. */
  readonly level?: number
  /** Where the directories stand; `first` (the default) before the pixels, `last` as a stream writes them. */
  readonly directories?: 'first' | 'last'
}

/** What the file says about itself. */
export interface TiffDescription {
  readonly georeference?: TiffGeoreference
  /** GDAL_NODATA; text is written as it is ("nan"). */
  readonly noData?: number | string
  /** GDAL_METADATA items of the dataset, key to value. */
  readonly metadata?: Readonly<Record<string, string>>
  /** TIFF DateTime, `YYYY:MM:DD HH:MM:SS`. */
  readonly dateTime?: string
  readonly imageDescription?: string
  readonly software?: string
  /** Default: `rgb` for three 8-bit bands, else `minIsBlack`. */
  readonly photometric?: 'minIsBlack' | 'minIsWhite' | 'rgb'
  /** The last band is alpha. */
  readonly alpha?: 'associated' | 'unassociated'
}

const sampleFormat = (samples: Samples): number => {
  if (samples instanceof Float32Array || samples instanceof Float64Array) return 3
  return samples instanceof Int8Array || samples instanceof Int16Array || samples instanceof Int32Array
    ? 2
    : 1
}

/** Text as it may stand between the tags or inside the quotes of XML. */
export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Values are escaped twice, because that is what GDAL's own GTiff driver writes and undoes. */
function metadataXml(items: Readonly<Record<string, string>>): string {
  const lines = Object.entries(items).map(
    ([key, value]) => `  <Item name="${escapeXml(key)}">${escapeXml(escapeXml(value))}</Item>`,
  )
  return `<GDALMetadata>\n${lines.join('\n')}\n</GDALMetadata>\n`
}

const refuse = (what: string): never => {
  throw new Problem('input/invalid', 'GeoTIFF', what, 'Please correct the raster or the layout.')
}

interface Geometry {
  readonly blockWidth: number
  readonly blockHeight: number
  readonly across: number
  readonly down: number
  readonly tiled: boolean
}

function blockGeometry(raster: TiffRaster, layout: TiffLayout, bytesPerPixel: number): Geometry {
  const { width, height } = raster
  const blocks = layout.blocks ?? { rowsPerStrip: Math.max(1, Math.floor(8192 / (width * bytesPerPixel))) }
  if ('rowsPerStrip' in blocks) {
    const rows = Math.max(1, Math.min(height, Math.floor(blocks.rowsPerStrip)))
    return { blockWidth: width, blockHeight: rows, across: 1, down: Math.ceil(height / rows), tiled: false }
  }
  const { tileWidth, tileHeight } = blocks
  if (tileWidth < 16 || tileHeight < 16 || tileWidth % 16 !== 0 || tileHeight % 16 !== 0)
    refuse(`Tiles of ${tileWidth} x ${tileHeight} are not multiples of 16.`)
  return {
    blockWidth: tileWidth,
    blockHeight: tileHeight,
    across: Math.ceil(width / tileWidth),
    down: Math.ceil(height / tileHeight),
    tiled: true,
  }
}

/**
 * The samples of one block: bands `first` to `first + count - 1` interleaved by pixel. Tiles are padded by repeating
 * the last column and row (which compresses well); the last strip is short.
 */
function cutBlock(
  raster: TiffRaster,
  g: Geometry,
  blockX: number,
  blockY: number,
  first: number,
  count: number,
) {
  const { width, height, bands } = raster
  const x0 = blockX * g.blockWidth
  const y0 = blockY * g.blockHeight
  const rows = g.tiled ? g.blockHeight : Math.min(g.blockHeight, height - y0)
  const sample = bands[first] ?? refuse('A raster needs at least one band.')
  const block = new (sample.constructor as new (length: number) => Samples)(rows * g.blockWidth * count)
  for (let b = 0; b < count; b++) {
    const band = bands[first + b] ?? sample
    for (let y = 0; y < rows; y++) {
      const from = Math.min(y0 + y, height - 1) * width
      let to = y * g.blockWidth * count + b
      for (let x = 0; x < g.blockWidth; x++, to += count)
        block[to] = band[from + Math.min(x0 + x, width - 1)] ?? 0
    }
  }
  return block
}

function encodeBlocks(raster: TiffRaster, layout: TiffLayout, geometry: Geometry): Uint8Array[] {
  const coding = {
    compression: layout.compression ?? 'none',
    predictor: layout.predictor ?? 1,
    littleEndian: layout.littleEndian ?? true,
    level: layout.level ?? 6,
  }
  const together = layout.interleave === 'band' ? 1 : raster.bands.length
  const blocks: Uint8Array[] = []
  for (let first = 0; first < raster.bands.length; first += together)
    for (let y = 0; y < geometry.down; y++)
      for (let x = 0; x < geometry.across; x++) {
        const samples = cutBlock(raster, geometry, x, y, first, together)
        blocks.push(encodeBlock(samples, geometry.blockWidth * together, together, coding))
      }
  return blocks
}

function check(raster: TiffRaster, layout: TiffLayout): void {
  const { width, height, bands } = raster
  const [band] = bands
  if (band === undefined) return refuse('A raster needs at least one band.')
  if (!(width > 0) || !(height > 0)) refuse(`A raster of ${width} x ${height} has no pixels.`)
  if (bands.some((other) => other.length !== width * height || other.constructor !== band.constructor))
    refuse('All bands must have one type and width x height samples.')
  const float = sampleFormat(band) === 3
  if (layout.predictor === 2 && float) refuse('Predictor 2 is for integers; floats take predictor 3.')
  if (layout.predictor === 3 && !float) refuse('Predictor 3 is for floats; integers take predictor 2.')
  const packs = layout.compression === 'lzw' || layout.compression === 'deflate'
  if ((layout.predictor ?? 1) !== 1 && !packs) refuse('Predictors go with LZW and Deflate alone.')
}

function imageFields(
  raster: TiffRaster,
  layout: TiffLayout,
  d: TiffDescription,
  reduced: boolean,
): TiffField[] {
  const band = raster.bands[0] ?? refuse('A raster needs at least one band.')
  const count = raster.bands.length
  const each = (value: number) => raster.bands.map(() => value)
  const photometric = d.photometric ?? (band instanceof Uint8Array && count === 3 ? 'rgb' : 'minIsBlack')
  const extra = count - (photometric === 'rgb' ? 3 : 1)
  const alpha = d.alpha === undefined ? 0 : d.alpha === 'associated' ? 1 : 2
  const fields: TiffField[] = [
    { tag: 256, type: 'long', value: [raster.width] },
    { tag: 257, type: 'long', value: [raster.height] },
    { tag: 258, type: 'short', value: each(band.BYTES_PER_ELEMENT * 8) },
    { tag: 259, type: 'short', value: [compressionCode[layout.compression ?? 'none']] },
    { tag: 262, type: 'short', value: [photometric === 'rgb' ? 2 : photometric === 'minIsWhite' ? 0 : 1] },
    { tag: 277, type: 'short', value: [count] },
    { tag: 284, type: 'short', value: [layout.interleave === 'band' ? 2 : 1] },
    { tag: 339, type: 'short', value: each(sampleFormat(band)) },
  ]
  if (reduced) fields.push({ tag: 254, type: 'long', value: [1] })
  if ((layout.predictor ?? 1) !== 1) fields.push({ tag: 317, type: 'short', value: [layout.predictor ?? 1] })
  if (extra > 0) {
    const kinds = Array.from({ length: extra }, (_, i) => (i === extra - 1 ? alpha : 0))
    fields.push({ tag: 338, type: 'short', value: kinds })
  }
  const noData = d.noData
  if (noData !== undefined) fields.push({ tag: 42113, type: 'ascii', value: String(noData) })
  return fields
}

function descriptionFields(d: TiffDescription): TiffField[] {
  const fields = d.georeference === undefined ? [] : georeferenceFields(d.georeference)
  if (d.imageDescription !== undefined) fields.push({ tag: 270, type: 'ascii', value: d.imageDescription })
  if (d.software !== undefined) fields.push({ tag: 305, type: 'ascii', value: d.software })
  if (d.dateTime !== undefined) fields.push({ tag: 306, type: 'ascii', value: d.dateTime })
  if (d.metadata !== undefined) fields.push({ tag: 42112, type: 'ascii', value: metadataXml(d.metadata) })
  return fields
}

interface Directory {
  readonly fields: (blockOffsets: readonly number[]) => TiffField[]
  readonly blocks: readonly Uint8Array[]
}

function planDirectory(
  raster: TiffRaster,
  layout: TiffLayout,
  d: TiffDescription,
  reduced: boolean,
): Directory {
  check(raster, layout)
  const bytesPerPixel = (raster.bands[0]?.BYTES_PER_ELEMENT ?? 1) * raster.bands.length
  const g = blockGeometry(raster, layout, bytesPerPixel)
  const blocks = encodeBlocks(raster, layout, g)
  const offsetType = layout.bigTiff === true ? 'long8' : 'long'
  const fixed = [...imageFields(raster, layout, d, reduced), ...(reduced ? [] : descriptionFields(d))]
  if (g.tiled) {
    fixed.push(
      { tag: 322, type: 'long', value: [g.blockWidth] },
      { tag: 323, type: 'long', value: [g.blockHeight] },
    )
  } else fixed.push({ tag: 278, type: 'long', value: [g.blockHeight] })
  fixed.push({ tag: g.tiled ? 325 : 279, type: 'long', value: blocks.map((block) => block.length) })
  const fields = (offsets: readonly number[]): TiffField[] => [
    ...fixed,
    { tag: g.tiled ? 324 : 273, type: offsetType, value: offsets },
  ]
  return { fields, blocks }
}

/** Numbers blocks in file order from `start`, each at an even offset; also says where the next byte after them is. */
function placeBlocks(blocks: readonly Uint8Array[], start: number): { offsets: number[]; end: number } {
  let at = start
  const offsets = blocks.map(({ length }) => {
    const offset = at
    at += length + (length % 2)
    return offset
  })
  return { offsets, end: at }
}

/**
 * A raster as the bytes of a GeoTIFF file. `overviews` are smaller versions of the raster, largest first; each becomes
 * a reduced-resolution directory in the same layout, where GDAL and QGIS look for them.
 *
 * @throws Problem `input/invalid` where raster and layout don't fit together, or where a classic TIFF would pass 4 GB.
 */
export function encodeTiff(
  raster: TiffRaster,
  layout: TiffLayout = {},
  description: TiffDescription = {},
  overviews: readonly TiffRaster[] = [],
): Uint8Array {
  const form: TiffForm = { bigTiff: layout.bigTiff ?? false, littleEndian: layout.littleEndian ?? true }
  const planned = [raster, ...overviews].map((level, i) => planDirectory(level, layout, description, i > 0))
  const sizes = planned.map(({ fields, blocks }) => directorySize(form, fields(blocks.map(() => 0))))
  const last = layout.directories === 'last'
  let at = headerSize(form)
  const directoryAt: number[] = []
  const place = () => {
    for (const size of sizes) {
      directoryAt.push(at)
      at += size
    }
  }
  if (!last) place()
  const offsets = planned.map(({ blocks }) => {
    const placed = placeBlocks(blocks, at)
    at = placed.end
    return placed.offsets
  })
  if (last) place()
  if (!form.bigTiff && at > 0xffffffff) refuse('A classic TIFF cannot be larger than 4 GB; BigTIFF can.')
  const file = new Uint8Array(at)
  file.set(encodeHeader(form, directoryAt[0] ?? 0), 0)
  planned.forEach(({ fields, blocks }, i) => {
    const blockOffsets = offsets[i] ?? []
    file.set(
      encodeDirectory(form, fields(blockOffsets), directoryAt[i] ?? 0, directoryAt[i + 1] ?? 0),
      directoryAt[i] ?? 0,
    )
    blocks.forEach((block, b) => file.set(block, blockOffsets[b] ?? 0))
  })
  return file
}
