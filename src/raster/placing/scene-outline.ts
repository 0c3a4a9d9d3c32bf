import { Position } from '../../domain/polygon.ts'
import { wrappedLongitude, type LonLat } from '../../geodesy/projection.ts'
import { placementOf, type Placement } from './placement.ts'
import type { SceneImage } from '../scene-image.ts'

type Box = readonly [west: number, south: number, east: number, north: number]

export interface SceneExtent {
  /** Upper left, upper right, lower right, lower left, in degrees. */
  readonly corners: readonly [LonLat, LonLat, LonLat, LonLat]
  /** West is greater than east where the scene crosses the antimeridian. */
  readonly bounds: Box
}

/** Steps along a side: fine enough that no step of a scene on Earth turns by half of the globe. */
const steps = 32

/**
 * Corners and bounds of a scene on WGS 84; the bounds are those of the four corners, as gdalinfo gives them, but a
 * scene over a pole gets the whole circle. Null where the scene is not placed or lies off the Earth.
 */
export function sceneExtent(image: SceneImage): SceneExtent | null {
  const placement = placementOf(image)
  if (placement === null) return null
  const ring = walkedRing(image, placement)
  if (ring === null) return null
  const [ul, ur, lr, ll] = [ring[0], ring[steps], ring[2 * steps], ring[3 * steps]]
  if (ul === undefined || ur === undefined || lr === undefined || ll === undefined) return null
  const end = ring[4 * steps]
  const winds = end !== undefined && Math.abs(end[0] - ul[0]) > 180
  const corners: SceneExtent['corners'] = [wrapped(ul), wrapped(ur), wrapped(lr), wrapped(ll)]
  return { corners, bounds: winds ? polar(ring) : boxOf([ul, ur, lr, ll]) }
}

/**
 * The outline of a scene as a closed ring of its four corners, counterclockwise, degrees with 7 decimals. Longitudes
 * run past 180 where the scene crosses the antimeridian. Null where the scene is not placed, or where its corners lie so
 * far beyond the map of the Earth that no polygon tells where it is.
 */
export function sceneOutline(
  image: SceneImage,
): { type: 'Polygon'; coordinates: [number, number][][] } | null {
  const placement = placementOf(image)
  const ring = placement === null ? null : walkedRing(image, placement)
  if (ring === null) return null
  const corners = [0, 1, 2, 3].map((side) => ring[side * steps] ?? [0, 0])
  const points = corners.map(([lon, lat]): [number, number] => [rounded(lon), rounded(lat)])
  if (signedArea(points) < 0) points.reverse()
  const [first] = points
  if (first === undefined || signedArea(points) === 0) return null
  if (!points.every((point) => Position.safeParse(point).success)) return null
  return { type: 'Polygon', coordinates: [[...points, [first[0], first[1]]]] }
}

/** The border of the image in steps, upper left first and clockwise in the image, with longitudes that do not jump. */
function walkedRing(image: SceneImage, placement: Placement): LonLat[] | null {
  const { width, height } = image
  const sides = [
    [0, 0, width, 0],
    [width, 0, 0, height],
    [width, height, -width, 0],
    [0, height, 0, -height],
  ] as const
  const ring: LonLat[] = []
  let before: number | null = null
  for (const [column, row, across, down] of sides) {
    for (let step = 0; step < steps; step += 1) {
      const point = onMap(placement, column + (across * step) / steps, row + (down * step) / steps)
      if (point === null) return null
      const lon: number = before === null ? point[0] : near(point[0], before)
      ring.push([lon, point[1]])
      before = lon
    }
  }
  const first = ring[0]
  if (first !== undefined && before !== null) ring.push([near(first[0], before), first[1]])
  return ring
}

/** Longitudes of geographic scenes stay as the file gives them, so that a globe is as wide as it says. */
function onMap(placement: Placement, column: number, row: number): LonLat | null {
  const lonLat = placement.toLonLat(column, row)
  const degrees = placement.projection.degreesPerUnit
  if (lonLat === null || degrees === null) return lonLat
  return [near(lonLat[0], placement.toMap(column, row)[0] * degrees), lonLat[1]]
}

/** The longitude of the same meridian that is nearest to `reference`. */
function near(lon: number, reference: number): number {
  return lon + 360 * Math.round((reference - lon) / 360)
}

function boxOf(points: readonly LonLat[]): Box {
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const whole = east - west >= 360 - 1e-9
  return [
    whole ? -180 : withinTurn(west),
    Math.min(...lats),
    whole ? 180 : withinTurn(east),
    Math.max(...lats),
  ]
}

function polar(ring: readonly LonLat[]): Box {
  const lats = ring.map(([, lat]) => lat)
  const north = lats.reduce((sum, lat) => sum + lat, 0) > 0
  return north ? [-180, Math.min(...lats), 180, 90] : [-180, -90, 180, Math.max(...lats)]
}

function wrapped([lon, lat]: LonLat): LonLat {
  return [withinTurn(lon), lat]
}

/** Degrees by which a scene may pass the antimeridian for no other reason than that its pixel size was rounded. */
const roundingDeg = 1e-7

function withinTurn(lon: number): number {
  return Math.abs(lon) > 180 && Math.abs(lon) < 180 + roundingDeg
    ? 180 * Math.sign(lon)
    : wrappedLongitude(lon)
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(7)) + 0
}

function signedArea(points: readonly (readonly [number, number])[]): number {
  return points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
}
