import type { LonLat } from '../domain/polygon.ts'
import { geodesicPoint, localFrame } from './ellipsoid.ts'

/** A place (longitude, latitude) moved by metres north and then east. */
export function translated(place: LonLat, eastM: number, northM: number): LonLat {
  return geodesicPoint(geodesicPoint(place, 0, northM), 90, eastM)
}

/** The same thing on the ground as it is drawn on a scene and on the reference; longitude, latitude. */
export interface PickedPair {
  readonly onScene: LonLat
  readonly onReference: LonLat
}

/** Metres to be added to where the scene is drawn now. */
export interface Translation {
  readonly eastM: number
  readonly northM: number
}

/**
 * The translation that lays picked points of a scene on those of the reference with the least sum of squares; null where
 * there are none.
 */
export function fitTranslation(pairs: readonly PickedPair[]): Translation | null {
  if (pairs.length === 0) return null
  const apart = pairs.map(({ onScene, onReference }) => localFrame(onScene).toPlane(onReference))
  const eastM = apart.reduce((sum, [east]) => sum + east, 0) / pairs.length
  const northM = apart.reduce((sum, [, north]) => sum + north, 0) / pairs.length
  return { eastM, northM }
}

/** How far each pair lies apart under a translation, metres, in their order. */
export function missesM(pairs: readonly PickedPair[], { eastM, northM }: Translation): number[] {
  return pairs.map(({ onScene, onReference }) =>
    Math.hypot(...localFrame(translated(onScene, eastM, northM)).toPlane(onReference)),
  )
}

/** Root mean square of the misses; null where one pair or none is picked, which fits whatever it is. */
export function residualOfPairsM(pairs: readonly PickedPair[], translation: Translation): number | null {
  if (pairs.length < 2) return null
  const squares = missesM(pairs, translation).map((miss) => miss * miss)
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
}
