import type { Samples, TiffDescription, TiffLayout, TiffRaster } from '../../src/raster/tiff/tiff-writer.ts'
import { illuminate } from './radar.ts'
import { expose, type Sensor } from './sensor.ts'
import type { HullTruth } from './truth.ts'
import { canvasFor, origin, type Window } from './yard-frame.ts'
import { paintYard, type Yard } from './yard.ts'

/** Where a scene's own idea of its place is wrong: metres by which its pixels are drawn off the truth. */
export interface Misregistration {
  readonly eastM: number
  readonly northM: number
}

/** One picture of the yard: date, instrument, window, file. */
export interface SceneSpec {
  /** File name with ending. */
  readonly fileName: string
  /** Which date of the yard's story. */
  readonly date: string
  readonly sensor: Sensor
  readonly window: Window
  readonly layout: TiffLayout
  readonly overviews: boolean
  /** The file's georeference is off: what it shows at a place lies this far away in truth. */
  readonly misregistration?: Misregistration
  /** Members of the `properties` of a Planet-like sidecar, `NAME_metadata.json`. */
  readonly sidecar?: Readonly<Record<string, string | number>>
  readonly metadata?: Readonly<Record<string, string>>
  readonly dateTime?: string
  readonly noData?: number
  /** The swath's edges, cut slantwise through the upper left and lower right corner, metres along the top and bottom. */
  readonly swath?: { readonly upperLeftM: number; readonly lowerRightM: number }
}

/** Descending orbits cross the grid at about 12 degrees: tan of that. */
const swathSlant = 0.21

/** Empties the pixels outside the swath. */
function cutSwath(
  bands: readonly Samples[],
  { width, height, gsdM }: Window,
  swath: NonNullable<SceneSpec['swath']>,
): void {
  for (let row = 0; row < height; row++) {
    const left = Math.max(0, Math.ceil(swath.upperLeftM / gsdM - row * swathSlant))
    const right = Math.min(width, Math.floor(width - swath.lowerRightM / gsdM + (height - row) * swathSlant))
    for (const band of bands) {
      band.fill(0, row * width, row * width + left)
      band.fill(0, row * width + right, (row + 1) * width)
    }
  }
}

export interface SceneTruth {
  readonly file: string
  readonly acquired_at: string
  readonly sensor: string
  readonly provider: string
  readonly epsg: number
  readonly gsd_m: number
  /** What must be added to a place read in the picture to get the true place, metres. */
  readonly shift_east_m: number
  readonly shift_north_m: number
  /** Hulls of which at least a part lies in the picture. */
  readonly hulls: readonly HullTruth[]
}

export interface RenderedScene {
  readonly raster: TiffRaster
  /** GDAL's six numbers, as the file says them (so with the misregistration). */
  readonly geoTransform: readonly [number, number, number, number, number, number]
  readonly description: TiffDescription
  readonly truth: SceneTruth
}

/** Renders a scene. The same spec gives the same samples on every machine. */
export function renderScene(yard: Yard, spec: SceneSpec): RenderedScene {
  const date = yard.dates.find(({ id }) => id === spec.date)
  if (date === undefined) throw new Error(`The yard has no date ${spec.date}.`)
  const { window, sensor } = spec
  const radar = sensor.product === 'backscatter'
  const canvas = canvasFor(window, radar ? 'radar' : 'optical', Math.max(...sensor.bands) + 1)
  paintYard(canvas, date)
  const bands = radar
    ? [illuminate(canvas, spec.fileName)]
    : expose(canvas, sensor, date.day.sun, spec.fileName, date.day.haze)
  if (spec.swath !== undefined) cutSwath(bands, window, spec.swath)
  const off = spec.misregistration ?? { eastM: 0, northM: 0 }
  const x0 = origin[0] + window.west + off.eastM
  const y0 = origin[1] + window.north + off.northM
  const geoTransform = [x0, window.gsdM, 0, y0, 0, -window.gsdM] as const
  const [west, east] = [origin[0] + window.west, origin[0] + window.west + window.width * window.gsdM]
  const [south, north] = [origin[1] + window.north - window.height * window.gsdM, origin[1] + window.north]
  const hulls = date.ships
    .filter(({ corners }) => corners.some(([x, y]) => x > west && x < east && y > south && y < north))
    .map(({ truth }) => truth)
  return {
    raster: { width: window.width, height: window.height, bands },
    geoTransform,
    description: {
      georeference: { crs: { kind: 'projected', epsg: 32651 }, geoTransform },
      ...(spec.noData !== undefined && { noData: spec.noData }),
      ...(spec.metadata !== undefined && { metadata: spec.metadata }),
      ...(spec.dateTime !== undefined && { dateTime: spec.dateTime }),
    },
    truth: {
      file: spec.fileName,
      acquired_at: date.day.utc,
      sensor: sensor.name,
      provider: sensor.provider,
      epsg: 32651,
      gsd_m: window.gsdM,
      shift_east_m: off.eastM === 0 ? 0 : -off.eastM,
      shift_north_m: off.northM === 0 ? 0 : -off.northM,
      hulls,
    },
  }
}
