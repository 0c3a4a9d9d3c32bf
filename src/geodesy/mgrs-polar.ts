import type { LonLat } from '../domain/polygon.ts'
import { fromUps, toUps } from './ups.ts'

/**
 * Letters of the 100 km squares around the poles (NGA.STND.0037, section 3.4): columns of the bands A, B, Y, Z, and rows,
 * from the square whose number stands beside them.
 */
const caps = {
  south: {
    bands: 'AB',
    west: 'JKLPQRSTUXYZ',
    east: 'ABCFGHJKLPQR',
    first: 8,
    rows: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  },
  north: { bands: 'YZ', west: 'RSTUXYZ', east: 'ABCFGHJ', first: 13, rows: 'ABCDEFGHJKLMNP' },
} as const
const square = 100_000
/** The column east of the pole's meridian. */
const middle = 20

/** A place beyond 80° S or 84° N as a grid reference to one metre, such as `ZAH 12345 67890`; null between them. */
export function toPolarMgrs(lonLat: LonLat): string | null {
  const ups = toUps(lonLat)
  if (ups === null) return null
  const { bands, west, east, first, rows } = caps[ups.hemisphere]
  const [easting, northing] = [settled(ups.easting), settled(ups.northing)]
  const [across, up] = [Math.floor(easting / square), Math.floor(northing / square)]
  const isEast = across >= middle
  const column = isEast ? east[across - middle] : west[across - first]
  const row = rows[up - first]
  if (column === undefined || row === undefined) return null
  const digits = (metres: number) => String(Math.floor(metres % square)).padStart(5, '0')
  return `${bands[isEast ? 1 : 0] ?? ''}${column}${row} ${digits(easting)} ${digits(northing)}`
}

/** The pole itself is a corner of squares: what lies off it by less than a micrometre is on it. */
function settled(metres: number): number {
  return Math.round(metres * 1e6) / 1e6
}

const reference = /^([ABYZ])\s*([A-HJ-NP-Z])\s*([A-HJ-NP-Z])\s*(?:(\d{0,10})|(\d{1,5})\s+(\d{1,5}))$/i

/** Whether a text is meant as a reference around a pole, right or wrong. */
export function looksLikePolarMgrs(text: string): boolean {
  return /^[ABYZ]\s*[A-Z]\s*[A-Z][\d\s]*$/i.test(text)
}

/**
 * The middle of the square that a reference around a pole names.
 * @throws RangeError with a sentence that says what is wrong with it
 */
export function fromPolarMgrs(text: string): LonLat {
  const match = reference.exec(text.trim())
  const [, bandText = '', columnText = '', rowText = '', joined, eastText = '', northText = ''] = match ?? []
  const isOdd = joined === undefined ? eastText.length !== northText.length : joined.length % 2 !== 0
  if (match === null || isOdd)
    throw new RangeError(
      'Around the poles a grid reference is three letters and an even number of digits: ZAH 12345 67890.',
    )
  const half = (joined?.length ?? 0) / 2
  const [eastDigits, northDigits] =
    joined === undefined ? [eastText, northText] : [joined.slice(0, half), joined.slice(half)]
  const [band, column, row] = [bandText, columnText, rowText].map((letter) => letter.toUpperCase())
  const hemisphere = band === 'A' || band === 'B' ? 'south' : 'north'
  const { bands, west, east, first, rows } = caps[hemisphere]
  const isEast = band === bands[1]
  const across = (isEast ? east : west).indexOf(column ?? '') + (isEast ? middle : first)
  const up = rows.indexOf(row ?? '') + first
  const size = square / 10 ** eastDigits.length
  const place =
    across < (isEast ? middle : first) || up < first
      ? null
      : fromUps({
          hemisphere,
          easting: across * square + Number(eastDigits) * size + size / 2,
          northing: up * square + Number(northDigits) * size + size / 2,
        })
  if (place === null) throw new RangeError(`There is no square ${column}${row} in ${band}.`)
  return place
}
