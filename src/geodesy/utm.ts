import type { LonLat } from '../domain/polygon.ts'
import { normaliseLon } from './ellipsoid.ts'
import { projectionOf, type Projection } from './projection.ts'

/** A position in Universal Transverse Mercator on WGS 84, in metres. */
export interface UtmPosition {
  /** 1 to 60, counted eastwards from 180° W. */
  readonly zone: number
  readonly hemisphere: 'north' | 'south'
  readonly easting: number
  readonly northing: number
}

/** UTM is defined between these latitudes; the caps beyond belong to another projection. */
export const utmSouthEnd = -80
export const utmNorthEnd = 84

const projections = new Map<string, Projection>()

function projectionOfZone(zone: number, hemisphere: UtmPosition['hemisphere']): Projection {
  const definition = `+proj=utm +zone=${zone}${hemisphere === 'south' ? ' +south' : ''} +datum=WGS84 +units=m`
  const known = projections.get(definition)
  if (known !== undefined) return known
  const made = projectionOf(definition)
  projections.set(definition, made)
  return made
}

/** The zone of a place, with the wider zones of south-western Norway and of Svalbard. NGA.SIG.0012, section 7. */
export function utmZoneOf([lon, lat]: LonLat): number {
  const east = normaliseLon(lon)
  if (lat >= 56 && lat < 64 && east >= 3 && east < 12) return 32
  if (lat >= 72 && lat <= utmNorthEnd && east >= 0 && east < 42) {
    if (east < 9) return 31
    if (east < 21) return 33
    return east < 33 ? 35 : 37
  }
  return Math.floor((east + 180) / 6) + 1
}

/**
 * A place (longitude, latitude) in UTM; null beyond 80° S and 84° N.
 * @param zone the zone to express it in; the place's own where it is left out
 */
export function toUtm(lonLat: LonLat, zone: number = utmZoneOf(lonLat)): UtmPosition | null {
  const [lon, lat] = lonLat
  if (lat < utmSouthEnd || lat > utmNorthEnd) return null
  const hemisphere = lat < 0 ? 'south' : 'north'
  const point = projectionOfZone(zone, hemisphere).fromLonLat([normaliseLon(lon), lat])
  return point === null ? null : { zone, hemisphere, easting: point[0], northing: point[1] }
}

/** Longitude and latitude of a UTM position; null where there is none. */
export function fromUtm({ zone, hemisphere, easting, northing }: UtmPosition): LonLat | null {
  return projectionOfZone(zone, hemisphere).toLonLat([easting, northing])
}

/** Degrees of longitude from a zone's central meridian to a place, in [-180, 180). */
export function offCentralMeridian(zone: number, lon: number): number {
  return normaliseLon(lon - (zone * 6 - 183))
}
