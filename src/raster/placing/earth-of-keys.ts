import type { GeoKeys } from '../tiff/geokeys.ts'
import { ellipsoidOf } from '../../geodesy/projection.ts'
import { degreesOfUnit } from './crs-units.ts'
import { epsgDefinition } from './epsg.ts'
import { keyNumber, userDefined } from './geokey-numbers.ts'

/** The keys' ellipsoid where it differs from the code's by more than rounding; else null. */
export function ellipsoidBeside(code: number, keys: GeoKeys): string | null {
  const definition = epsgDefinition(code)
  const [a, rf] = [keyNumber(keys, 'GeogSemiMajorAxisGeoKey'), keyNumber(keys, 'GeogInvFlatteningGeoKey')]
  if (definition === null || (a === null && rf === null)) return null
  const theirs = ellipsoidOf(definition)
  const own = ellipsoidOfKeys({ GeogSemiMajorAxisGeoKey: theirs.a, ...keys })
  if (own === null) return null
  const mine = ellipsoidOf(`+proj=longlat ${own}`)
  const isTheirs = ({ a, b }: { a: number; b: number }): boolean =>
    Math.abs(mine.a - a) <= 1 && Math.abs(mine.b - b) <= 1
  // The sphere of Web Mercator is its projection's alone: its datum lies on the ellipsoid of WGS 84.
  const isWebMercator = definition.includes('+nadgrids=@null')
  return isTheirs(theirs) || (isWebMercator && isTheirs(ellipsoidOf('+proj=longlat +datum=WGS84')))
    ? null
    : own
}

/**
 * The figure of the Earth: `base`, the EPSG code of a known geographic system, or an ellipsoid with its shift; `earth`
 * holds it as PROJ parameters, with the prime meridian. Null where the keys name neither.
 */
export function earthOf(keys: GeoKeys): { readonly base: number | null; readonly earth: string } | null {
  const code = keyNumber(keys, 'GeographicTypeGeoKey')
  const datum = keyNumber(keys, 'GeogGeodeticDatumGeoKey')
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
  const a = keyNumber(keys, 'GeogSemiMajorAxisGeoKey')
  const b = keyNumber(keys, 'GeogSemiMinorAxisGeoKey')
  const rf = keyNumber(keys, 'GeogInvFlatteningGeoKey')
  if (a !== null && !(a > 0)) return null
  if (a !== null && rf !== null) return rf === 0 ? `+a=${a} +b=${a}` : `+a=${a} +rf=${rf}`
  if (a !== null && b !== null) return `+a=${a} +b=${b}`
  const code = keyNumber(keys, 'GeogEllipsoidGeoKey')
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

/** The prime meridian as a PROJ parameter; empty where it is Greenwich. */
export function primeMeridian(keys: GeoKeys): string {
  const code = keyNumber(keys, 'GeogPrimeMeridianGeoKey')
  const longitude = (code === null ? null : meridians[code]) ?? meridianOfKeys(keys)
  return longitude === null || longitude === 0 ? '' : `+pm=${longitude}`
}

/** The longitude is in the file's angular unit. */
function meridianOfKeys(keys: GeoKeys): number | null {
  const value = keyNumber(keys, 'GeogPrimeMeridianLongGeoKey')
  const unit = keyNumber(keys, 'GeogAngularUnitsGeoKey')
  const degrees = unit === null ? 1 : degreesOfUnit(unit, keyNumber(keys, 'GeogAngularUnitSizeGeoKey'))
  return value === null ? null : value * (degrees ?? 1)
}
