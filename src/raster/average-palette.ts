import type { RowRun } from './average-rule.ts'
import { tapsOf } from './average-taps.ts'
import type { Palette } from './scene-image.ts'

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
    for (let column = 0; column < to.width; column += 1) {
      const [sum, count] = [[0, 0, 0] as [number, number, number], { of: 0 }]
      for (let y = 0; y < rows.count(row); y += 1) {
        const line = (rows.first(row) + y - from.firstRow) * from.width
        for (let x = 0; x < columns.count(column); x += 1) {
          const at = line + columns.first(column) + x
          const entry = from.samples[at] ?? 0
          if (entry === noData || palette[4 * entry + 3] === 0 || from.mask?.[at] === 0) continue
          for (let colour = 0; colour < 3; colour += 1)
            sum[colour] = (sum[colour] ?? 0) + (palette[4 * entry + colour] ?? 0)
          count.of += 1
        }
      }
      const at = (row - to.firstRow) * to.width + column
      const half = Math.floor(count.of / 2)
      const [r, g, b] = sum.map((total) => Math.floor((total + half) / Math.max(1, count.of)))
      to.samples[at] = count.of === 0 ? (noData ?? 0) : nearest(r ?? 0, g ?? 0, b ?? 0)
      if (to.mask !== null) to.mask[at] = count.of === 0 ? 0 : 255
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
