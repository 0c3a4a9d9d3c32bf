import type { GeoKeys } from '../tiff/geokeys.ts'

/** The value by which a GeoTIFF key says that other keys describe the thing (GeoTIFF 1.1, 7.1). */
export const userDefined = 32767

/** The finite number of a key; null where it has none. */
export function keyNumber(keys: GeoKeys, name: string): number | null {
  const value = keys[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
