import { ringOf, type LonLat, type Ring } from '../../../src/domain/polygon.ts'
import { geodesicBetween } from '../../../src/geodesy/ellipsoid.ts'
import { hullOfRing, ringOfHull } from '../../../src/geodesy/footprint.ts'
import type { TilePool } from '../../workers/tile-pool.ts'
import type { HullBefore, Refitted } from '../map-contract.ts'
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

export interface HullFinder {
  /** The hull under the pen; null where nothing stands out. */
  find(pen: Pen, signal: AbortSignal): Promise<Proposal | null>
  /** A hull of another date on the scene of a drawing; null where none of its size is made out. */
  refit(drawing: SceneDrawing | null, hull: HullBefore, signal: AbortSignal): Promise<Refitted | null>
}

/** Looks for hulls in the samples of scenes, beside the page. */
export function createHullFinder(tiles: TilePool, drawingOf: (pen: Pen) => SceneDrawing | null): HullFinder {
  return {
    async find(pen, signal) {
      const drawing = drawingOf(pen)
      if (drawing === null || pen.lonLat === null) return null
      const { picture, scene } = drawing
      const at = pixelOfPlace(picture, pen.lonLat)
      const size = at === null ? null : pixelSize(picture, at)
      if (at === null || size === null) return null
      const [column, row] = at
      const request = { sceneUid: scene.uid, readFrom: scene.display.readFrom, column, row, ...size }
      const found = await tiles.hull(request, signal)
      const ring = found === null ? null : onGround(picture, found.corners)
      if (found === null || ring === null) return null
      const { confidence, doubts } = found
      return { ring, bowDeg: bowOf(ring, found.bow), confidence, doubts }
    },
    async refit(drawing, hull, signal) {
      if (drawing === null) return null
      const { picture, scene } = drawing
      const before = hullOfRing(ringOf(hull.footprint), hull.headingDeg)
      const [sternStarboard, bowStarboard, bowPort, sternPort] = ringOfHull(before)
      const corners = [bowStarboard, bowPort, sternPort, sternStarboard]
        .map((corner) => (corner === undefined ? null : pixelOfPlace(picture, corner)))
        .filter((corner) => corner !== null)
      const at = pixelOfPlace(picture, before.centre)
      const size = at === null ? null : pixelSize(picture, at)
      if (size === null || corners.length < 4) return null
      const { maySwing } = hull
      const request = { sceneUid: scene.uid, readFrom: scene.display.readFrom, corners, maySwing, ...size }
      const found = await tiles.refit(request, signal)
      const ring = found === null ? null : onGround(picture, found.corners)
      if (found === null || ring === null) return null
      const bowDeg = bowNow(ring, found.bow, hull.headingDeg)
      const fitted = hullOfRing(ring, bowDeg)
      return {
        footprint: { type: 'Polygon', coordinates: [ringOfHull(fitted)] },
        headingDeg: bowDeg === null ? null : fitted.headingDeg,
        isSure: found.isSure,
      }
    },
  }
}

/** True size of the pixel at a place of a scene, metres; null off the scene, or where it has none. */
function pixelSize(picture: Picture, [column, row]: readonly [number, number]) {
  if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) return null
  const size = (across: number, down: number): number => {
    const [from, to] = [
      placeOfPixel(picture, column - across * 10, row - down * 10),
      placeOfPixel(picture, column + across * 10, row + down * 10),
    ]
    return from === null || to === null ? 0 : geodesicBetween(from, to).distanceM / 20
  }
  const [pixelWidthM, pixelHeightM] = [size(1, 0), size(0, 1)]
  return pixelWidthM > 0 && pixelHeightM > 0 ? { pixelWidthM, pixelHeightM } : null
}

/** Corners of a scene as a closed ring on the ground. */
function onGround(picture: Picture, corners: readonly (readonly [number, number])[]): Ring | null {
  const [a, b, c, d] = corners
    .map(([x, y]) => placeOfPixel(picture, x, y))
    .filter((corner) => corner !== null)
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null
  return [a, b, c, d, a].map(([lon, lat]): [number, number] => [lon, lat])
}

/** Where the bow points, whose end is the first or the last two corners of a ring. */
function bowOf([a, b, c, d]: Ring, bow: 'first' | 'last' | null): number | null {
  if (bow === null || a === undefined || b === undefined || c === undefined || d === undefined) return null
  const [first, last] = [middle(a, b), middle(c, d)]
  return bow === 'first' ? geodesicBetween(last, first).azimuthDeg : geodesicBetween(first, last).azimuthDeg
}

/** A swing of less than this leaves no doubt which end is the bow, degrees. */
const sameWay = 45

/** Where the bow of a hull points that pointed another way before, where its ends do not say. */
function bowNow(ring: Ring, bow: 'first' | 'last' | null, beforeDeg: number | null): number | null {
  if (bow !== null || beforeDeg === null) return beforeDeg === null ? null : bowOf(ring, bow)
  const { headingDeg } = hullOfRing(ring, beforeDeg)
  const turned = Math.abs(headingDeg - beforeDeg) % 360
  return Math.min(turned, 360 - turned) < sameWay ? headingDeg : null
}

const middle = (a: LonLat, b: LonLat): LonLat => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
