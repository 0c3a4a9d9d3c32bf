import type { Patch } from '../../src/raster/hull/hull-patch.ts'
import { readWindow } from '../../src/raster/read-window.ts'
import type { SceneReader } from '../../src/raster/scene-reader.ts'
import { inColours } from './palette-pixels.ts'

/** More bands tell nothing more about where a hull ends. */
const mostBands = 4

/**
 * The samples of a window of the full resolution, which may hang over the edge, as numbers to reckon with.
 * @throws Problem of the scene; an AbortError when `signal` aborts
 */
export async function readPatch(
  reader: SceneReader,
  window: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  },
  signal: AbortSignal,
): Promise<Patch> {
  const { image } = reader
  const { left, top, width, height } = window
  const [x, y] = [Math.max(0, left), Math.max(0, top)]
  const columns = Math.min(left + width, image.width) - x
  const rows = Math.min(top + height, image.height) - y
  const bands = image.bands.map(({ band }) => band).filter((band) => band !== image.alphaBand)
  const chosen = bands.slice(0, mostBands)
  const valid = new Uint8Array(width * height)
  const empty = () => new Float32Array(width * height)
  if (columns <= 0 || rows <= 0) return { width, height, bands: chosen.map(empty), valid }
  const read = await readWindow(
    reader,
    { level: 0, x, y, width: columns, height: rows, bands: chosen },
    signal,
  )
  const pixels = image.palette === null ? read : inColours(read, image.palette)
  const planes = pixels.samples.map(empty)
  for (let row = 0; row < rows; row++) {
    const to = (y - top + row) * width + x - left
    for (let column = 0; column < columns; column++) {
      const from = row * columns + column
      if (pixels.valid?.[from] === 0) continue
      valid[to + column] = 1
      pixels.samples.forEach((samples, index) => {
        const plane = planes[index]
        const value = samples[from] ?? 0
        if (plane === undefined) return
        if (Number.isFinite(value)) plane[to + column] = value
        else valid[to + column] = 0
      })
    }
  }
  return { width, height, bands: planes, valid }
}
