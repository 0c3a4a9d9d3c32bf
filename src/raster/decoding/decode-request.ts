import type { Codecs } from './codecs.ts'
import type { Level } from '../scene-image.ts'

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
