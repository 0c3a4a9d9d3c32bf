import { pickLevel } from './tiff/overviews.ts'
import { readGrid, type Axis, type Pixels } from './read-window.ts'
import type { PixelImage } from './scene-image.ts'
import type { SceneReader } from './scene-reader.ts'

/** Square tiles over a scene: zoom 0 fits into one tile, each further zoom doubles the scale, the last is 1:1. */
export interface TileGrid {
  readonly tileSize: number
  /** Pixels of the full resolution for one pixel of a tile, by zoom: powers of two, 1 at the end. */
  readonly scales: readonly number[]
  /** Tiles across and down, by zoom. */
  readonly counts: readonly (readonly [number, number])[]
}

/** The tiles of a scene of this size; they begin at its upper left corner. */
export function tileGrid(
  size: { readonly width: number; readonly height: number },
  tileSize: number,
): TileGrid {
  const scales: number[] = [1]
  while (Math.max(size.width, size.height) > tileSize * (scales[0] ?? 1)) scales.unshift((scales[0] ?? 1) * 2)
  const counts = scales.map(
    (scale) => [Math.ceil(size.width / scale / tileSize), Math.ceil(size.height / scale / tileSize)] as const,
  )
  return { tileSize, scales, counts }
}

export interface TileAddress {
  readonly zoom: number
  /** Tiles from the left and from the top. */
  readonly column: number
  readonly row: number
}

/**
 * Reads one tile, from the overview that fits or by the nearest rows and columns of the next finer level, so that a
 * zoomed-out tile of a striped scene reads no more strips than it shows. Tiles at the right and lower border are
 * smaller; null beyond them.
 * @throws Problem as readWindow does; an AbortError when `signal` aborts
 */
export async function readTile(
  reader: SceneReader,
  grid: TileGrid,
  tile: TileAddress,
  bands: readonly number[],
  signal?: AbortSignal,
): Promise<Pixels | null> {
  const { image } = reader
  const scale = grid.scales[tile.zoom]
  if (scale === undefined) return null
  const index = pickLevel(image, scale)
  const level = image.levels[index]
  if (level === undefined) return null
  const columns = tileAxis(tile.column, grid.tileSize, scale, image.width, level.width)
  const rows = tileAxis(tile.row, grid.tileSize, scale, image.height, level.height)
  if (columns === null || rows === null) return null
  return readGrid(reader, index, columns, rows, bands, signal)
}

function tileAxis(number: number, tileSize: number, scale: number, full: number, side: number): Axis | null {
  const first = number * tileSize
  const last = Math.ceil(full / scale)
  const count = Math.min(tileSize, last - first)
  if (number < 0 || count <= 0) return null
  // Where the level has exactly the tile's resolution every pixel is taken as it is.
  if (side === last) return { start: first, step: 1, count }
  const step = (scale * side) / full
  return { start: first * step, step, count }
}

/** The largest of the scales at which a whole scene fits into `pixels` on its longer side. */
export function overviewScale(image: PixelImage, pixels: number): number {
  return Math.max(1, Math.max(image.width, image.height) / pixels)
}
