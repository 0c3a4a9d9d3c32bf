import geographiclib from 'geographiclib-geodesic'
import type { LonLat } from '../domain/polygon.ts'

const wgs84 = geographiclib.Geodesic.WGS84

/** Longitude in [-180, 180). */
export function normaliseLon(lon: number): number {
  const wrapped = ((((lon + 180) % 360) + 360) % 360) - 180
  return wrapped + 0
}

/** Azimuth in [0, 360). */
export function normaliseAzimuth(degrees: number): number {
  const wrapped = ((degrees % 360) + 360) % 360
  return wrapped === 360 ? 0 : wrapped + 0
}

/**
 * The geodesic between two points (longitude, latitude in degrees) on WGS 84: its length in metres, and its azimuth
 * at the start in degrees clockwise from true north. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013).
 */
export function geodesicBetween(from: LonLat, to: LonLat): { distanceM: number; azimuthDeg: number } {
  const line = wgs84.Inverse(from[1], from[0], to[1], to[0])
  return { distanceM: line.s12 ?? 0, azimuthDeg: normaliseAzimuth(line.azi1 ?? 0) }
}

/**
 * The point `distanceM` metres from `from` along an azimuth in degrees clockwise from true north. The longitude
 * stays contiguous with that of `from`: it may pass 180.
 */
export function geodesicPoint(from: LonLat, azimuthDeg: number, distanceM: number): LonLat {
  const end = wgs84.Direct(from[1], from[0], azimuthDeg, distanceM)
  return [from[0] + normaliseLon((end.lon2 ?? 0) - from[0]), end.lat2 ?? 0]
}

/** The area in square metres that a ring of longitudes and latitudes encloses on WGS 84, whatever its direction. */
export function geodesicArea(ring: readonly LonLat[]): number {
  const polygon = wgs84.Polygon(false)
  for (const [lon, lat] of ring.slice(0, -1)) polygon.AddPoint(lat, lon)
  return Math.abs(polygon.Compute(false, true).area ?? 0)
}

/**
 * A plane true to scale around one point: metres east and north of it (azimuthal equidistant). Over the size of a
 * ship its lengths and angles agree with the ellipsoid to better than a millimetre.
 */
export interface LocalFrame {
  toPlane(lonLat: LonLat): readonly [number, number]
  toLonLat(xy: readonly [number, number]): LonLat
}

export function localFrame(origin: LonLat): LocalFrame {
  return {
    toPlane: (lonLat) => {
      const { distanceM, azimuthDeg } = geodesicBetween(origin, lonLat)
      const azimuth = (azimuthDeg * Math.PI) / 180
      return [distanceM * Math.sin(azimuth), distanceM * Math.cos(azimuth)]
    },
    toLonLat: ([x, y]) => geodesicPoint(origin, (Math.atan2(x, y) * 180) / Math.PI, Math.hypot(x, y)),
  }
}
