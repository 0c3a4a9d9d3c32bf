import type { Pixels } from '../../src/raster/read-window.ts'
import type { Palette } from '../../src/raster/scene-image.ts'

/**
 * Indexes of a palette as red, green and blue bytes; entries that are transparent have no data. Where the file has no
 * palette after all, the samples are greys.
 */
export function inColours(pixels: Pixels, palette: Palette | null): Pixels {
  const [grey] = pixels.samples
  if (palette === null) return grey === undefined ? pixels : { ...pixels, samples: [grey, grey, grey] }
  const [indexes] = pixels.samples
  const count = pixels.width * pixels.height
  const channels = [0, 1, 2].map(() => new Uint8Array(count))
  const valid = new Uint8Array(count)
  for (let at = 0; at < count; at += 1) {
    const entry = 4 * (indexes?.[at] ?? 0)
    channels.forEach((channel, index) => (channel[at] = palette[entry + index] ?? 0))
    valid[at] = pixels.valid?.[at] === 0 || (palette[entry + 3] ?? 0) === 0 ? 0 : 1
  }
  return { ...pixels, samples: channels, valid }
}
