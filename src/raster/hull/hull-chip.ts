import { localFrame } from '../../geodesy/ellipsoid.ts'
import { bandWords } from '../bands.ts'
import { sceneOnGround, type East } from '../placing/scene-on-ground.ts'
import { gsdM } from '../placing/ground-sample.ts'
import { readGrid } from '../read-window.ts'
import type { SceneImage } from '../scene-image.ts'
import type { SceneReader } from '../scene-reader.ts'

/** A hull's rectangle: centre (degrees), sides (metres), azimuth of its long side (degrees from true north). */
export interface HullPlace {
  readonly lon: number
  readonly lat: number
  readonly lengthM: number
  readonly beamM: number
  readonly headingDeg: number
}

/**
 * The pixels of a hull turned into its own frame: rows along the hull from stern to bow, columns from port to starboard,
 * its middle in the middle. A little of what lies around it is in it.
 */
export interface HullChip {
  /** Metres of the hull as it was drawn. */
  readonly lengthM: number
  readonly beamM: number
  /** Metres of a cell. */
  readonly stepM: number
  readonly along: number
  readonly across: number
  /** One plane a band, along by across; NaN where the scene has no data. */
  readonly planes: ReadonlyMap<string, Float32Array>
}

/** Cells along a hull at most: a ship looks the same in more of them. */
const mostCells = 96
/** Metres around the hull that are read, in cells and in shares of the length. */
const margin = { cells: 4, share: 0.02 }
/** Columns and rows that are read at most; of a finer scene every so-many-th. */
const mostRead = 640

/**
 * Reads the pixels of a hull from its own scene.
 * @param shift metres east and north by which the scene is drawn off where its file says
 * @returns null where the scene is not placed, or less than half of the hull lies on it
 * @throws Problem of the scene; an AbortError when `signal` aborts
 */
export async function readHullChip(
  { image, reader }: { readonly image: SceneImage; readonly reader: SceneReader },
  sensor: string | null,
  { lon, lat, lengthM, beamM, headingDeg }: HullPlace,
  shift: East,
  signal?: AbortSignal,
): Promise<HullChip | null> {
  const pixelM = gsdM(image)
  const ground = sceneOnGround(image, localFrame([lon, lat]), shift)
  if (pixelM === null || ground === null) return null
  const stepM = Math.max(pixelM, lengthM / mostCells)
  const spare = 2 * Math.max(margin.cells * stepM, margin.share * lengthM)
  const [along, across] = [lengthM, beamM].map((side) => Math.max(1, Math.round((side + spare) / stepM)))
  if (along === undefined || across === undefined) return null
  const [east, north] = [Math.sin, Math.cos].map((of) => of((headingDeg * Math.PI) / 180))
  const toPixel = (u: number, v: number) =>
    ground.toPixel([u * (east ?? 0) + v * (north ?? 0), u * (north ?? 0) - v * (east ?? 0)])
  const corner = (u: number, v: number) => toPixel((u * along * stepM) / 2, (v * across * stepM) / 2)
  const [a, b, c, d] = [corner(-1, -1), corner(-1, 1), corner(1, -1), corner(1, 1)]
  if (a === null || b === null || c === null || d === null) return null
  const box = pixelBox([a, b, c, d], image)
  if (box === null) return null
  const words = bandWords(image, sensor)
  const bands = image.bands.map(({ band }) => band).filter((band) => band !== image.alphaBand)
  const { samples, valid } = await readGrid(reader, 0, box.columns, box.rows, bands, signal)
  const planes = new Map<string, Float32Array>()
  // Cells are means of so many places a side: a fine scene's detail does not alias.
  const places = Math.max(1, Math.round(stepM / (pixelM * box.columns.step)))
  bands.forEach((band, index) => {
    const read = samples[index]
    if (read === undefined) return
    const plane = new Float32Array(along * across)
    for (let row = 0; row < along; row += 1) {
      for (let column = 0; column < across; column += 1) {
        let [sum, count] = [0, 0]
        for (let at = 0; at < places * places; at += 1) {
          const s = (row + (Math.floor(at / places) + 0.5) / places) / along
          const t = (column + ((at % places) + 0.5) / places) / across
          const x = a[0] + s * (c[0] - a[0]) + t * (b[0] - a[0])
          const y = a[1] + s * (c[1] - a[1]) + t * (b[1] - a[1])
          const value = between(read, valid, box, x, y)
          if (Number.isNaN(value)) continue
          sum += value
          count += 1
        }
        plane[row * across + column] = count === 0 ? NaN : sum / count
      }
    }
    planes.set(words[band - 1] ?? `band ${band}`, plane)
  })
  return { lengthM, beamM, stepM, along, across, planes }
}

interface Box {
  readonly columns: { readonly start: number; readonly step: number; readonly count: number }
  readonly rows: { readonly start: number; readonly step: number; readonly count: number }
}

function pixelBox(
  corners: readonly (readonly [number, number])[],
  { width, height }: SceneImage,
): Box | null {
  const axis = (values: number[], size: number) => {
    const [from, to] = [
      Math.max(0, Math.floor(Math.min(...values)) - 2),
      Math.min(size, Math.ceil(Math.max(...values)) + 2),
    ]
    const step = Math.max(1, Math.ceil((to - from) / mostRead))
    return { start: from, step, count: Math.floor((to - from) / step) }
  }
  const columns = axis(
    corners.map(([x]) => x),
    width,
  )
  const rows = axis(
    corners.map(([, y]) => y),
    height,
  )
  return columns.count < 2 || rows.count < 2 ? null : { columns, rows }
}

/** The value between the middles of four samples; NaN outside of what was read or where there is no data. */
function between(
  samples: ArrayLike<number>,
  valid: Uint8Array | null,
  { columns, rows }: Box,
  x: number,
  y: number,
): number {
  const beside = (step: number) => (step === 1 ? 0.5 : Math.floor(step / 2) + 0.5)
  const column = (x - columns.start - beside(columns.step)) / columns.step
  const row = (y - rows.start - beside(rows.step)) / rows.step
  const [left, top] = [Math.floor(column), Math.floor(row)]
  if (left < 0 || top < 0 || left + 1 >= columns.count || top + 1 >= rows.count) return NaN
  const [s, t] = [column - left, row - top]
  const at = top * columns.count + left
  const places = [at, at + 1, at + columns.count, at + columns.count + 1]
  if (valid !== null && places.some((place) => valid[place] === 0)) return NaN
  const value = (place: number) => samples[place] ?? NaN
  return (
    (value(at) * (1 - s) + value(at + 1) * s) * (1 - t) +
    (value(at + columns.count) * (1 - s) + value(at + columns.count + 1) * s) * t
  )
}
