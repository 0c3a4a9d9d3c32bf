import type { Samples, TiffRaster } from '../../src/raster/tiff/tiff-writer.ts'

/** Half the size, each sample the mean of up to four; odd sides repeat their last row or column. */
function half(raster: TiffRaster): TiffRaster {
  const width = Math.ceil(raster.width / 2)
  const height = Math.ceil(raster.height / 2)
  const bands = raster.bands.map((band): Samples => {
    const out = new (band.constructor as new (length: number) => Samples)(width * height)
    const whole = !(band instanceof Float32Array || band instanceof Float64Array)
    for (let y = 0; y < height; y++) {
      const upper = 2 * y * raster.width
      const lower = Math.min(2 * y + 1, raster.height - 1) * raster.width
      for (let x = 0; x < width; x++) {
        const right = Math.min(2 * x + 1, raster.width - 1)
        const mean =
          (band[upper + 2 * x]! + band[upper + right]! + band[lower + 2 * x]! + band[lower + right]!) / 4
        out[y * width + x] = whole ? Math.floor(mean + 0.5) : mean
      }
    }
    return out
  })
  return { width, height, bands }
}

/** Smaller versions, each half of the one before, until the longer side is at most `smallest` pixels. */
export function overviewsOf(raster: TiffRaster, smallest = 256): TiffRaster[] {
  const levels: TiffRaster[] = []
  let level = raster
  while (Math.max(level.width, level.height) > smallest) {
    level = half(level)
    levels.push(level)
  }
  return levels
}
