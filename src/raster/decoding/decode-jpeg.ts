import { getDecoder } from 'geotiff'
import type { DecodedImage } from './codecs.ts'
import type { DecodeRequest } from './decode-request.ts'
import { jpegFrame, wholeJpeg, type JpegFrame } from './jpeg-stream.ts'
import type { Level } from '../scene-image.ts'
import { Photometric } from '../tiff/tiff-tags.ts'

/**
 * Decodes a block that is one JPEG stream (TIFF Technical Note 2) to interleaved samples; YCbCr becomes red, green and
 * blue as in GDAL. Null where the stream is damaged or is not the image that the directory describes.
 */
export async function decodeJpeg(bytes: Uint8Array, request: DecodeRequest): Promise<Uint8Array | null> {
  const { level, codecs } = request
  const components = level.planar === 'band' ? 1 : level.storedSamples
  const yCbCr = level.photometric === Photometric.yCbCr && components === 3
  const stream = wholeJpeg(bytes, level.jpegTables, yCbCr)
  const frame = jpegFrame(stream)
  if (frame === null || !fits(frame, level, components)) return null
  const decoded = [1, 3].includes(components)
    ? await codecs.jpeg(stream)
    : await manyComponents(stream, frame)
  if (decoded.bands !== components || decoded.width !== frame.width) return null
  return asBlock(decoded, level.blockWidth, request.rows)
}

function fits(frame: JpegFrame, level: Level, components: number): boolean {
  if (frame.precision !== 8 || frame.components !== components || frame.coding !== 'huffman') return false
  // Smaller ones occur at the edges, larger ones are refused by libtiff too.
  return (
    frame.width >= 1 &&
    frame.height >= 1 &&
    frame.width <= level.blockWidth &&
    frame.height <= level.blockHeight
  )
}

/** Two, four and more components, which TurboJPEG does not hand out as they are; 5 % of the samples are off by one. */
async function manyComponents(
  stream: Uint8Array,
  { width, height, components }: JpegFrame,
): Promise<DecodedImage> {
  const decoder = await getDecoder(7, {} as never)
  const decoded = await (decoder.decodeBlock(new Uint8Array(stream).buffer) as
    ArrayBuffer | Promise<ArrayBuffer>)
  return { width, height, bands: components, samples: new Uint8Array(decoded) }
}

/** The rows of a decoded image as wide and as many as the block has; what the image lacks is 0. */
export function asBlock(image: DecodedImage, width: number, rows: number): Uint8Array {
  const { bands, samples } = image
  if (image.width === width && image.height >= rows) return samples.subarray(0, width * rows * bands)
  const block = new Uint8Array(width * rows * bands)
  for (let row = 0; row < Math.min(rows, image.height); row += 1) {
    const from = row * image.width * bands
    block.set(samples.subarray(from, from + Math.min(width, image.width) * bands), row * width * bands)
  }
  return block
}
