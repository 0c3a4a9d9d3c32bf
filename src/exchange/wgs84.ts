import { isObject, type JsonObject } from './json-object.ts'

/**
 * Whether a GeoJSON object says, as the 2008 edition allowed, that its coordinates are not longitude and latitude on
 * WGS 84: by any `crs` member that does not name CRS84 or EPSG:4326.
 */
export function foreignCrs(object: JsonObject): boolean {
  return Object.hasOwn(object, 'crs') && !isWgs84(object['crs'])
}

const wgs84Names = [
  /^(urn:ogc:def:crs:)?(ogc|crs):(1\.3|1\.3\.0|:)?:?crs84$/i,
  /^crs84$/i,
  /^(urn:ogc:def:crs:)?epsg:([0-9.]*:)?4326$/i,
  /^https?:\/\/www\.opengis\.net\/def\/crs\/(ogc\/[0-9.]+\/crs84|epsg\/[0-9.]+\/4326)$/i,
]

function isWgs84(crs: unknown): boolean {
  if (!isObject(crs) || !isObject(crs['properties'])) return false
  const { name, code } = crs['properties']
  if (crs['type'] === 'EPSG') return code === 4326 || code === '4326'
  return (
    crs['type'] === 'name' && typeof name === 'string' && wgs84Names.some((pattern) => pattern.test(name))
  )
}
