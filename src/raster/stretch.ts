import type { Pixels } from './read-window.ts'
import type { Palette, Samples } from './scene-image.ts'
import { percentile, type BandStatistics } from './statistics.ts'

/** Sample values that become black and white; `low` is below `high`. */
export interface Range {
  readonly low: number
  readonly high: number
}

export type StretchMethod =
  | { readonly kind: 'percentile'; readonly low: number; readonly high: number }
  | { readonly kind: 'min_max' }
  | { readonly kind: 'deviations'; readonly n: number }

/** 2 % cut at each end, as GIS programs do: legible water and land without a click. */
export const defaultStretch: StretchMethod = { kind: 'percentile', low: 2, high: 98 }

/** The range of one band; a flat band gets a range of width 1, so that it is drawn as black. */
export function stretchRange(statistics: BandStatistics, method: StretchMethod): Range {
  const { min, max, mean, standardDeviation } = statistics
  switch (method.kind) {
    case 'percentile':
      return widened({ low: percentile(statistics, method.low), high: percentile(statistics, method.high) })
    case 'min_max':
      return widened({ low: min, high: max })
    case 'deviations':
      return widened({
        low: Math.max(min, mean - method.n * standardDeviation),
        high: Math.min(max, mean + method.n * standardDeviation),
      })
  }
}

function widened({ low, high }: Range): Range {
  return high > low ? { low, high } : { low, high: low + 1 }
}

/** The brightness of a sample, 0 to 1: `clamp((value - low) / (high - low)) ^ (1 / gamma)`, as the GPU style has it. */
export function brightness(value: number, { low, high }: Range, gamma: number): number {
  const part = (value - low) / (high - low)
  return Math.min(1, Math.max(0, part)) ** (1 / gamma)
}

/**
 * Draws pixels to RGBA bytes: one band as grey, three as red, green, blue; pixels without data are transparent.
 * @param ranges one a band, in the order of the bands of `pixels`
 */
export function drawStretched(
  pixels: Pixels,
  ranges: readonly Range[],
  gamma: number,
): Uint8ClampedArray<ArrayBuffer> {
  const { samples, valid } = pixels
  const rgba = new Uint8ClampedArray(pixels.width * pixels.height * 4)
  for (let color = 0; color < 3; color += 1) {
    const index = samples.length >= 3 ? color : 0
    const band: Samples | undefined = samples[index]
    const range = ranges[index]
    if (band === undefined || range === undefined) continue
    for (let at = 0; at < band.length; at += 1) {
      rgba[4 * at + color] = Math.round(255 * brightness(band[at] ?? 0, range, gamma))
    }
  }
  for (let at = 0; at < pixels.width * pixels.height; at += 1) rgba[4 * at + 3] = valid?.[at] === 0 ? 0 : 255
  return rgba
}

/** Draws the indexes of a palette to RGBA bytes; pixels without data are transparent. */
export function drawPalette(pixels: Pixels, palette: Palette): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(pixels.width * pixels.height * 4)
  const [indexes] = pixels.samples
  if (indexes === undefined) return rgba
  for (let at = 0; at < indexes.length; at += 1) {
    const entry = 4 * (indexes[at] ?? 0)
    rgba.set(palette.subarray(entry, entry + 4), 4 * at)
    if (pixels.valid?.[at] === 0) rgba[4 * at + 3] = 0
  }
  return rgba
}
