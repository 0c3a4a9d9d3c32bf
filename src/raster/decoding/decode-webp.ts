import { asBlock } from './decode-jpeg.ts'
import type { DecodeRequest } from './decode-request.ts'

/**
 * Decodes a block that is one WebP image to three or four interleaved bytes a pixel. Null where it is damaged, animated,
 * or larger than the block.
 */
export async function decodeWebp(bytes: Uint8Array, request: DecodeRequest): Promise<Uint8Array | null> {
  const { level, codecs, rows } = request
  const bands = level.storedSamples
  const size = webpSize(bytes)
  if (size === null || level.planar === 'band' || (bands !== 3 && bands !== 4)) return null
  if (size.width > level.blockWidth || size.height > level.blockHeight) return null
  const image = await codecs.webp(bytes)
  if (image.width !== size.width || image.height !== size.height) return null
  return asBlock(bands === 4 ? image : withoutAlpha(image), level.blockWidth, rows)
}

function withoutAlpha({ width, height, samples }: { width: number; height: number; samples: Uint8Array }) {
  const colours = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < colours.length; from += 4, to += 3) {
    colours[to] = samples[from] ?? 0
    colours[to + 1] = samples[from + 1] ?? 0
    colours[to + 2] = samples[from + 2] ?? 0
  }
  return { width, height, bands: 3, samples: colours }
}

/** Sides of a still WebP image from its first chunk (RFC 9649), before anything is allocated; null for any other. */
export function webpSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < 30 || text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WEBP') return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (text(bytes, 12)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const packed = view.getUint32(21, true)
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X': {
      const animated = ((bytes[20] ?? 0) & 2) !== 0
      const side = (at: number) => (view.getUint32(at, true) & 0xffffff) + 1
      return animated
        ? null
        : { width: side(24), height: view.getUint16(27, true) + ((bytes[29] ?? 0) << 16) + 1 }
    }
    default:
      return null
  }
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
