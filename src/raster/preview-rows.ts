import { rowBytesOf } from './decoding/decode-block.ts'
import { stopsEarly } from './decoding/decoders.ts'
import { unpacksInRows } from './decoding/strip-rows.ts'
import type { Axis, Choice } from './read-window.ts'
import type { Level } from './scene-image.ts'

/** Decoded bytes that one row of tiles may cost: a third of a second. */
const tileBytes = 80 * 1024 * 1024
/** The same where strips give their first rows alone, which comes close to what is wanted anyway. */
const topBytes = 40 * 1024 * 1024
const tileRows = 512
const fewStrips = 8

/**
 * The rows to read for a view of every so-many-th row. Where strips are compressed, most of them would be decoded for
 * a row or two; so those are taken that cost least. It is the same choice every time and for every tile, and coarse
 * only until the display pyramid is there.
 */
export function previewRows(level: Level, rows: Axis): Choice {
  if (level.layout === 'tiled' || level.compression === 'NONE' || rows.step <= 1) return rows
  // Of one strip or two the first rows are no picture.
  if (unpacksInRows(level)) return level.blocksDown < fewStrips ? rows : topRows(level, rows)
  return stopsEarly(level) ? topRows(level, rows) : wholeStrips(level, rows)
}

/** The nearest of the first rows of strips. */
function topRows(level: Level, rows: Axis): Choice {
  const strip = level.blockHeight
  const affordable = Math.max(1, Math.floor(topBytes / rowBytesOf(level)))
  const strips = (tileRows * rows.step) / strip
  const perStrip = Math.max(1, Math.floor(affordable / strips))
  if (perStrip >= strip) return rows
  const every = Math.ceil(Math.min(strips, tileRows) / affordable)
  const group = every * strip
  const last = Math.floor((level.height - 1) / group) * group
  return Int32Array.from({ length: rows.count }, (_, index) => {
    const wanted = rowAt(level, rows, index)
    const above = Math.floor(wanted / group) * group
    const lowest = Math.min(wanted, above + perStrip - 1)
    const below = Math.min(last, above + group)
    return below - wanted < wanted - lowest && below > above ? below : lowest
  })
}

/** Each so-many-th strip stands for its neighbours, its rows spread over theirs. */
function wholeStrips(level: Level, rows: Axis): Choice {
  const strip = level.blockHeight
  const every = Math.ceil((tileRows * rows.step * rowBytesOf(level)) / tileBytes)
  if (every < 2 || level.blocksDown < 2 * every) return rows
  const group = every * strip
  return Int32Array.from({ length: rows.count }, (_, index) => {
    const wanted = rowAt(level, rows, index)
    const first = Math.floor(wanted / group) * group
    // The last group may be shorter than the others.
    const span = Math.min(group, level.height - first)
    const inside = Math.floor(((wanted - first) / span) * Math.min(strip, span))
    return first + Math.min(inside, Math.min(strip, span) - 1)
  })
}

function rowAt(level: Level, { start, step }: Axis, index: number): number {
  return Math.min(level.height - 1, Math.floor(start + (index + 0.5) * step))
}
