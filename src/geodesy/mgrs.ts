import type { LonLat } from '../domain/polygon.ts'
import { fromPolarMgrs, looksLikePolarMgrs, toPolarMgrs } from './mgrs-polar.ts'
import { fromUtm, offCentralMeridian, toUtm, utmNorthEnd, utmSouthEnd, type UtmPosition } from './utm.ts'

/** Latitude bands of 8° from 80° S, the last of 12°. */
const bands = 'CDEFGHJKLMNPQRSTUVWX'
/** Columns of 100 km: three alphabets that repeat from zone to zone. */
const columns = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'] as const
/** Rows of 100 km: one alphabet, begun five letters later in even zones. */
const rows = 'ABCDEFGHJKLMNPQRSTUV'
const square = 100_000

/**
 * A place as a reference of the Military Grid Reference System to one metre, such as `51R UQ 12345 67890`: the metre
 * square that it lies in; around the poles such as `ZAH 12345 67890`. NGA.STND.0037, section 3.
 */
export function toMgrs(lonLat: LonLat): string | null {
  // So near to the equator its false northing in the south is reached by rounding, and no square lies there.
  const lat = Math.abs(lonLat[1]) < 1e-9 ? 0 : lonLat[1]
  const utm = toUtm([lonLat[0], lat])
  if (utm === null) return toPolarMgrs(lonLat)
  const { zone, easting, northing } = utm
  const band = bands[Math.min(19, Math.floor((lat - utmSouthEnd) / 8))] ?? ''
  const column = columnsOf(zone)[Math.floor(easting / square) - 1]
  const row = rows[(Math.floor(northing / square) + rowShift(zone)) % 20]
  // Places in Svalbard's wide zones lie within eight columns too.
  if (column === undefined || row === undefined) return null
  const digits = (metres: number) => String(Math.floor(metres % square)).padStart(5, '0')
  return `${zone}${band} ${column}${row} ${digits(easting)} ${digits(northing)}`
}

const reference =
  /^(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z])\s*([A-HJ-NP-V])\s*(?:(\d{0,10})|(\d{1,5})\s+(\d{1,5}))$/i

/** Whether a text is meant as a grid reference, right or wrong. */
export function looksLikeMgrs(text: string): boolean {
  return /^\d{1,2}\s*[A-Z]\s*[A-Z]\s*[A-Z][\d\s]*$/i.test(text) || looksLikePolarMgrs(text)
}

/**
 * The middle of the square that a grid reference names: of one metre with ten digits, of 100 km with none.
 * @throws RangeError with a sentence that says what is wrong with it
 */
export function fromMgrs(text: string): LonLat {
  if (looksLikePolarMgrs(text.trim())) return fromPolarMgrs(text)
  const match = reference.exec(text.trim())
  if (match === null)
    throw new RangeError(
      'A grid reference is a zone, a band, two letters and an even number of digits: 51R UQ 12345 67890.',
    )
  const [, zoneText = '', bandText = '', columnText = '', rowText = '', joined, eastText, northText] = match
  const [band, column, row] = [bandText, columnText, rowText].map((letter) => letter.toUpperCase())
  const zone = Number(zoneText)
  if (zone < 1 || zone > 60) throw new RangeError(`There is no zone ${zone}: zones are 1 to 60.`)
  const [eastDigits, northDigits] = halves(joined, eastText, northText)
  const columnNumber = columnsOf(zone).indexOf(column ?? '')
  if (columnNumber < 0) throw new RangeError(`Zone ${zone} has no column ${column}.`)
  const size = square / 10 ** eastDigits.length
  const east = (columnNumber + 1) * square + Number(eastDigits) * size + size / 2
  const above = Number(northDigits) * size + size / 2
  const rowNumber = (rows.indexOf(row ?? '') - rowShift(zone) + 20) % 20
  const place = inBand(zone, band ?? '', east, rowNumber * square + above, size)
  if (place !== null) return place
  throw new RangeError(`There is no square ${column}${row} in ${zone}${band}.`)
}

function halves(joined: string | undefined, east: string | undefined, north: string | undefined) {
  if (joined === undefined) {
    if (east !== undefined && north?.length === east.length) return [east, north] as const
    throw new RangeError('Easting and northing need the same number of digits.')
  }
  if (joined.length % 2 !== 0) throw new RangeError('Easting and northing need the same number of digits.')
  return [joined.slice(0, joined.length / 2), joined.slice(joined.length / 2)] as const
}

/** The rows' letters repeat every 2,000 km: the one that lies in the band is meant. */
function inBand(zone: number, band: string, east: number, north: number, size: number): LonLat | null {
  const index = bands.indexOf(band)
  const [south, top] = [utmSouthEnd + index * 8, index === 19 ? utmNorthEnd : utmSouthEnd + index * 8 + 8]
  const hemisphere: UtmPosition['hemisphere'] = south < 0 ? 'south' : 'north'
  // A square at the edge may have its middle beyond the band or the zone.
  const margin = size / square + 1e-6
  for (let northing = north; northing < 10_000_000; northing += 20 * square) {
    const place = fromUtm({ zone, hemisphere, easting: east, northing })
    if (place === null || place[1] < south - margin || place[1] > top + margin) continue
    const reach = widestReach(zone, band) + margin / Math.cos((place[1] * Math.PI) / 180)
    if (Math.abs(offCentralMeridian(zone, place[0])) <= reach) return place
  }
  return null
}

/** Degrees from the central meridian to the farther edge of a zone in a band. */
function widestReach(zone: number, band: string): number {
  if (band === 'V' && zone === 32) return 6
  return band === 'X' && zone >= 31 && zone <= 37 ? 6 : 3
}

const columnsOf = (zone: number) => columns[((zone - 1) % 3) as 0 | 1 | 2]
const rowShift = (zone: number) => (zone % 2 === 0 ? 5 : 0)
