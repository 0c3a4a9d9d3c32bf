import type { Shadow } from './pen.ts'

const rad = Math.PI / 180

/** Where the sun stands: degrees clockwise from true north, and above the horizon. */
export interface Sun {
  readonly azimuthDeg: number
  readonly elevationDeg: number
}

/** The sun over lon, lat at an instant (UTC, ISO text), by the Astronomical Almanac's low-precision formulas (0.01°). */
export function sunAt(utc: string, lon: number, lat: number): Sun {
  const days = Date.parse(utc) / 86_400_000 - 10_957.5
  const meanLongitude = 280.46 + 0.9856474 * days
  const anomaly = (357.528 + 0.9856003 * days) * rad
  const ecliptic = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * rad
  const tilt = (23.439 - 4e-7 * days) * rad
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic))
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic))
  const sidereal = (280.46062 + 360.985647 * days + lon) * rad
  const hour = sidereal - ascension
  const phi = lat * rad
  const elevation = Math.asin(
    Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hour),
  )
  const azimuth = Math.atan2(
    -Math.sin(hour),
    Math.tan(declination) * Math.cos(phi) - Math.sin(phi) * Math.cos(hour),
  )
  return { azimuthDeg: (azimuth / rad + 360) % 360, elevationDeg: elevation / rad }
}

/** The shadow that one metre of height throws. */
export function shadowOf(sun: Sun): Shadow {
  const length = 1 / Math.tan(sun.elevationDeg * rad)
  return { east: -Math.sin(sun.azimuthDeg * rad) * length, north: -Math.cos(sun.azimuthDeg * rad) * length }
}
