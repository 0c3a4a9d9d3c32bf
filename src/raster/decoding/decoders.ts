import type { Decoder } from './decode-request.ts'
import { decodeFax, type FaxForm } from './decode-fax.ts'
import { decodeJpeg } from './decode-jpeg.ts'
import { decodeLerc } from './decode-lerc.ts'
import { decodeWebp } from './decode-webp.ts'
import { decodeLzw } from './lzw.ts'
import { decodePackBits } from './packbits.ts'
import type { Level } from '../scene-image.ts'

/** Every compression that can be read, by GDAL's name. */
const decoders: Readonly<Record<string, Decoder>> = {
  NONE: { output: 'stored', decode: (bytes, { maximum }) => bytes.subarray(0, maximum) },
  LZW: { output: 'stored', decode: (bytes, { maximum }) => decodeLzw(bytes, maximum) },
  PACKBITS: { output: 'stored', decode: (bytes, { maximum }) => decodePackBits(bytes, maximum) },
  DEFLATE: { output: 'stored', decode: (bytes, { maximum, codecs }) => codecs.inflate(bytes, maximum) },
  ZSTD: { output: 'stored', decode: (bytes, { maximum, codecs }) => codecs.unzstd(bytes, maximum) },
  JPEG: { output: 'final', decode: decodeJpeg },
  WEBP: { output: 'final', decode: decodeWebp },
  LERC: { output: 'final', decode: decodeLerc },
  CCITTRLE: fax('rle'),
  CCITTRLEW: fax('rlew'),
  CCITTFAX3: fax('g3'),
  CCITTFAX4: fax('g4'),
}

function fax(scheme: FaxForm['scheme']): Decoder {
  return {
    output: 'stored',
    decode: (bytes, { level, rows }) => {
      const twoDimensional = (level.faxOptions & 1) !== 0
      return decodeFax(bytes, { width: level.blockWidth, rows, scheme, twoDimensional })
    },
  }
}

/** The decoder of a level, or null where its compression can't be read. */
export function decoderOf(level: Level): Decoder | null {
  return decoders[level.compression] ?? null
}

/**
 * Whether the first rows of a strip can be decoded without the rest of it: so little of each strip makes a view of all
 * of them, where whole ones would take seconds.
 */
export function stopsEarly(level: Level): boolean {
  return (
    level.layout === 'striped' &&
    level.colours === null &&
    (level.compression === 'LZW' || level.compression === 'PACKBITS')
  )
}

/** Why the pixels of a level can't be read, as a sentence; null where they can. */
export function unreadableCodec(level: Level): string | null {
  if (decoderOf(level) === null)
    return `Its pixels are compressed with ${nameOf(level)}, which Roadstead can't read.`
  if (level.compression === 'JPEG' && level.bitsPerSample !== 8) {
    return `Its pixels are compressed with ${level.bitsPerSample}-bit JPEG, which Roadstead can't read.`
  }
  if (level.compression.startsWith('CCITT') && (level.bitsPerSample !== 1 || level.storedSamples !== 1)) {
    return `Its pixels are compressed with ${level.compression}, which holds one bit a pixel only.`
  }
  return null
}

/** Names that people know, where GDAL's is a code word. */
const plainNames: Readonly<Record<string, string>> = {
  OJPEG: 'old-style JPEG (TIFF 6.0)',
  JXL: 'JPEG XL',
  JPEG2000: 'JPEG 2000',
  SGILOG: 'SGI LogLuv',
  SGILOG24: 'SGI LogLuv (24 bits)',
  NEXT: 'NeXT 2-bit run lengths',
  THUNDERSCAN: 'ThunderScan',
  PIXARLOG: 'PixarLog',
}

function nameOf(level: Level): string {
  return plainNames[level.compression] ?? level.compression
}
