import { degreesOfUnit, metresOfUnit } from './crs-units.ts'
import type { GeoKeys } from '../tiff/geokeys.ts'
import { epsgDefinition } from './epsg.ts'
import { polarStereographic } from './wkt-projections.ts'
import { ellipsoidOf, linearUnitOf } from '../../geodesy/projection.ts'

/** A coordinate reference system as a file names it, before its datum shift is chosen. */
export type CrsIdentity =
  /** `unitM`: the coordinates are in units of so many metres, whatever the code says. */
  | { readonly kind: 'epsg'; readonly code: number; readonly unitM?: number }
  /** A projection of its own; `base` is the EPSG code of the geographic system under it, where there is one. */
  | {
      readonly kind: 'custom'
      readonly projection: string
      readonly base: number | null
      readonly earth: string
    }
  | { readonly kind: 'wkt'; readonly wkt: string }
  | { readonly kind: 'unknown'; readonly reason: string }

const userDefined = 32767

/** Reads GeoTIFF keys (GeoTIFF 1.1, OGC 19-008r4, as libgeotiff and GDAL understand them). Null where they name none. */
export function crsOfKeys(keys: GeoKeys): CrsIdentity | null {
  const wkt = esriText(keys)
  if (wkt !== null) return { kind: 'wkt', wkt }
  const model = numberOf(keys, 'GTModelTypeGeoKey')
  const projected = numberOf(keys, 'ProjectedCSTypeGeoKey')
  const geographic = numberOf(keys, 'GeographicTypeGeoKey')
  if (projected !== null && projected > 0 && projected !== userDefined && model !== 2) {
    return onOwnEllipsoid(projected, keys) ?? projectedInUnits(projected, keys)
  }
  if (keys['ProjectionGeoKey'] === 3856) return { kind: 'epsg', code: 3857 }
  if (model === 1 || (model === null && projected === userDefined)) return customProjected(keys)
  const angular = numberOf(keys, 'GeogAngularUnitsGeoKey')
  if (model === 2 && angular !== null && angular !== 9102 && angular !== 9122) {
    return inOtherAngles(keys, angular)
  }
  if (geographic !== null && geographic > 0 && geographic !== userDefined && primeMeridian(keys) === '') {
    return onOwnEllipsoid(geographic, keys) ?? { kind: 'epsg', code: geographic }
  }
  if (model === 3)
    return { kind: 'unknown', reason: 'Its coordinates are geocentric; it can be looked at only.' }
  if (model !== 2 && geographic === null) return null
  const earth = earthOf(keys)
  return earth === null ? null : { kind: 'custom', projection: '+proj=longlat', ...earth }
}

function inOtherAngles(keys: GeoKeys, unit: number): CrsIdentity {
  const degrees = degreesOfUnit(unit, numberOf(keys, 'GeogAngularUnitSizeGeoKey'))
  const code = numberOf(keys, 'GeographicTypeGeoKey')
  const own = code === null ? null : /\+to_degree=(\S+)/.exec(epsgDefinition(code) ?? '')?.[1]
  if (code !== null && degrees !== null && Math.abs(Number(own ?? 1) - degrees) < 1e-12)
    return { kind: 'epsg', code }
  const earth = earthOf(keys)
  if (degrees === null || earth === null) {
    return { kind: 'unknown', reason: 'Its coordinates are angles in a unit that Roadstead does not know.' }
  }
  return { kind: 'custom', projection: `+proj=longlat +to_degree=${degrees}`, ...earth }
}

/** A code with an ellipsoid beside it that is not the code's: the ellipsoid counts, as for GDAL, and no datum shift is known. */
function onOwnEllipsoid(code: number, keys: GeoKeys): CrsIdentity | null {
  const earth = ellipsoidBeside(code, keys)
  const bare = (epsgDefinition(code) ?? '').replace(/\s*\+(ellps|datum|a|b|rf|R)=\S+/g, '')
  return earth === null ? null : { kind: 'custom', projection: bare, base: null, earth }
}

