import type { LonLat } from '../../../src/domain/polygon.ts'
import { geodesicBetween } from '../../../src/geodesy/ellipsoid.ts'
import type { TilePool } from '../../workers/tile-pool.ts'
import type { Pen } from './pen.ts'
import type { SceneDrawing } from '../scenes/scene-drawing.ts'
import type { Picture } from '../scenes/scene-plane.ts'
import type { Proposal } from './snap-tool.ts'

/** From pixels of a scene's full resolution, fractions allowed, to the ground. */
export function placeOfPixel(picture: Picture, column: number, row: number): LonLat | null {
  const { plane, left, top, pixelWidth, pixelHeight } = picture
  return plane.toLonLat([left + column * pixelWidth, top - row * pixelHeight])
}

/** From the ground to pixels of a scene's full resolution; null where the scene's projection has no such place. */
export function pixelOfPlace(picture: Picture, place: LonLat): readonly [number, number] | null {
  const xy = picture.plane.fromLonLat(place)
  if (xy === null) return null
  return [(xy[0] - picture.left) / picture.pixelWidth, (picture.top - xy[1]) / picture.pixelHeight]
}

/** Looks for hulls in the samples of the scene under the pen, beside the page. */
export function createHullFinder(tiles: TilePool, drawingOf: (pen: Pen) => SceneDrawing | null) {
  return async (pen: Pen, signal: AbortSignal): Promise<Proposal | null> => {
    const drawing = drawingOf(pen)
    if (drawing === null || pen.lonLat === null) return null
    const { picture, scene } = drawing
    const at = pixelOfPlace(picture, pen.lonLat)
    if (at === null) return null
    const [column, row] = at
    if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) return null
    const size = (across: number, down: number): number => {
      const [from, to] = [
        placeOfPixel(picture, column - across * 10, row - down * 10),
        placeOfPixel(picture, column + across * 10, row + down * 10),
      ]
      return from === null || to === null ? 0 : geodesicBetween(from, to).distanceM / 20
    }
    const [pixelWidthM, pixelHeightM] = [size(1, 0), size(0, 1)]
    if (!(pixelWidthM > 0) || !(pixelHeightM > 0)) return null
    const found = await tiles.hull(
      { sceneUid: scene.uid, readFrom: scene.display.readFrom, column, row, pixelWidthM, pixelHeightM },
      signal,
    )
    if (found === null) return null
    const corners = found.corners.map(([x, y]) => placeOfPixel(picture, x, y))
    const ring = corners.filter((corner) => corner !== null)
    const [a, b, c, d] = ring
    if (a === undefined || b === undefined || c === undefined || d === undefined) return null
    const [first, last] = [middle(a, b), middle(c, d)]
    const bowDeg =
      found.bow === null
        ? null
        : found.bow === 'first'
          ? geodesicBetween(last, first).azimuthDeg
          : geodesicBetween(first, last).azimuthDeg
    return { ring: [a, b, c, d, a], bowDeg, confidence: found.confidence, doubts: found.doubts }
  }
}

const middle = (a: LonLat, b: LonLat): LonLat => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
