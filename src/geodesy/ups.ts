import type { LonLat } from '../domain/polygon.ts'
import { projectionOf, type Projection } from './projection.ts'
import { utmNorthEnd, utmSouthEnd } from './utm.ts'

/** A position in Universal Polar Stereographic on WGS 84, in metres: what UTM is to the rest of the Earth. */
export interface UpsPosition {
  readonly hemisphere: 'north' | 'south'
  readonly easting: number
  readonly northing: number
}

const projections = new Map<UpsPosition['hemisphere'], Projection>()

/** NGA.SIG.0012, section 8: scale 0.994 at the pole, which lies at 2,000 km east and north. */
function projectionOfPole(hemisphere: UpsPosition['hemisphere']): Projection {
  const known = projections.get(hemisphere)
  if (known !== undefined) return known
  const pole = hemisphere === 'north' ? 90 : -90
  const made = projectionOf(
    `+proj=stere +lat_0=${pole} +lon_0=0 +k=0.994 +x_0=2000000 +y_0=2000000 +datum=WGS84 +units=m`,
  )
  projections.set(hemisphere, made)
  return made
}

/** A place beyond 80° S or 84° N in UPS; null between them, where UTM holds. */
export function toUps([lon, lat]: LonLat): UpsPosition | null {
  if (lat >= utmSouthEnd && lat <= utmNorthEnd) return null
  const hemisphere = lat < 0 ? 'south' : 'north'
  // At the pole itself every longitude is the same place.
  const point = projectionOfPole(hemisphere).fromLonLat([Math.abs(lat) === 90 ? 0 : lon, lat])
  return point === null ? null : { hemisphere, easting: point[0], northing: point[1] }
}

/** Longitude and latitude of a UPS position; null where it lies outside of the caps by more than half a degree. */
export function fromUps({ hemisphere, easting, northing }: UpsPosition): LonLat | null {
  const place = projectionOfPole(hemisphere).toLonLat([easting, northing])
  if (place === null) return null
  const beyond = hemisphere === 'north' ? place[1] > utmNorthEnd - 0.5 : place[1] < utmSouthEnd + 0.5
  return beyond ? place : null
}

const pattern =
  /^UPS\s*(NORTH|SOUTH|[NSABYZ])[\s,;]+(\d{6,7}(?:\.\d+)?)\s*(?:M?\s*E)?[\s,;]+(\d{6,7}(?:\.\d+)?)\s*(?:M?\s*N)?$/i

/** Whether a text is meant as a UPS position, right or wrong. */
export function looksLikeUps(text: string): boolean {
  return /^UPS\b/i.test(text)
}

/**
 * Reads `UPS N 2123456 1987654` and its like: hemisphere (or one of the bands A, B, Y, Z), easting, northing in metres.
 * @throws RangeError with a sentence that says what is wrong with it
 */
export function readUps(text: string): LonLat {
  const [, mark = '', east = '', north = ''] = pattern.exec(text) ?? []
  if (mark === '')
    throw new RangeError('UPS is N or S, an easting and a northing in metres: UPS N 2123456 1987654.')
  const hemisphere = /^(N|NORTH|Y|Z)$/i.test(mark) ? 'north' : 'south'
  const place = fromUps({ hemisphere, easting: Number(east), northing: Number(north) })
  if (place === null) throw new RangeError('UPS is for places beyond 80° S and 84° N; this lies in between.')
  return place
}
