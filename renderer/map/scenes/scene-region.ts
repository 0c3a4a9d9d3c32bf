import type { PixelRegion } from '../../../src/contract/scene-look.ts'
import type { Polygon } from '../../../src/domain/polygon.ts'
import { between, type Picture, type Plane, type XY } from './scene-plane.ts'

/** Column and row (fractions, possibly outside of the scene) of a point of `plane`; null where there is none. */
export function pixelOf(picture: Picture, plane: Plane, xy: XY): XY | null {
  const point = between(plane, picture.plane, xy)
  if (point === null) return null
  return [(point[0] - picture.left) / picture.pixelWidth, (picture.top - point[1]) / picture.pixelHeight]
}

/** The point of `plane` at a column and row (fractions); null where the plane cannot show it. */
export function placeOf(picture: Picture, plane: Plane, [column, row]: XY): XY | null {
  const point: XY = [picture.left + column * picture.pixelWidth, picture.top - row * picture.pixelHeight]
  return between(picture.plane, plane, point)
}

/** The pixels of a scene inside of a ring of `plane`; null where the ring lies outside of the scene. */
export function regionOfRing(picture: Picture, plane: Plane, ring: readonly XY[]): PixelRegion | null {
  const corners = ring.map((xy) => pixelOf(picture, plane, xy))
  const found = corners.filter((corner) => corner !== null)
  if (found.length < Math.max(3, corners.length)) return null
  const [columns, rows] = [found.map(([column]) => column), found.map(([, row]) => row)]
  const [x, y] = [Math.floor(Math.min(...columns)), Math.floor(Math.min(...rows))]
  const region = {
    x,
    y,
    width: Math.max(1, Math.ceil(Math.max(...columns)) - x),
    height: Math.max(1, Math.ceil(Math.max(...rows)) - y),
    ring: found.map(([column, row]): [number, number] => [column, row]),
  }
  const apart = x >= picture.width || y >= picture.height || x + region.width <= 0 || y + region.height <= 0
  return apart ? null : region
}

/** The pixels of a scene inside of a polygon's outer ring; null where they have nothing in common. */
export function regionOfPolygon(picture: Picture, { coordinates }: Polygon): PixelRegion | null {
  const { plane } = picture
  const [ring] = coordinates
  const corners = (ring ?? []).slice(0, -1).map(([lon, lat]) => plane.fromLonLat([lon, lat]))
  const found = corners.filter((corner) => corner !== null)
  return found.length < corners.length ? null : regionOfRing(picture, plane, found)
}
