import proj4 from 'proj4'
import type { CrsIdentity } from './crs-of-keys.ts'

/** What proj4js makes of a WKT text; angles in radians, lengths in metres. */
interface ParsedSystem {
  readonly names?: readonly string[]
  readonly lat0?: number
  readonly lat1?: number
  readonly lat2?: number
  readonly lat_ts?: number
  readonly long0?: number
  readonly longc?: number
  readonly alpha?: number
  readonly k0?: number
  readonly x0?: number
  readonly y0?: number
  readonly a?: number
  readonly b?: number
  readonly from_greenwich?: number
  readonly to_meter?: number
  readonly datum_params?: readonly number[]
}

const wktLimit = 16 * 1024

/**
 * The system that a WKT text (1 or 2, also Esri's) describes: its EPSG code where the text names one for the whole,
 * else a PROJ string by way of proj4js. Null where it can't be understood.
 */
export function crsOfWkt(wkt: string): CrsIdentity | null {
  if (wkt.length > wktLimit) return null
  const text = wkt.trim()
  const code = epsgOf(text)
  if (code !== null) return { kind: 'epsg', code }
  if (/Mercator_Auxiliary_Sphere|Popular_Visualisation_Pseudo_Mercator/i.test(text))
    return { kind: 'epsg', code: 3857 }
  // GDAL writes the PROJ string beside what WKT 1 can't say.
  const extension = /EXTENSION\["PROJ4","([^"]+)"\]/i.exec(text)?.[1]
  if (extension !== undefined) {
    const words = extension.replace(/\+(no_defs|wktext|type=crs)\b/g, '').replace(/\s+/g, ' ')
    return { kind: 'custom', projection: words.trim(), base: null, earth: '' }
  }
  if (/DERIVINGCONVERSION|rotated.?(latitude|pole)/i.test(text)) return null
  const proj = projOf(text)
  if (proj === null) return null
  const base = baseOf(text)
  return { kind: 'custom', projection: proj.projection, base, earth: proj.earth }
}

/** The authority code at the end of the outermost element. */
function epsgOf(text: string): number | null {
  const match = /(?:AUTHORITY\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]|ID\[\s*"EPSG"\s*,\s*(\d+)\s*\])\s*\]\s*$/i.exec(
    text,
  )
  const code = Number(match?.[1] ?? match?.[2])
  return Number.isInteger(code) ? code : null
}

const geographicNames: readonly (readonly [RegExp, number])[] = [
  [/GEOG(?:CS|CRS)\[\s*"(GCS_)?WGS[_ ]?(19)?84"/i, 4326],
  [/GEOG(?:CS|CRS)\[\s*"(GCS_North_American_1983|NAD83)"/i, 4269],
  [/GEOG(?:CS|CRS)\[\s*"(GCS_North_American_1927|NAD27)"/i, 4267],
  [/GEOG(?:CS|CRS)\[\s*"(GCS_ETRS_1989|ETRS89)"/i, 4258],
]

/** The EPSG code of the geographic system inside, by its authority or by the names that Esri and GDAL write. */
function baseOf(text: string): number | null {
  const inner = /^PROJ/i.test(text)
    ? /GEOGCS\[.*?AUTHORITY\["EPSG","(\d+)"\]\]\s*,\s*PROJECTION/is.exec(text)
    : null
  if (inner?.[1] !== undefined) return Number(inner[1])
  return geographicNames.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

function projOf(text: string): { projection: string; earth: string } | null {
  let system: ParsedSystem
  try {
    system = proj4(text).oProj as unknown as ParsedSystem
  } catch {
    return null
  }
  const name = system.names?.find((one) => /^[a-z0-9_]+$/.test(one) && one.length <= 7)
  if (name === undefined || system.a === undefined) return null
  const degrees = (radians: number) => Number(((radians * 180) / Math.PI).toPrecision(15))
  const angle = (key: string, radians: number | undefined) =>
    radians === undefined || Number.isNaN(radians) ? '' : ` +${key}=${degrees(radians)}`
  const length = (key: string, value: number | undefined) => (value === undefined ? '' : ` +${key}=${value}`)
  const projection =
    name === 'longlat'
      ? '+proj=longlat'
      : `+proj=${name}` +
        angle('lat_0', system.lat0) +
        angle('lat_1', system.lat1) +
        angle('lat_2', system.lat2) +
        angle('lat_ts', system.lat_ts) +
        angle('lon_0', system.long0) +
        angle('lonc', system.longc) +
        angle('alpha', system.alpha) +
        length('k_0', system.k0) +
        length('x_0', system.x0) +
        length('y_0', system.y0) +
        (system.to_meter === undefined || system.to_meter === 1
          ? ' +units=m'
          : ` +to_meter=${system.to_meter}`)
  const shift = system.datum_params
  const towgs84 = shift === undefined ? '' : ` +towgs84=${shift.join(',')}`
  const pm = system.from_greenwich === undefined ? '' : angle('pm', system.from_greenwich)
  return { projection, earth: `+a=${system.a} +b=${system.b ?? system.a}${towgs84}${pm}` }
}
