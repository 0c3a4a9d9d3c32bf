import { compose, makeCanvas, type Affine, type Canvas, type Point } from './canvas.ts'
import { makePen, type Pen, type Shadow } from './pen.ts'
import { gridOf, travel, type Grid, type LonLat } from './truth.ts'

/** The grid of the yard: UTM zone 51 north. */
export const yardGrid: Grid = gridOf(32651)

/** The middle of the roadstead. Local metres (east, north) count from here, along the grid. */
export const origin: LonLat = (() => {
  const [x, y] = yardGrid.forward([122.05, 29.95])
  return [Math.round(x / 30) * 30, Math.round(y / 30) * 30]
})()

/** The quay line runs so, degrees from grid north; u counts along it northwards, v seawards from its face. */
export const quayAzimuthDeg = 14
const yardOrigin: Point = [-640, -140]
const sin = Math.sin((quayAzimuthDeg * Math.PI) / 180)
const cos = Math.cos((quayAzimuthDeg * Math.PI) / 180)

/** From the yard's u, v to local metres east, north. */
export const yardToLocal: Affine = { a: sin, b: cos, c: yardOrigin[0], d: cos, e: -sin, f: yardOrigin[1] }

/** u, v in the yard as local metres. */
export function local(u: number, v: number): Point {
  return [sin * u + cos * v + yardOrigin[0], cos * u - sin * v + yardOrigin[1]]
}

/** Local metres as u, v in the yard. */
export function yardPlace(east: number, north: number): Point {
  const [x, y] = [east - yardOrigin[0], north - yardOrigin[1]]
  return [sin * x + cos * y, cos * x - sin * y]
}

/** Local metres as lon, lat. */
export function lonLatOf([east, north]: Point): LonLat {
  return yardGrid.inverse([origin[0] + east, origin[1] + north])
}

/** Lon, lat as local metres. */
export function localOf(place: LonLat): Point {
  const [x, y] = yardGrid.forward(place)
  return [x - origin[0], y - origin[1]]
}

/** The true azimuth of a direction given from grid north, at a place: the grid's convergence is 0.47 degrees here. */
export function trueAzimuth(place: LonLat, gridAzimuthDeg: number): number {
  const [x0, y0] = yardGrid.forward(place)
  const [x1, y1] = yardGrid.forward(travel(place, 0, 1000))
  const gridNorthOfTrueNorth = (Math.atan2(x1 - x0, y1 - y0) * 180) / Math.PI
  return (gridAzimuthDeg - gridNorthOfTrueNorth + 360) % 360
}

/** A rectangle of the world as a picture: upper left corner in local metres, sides in pixels. */
export interface Window {
  readonly west: number
  readonly north: number
  readonly width: number
  readonly height: number
  readonly gsdM: number
}

export function canvasFor(window: Window, kind: Canvas['kind'], bands: number): Canvas {
  return makeCanvas(window, window.gsdM, kind, bands, { eastM: window.west, southM: -window.north })
}

/** From local metres to pixels of a canvas. */
export function localToPixel(canvas: Canvas): Affine {
  const { gsdM, eastM, southM } = canvas
  return { a: 1 / gsdM, b: 0, c: -eastM / gsdM, d: 0, e: -1 / gsdM, f: -southM / gsdM }
}

/** A pen that draws in local metres. */
export function mapPen(canvas: Canvas, shadow: Shadow): Pen {
  return makePen(canvas, localToPixel(canvas), 90, -1, shadow)
}

/** A pen that draws in the yard's u, v. */
export function yardPen(canvas: Canvas, shadow: Shadow): Pen {
  return makePen(canvas, compose(localToPixel(canvas), yardToLocal), quayAzimuthDeg, 1, shadow)
}

/** The affine from the yard grid's metres to a canvas, for ships that come with their own place on the grid. */
export function gridToPixel(canvas: Canvas): Affine {
  return compose(localToPixel(canvas), { a: 1, b: 0, c: -origin[0], d: 0, e: 1, f: -origin[1] })
}
