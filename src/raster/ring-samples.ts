import type { LonLat, Ring } from '../domain/polygon.ts'
import { localFrame } from '../geodesy/ellipsoid.ts'
import { isInside } from './coregistration/overlap-window.ts'
import { readGrid } from './read-window.ts'
import type { SceneImage } from './scene-image.ts'
import { sceneOnGround, type ColumnRow, type East } from './placing/scene-on-ground.ts'
import type { SceneReader } from './scene-reader.ts'

/** Samples inside a ring: what lies beyond the scene is `outside`, what has no data is null. */
export interface RingSamples {
  readonly outside: number
  /** The bands' values at each place that lies on the scene. */
  readonly places: readonly (readonly number[] | null)[]
}

/** Places a side that are looked at. */
const side = 12
/** Columns and rows that are read at most. */
const most = 48

/**
 * Reads places spread evenly inside a ring of longitudes and latitudes, at the full resolution, nearest sample.
 * @param shift metres east and north by which the scene is drawn off where its file says
 * @returns null where the scene is not placed
 * @throws Problem of the scene; an AbortError when `signal` aborts
 */
export async function samplesInRing(
  { image, reader }: { readonly image: SceneImage; readonly reader: SceneReader },
  ring: Ring,
  shift: East,
  bands: readonly number[],
  signal?: AbortSignal,
): Promise<RingSamples | null> {
  const origin = middleOf(ring)
  const frame = localFrame(origin)
  const ground = sceneOnGround(image, frame, shift)
  if (ground === null) return null
  const inPlane = ring.map((corner) => frame.toPlane(corner))
  const pixels = placesIn(inPlane).map((place) => ground.toPixel(place))
  const { width, height } = image
  const inside = pixels.filter((pixel): pixel is ColumnRow => {
    return pixel !== null && pixel[0] >= 0 && pixel[1] >= 0 && pixel[0] < width && pixel[1] < height
  })
  const outside = pixels.length - inside.length
  if (inside.length === 0) return { outside, places: [] }
  const columns = axisOf(inside.map(([column]) => Math.floor(column)))
  const rows = axisOf(inside.map(([, row]) => Math.floor(row)))
  const { samples, valid } = await readGrid(reader, 0, columns.positions, rows.positions, bands, signal)
  const places = inside.map(([column, row]) => {
    const at = rows.indexOf(row) * columns.positions.length + columns.indexOf(column)
    return valid?.[at] === 0 ? null : samples.map((band) => band[at] ?? NaN)
  })
  return { outside, places }
}

function middleOf(ring: Ring): LonLat {
  const corners = ring.slice(0, -1)
  const mean = (axis: 0 | 1): number =>
    corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  return [mean(0), mean(1)]
}

/** Places on a grid over a ring that lie inside of it, and its middle. */
function placesIn(ring: readonly East[]): East[] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [west, south] = [Math.min(...xs), Math.min(...ys)]
  const [across, up] = [(Math.max(...xs) - west) / side, (Math.max(...ys) - south) / side]
  const places: East[] = [[0, 0]]
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const place: East = [west + (column + 0.5) * across, south + (row + 0.5) * up]
      if (isInside(ring, place)) places.push(place)
    }
  }
  return places
}

/** The columns (or rows) that are read for those wanted: all between, or every so-many-th of a long way. */
function axisOf(wanted: readonly number[]) {
  const [first, last] = [Math.min(...wanted), Math.max(...wanted)]
  const step = Math.max(1, Math.ceil((last - first + 1) / most))
  const count = Math.floor((last - first) / step) + 1
  const positions = Int32Array.from({ length: count }, (_, index) => first + index * step)
  return {
    positions,
    indexOf: (at: number): number => Math.min(count - 1, Math.floor((Math.floor(at) - first) / step)),
  }
}
