import {
  encodeTiff,
  type TiffDescription,
  type TiffLayout,
  type TiffRaster,
} from '../../src/raster/tiff/tiff-writer.ts'
import { compose, makeCanvas, type Affine } from './canvas.ts'
import { makePen } from './pen.ts'
import { expose, planetScope, type Sensor } from './sensor.ts'
import { drawShip } from './ship.ts'
import { shadowOf, type Sun } from './sun.ts'
import { footprintRing, gridOf, shipToGrid, type HullTruth, type LonLat } from './truth.ts'
import { openWater } from './water.ts'

/** One hull in open water, anywhere, in any grid: for tests that measure. */
export interface HullSceneOptions {
  readonly lonLat: LonLat
  readonly lengthM: number
  readonly beamM: number
  /** Degrees clockwise from true north. */
  readonly headingDeg: number
  /** True size of a pixel at the hull, metres. */
  readonly gsdM: number
  /** `EPSG:n`: a WGS84 UTM zone, 3857 or 4326. */
  readonly crs: string
  /** Sides in pixels, default 256 x 256; the hull lies in the middle. */
  readonly size?: readonly [width: number, height: number]
  readonly dtype?: 'uint8' | 'uint16' | 'float32'
  readonly class?: string
  readonly layout?: TiffLayout
  readonly description?: TiffDescription
  readonly seed?: string
}

export interface HullScene {
  readonly raster: TiffRaster
  readonly geoTransform: readonly [number, number, number, number, number, number]
  readonly truth: HullTruth
  /** The GeoTIFF. */
  readonly bytes: Uint8Array
}

const sun: Sun = { azimuthDeg: 148, elevationDeg: 41 }

/** The picture of one hull, its truth, and the file. The same options give the same bytes. */
export function makeHullScene(options: HullSceneOptions): HullScene {
  const { lonLat, lengthM, beamM, headingDeg, gsdM } = options
  const [width, height] = options.size ?? [256, 256]
  const grid = gridOf(Number(options.crs.replace('EPSG:', '')))
  const ship = shipToGrid(grid, lonLat, headingDeg)
  // Units of the grid in a metre, east and north, at this place: 3857 stretches, degrees differ by axis.
  const north = shipToGrid(grid, lonLat, 0)
  const stepX = gsdM * Math.hypot(north.b, grid.kind === 'geographic' ? 0 : north.e)
  const stepY = gsdM * Math.hypot(north.d, grid.kind === 'geographic' ? 0 : north.a)
  // Off the pixel grid by a part of a pixel, as a hull always is.
  const x0 = ship.c - stepX * (width / 2 + 0.37)
  const y0 = ship.f + stepY * (height / 2 - 0.21)
  const geoTransform = [x0, stepX, 0, y0, 0, -stepY] as const
  const toPixel: Affine = { a: 1 / stepX, b: 0, c: -x0 / stepX, d: 0, e: -1 / stepY, f: y0 / stepY }
  const canvas = makeCanvas({ width, height }, gsdM, 'optical', 4, { eastM: 0, southM: 0 })
  openWater(canvas)
  const pen = makePen(canvas, compose(toPixel, ship), headingDeg, 1, shadowOf(sun))
  const key = options.seed ?? 'hull'
  drawShip(
    pen,
    { key, class: options.class ?? 'cargo.bulk', lengthM, beamM },
    { freeboardM: lengthM / 40, moving: false },
  )
  const dtype = options.dtype ?? 'uint16'
  const sensor: Sensor =
    dtype === 'uint8'
      ? { ...planetScope, dtype, bands: [2, 1, 0], product: 'display', readNoise: 0.7, shotNoise: 0.05 }
      : { ...planetScope, dtype }
  const bands = expose(canvas, sensor, sun, options.seed ?? 'hull scene')
  const raster: TiffRaster = { width, height, bands }
  const bytes = encodeTiff(raster, options.layout, {
    georeference: { crs: { kind: grid.kind, epsg: grid.epsg }, geoTransform },
    ...options.description,
  })
  const truth: HullTruth = {
    key,
    name: '',
    class: options.class ?? 'cargo.bulk',
    berth_state: 'at_anchor',
    place: null,
    raft_order: null,
    length_m: lengthM,
    beam_m: beamM,
    heading_deg: headingDeg,
    lon: lonLat[0],
    lat: lonLat[1],
    ring: footprintRing(lonLat, headingDeg, lengthM, beamM),
  }
  return { raster, geoTransform, truth, bytes }
}
