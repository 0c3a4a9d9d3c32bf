import type { RowRun } from './average-rule.ts'
import { tapsOf } from './average-taps.ts'
import type { Palette } from '../scene-image.ts'

/**
 * Averages the colours that palette entries stand for and takes the nearest entry, as GDAL does: every covered pixel
 * counts alike, the first of equally near entries wins. Entries that are transparent or mean nodata are left out.
 */
export function averagePalette(
  from: RowRun,
  to: RowRun,
  palette: Palette,
  noData: number | null,
  first: number,
  last: number,
): void {
  const rows = tapsOf(from.height)
  const columns = tapsOf(from.width)
  const nearest = nearestEntry(palette)
  const colours = coloursOf(palette)
  // Whole arrays once: this runs for each pixel of the scene.
  const { samples, mask, width } = from
  for (let row = first; row < last; row += 1) {
    const top = rows.first(row) - from.firstRow
    const rowTaps = rows.count(row)
    for (let column = 0; column < to.width; column += 1) {
      const left = columns.first(column)
      const columnTaps = columns.count(column)
      let red = 0
      let green = 0
      let blue = 0
      let count = 0
      for (let line = top * width, y = 0; y < rowTaps; y += 1, line += width) {
        for (let pixel = line + left; pixel < line + left + columnTaps; pixel += 1) {
          const entry = samples[pixel] ?? 0
          const colour = colours[entry] ?? 0
          if (entry === noData || colour < 0 || (mask !== null && mask[pixel] === 0)) continue
          red += colour >> 16
          green += (colour >> 8) & 255
          blue += colour & 255
          count += 1
        }
      }
      const target = (row - to.firstRow) * to.width + column
      const half = count >> 1
      to.samples[target] =
        count === 0
          ? (noData ?? 0)
          : nearest(
              Math.floor((red + half) / count),
              Math.floor((green + half) / count),
              Math.floor((blue + half) / count),
            )
      if (to.mask !== null) to.mask[target] = count === 0 ? 0 : 255
    }
  }
}

/** The colour of each entry in one number, below 0 where the entry is transparent. */
function coloursOf(palette: Palette): Int32Array {
  return Int32Array.from({ length: palette.length / 4 }, (_, entry) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = palette.subarray(4 * entry, 4 * entry + 4)
    return alpha === 0 ? -1 : (red << 16) | (green << 8) | blue
  })
}

/** The nearest palette entry to a colour; answers are kept, because neighbours repeat them. */
function nearestEntry(palette: Palette): (red: number, green: number, blue: number) => number {
  const known = new Map<number, number>()
  return (red, green, blue) => {
    const key = (red << 16) | (green << 8) | blue
    const before = known.get(key)
    if (before !== undefined) return before
    let best = 0
    let distance = Infinity
    for (let at = 0; at < palette.length && distance > 0; at += 4) {
      const far =
        ((palette[at] ?? 0) - red) ** 2 +
        ((palette[at + 1] ?? 0) - green) ** 2 +
        ((palette[at + 2] ?? 0) - blue) ** 2
      if (far < distance) {
        best = at / 4
        distance = far
      }
    }
    known.set(key, best)
    return best
  }
}
