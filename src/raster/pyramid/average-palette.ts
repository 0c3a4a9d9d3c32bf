import type { RowRun } from './average-rule.ts'
import { tapsOf } from './average-taps.ts'
import { nearestEntries, type NearestEntry } from './nearest-entry.ts'
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
  const { colours, firsts, nearest } = lookupOf(palette)
  // Whole arrays once: this runs for each pixel of the scene.
  const { samples, mask, width } = from
  const lefts = Int32Array.from({ length: to.width }, (_, column) => columns.first(column))
  const spans = Uint8Array.from({ length: to.width }, (_, column) => columns.count(column))
  const { samples: target, mask: targetMask } = to
  for (let row = first; row < last; row += 1) {
    const top = rows.first(row) - from.firstRow
    const rowTaps = rows.count(row)
    const canBeOne = rowTaps === 2 && targetMask === null && mask === null
    let at = (row - to.firstRow) * to.width
    for (let column = 0; column < to.width; column += 1, at += 1) {
      const left = lefts[column] ?? 0
      const columnTaps = spans[column] ?? 0
      // Most pixels of a map of classes are like their neighbours.
      const corner = top * width + left
      const one = samples[corner] ?? 0
      if (
        canBeOne &&
        columnTaps === 2 &&
        one === samples[corner + 1] &&
        one === samples[corner + width] &&
        one === samples[corner + width + 1]
      ) {
        const isNothing = one === noData || (colours[one] ?? 0) < 0
        target[at] = isNothing ? (noData ?? 0) : (firsts[one] ?? one)
        continue
      }
      let red = 0
      let green = 0
      let blue = 0
      let count = 0
      let isOne = true
      let last = -1
      for (let line = top * width, y = 0; y < rowTaps; y += 1, line += width) {
        for (let pixel = line + left; pixel < line + left + columnTaps; pixel += 1) {
          const entry = samples[pixel] ?? 0
          const colour = colours[entry] ?? 0
          if (entry === noData || colour < 0 || (mask !== null && mask[pixel] === 0)) continue
          red += colour >> 16
          green += (colour >> 8) & 255
          blue += colour & 255
          count += 1
          if (last >= 0 && entry !== last) isOne = false
          last = entry
        }
      }
      if (count === 0) target[at] = noData ?? 0
      else if (isOne) target[at] = firsts[last] ?? last
      else {
        target[at] = nearest(mean(red, count), mean(green, count), mean(blue, count))
      }
      if (targetMask !== null) targetMask[at] = count === 0 ? 0 : 255
    }
  }
}

/** A closure over the loop's own numbers would put them on the heap for every pixel. */
function mean(sum: number, count: number): number {
  return Math.floor((sum + (count >> 1)) / count)
}

interface Lookup {
  /** The colour of each entry in one number, below 0 where the entry is transparent. */
  readonly colours: Int32Array
  /** The first entry of the same colour as each. */
  readonly firsts: Int32Array
  /** The entry nearest to a colour, the first of equally near ones. */
  readonly nearest: NearestEntry
}

/** A palette is averaged with for as long as its scene is prepared. */
const lookups = new WeakMap<Palette, Lookup>()

function lookupOf(palette: Palette): Lookup {
  const known = lookups.get(palette)
  if (known !== undefined) return known
  const nearest = nearestEntries(palette)
  const entries = Array.from({ length: palette.length / 4 }, (_, entry) =>
    palette.subarray(4 * entry, 4 * entry + 4),
  )
  const lookup = {
    colours: Int32Array.from(entries, ([red = 0, green = 0, blue = 0, alpha = 0]) =>
      alpha === 0 ? -1 : (red << 16) | (green << 8) | blue,
    ),
    firsts: Int32Array.from(entries, ([red = 0, green = 0, blue = 0]) => nearest(red, green, blue)),
    nearest,
  }
  lookups.set(palette, lookup)
  return lookup
}
