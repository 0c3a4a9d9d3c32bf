import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import type { LonLat } from '../../../src/domain/polygon.ts'
import { geodesicPoint, normaliseLon } from '../../../src/geodesy/ellipsoid.ts'
import { projectionOf } from '../../../src/geodesy/projection.ts'
import { applyAffine, invertAffine } from '../../../src/raster/placing/affine.ts'
import { curvedToMap, curvedToPixel } from '../../../src/raster/placing/curved-grid.ts'
import type { Affine } from '../../../src/raster/scene-image.ts'

export type XY = readonly [number, number]
/** West, south, east, north in a plane. */
export type Extent = readonly [number, number, number, number]

/** A plane that can be drawn: x to the right, y upwards. */
export interface Plane {
  /** Planes with the same key have the same coordinates. */
  readonly key: string
  /** About how many metres one unit is; 1 in a plane without a place on Earth. */
  readonly metresPerUnit: number
  /** Where north of the scene's CRS points in the plane, degrees clockwise from its y axis. */
  readonly gridNorthDeg: number
  /** False for the plane of a scene that can't be placed: it has no longitude and latitude. */
  readonly placed: boolean
  toLonLat(xy: XY): LonLat | null
  fromLonLat(lonLat: LonLat): XY | null
}

/** Where a scene's pixels lie: axis-parallel in `plane`, whose corner (`left`, `top`) is the corner of pixel 0, 0. */
export interface Picture {
  readonly plane: Plane
  /** The plane to look at the scene in: `plane`, unless that would show the ground mirrored. */
  readonly viewPlane: Plane
  readonly left: number
  readonly top: number
  /** Size of a full-resolution pixel in units of `plane`, both positive. */
  readonly pixelWidth: number
  readonly pixelHeight: number
  readonly width: number
  readonly height: number
}

/** Whether a scene has no pixels that could be read: its ground is shown, and what lies on it. */
export const isGround = ({ levels }: Pick<SceneDisplay, 'levels'>): boolean => levels.length === 0

/**
 * The picture of a scene, moved by its co-registration shift in metres east and north.
 *
 * North-up scenes lie in their own CRS, so that their pixels are drawn without resampling; a geographic CRS is scaled
 * to metres at the scene's latitude, so that a ship keeps its shape on the screen. A rotated or bent scene lies in the
 * plane of its own columns and rows.
 * @throws Error when proj4js does not know the scene's projection
 */
export function pictureOf(display: SceneDisplay, shiftEastM: number, shiftNorthM: number): Picture {
  const { width, height } = display
  const affine = affineOf(display)
  if (affine === null || display.projDefinition === null) {
    const plane = pixelPlane(display)
    return { plane, viewPlane: plane, left: 0, top: 0, pixelWidth: 1, pixelHeight: 1, width, height }
  }
  const centre = applyAffine(affine, width / 2, height / 2)
  const ground = groundPlane(display.projDefinition, centre)
  const isStraight = affine[2] === 0 && affine[4] === 0 && affine[1] > 0 && affine[5] < 0
  const northUp = isStraight && display.curve === undefined
  const picture = northUp
    ? {
        plane: ground.plane,
        viewPlane: ground.plane,
        left: affine[0] * ground.scale[0],
        top: affine[3] * ground.scale[1],
        pixelWidth: affine[1] * ground.scale[0],
        pixelHeight: -affine[5] * ground.scale[1],
        width,
        height,
      }
    : rotatedPicture(ground, affine, display)
  return shifted(picture, shiftEastM, shiftNorthM)
}

function affineOf({ affine }: SceneDisplay): Affine | null {
  const six = affine as Affine | null
  return six === null || invertAffine(six) === null ? null : six
}

function pixelPlane(display: SceneDisplay): Plane {
  return {
    key: `pixels ${display.width} ${display.height}`,
    metresPerUnit: 1,
    gridNorthDeg: 0,
    placed: false,
    toLonLat: () => null,
    fromLonLat: () => null,
  }
}

interface GroundPlane {
  readonly plane: Plane
  /** Units of the plane per unit of the CRS. */
  readonly scale: XY
}

function groundPlane(definition: string, centre: XY): GroundPlane {
  const projection = projectionOf(definition)
  const { metresPerUnit } = projection
  if (!projection.isGeographic) {
    const plane: Plane = {
      key: definition,
      metresPerUnit,
      gridNorthDeg: 0,
      placed: true,
      toLonLat: (xy) => projection.toLonLat(xy),
      fromLonLat: (lonLat) => projection.fromLonLat(lonLat),
    }
    return { plane, scale: [1, 1] }
  }
  // Whole degrees, so that scenes of one place share a plane.
  const latitude = Math.min(85, Math.abs(Math.round(centre[1])))
  const meridian = Math.round(centre[0])
  const scale: XY = [metresPerUnit * Math.cos((latitude * Math.PI) / 180), metresPerUnit]
  const plane: Plane = {
    key: `${definition} at ${latitude} around ${meridian}`,
    metresPerUnit: 1,
    gridNorthDeg: 0,
    placed: true,
    toLonLat: ([x, y]) => projection.toLonLat([x / scale[0], y / scale[1]]),
    fromLonLat: (lonLat) => {
      const point = projection.fromLonLat(lonLat)
      if (point === null) return null
      return [(meridian + normaliseLon(point[0] - meridian)) * scale[0], point[1] * scale[1]]
    },
  }
  return { plane, scale }
}

