import type { GeoKeys } from '../tiff/geokeys.ts'
import { keyNumber } from './geokey-numbers.ts'
import { polarStereographic } from './wkt-projections.ts'

/** The UTM zone of a projection code (GeoTIFF 1.0, 6.3.3.2: 16001 to 16060 north, 16101 to 16160 south) as PROJ string. */
export function utmOf(code: number): string | null {
  if (code > 16000 && code <= 16060) return `+proj=utm +zone=${code - 16000}`
  if (code > 16100 && code <= 16160) return `+proj=utm +zone=${code - 16100} +south`
  return null
}

/** Angles in degrees, lengths in metres. */
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

/** The parameters of a projection under any of the names that writers give them; `unit` is metres of one linear unit. */
export function parametersOf(keys: GeoKeys, unit: number): Parameters {
  const first = (otherwise: number, ...names: string[]) => {
    for (const name of names) {
      const value = keyNumber(keys, name)
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
export function projectionOfMethod(method: number, p: Parameters): string | null {
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
      // Along a parallel it is Switzerland's, which proj4js computes more exactly by that name.
      return p.azimuth === 90 && p.rectified === 90
        ? `+proj=somerc +lat_0=${p.lat0} +lon_0=${p.lon0} +k_0=${p.k} ${shift}`
        : `+proj=omerc +lat_0=${p.lat0} +lonc=${p.lon0} +alpha=${p.azimuth} +gamma=${p.rectified} +k=${p.k} ${shift}`
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
