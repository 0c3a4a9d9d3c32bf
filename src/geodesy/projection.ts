import proj4 from 'proj4'
import { addLocalProjections } from './local-projections.ts'

export type XY = readonly [number, number]
/** Longitude and latitude in degrees on WGS 84. */
export type LonLat = readonly [number, number]

/** A coordinate reference system that is ready to compute with. */
export interface Projection {
  /** Longitude and latitude on WGS 84, longitude in [-180, 180]; null where the point is off the projection's Earth. */
  readonly toLonLat: (xy: XY) => LonLat | null
  /** The system's own coordinates: easting or longitude first; null where the point can't be shown in it. */
  readonly fromLonLat: (lonLat: LonLat) => XY | null
  /** Degrees (or other angles) instead of metres or feet. */
  readonly isGeographic: boolean
  /** Degrees of one unit where the system is geographic: 1 in nearly all; null in projected systems. */
  readonly degreesPerUnit: number | null
  /** Metres of one unit along the axes; of one degree on the equator where the system is geographic. */
  readonly metresPerUnit: number
}

addLocalProjections()

/** Metres of a degree on the equator of WGS 84. */
const metresPerDegree = (Math.PI / 180) * 6_378_137

/** PROJ's names of linear units, in metres. */
const unitMetres: Readonly<Record<string, number>> = {
  m: 1,
  km: 1000,
  dm: 0.1,
  cm: 0.01,
  mm: 0.001,
  ft: 0.3048,
  'us-ft': 1200 / 3937,
  yd: 0.9144,
  'us-yd': 3600 / 3937,
  mi: 1609.344,
  'us-mi': 6_336_000 / 3937,
  kmi: 1852,
  fath: 1.8288,
  ch: 20.1168,
  link: 0.201168,
  'ind-yd': 0.91439523,
  'ind-ft': 0.30479841,
  'ind-ch': 20.11669506,
}

/**
 * The projection that a PROJ string describes, computed with proj4js; no network and no grid files are used.
 * `+to_degree` (not PROJ's) says how many degrees a unit of a geographic system is that counts in seconds or grads.
 * Coordinates come in the order of GIS programs, easting (longitude) first, whatever axis order the authority gives.
 * @throws Error when the string is no projection that proj4js knows
 */
export function projectionOf(definition: string): Projection {
  const parsed = parameters(definition)
  const toMeter = linearUnitOf(definition)
  const isGeographic = /^(longlat|latlong|lonlat|latlon)$/.test(parsed.get('proj') ?? '')
  const toDegree = isGeographic ? Number(parsed.get('to_degree') ?? 1) : 1
  const { text, axes } = prepared(parsed, isGeographic, toMeter)
  const converter = proj4(text)
  return {
    isGeographic,
    degreesPerUnit: isGeographic ? toDegree : null,
    metresPerUnit: isGeographic ? metresPerDegree * toDegree : toMeter,
    toLonLat: ([x, y]) => {
      const [east, north] = axes.toEastNorth(x, y)
      const point = attempt(() => converter.inverse([east * toDegree, north * toDegree]))
      return point === null ? null : [wrappedLongitude(point[0]), point[1]]
    },
    fromLonLat: ([lon, lat]) => {
      const point = attempt(() => converter.forward([lon, lat]))
      return point === null ? null : axes.fromEastNorth(point[0] / toDegree, point[1] / toDegree)
    },
  }
}

/** Metres of the unit that a PROJ string counts eastings and northings in. */
export function linearUnitOf(definition: string): number {
  const parsed = parameters(definition)
  const unit = parsed.get('units')
  return Number(parsed.get('to_meter') ?? (unit === undefined ? 1 : (unitMetres[unit] ?? 1)))
}

/** Half axes in metres of the ellipsoid that a PROJ string names. @throws Error as `projectionOf` does */
export function ellipsoidOf(definition: string): { readonly a: number; readonly b: number } {
  const parsed = parameters(definition)
  const { text } = prepared(parsed, true, 1)
  const { a, b } = proj4(text).oProj as unknown as { readonly a: number; readonly b: number }
  return { a, b }
}

/** A longitude brought into [-180, 180]; 180 stays as it is. */
export function wrappedLongitude(lon: number): number {
  if (lon >= -180 && lon <= 180) return lon
  const turned = (((lon + 180) % 360) + 360) % 360
  return turned - 180
}