function rotatedPicture(ground: GroundPlane, affine: Affine, display: SceneDisplay): Picture {
  const { width, height, curve } = display
  const inverse = invertAffine(affine)
  if (inverse === null) throw new RangeError('the affine spans no plane')
  const toMap = (column: number, row: number) =>
    curve === undefined ? applyAffine(affine, column, row) : curvedToMap(curve, display, column, row)
  const toPixel = (xy: XY) =>
    curve === undefined ? applyAffine(inverse, xy[0], xy[1]) : curvedToPixel(curve, display, affine, xy)
  const [sx, sy] = ground.scale
  const pixelWidth = Math.hypot(affine[1] * sx, affine[4] * sy)
  const pixelHeight = Math.hypot(affine[2] * sx, affine[5] * sy)
  const plane: Plane = {
    key: `${ground.plane.key} by ${[...affine, ...(curve?.x ?? []), ...(curve?.y ?? [])].join(' ')}`,
    metresPerUnit: ground.plane.metresPerUnit,
    gridNorthDeg: (Math.atan2(inverse[2] * pixelWidth, -inverse[5] * pixelHeight) * 180) / Math.PI,
    placed: true,
    toLonLat: ([x, y]) => {
      const [crsX, crsY] = toMap(x / pixelWidth, -y / pixelHeight)
      return ground.plane.toLonLat([crsX * sx, crsY * sy])
    },
    fromLonLat: (lonLat) => {
      const point = ground.plane.fromLonLat(lonLat)
      if (point === null) return null
      const pixel = toPixel([point[0] / sx, point[1] / sy])
      return pixel === null ? null : [pixel[0] * pixelWidth, -pixel[1] * pixelHeight]
    },
  }
  const mirrored = affine[1] * affine[5] - affine[2] * affine[4] > 0
  const viewPlane = mirrored ? ground.plane : plane
  return { plane, viewPlane, left: 0, top: 0, pixelWidth, pixelHeight, width, height }
}

function shifted(picture: Picture, eastM: number, northM: number): Picture {
  if (eastM === 0 && northM === 0) return picture
  const [x, y] = centreOf(picture)
  const place = picture.plane.toLonLat([x, y])
  const moved = place && picture.plane.fromLonLat(geodesicPoint(geodesicPoint(place, 0, northM), 90, eastM))
  if (!moved) return picture
  return { ...picture, left: picture.left + moved[0] - x, top: picture.top + moved[1] - y }
}

/** The middle of the scene in `picture.plane`. */
export function centreOf(picture: Picture): XY {
  return [
    picture.left + (picture.width * picture.pixelWidth) / 2,
    picture.top - (picture.height * picture.pixelHeight) / 2,
  ]
}

/** What the scene covers in `picture.plane`. */
export function extentOf({ left, top, width, height, pixelWidth, pixelHeight }: Picture): Extent {
  return [left, top - height * pixelHeight, left + width * pixelWidth, top]
}

/** The box around the scene in another plane; null where the scene can't be shown there. */
export function extentIn(picture: Picture, plane: Plane): Extent | null {
  const [west, south, east, north] = extentOf(picture)
  if (plane.key === picture.plane.key) return [west, south, east, north]
  const corners: XY[] = [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ]
  const points = corners.map((corner) => between(picture.plane, plane, corner))
  const found = points.filter((point) => point !== null)
  if (found.length < corners.length) return null
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** The same place on the ground in another plane; null where there is none. */
export function between(from: Plane, to: Plane, xy: XY): XY | null {
  if (from.key === to.key) return xy
  const lonLat = from.toLonLat(xy)
  return lonLat === null ? null : to.fromLonLat(lonLat)
}

/** Column and row of the pixel at a point of `plane`; null outside of the scene. */
export function pixelAt(picture: Picture, plane: Plane, xy: XY): { column: number; row: number } | null {
  const point = between(plane, picture.plane, xy)
  if (point === null) return null
  const column = Math.floor((point[0] - picture.left) / picture.pixelWidth)
  const row = Math.floor((picture.top - point[1]) / picture.pixelHeight)
  const inside = column >= 0 && row >= 0 && column < picture.width && row < picture.height
  return inside ? { column, row } : null
}
