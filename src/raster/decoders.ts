import type { Codecs } from './codecs.ts'
import { decodeLzw } from './lzw.ts'
import { decodePackBits } from './packbits.ts'
import type { Level } from './scene-image.ts'
import { Photometric } from './tiff-tags.ts'

/** What a decoder is asked for: a block of so many rows of a level, to at most so many bytes. */
export interface DecodeRequest {
  readonly level: Level
  readonly rows: number
  readonly maximum: number
  readonly codecs: Codecs
}

/**
 * Decompresses one block. `stored` bytes are as the file's byte order and predictor left them; `final` ones are
 * samples in the machine's order already. Null where the stream is invalid.
 */
export interface Decoder {
  readonly output: 'stored' | 'final'
  decode(bytes: Uint8Array, request: DecodeRequest): Uint8Array | null | Promise<Uint8Array | null>
}

/** Every compression that can be read, by GDAL's name. */
const decoders: Readonly<Record<string, Decoder>> = {
  NONE: { output: 'stored', decode: (bytes, { maximum }) => bytes.subarray(0, maximum) },
  LZW: { output: 'stored', decode: (bytes, { maximum }) => decodeLzw(bytes, maximum) },
  PACKBITS: { output: 'stored', decode: (bytes, { maximum }) => decodePackBits(bytes, maximum) },
  DEFLATE: { output: 'stored', decode: (bytes, { maximum, codecs }) => codecs.inflate(bytes, maximum) },
  ZSTD: { output: 'stored', decode: (bytes, { maximum, codecs }) => codecs.unzstd(bytes, maximum) },
}

/** The decoder of a level, or null where its compression can't be read. */
export function decoderOf(level: Level): Decoder | null {
  return decoders[level.compression] ?? null
}

/** Why the pixels of a level can't be read, as a sentence; null where they can. */
export function unreadableCodec(level: Level): string | null {
  if (
    level.photometric === Photometric.yCbCr &&
    level.compression !== 'JPEG' &&
    level.compression !== 'WEBP'
  ) {
    return "Its colours are stored as YCbCr without JPEG, which Roadstead can't read."
  }
  if (decoderOf(level) !== null) return null
  return `Its pixels are compressed with ${level.compression}, which Roadstead can't read.`
}
