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
  for (let row = first; row < last; row += 1) {
    const [top, rowTaps] = [rows.first(row) - from.firstRow, rows.count(row)]
    for (let column = 0; column < to.width; column += 1) {
      const [left, columnTaps] = [columns.first(column), columns.count(column)]
      let [red, green, blue, count] = [0, 0, 0, 0]
      for (let line = top * from.width, y = 0; y < rowTaps; y += 1, line += from.width) {
        for (let pixel = line + left; pixel < line + left + columnTaps; pixel += 1) {
          const entry = from.samples[pixel] ?? 0
          if (entry === noData || palette[4 * entry + 3] === 0 || from.mask?.[pixel] === 0) continue
          red += palette[4 * entry] ?? 0
          green += palette[4 * entry + 1] ?? 0
          blue += palette[4 * entry + 2] ?? 0
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

/** The nearest palette entry to a colour; answers are kept, because neighbours repeat them. */
function nearestEntry(palette: Palette): (red: number, green: number, blue: number) => number {
  const known = new Map<number, number>()
  return (red, green, blue) => {
    const key = (red << 16) | (green << 8) | blue
    const before = known.get(key)
    if (before !== undefined) return before
    let [best, distance] = [0, Infinity]
    for (let at = 0; at < palette.length && distance > 0; at += 4) {
      const far =
        ((palette[at] ?? 0) - red) ** 2 +
        ((palette[at + 1] ?? 0) - green) ** 2 +
        ((palette[at + 2] ?? 0) - blue) ** 2
      if (far < distance) [best, distance] = [at / 4, far]
    }
    known.set(key, best)
    return best
  }
}
