import { ImageFileDirectory } from 'geotiff'
import type { TiffDirectory } from './tiff-directory.ts'

/** GeoTIFF keys by name, as GeoTIFF 1.1 spells them. */
export type GeoKeys = Readonly<Record<string, number | string | readonly number[]>>

const keyTag = { directory: 34735, doubles: 34736, ascii: 34737 } as const
const valueLimit = 65_536

/**
 * The GeoTIFF keys of a directory, parsed by geotiff.js over values that the guarded reader fetched: its own
 * directory reader takes arrays of big-endian files for little-endian ones.
 * Null where the file has none or they can't be understood.
 */
export async function geoKeysOf(directory: TiffDirectory): Promise<GeoKeys | null> {
  const keys = await directory.numbers(keyTag.directory, valueLimit)
  if (keys.length < 4) return null
  const fields = new Map<number, number[] | Float64Array | string>([[keyTag.directory, keys]])
  fields.set(keyTag.doubles, Float64Array.from(await directory.numbers(keyTag.doubles, valueLimit)))
  const ascii = await directory.bytes(keyTag.ascii, valueLimit)
  fields.set(keyTag.ascii, ascii === null ? '' : new TextDecoder('latin1').decode(ascii))
  const parsed = parse(new ImageFileDirectory(fields as never, new Map(), new Map(), 0))
  if (parsed === null) return null
  const found: Record<string, number | string | readonly number[]> = {}
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value === 'number' || typeof value === 'string') found[name] = value
    else if (value instanceof Float64Array) found[name] = [...value]
  }
  return found
}

function parse(directory: ImageFileDirectory): Record<string, unknown> | null {
  try {
    return directory.parseGeoKeyDirectory()
  } catch {
    return null
  }
}