/** The keys' ellipsoid where it differs from the code's by more than rounding; else null. */
function ellipsoidBeside(code: number, keys: GeoKeys): string | null {
  const definition = epsgDefinition(code)
  const [a, rf] = [numberOf(keys, 'GeogSemiMajorAxisGeoKey'), numberOf(keys, 'GeogInvFlatteningGeoKey')]
  if (definition === null || (a === null && rf === null)) return null
  const theirs = ellipsoidOf(definition)
  const own = ellipsoidOfKeys({ GeogSemiMajorAxisGeoKey: theirs.a, ...keys })
  if (own === null) return null
  const mine = ellipsoidOf(`+proj=longlat ${own}`)
  return Math.abs(mine.a - theirs.a) > 1 || Math.abs(mine.b - theirs.b) > 1 ? own : null
}

/** A code counts with the unit that the keys give beside it: State Plane in feet under a code for metres is common. */
function projectedInUnits(code: number, keys: GeoKeys): CrsIdentity {
  const unit = linearUnit(keys) ?? imagineUnit(keys)
  const definition = unit === null ? null : epsgDefinition(code)
  if (unit === null || definition === null || definition.startsWith('+proj=longlat'))
    return { kind: 'epsg', code }
  if (Math.abs(linearUnitOf(definition) - unit) < 1e-8) return { kind: 'epsg', code }
  return { kind: 'epsg', code, unitM: unit }
}

/** ERDAS Imagine writes the unit into its citations only. */
function imagineUnit(keys: GeoKeys): number | null {
  const text = keys['GTCitationGeoKey']
  if (typeof text !== 'string' || !text.startsWith('IMAGINE GeoTIFF Support')) return null
  const unit = /\bUnits = (\w+)/.exec(text)?.[1]?.toLowerCase() ?? ''
  if (unit === 'international_feet' || unit === 'feet') return 0.3048
  return unit === 'us_survey_feet' ? 1200 / 3937 : null
}

