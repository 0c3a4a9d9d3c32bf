import type { DecodedLerc } from './codecs.ts'
import type { DecodeRequest } from './decode-request.ts'
import { samplesOf, type Level, type Samples } from '../scene-image.ts'

/** What the second number of the tag LercParameters says about the bytes around the blob. */
const around = { none: 0, deflate: 1, zstd: 2 } as const

/**
 * Decodes a block of LERC, which may be deflated or zstd-compressed once more, to samples in the machine's order.
 * Masked pixels of float bands become NaN; where an alpha band is left out of the blob it is made from the mask. Null where
 * the blob is damaged or is not the block that the directory describes.
 */
export async function decodeLerc(bytes: Uint8Array, request: DecodeRequest): Promise<Uint8Array | null> {
  const { level, codecs, maximum } = request
  const wanted = level.planar === 'band' ? 1 : level.storedSamples
  // LERC stores what it can't shrink as it is, beside a header and a mask.
  const limit = 2 * maximum + 65_536
  const blob =
    level.lercCompression === around.deflate
      ? await codecs.inflate(bytes, limit)
      : level.lercCompression === around.zstd
        ? await codecs.unzstd(bytes, limit)
        : bytes
  const head = lercHead(blob)
  if (head === null || head.width !== level.blockWidth || head.height < request.rows) return null
  if (head.height > level.blockHeight || head.depth > wanted) return null
  const decoded = await codecs.lerc(blob)
  const samples = interleaved(decoded, level, wanted)
  return samples === null ? null : new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
}

/** Sides and values a pixel of the first band, from the blob's header (versions 2 to 6), before anything is allocated. */
function lercHead(blob: Uint8Array): { width: number; height: number; depth: number } | null {
  if (blob.byteLength < 42 || String.fromCharCode(...blob.subarray(0, 6)) !== 'Lerc2 ') return null
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  const version = view.getInt32(6, true)
  const sides = version >= 3 ? 14 : 10
  const depth = version >= 4 ? view.getInt32(sides + 8, true) : 1
  const [height, width] = [view.getInt32(sides, true), view.getInt32(sides + 4, true)]
  return version >= 1 && version <= 6 && width > 0 && height > 0 && depth > 0
    ? { width, height, depth }
    : null
}

function interleaved(decoded: DecodedLerc, level: Level, wanted: number): Samples | null {
  const { width, height, depth, bands, mask } = decoded
  const pixels = width * height
  const found = depth * bands.length
  const alphaFromMask = found === wanted - 1 && level.sampleType === 'Byte'
  if (found !== wanted && !alphaFromMask) return null
  const samples = samplesOf(level.sampleType, pixels * wanted)
  const float = samples instanceof Float32Array || samples instanceof Float64Array
  bands.forEach((band, index) => {
    if (band.constructor !== samples.constructor) return
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      const masked = float && mask?.[pixel] === 0
      for (let value = 0; value < depth; value += 1) {
        const to = pixel * wanted + index * depth + value
        samples[to] = masked ? NaN : (band[pixel * depth + value] ?? 0)
      }
    }
  })
  if (bands.some((band) => band.constructor !== samples.constructor)) return null
  if (alphaFromMask) {
    for (let pixel = 0; pixel < pixels; pixel += 1)
      samples[pixel * wanted + found] = mask?.[pixel] === 0 ? 0 : 255
  }
  return samples
}