/** The parameters of a PROJ string by name; flags have an empty value. */
export function parameters(definition: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of definition.matchAll(/\+([\w]+)(?:=(\S*))?/g)) {
    if (!found.has(name)) found.set(name, value)
  }
  return found
}

/** PROJ's ellipsoids that proj4js takes for WGS 84 without a word. */
const missingEllipsoids: Readonly<Record<string, string>> = {
  '+ellps=WGS72': '+a=6378135 +rf=298.26',
  '+ellps=GSK2011': '+a=6378136.5 +rf=298.2564151',
  '+ellps=PZ90': '+a=6378136 +rf=298.25784',
  '+ellps=danish': '+a=6377019.2563 +rf=300',
}

/** proj4js wants no axis order (it is applied here), no grids, and units it knows. */
function prepared(parsed: Map<string, string>, isGeographic: boolean, toMeter: number) {
  const axis = parsed.get('axis') ?? 'enu'
  const dropped = new Set([
    'axis',
    'nadgrids',
    'geoidgrids',
    'vunits',
    'vto_meter',
    'type',
    'wktext',
    'units',
    'to_degree',
  ])
  const words = [...parsed]
    .filter(
      ([name, value]) =>
        !dropped.has(name) && name !== 'to_meter' && (name !== 'nadgrids' || value === '@null'),
    )
    .map(([name, value]) => (value === '' ? `+${name}` : `+${name}=${value}`))
    .map((word) => missingEllipsoids[word] ?? word)
  if (!isGeographic) words.push(...defaultOrigin(parsed))
  const isSpherical = parsed.has('R_A') || onlyOnSphere.has(parsed.get('proj') ?? '')
  const sphere = isSpherical ? authalicRadius(words.join(' ')) : null
  if (sphere !== null) return { text: onSphere(words, sphere, toMeter), axes: axesOf(axis) }
  if (!isGeographic) words.push(toMeter === 1 ? '+units=m' : `+to_meter=${toMeter}`)
  return { text: words.join(' '), axes: axesOf(axis) }
}

/** Projections that GIS programs compute on the sphere with the ellipsoid's surface, whether or not it is said. */
const onlyOnSphere = new Set(['mill', 'vandg'])

/** Projections that place their own origin on the ellipsoid where nothing is said of it. */
const ownOrigin = new Set(['omerc', 'krovak', 'mod_krovak', 'nzmg'])

/** What PROJ takes for granted of the origin, and proj4js leaves out of many projections. */
function defaultOrigin(parsed: Map<string, string>): string[] {
  const name = parsed.get('proj') ?? ''
  if (name === 'utm' || name === 'ups') return []
  const needed = ownOrigin.has(name) ? ['x_0', 'y_0'] : ['lat_0', 'lon_0', 'x_0', 'y_0']
  return needed.flatMap((parameter) => (parsed.has(parameter) ? [] : [`+${parameter}=0`]))
}

/** The radius of the sphere with the ellipsoid's surface (PROJ's `+R_A`), by PROJ's series; metres. */
function authalicRadius(text: string): number {
  const { a, b } = proj4(text.replace(/\+R_A\b/, '')).oProj as unknown as {
    readonly a: number
    readonly b: number
  }
  const es = 1 - (b * b) / (a * a)
  return a * (1 - es * (1 / 6 + es * (17 / 360 + (es * 67) / 3024)))
}

/** proj4js would turn latitudes of the sphere into others on the ellipsoid; PROJ, and so the files, keep them. */
function onSphere(words: readonly string[], radius: number, toMeter: number): string {
  const kept = words.filter((word) => !/^\+(R_A|R|a|b|rf|f|ellps|datum|towgs84)\b/.test(word))
  return [...kept, `+R=${radius}`, toMeter === 1 ? '+units=m' : `+to_meter=${toMeter}`].join(' ')
}

/** GIS programs put easting first, except where a system counts southwards and then westwards. */
function axesOf(axis: string) {
  const [east, north] = [axis.includes('w') ? -1 : 1, axis.includes('s') ? -1 : 1]
  const turned = axis.startsWith('s') || axis.startsWith('n')
  return {
    toEastNorth: (x: number, y: number): XY => (turned ? [y * east, x * north] : [x * east, y * north]),
    fromEastNorth: (x: number, y: number): XY => (turned ? [y * north, x * east] : [x * east, y * north]),
  }
}

function attempt(compute: () => readonly number[]): [number, number] | null {
  try {
    const [x, y] = compute()
    return x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null
  } catch {
    // proj4js throws where a point lies outside of the projection.
    return null
  }
}
