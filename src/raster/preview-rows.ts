import { rowBytesOf } from './decoding/decode-block.ts'
import type { Axis, Choice } from './read-window.ts'
import type { Level } from './scene-image.ts'

/** Decoded bytes that one tile may cost: a third of a second. */
const tileBytes = 80 * 1024 * 1024
const tileRows = 512

/**
 * The rows to read for a view of every so-many-th row. Where strips are compressed, most of them would be decoded for
 * a row or two; so each so-many-th strip stands for its neighbours, its rows spread over theirs. It is the same choice
 * every time and for every tile, and coarse only until the display pyramid is there.
 */
export function previewRows(level: Level, rows: Axis): Choice {
  const strip = level.blockHeight
  if (level.layout === 'tiled' || level.compression === 'NONE' || rows.step <= 1) return rows
  const every = Math.ceil((tileRows * rows.step * rowBytesOf(level)) / tileBytes)
  if (every < 2 || level.blocksDown < 2 * every) return rows
  const group = every * strip
  return Int32Array.from({ length: rows.count }, (_, index) => {
    const wanted = Math.min(level.height - 1, Math.floor(rows.start + (index + 0.5) * rows.step))
    const first = Math.floor(wanted / group) * group
    // The last group may be shorter than the others.
    const span = Math.min(group, level.height - first)
    const inside = Math.floor(((wanted - first) / span) * Math.min(strip, span))
    return first + Math.min(inside, Math.min(strip, span) - 1)
  })
}
