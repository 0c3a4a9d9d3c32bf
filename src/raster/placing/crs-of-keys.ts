import { degreesOfUnit, metresOfUnit } from './crs-units.ts'
import type { GeoKeys } from '../tiff/geokeys.ts'
import { earthOf, ellipsoidBeside, primeMeridian } from './earth-of-keys.ts'
import { epsgDefinition } from './epsg.ts'
import { keyNumber, userDefined } from './geokey-numbers.ts'
import { parametersOf, projectionOfMethod, utmOf } from './projection-of-keys.ts'
import { linearUnitOf } from '../../geodesy/projection.ts'

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

/** Reads GeoTIFF keys (GeoTIFF 1.1, OGC 19-008r4, as libgeotiff and GDAL understand them). Null where they name none. */
export function crsOfKeys(keys: GeoKeys): CrsIdentity | null {
  const model = keyNumber(keys, 'GTModelTypeGeoKey')
  const projected = keyNumber(keys, 'ProjectedCSTypeGeoKey')
  const wkt = esriText(keys)
  if (wkt !== null && (projected === null || epsgDefinition(projected) === null)) return { kind: 'wkt', wkt }
  const geographic = keyNumber(keys, 'GeographicTypeGeoKey')
  if (projected !== null && projected > 0 && projected !== userDefined && model !== 2) {
    return onOwnEllipsoid(projected, keys) ?? projectedInUnits(projected, keys)
  }
  if (keys['ProjectionGeoKey'] === 3856) return { kind: 'epsg', code: 3857 }
  if (model === 1 || (model === null && projected === userDefined)) return customProjected(keys)
  const angular = angularUnit(keys)
  if (model === 2 && angular !== 9102 && angular !== 9122) return inOtherAngles(keys, angular)
  if (geographic !== null && geographic > 0 && geographic !== userDefined && primeMeridian(keys) === '') {
    return onOwnEllipsoid(geographic, keys) ?? { kind: 'epsg', code: geographic }
  }
  if (model === 3)
    return { kind: 'unknown', reason: 'Its coordinates are geocentric; it can be looked at only.' }
  if (model !== 2 && geographic === null) return null
  const earth = earthOf(keys)
  return earth === null ? null : { kind: 'custom', projection: '+proj=longlat', ...earth }
}

/** The unit of longitudes and latitudes: degrees where neither a code nor a size says otherwise, as in GDAL. */
function angularUnit(keys: GeoKeys): number {
  const code = keyNumber(keys, 'GeogAngularUnitsGeoKey') ?? userDefined
  const hasSize = (keyNumber(keys, 'GeogAngularUnitSizeGeoKey') ?? 0) > 0
  return code === userDefined && !hasSize ? 9102 : code
}

function inOtherAngles(keys: GeoKeys, unit: number): CrsIdentity {
  const degrees = degreesOfUnit(unit, keyNumber(keys, 'GeogAngularUnitSizeGeoKey'))
  const code = keyNumber(keys, 'GeographicTypeGeoKey')
  const own = code === null ? null : /\+to_degree=(\S+)/.exec(epsgDefinition(code) ?? '')?.[1]
  if (code !== null && degrees !== null && Math.abs(Number(own ?? 1) / degrees - 1) < 5e-9)
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
  const code = keyNumber(keys, 'ProjectionGeoKey')
  const utm = code === null ? null : utmOf(code)
  const unit = linearUnit(keys) ?? 1
  const units = unit === 1 ? '+units=m' : `+to_meter=${unit}`
  if (utm !== null) return { kind: 'custom', projection: `${utm} ${units}`, ...earth }
  const method = keyNumber(keys, 'ProjCoordTransGeoKey')
  const projection = method === null ? null : projectionOfMethod(method, parametersOf(keys, unit))
  if (projection !== null) return { kind: 'custom', projection: `${projection} ${units}`, ...earth }
  const said = [keys['PCSCitationGeoKey'], keys['GTCitationGeoKey']].find((text) => typeof text === 'string')
  const name =
    typeof said === 'string' && said.trim() !== '' ? ` (${said.replace(/[|\0]/g, ' ').trim()})` : ''
  return { kind: 'unknown', reason: `Its projection${name} is not one that Roadstead knows.` }
}

function linearUnit(keys: GeoKeys): number | null {
  return metresOfUnit(keyNumber(keys, 'ProjLinearUnitsGeoKey'), keyNumber(keys, 'ProjLinearUnitSizeGeoKey'))
}
