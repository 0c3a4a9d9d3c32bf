import table from '../../../assets/epsg.json' with { type: 'json' }
import type { LonLat } from '../../geodesy/projection.ts'

/** A datum shift that holds in an area. */
export interface DatumShift {
  readonly bounds: readonly [west: number, south: number, east: number, north: number]
  /** Metres. */
  readonly accuracyM: number
  /** The value of PROJ's `towgs84`; `none`: coordinates stay as they are; empty: a shift that needs a grid file. */
  readonly towgs84: string
}

interface EpsgTable {
  /** Code to `base code, PROJ string`. */
  readonly systems: ReadonlyMap<string, readonly [string, string]>
  readonly shifts: ReadonlyMap<string, readonly DatumShift[]>
}

let cached: EpsgTable | null = null

/** The table is parsed when the first code is asked for, once. */
function epsgTable(): EpsgTable {
  if (cached !== null) return cached
  const systems = new Map<string, readonly [string, string]>()
  for (const line of table.definitions.split('\n')) {
    const [code = '', base = '', definition = ''] = line.split('\t')
    systems.set(code, [base, definition])
  }
  const shifts = new Map<string, DatumShift[]>()
  for (const line of table.shifts.split('\n')) {
    const [base = '', bounds = '', accuracy = '', towgs84 = ''] = line.split('\t')
    const [west = 0, south = 0, east = 0, north = 0] = bounds.split(',').map(Number)
    const list = shifts.get(base) ?? []
    list.push({ bounds: [west, south, east, north], accuracyM: Number(accuracy), towgs84 })
    shifts.set(base, list)
  }
  cached = { systems, shifts }
  return cached
}

/** The PROJ string of an EPSG code without its datum shift; null for a code that is not on board. */
export function epsgDefinition(code: number): string | null {
  return epsgTable().systems.get(String(code))?.[1] ?? null
}

let names: ReadonlyMap<string, number> | null = null

/** The code of a geographic system by what EPSG or Esri call it or its datum ("GCS_WGS_1984", "D_WGS_1984"). */
export function geographicCodeOfName(name: string): number | null {
  names ??= new Map(
    table.names.split('\n').map((line): [string, number] => {
      const [known = '', code = ''] = line.split('\t')
      return [known, Number(code)]
    }),
  )
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return plain === '' ? null : (names.get(plain) ?? names.get(`d${plain}`) ?? null)
}

export interface LocalDefinition {
  /** With `towgs84` where the datum is not WGS 84 within a metre. */
  readonly definition: string
  /** Set where a grid file would place the scene better: what to expect without it, in metres. */
  readonly gridMissing: { readonly accuracyM: number; readonly gridAccuracyM: number } | null
  /** No shift to WGS 84 is known: the place may be off by hundreds of metres. */
  readonly unshifted: boolean
}

/**
 * The PROJ string of an EPSG code with the datum shift that PROJ takes at a place.
 * @param near a place in the scene, roughly; null where none is known
 * @param isProjected whether coordinates are those of a map: outside of the areas of its shifts PROJ then makes none,
 * where for a geographic system it takes the first
 */
export function epsgDefinitionAt(
  code: number,
  near: LonLat | null,
  isProjected: boolean,
): LocalDefinition | null {
  const system = epsgTable().systems.get(String(code))
  if (system === undefined) return null
  const [base, definition] = system
  if (/\+(datum|towgs84|nadgrids)=/.test(definition)) {
    return { definition, gridMissing: null, unshifted: false }
  }
  const { shifts } = epsgTable()
  const own = base === String(code) ? [] : (shifts.get(String(code)) ?? [])
  const listed = [...own, ...(shifts.get(base) ?? [])]
  const all = isProjected && !listed.every(isLastResort) ? listed.filter((one) => !isLastResort(one)) : listed
  const here = near === null ? all : all.filter((shift) => contains(shift.bounds, near))
  const shift = here.find((one) => one.towgs84 !== '')
  const [grid] = here.filter((one) => one.towgs84 === '').sort((a, b) => a.accuracyM - b.accuracyM)
  // Without a shift longitude and latitude are taken as they are, as PROJ does.
  if (shift === undefined || shift.towgs84 === 'none')
    return { definition, gridMissing: null, unshifted: true }
  // PROJ hands the angles on from bodies without a datum of their own; a shift of zero would change latitudes there.
  const sameAngles = shift.towgs84 === '0,0,0' && isWorld(shift.bounds) && !nearlyWgs84.test(definition)
  if (sameAngles) return { definition, gridMissing: null, unshifted: false }
  const worse = grid !== undefined && grid.accuracyM < shift.accuracyM
  return {
    definition: `${definition} +towgs84=${shift.towgs84}`,
    gridMissing: worse ? { accuracyM: shift.accuracyM, gridAccuracyM: grid.accuracyM } : null,
    unshifted: false,
  }
}

/** The first of several shifts, for places outside of the areas of all. */
function isLastResort({ bounds, accuracyM }: DatumShift): boolean {
  return isWorld(bounds) && accuracyM === 999
}

const nearlyWgs84 = /\+(ellps=(GRS80|WGS84)|datum=WGS84)\b/

function isWorld([west, south, east, north]: DatumShift['bounds']): boolean {
  return west === -180 && south === -90 && east === 180 && north === 90
}

function contains([west, south, east, north]: DatumShift['bounds'], [lon, lat]: LonLat): boolean {
  const across = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east
  return across && lat >= south && lat <= north
}
