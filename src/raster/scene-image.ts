/**
 * What a scene is: plain data, so that it can be sent to a tile worker as it stands. The bytes are reached through a
 * SceneReader (read-window.ts).
 */
export interface SceneImage extends PixelImage {
  readonly georeferencing: 'affine' | 'gcps' | 'rpc' | 'sidecar' | 'none'
  /**
   * GDAL's six numbers: x = a[0] + column · a[1] + row · a[2], y = a[3] + column · a[4] + row · a[5], where (0, 0) is
   * the upper left corner of the first pixel. Null where the scene has none (ground control points, or nothing).
   */
  readonly affine: Affine | null
  readonly gcps: readonly GroundControlPoint[]
  /** `EPSG:n`, else a PROJ string, else null. */
  readonly crs: string | null
  /** What `projectionOf` takes: a PROJ string, resolved from the EPSG code where there is one. */
  readonly projDefinition: string | null
  /** Texts that may say when and by whom the scene was taken. */
  readonly texts: SceneTexts
}

/** The pixels of a scene, without their place on Earth. */
export interface PixelImage {
  /** File name without folders. */
  readonly name: string
  readonly sizeBytes: number
  readonly bigTiff: boolean
  readonly endian: 'little' | 'big'
  /** Columns and rows of the full resolution. */
  readonly width: number
  readonly height: number
  readonly bands: readonly BandInfo[]
  /** Level 0 is the full resolution; overviews follow, each smaller than the one before. */
  readonly levels: readonly Level[]
  readonly palette: Palette | null
  /** The number (from 1) of the band that is alpha, or null. */
  readonly alphaBand: number | null
  /** What stands in the way, as sentences for the analyst. */
  readonly problems: readonly string[]
}

export type Affine = readonly [number, number, number, number, number, number]

/** One pixel whose place is known. Column and row count from the upper left corner of the first pixel. */
export interface GroundControlPoint {
  readonly column: number
  readonly row: number
  readonly x: number
  readonly y: number
}

/** Sample types by GDAL's names; Float16 and Float24 are read as Float32. */
export type SampleType =
  | 'Byte'
  | 'Int8'
  | 'UInt16'
  | 'Int16'
  | 'UInt32'
  | 'Int32'
  | 'UInt64'
  | 'Int64'
  | 'Float32'
  | 'Float64'
  | 'CInt16'
  | 'CInt32'
  | 'CFloat32'
  | 'CFloat64'

/** Colour interpretations by GDAL's names. */
export type ColorInterpretation = string

export interface BandInfo {
  /** 1-based, as GDAL counts. */
  readonly band: number
  readonly type: SampleType
  /** The value that means "no data here"; may be NaN. */
  readonly noDataValue: number | null
  readonly colorInterpretation: ColorInterpretation
  /** The band's description in the file, where it has one. */
  readonly name: string | null
  /** Middle of the band in nanometres, where the file says it. */
  readonly wavelengthNm?: number
  /** Physical value = sample · scale + offset, where the file says so. */
  readonly scale: number | null
  readonly offset: number | null
}

/** Red, green, blue and alpha bytes, four an entry. */
export type Palette = Uint8Array

/** One directory of the TIFF: a full image, an overview or a mask. */
export interface Level {
  readonly file: 'scene' | 'ovr' | 'msk'
  readonly width: number
  readonly height: number
  readonly layout: 'tiled' | 'striped'
  /** Columns and rows of a block; strips are as wide as the image. */
  readonly blockWidth: number
  readonly blockHeight: number
  readonly blocksAcross: number
  readonly blocksDown: number
  readonly planar: 'pixel' | 'band'
  /** Bands of a pixel as it is handed out. */
  readonly samplesPerPixel: number
  /** Samples of a pixel in the file: another number than the bands where `colours` says so. */
  readonly storedSamples: number
  /** How stored colours become red, green, blue and alpha, as in GDAL; null where samples are handed out as stored. */
  readonly colours: ColourModel | null
  readonly bitsPerSample: number
  /** TIFF SampleFormat: 1 unsigned, 2 signed, 3 float, 4 void, 5 complex integer, 6 complex float. */
  readonly sampleFormat: number
  readonly sampleType: SampleType
  readonly compression: string
  readonly compressionCode: number
  readonly predictor: number
  readonly photometric: number
  readonly bigEndian: boolean
  /** Bits of each byte run from the lowest (TIFF FillOrder 2). */
  readonly reversedBits: boolean
  readonly subsampling: readonly [number, number]
  readonly jpegTables: Uint8Array | null
  readonly lercCompression: number
  /** TIFF T4Options: bit 0 tells two-dimensional coding. */
  readonly faxOptions: number
  readonly offsets: BlockArray
  /** Null where the file leaves the byte counts out. */
  readonly byteCounts: BlockArray | null
  /** Blocks that the file lists, and those that the image has; what is not listed has no data. */
  readonly blocksListed: number
  readonly blocksNeeded: number
  /** The transparency mask of this level, one bit or byte a pixel. */
  readonly mask: Level | null
}

/** Colours that are stored otherwise than as red, green and blue, with what their conversion needs. */
export type ColourModel =
  | { readonly kind: 'ycbcr'; readonly luma: readonly number[]; readonly reference: readonly number[] }
  | { readonly kind: 'cmyk' }
  | { readonly kind: 'cielab'; readonly whitePoint: readonly number[] }

/** Where an array of block offsets or byte counts stands in the file; read as needed. */
export interface BlockArray {
  readonly at: number
  readonly count: number
  readonly valueBytes: 1 | 2 | 4 | 8
}

export interface SceneTexts {
  readonly dateTime: string | null
  readonly imageDescription: string | null
  readonly software: string | null
  /** GDAL_METADATA items of the whole scene by name. */
  readonly metadata: Readonly<Record<string, string>>
}

/** Samples of one band, in the file's own type; complex as magnitudes, 64-bit integers as Float64. */
export type Samples =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/** A zeroed array for `length` samples of a type. */
export function samplesOf(type: SampleType, length: number): Samples {
  switch (type) {
    case 'Byte':
      return new Uint8Array(length)
    case 'Int8':
      return new Int8Array(length)
    case 'UInt16':
      return new Uint16Array(length)
    case 'Int16':
      return new Int16Array(length)
    case 'UInt32':
      return new Uint32Array(length)
    case 'Int32':
      return new Int32Array(length)
    case 'Float32':
    case 'CInt16':
    case 'CFloat32':
      return new Float32Array(length)
    case 'UInt64':
    case 'Int64':
    case 'Float64':
    case 'CInt32':
    case 'CFloat64':
      return new Float64Array(length)
  }
}

/** Whether samples of the type are pairs, read as their magnitude. */
export function isComplex(type: SampleType): boolean {
  return type.startsWith('C')
}
