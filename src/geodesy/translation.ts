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

export interface FittedTranslation {
  /** Metres to be added to where the scene is drawn now. */
  readonly eastM: number
  readonly northM: number
  /** Root mean square of the misses; null where there is one pair, which fits whatever it is. */
  readonly residualM: number | null
  /** How far each pair lies from what all of them say, metres, in their order. */
  readonly missesM: readonly number[]
}

/**
 * The translation that lays picked points of a scene on those of the reference with the least sum of squares; null where
 * there are none.
 */
export function fitTranslation(pairs: readonly PickedPair[]): FittedTranslation | null {
  if (pairs.length === 0) return null
  const apart = pairs.map(({ onScene, onReference }) => localFrame(onScene).toPlane(onReference))
  const eastM = apart.reduce((sum, [east]) => sum + east, 0) / pairs.length
  const northM = apart.reduce((sum, [, north]) => sum + north, 0) / pairs.length
  const missesM = apart.map(([east, north]) => Math.hypot(east - eastM, north - northM))
  const squares = missesM.reduce((sum, miss) => sum + miss * miss, 0)
  return { eastM, northM, missesM, residualM: pairs.length === 1 ? null : Math.sqrt(squares / pairs.length) }
}
