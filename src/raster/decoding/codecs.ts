/**
 * Decompressors that differ between the core (Node's zlib, WASM from files) and the window (WASM that is fetched): the
 * second port of the reader beside ByteSource. `maximum` caps the output in bytes, so that a decompression bomb ends
 * early; what the image decoders are given has been checked for the size that it declares.
 */
export interface Codecs {
  inflate(bytes: Uint8Array, maximum: number): Uint8Array | Promise<Uint8Array>
  unzstd(bytes: Uint8Array, maximum: number): Uint8Array | Promise<Uint8Array>
  /** `inflate` for what is too large to be held: no more is unpacked than is taken. Throws where the stream is damaged. */
  inflatePieces(pieces: Pieces): Pieces
  /** The same for zstd; null where the runtime has none. */
  readonly unzstdPieces: ((pieces: Pieces) => Pieces) | null
  /** A whole JPEG stream of one or three components of 8 bits; three come as red, green and blue. */
  jpeg(bytes: Uint8Array): Promise<DecodedImage>
  /** A whole WebP image, as red, green, blue and alpha. */
  webp(bytes: Uint8Array): Promise<DecodedImage>
  lerc(bytes: Uint8Array): Promise<DecodedLerc>
}

/** Bytes that come one after the other. */
export type Pieces = AsyncGenerator<Uint8Array, void, undefined>

/** Samples of 8 bits, interleaved by pixel. */
export interface DecodedImage {
  readonly width: number
  readonly height: number
  readonly bands: number
  readonly samples: Uint8Array
}

/** One array for each band of the LERC blob; several values of a pixel (its depth) stand together. */
export interface DecodedLerc {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly bands: readonly LercSamples[]
  /** 1 where a pixel has data; null where all have. */
  readonly mask: Uint8Array | null
}

export type LercSamples =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
