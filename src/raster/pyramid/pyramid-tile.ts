import type { Samples } from '../tiff/tiff-encode-block.ts'

/** Predictors of a pyramid's tiles: 1 none, 2 differences of integers, 3 byte planes of floats. */
export type TilePredictor = 1 | 2 | 3

/** The tile of a band of rows that begins at `column`; `rows` of it have pixels. */
export interface TileCut {
  readonly column: number
  readonly rows: number
  /** The width of the level and the interleaved samples of a pixel. */
  readonly width: number
  readonly bands: number
  /** Rows in `samples` that stand before the band. */
  readonly rowsBefore: number
  readonly tileWidth: number
  readonly tileHeight: number
}

/**
 * One tile as bytes, as a TIFF stores it before compression: pixels interleaved, little-endian, beyond the image the
 * last column goes on (which compresses to nothing) and rows are 0.
 * @param into memory for the bytes: as many samples as a tile has, of the type of `samples`; used again for each tile
 */
export function cutTile(samples: Samples, cut: TileCut, predictor: TilePredictor, into: Samples): Uint8Array {
  const { column, rows, width, bands, rowsBefore, tileWidth, tileHeight } = cut
  const perRow = tileWidth * bands
  const inside = Math.min(tileWidth, width - column) * bands
  if (inside < perRow || rows < tileHeight) into.fill(0)
  for (let row = 0; row < rows; row += 1) {
    const from = ((row + rowsBefore) * width + column) * bands
    const to = row * perRow
    if (predictor === 2) differences(samples, from, into, to, inside, bands)
    else if (predictor === 3) floatPlanes(samples, from, into, to, inside, perRow, bands)
    else into.set(samples.subarray(from, from + inside), to)
  }
  return new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
}

function differences(
  from: Samples,
  start: number,
  to: Samples,
  at: number,
  length: number,
  bands: number,
): void {
  for (let index = 0; index < bands; index += 1) to[at + index] = from[start + index] ?? 0
  // The array wraps around at its own width, which the reader's sum undoes.
  for (let index = bands; index < length; index += 1)
    to[at + index] = (from[start + index] ?? 0) - (from[start + index - bands] ?? 0)
}

/** TIFF Technical Note 3: the highest bytes of all samples first, then the next ones; then byte differences. */
function floatPlanes(
  from: Samples,
  start: number,
  to: Samples,
  at: number,
  length: number,
  perRow: number,
  bands: number,
): void {
  const size = from.BYTES_PER_ELEMENT
  const source = new Uint8Array(from.buffer, from.byteOffset + start * size, length * size)
  const target = new Uint8Array(to.buffer, to.byteOffset + at * size, perRow * size)
  for (let plane = 0; plane < size; plane += 1) {
    let byte = size - 1 - plane
    const line = plane * perRow
    for (let index = 0; index < length; index += 1, byte += size) target[line + index] = source[byte] ?? 0
    // What is beyond the image stays the same byte, so that its differences are 0.
    for (let index = length; index < perRow; index += 1)
      target[line + index] = target[line + index - bands] ?? 0
  }
  for (let index = target.length - 1; index >= bands; index -= 1)
    target[index] = (target[index] ?? 0) - (target[index - bands] ?? 0)
}