/** Some writers put the whole system as text into a citation. */
function esriText(keys: GeoKeys): string | null {
  for (const name of ['PCSCitationGeoKey', 'GTCitationGeoKey', 'GeogCitationGeoKey']) {
    const text = keys[name]
    if (typeof text !== 'string') continue
    const start = text.search(/(PROJCS|GEOGCS)\[/)
    if (text.startsWith('ESRI PE String') && start >= 0) return text.slice(start).replace(/[|\0\s]+$/, '')
  }
  return null
}

function customProjected(keys: GeoKeys): CrsIdentity {
  const earth = earthOf(keys) ?? { base: 4326, earth: '+datum=WGS84' }
  const code = numberOf(keys, 'ProjectionGeoKey')
  const utm = code === null ? null : utmOf(code)
  const unit = linearUnit(keys) ?? 1
  const units = unit === 1 ? '+units=m' : `+to_meter=${unit}`
  if (utm !== null) return { kind: 'custom', projection: `${utm} ${units}`, ...earth }
  const method = numberOf(keys, 'ProjCoordTransGeoKey')
  const projection = method === null ? null : projectionOfMethod(method, parametersOf(keys, unit))
  if (projection !== null) return { kind: 'custom', projection: `${projection} ${units}`, ...earth }
  const said = [keys['PCSCitationGeoKey'], keys['GTCitationGeoKey']].find((text) => typeof text === 'string')
  const name =
    typeof said === 'string' && said.trim() !== '' ? ` (${said.replace(/[|\0]/g, ' ').trim()})` : ''
  return { kind: 'unknown', reason: `Its projection${name} is not one that Roadstead knows.` }
}

function utmOf(code: number): string | null {
  if (code > 16000 && code <= 16060) return `+proj=utm +zone=${code - 16000}`
  if (code > 16100 && code <= 16160) return `+proj=utm +zone=${code - 16100} +south`
  return null
}

interface Parameters {
  readonly lat0: number
  readonly lon0: number
  readonly lat1: number
  readonly lat2: number
  readonly k: number
  readonly x0: number
  readonly y0: number
  readonly azimuth: number
  readonly rectified: number
  readonly poleLon: number
}

function parametersOf(keys: GeoKeys, unit: number): Parameters {
  const first = (otherwise: number, ...names: string[]) => {
    for (const name of names) {
      const value = numberOf(keys, name)
      if (value !== null) return value
    }
    return otherwise
  }
  const lon0 = first(
    0,
    'ProjNatOriginLongGeoKey',
    'ProjFalseOriginLongGeoKey',
    'ProjCenterLongGeoKey',
    'ProjStraightVertPoleLongGeoKey',
  )
  return {
    lat0: first(0, 'ProjNatOriginLatGeoKey', 'ProjFalseOriginLatGeoKey', 'ProjCenterLatGeoKey'),
    lon0,
    lat1: first(0, 'ProjStdParallel1GeoKey'),
    lat2: first(0, 'ProjStdParallel2GeoKey'),
    k: first(1, 'ProjScaleAtNatOriginGeoKey', 'ProjScaleAtCenterGeoKey'),
    x0: unit * first(0, 'ProjFalseEastingGeoKey', 'ProjCenterEastingGeoKey', 'ProjFalseOriginEastingGeoKey'),
    y0:
      unit * first(0, 'ProjFalseNorthingGeoKey', 'ProjCenterNorthingGeoKey', 'ProjFalseOriginNorthingGeoKey'),
    azimuth: first(0, 'ProjAzimuthAngleGeoKey'),
    rectified: first(90, 'ProjRectifiedGridAngleGeoKey'),
    poleLon: first(lon0, 'ProjStraightVertPoleLongGeoKey'),
  }
}

/** Coordinate transformation codes of GeoTIFF (CT_…) as PROJ strings; null for those that proj4js can't compute. */
function projectionOfMethod(method: number, p: Parameters): string | null {
  const origin = `+lat_0=${p.lat0} +lon_0=${p.lon0}`
  const shift = `+x_0=${p.x0} +y_0=${p.y0}`
  const scale = `+k_0=${p.k}`
  switch (method) {
    case 1:
      return `+proj=tmerc ${origin} ${scale} ${shift}`
    case 27:
      return `+proj=tmerc +axis=wsu ${origin} ${scale} ${shift}`
    case 3:
      return `+proj=omerc +no_uoff +lat_0=${p.lat0} +lonc=${p.lon0} +alpha=${p.azimuth} +gamma=${p.rectified} +k=${p.k} ${shift}`
    case 9815:
      return `+proj=omerc +lat_0=${p.lat0} +lonc=${p.lon0} +alpha=${p.azimuth} +gamma=${p.rectified} +k=${p.k} ${shift}`
    case 4:
      return `+proj=labrd ${origin} +azi=${p.azimuth} +k=${p.k} ${shift}`
    case 7:
      return p.lat1 !== 0
        ? `+proj=merc +lat_ts=${p.lat1} +lon_0=${p.lon0} ${shift}`
        : `+proj=merc +lon_0=${p.lon0} ${scale} ${shift}`
    case 8:
      return `+proj=lcc ${origin} +lat_1=${p.lat1} +lat_2=${p.lat2} ${shift}`
    case 9:
      return `+proj=lcc ${origin} +lat_1=${p.lat0} ${scale} ${shift}`
    case 10:
      return `+proj=laea ${origin} ${shift}`
    case 11:
      return `+proj=aea ${origin} +lat_1=${p.lat1} +lat_2=${p.lat2} ${shift}`
    case 12:
      return `+proj=aeqd ${origin} ${shift}`
    case 13:
      return `+proj=eqdc ${origin} +lat_1=${p.lat1} +lat_2=${p.lat2} ${shift}`
    case 14:
      return `+proj=stere ${origin} ${scale} ${shift}`
    case 15:
      return polarStereographic(p.lat0, p.poleLon, p.k, shift)
    case 16:
      return `+proj=sterea ${origin} ${scale} ${shift}`
    case 17:
      return `+proj=eqc +lat_ts=${p.lat1} ${origin} ${shift}`
    case 18:
      return `+proj=cass ${origin} ${shift}`
    case 19:
      return `+proj=gnom ${origin} ${shift}`
    case 20:
      return `+proj=mill +R_A +lon_0=${p.lon0} ${shift}`
    case 21:
      return `+proj=ortho ${origin} ${shift}`
    case 22:
      return `+proj=poly ${origin} ${shift}`
    case 23:
      return `+proj=robin +lon_0=${p.lon0} ${shift}`
    case 24:
      return `+proj=sinu +lon_0=${p.lon0} ${shift}`
    case 25:
      return `+proj=vandg +R_A +lon_0=${p.lon0} ${shift}`
    case 26:
      return `+proj=nzmg ${origin} ${shift}`
    case 28:
      return `+proj=cea +lat_ts=${p.lat1} +lon_0=${p.lon0} ${shift}`
    default:
      return null
  }
}

/** The figure of the Earth: a known geographic system, or an ellipsoid with its shift. */
function earthOf(keys: GeoKeys): { readonly base: number | null; readonly earth: string } | null {
  const code = numberOf(keys, 'GeographicTypeGeoKey')
  const datum = numberOf(keys, 'GeogGeodeticDatumGeoKey')
  const pm = primeMeridian(keys)
  if (code !== null && code > 0 && code !== userDefined && ellipsoidBeside(code, keys) === null)
    return { base: code, earth: pm }
  // EPSG numbers most datums 2000 above the geographic system that rests on them.
  const resting = datum === null || datum === userDefined ? null : (successors[datum] ?? datum - 2000)
  if (resting !== null && epsgDefinition(resting)?.startsWith('+proj=longlat') === true)
    return { base: resting, earth: pm }
  const ellipsoid = ellipsoidOfKeys(keys)
  if (ellipsoid === null) return null
  const shift = keys['GeogTOWGS84GeoKey']
  const towgs84 = Array.isArray(shift) ? ` +towgs84=${shift.join(',')}` : ''
  return { base: null, earth: `${ellipsoid}${towgs84}${pm === '' ? '' : ` ${pm}`}` }
}

/** Withdrawn datums and the systems on those of the same name that took their place: their shifts stand there. */
const successors: Readonly<Record<number, number>> = {
  6234: 4197,
  6291: 4618,
  6635: 4750,
  6640: 4558,
  6681: 4702,
}

const ellipsoids: Readonly<Record<number, string>> = {
  7001: 'airy',
  7004: 'bessel',
  7008: 'clrk66',
  7012: 'clrk80',
  7013: '+a=6378249.145 +rf=293.4663077',
  7019: 'GRS80',
  7022: 'intl',
  7024: 'krass',
  7030: 'WGS84',
  7043: 'WGS72',
}

function ellipsoidOfKeys(keys: GeoKeys): string | null {
  const a = numberOf(keys, 'GeogSemiMajorAxisGeoKey')
  const b = numberOf(keys, 'GeogSemiMinorAxisGeoKey')
  const rf = numberOf(keys, 'GeogInvFlatteningGeoKey')
  if (a !== null && !(a > 0)) return null
  if (a !== null && rf !== null) return rf === 0 ? `+a=${a} +b=${a}` : `+a=${a} +rf=${rf}`
  if (a !== null && b !== null) return `+a=${a} +b=${b}`
  const code = numberOf(keys, 'GeogEllipsoidGeoKey')
  const known = code === null ? undefined : ellipsoids[code]
  if (known !== undefined) return known.startsWith('+') ? known : `+ellps=${known}`
  if (code === 7035 || code === 7048) return '+a=6370997 +b=6370997'
  return a === null ? null : `+a=${a} +b=${a}`
}

/** EPSG prime meridians in degrees from Greenwich. */
const meridians: Readonly<Record<number, number>> = {
  8901: 0,
  8902: -9.13190611111111,
  8903: 2.33722917,
  8904: -74.0809166666667,
  8905: -3.68793888888889,
  8906: 12.4523333333333,
  8907: 7.43958333333333,
  8908: 106.807719444444,
  8909: -17.6666666666667,
  8910: 4.367975,
  8911: 18.0582777777778,
  8912: 23.7163375,
  8913: 10.7229166666667,
}

function primeMeridian(keys: GeoKeys): string {
  const code = numberOf(keys, 'GeogPrimeMeridianGeoKey')
  const longitude = (code === null ? null : meridians[code]) ?? meridianOfKeys(keys)
  return longitude === null || longitude === 0 ? '' : `+pm=${longitude}`
}

/** The longitude is in the file's angular unit. */
function meridianOfKeys(keys: GeoKeys): number | null {
  const value = numberOf(keys, 'GeogPrimeMeridianLongGeoKey')
  const unit = numberOf(keys, 'GeogAngularUnitsGeoKey')
  const degrees = unit === null ? 1 : degreesOfUnit(unit, numberOf(keys, 'GeogAngularUnitSizeGeoKey'))
  return value === null ? null : value * (degrees ?? 1)
}

function linearUnit(keys: GeoKeys): number | null {
  return metresOfUnit(numberOf(keys, 'ProjLinearUnitsGeoKey'), numberOf(keys, 'ProjLinearUnitSizeGeoKey'))
}

function numberOf(keys: GeoKeys, name: string): number | null {
  const value = keys[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
