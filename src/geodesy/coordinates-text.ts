import type { LonLat } from '../domain/polygon.ts'
import { readDegrees, showDecimal, showDms } from './degrees-text.ts'
import { normaliseLon } from './ellipsoid.ts'
import { fromMgrs, looksLikeMgrs, toMgrs } from './mgrs.ts'
import { plainSpelling } from './position-spellings.ts'
import { looksLikeUtm, readUtm } from './utm-text.ts'
import { looksLikeUps, readUps, toUps } from './ups.ts'
import { toUtm } from './utm.ts'

/** The ways to write a position, in the order in which a toggle goes through them. */
export const notations = ['decimal', 'dms', 'utm', 'mgrs'] as const
export type Notation = (typeof notations)[number]

/**
 * A place (longitude, latitude on WGS 84) as text. Every text is read again by `readCoordinates`, to the last digit
 * shown. Beyond 80° S and 84° N, where UTM ends, UPS takes its place. Null where the place is not on Earth.
 */
export function showCoordinates([lon, lat]: LonLat, notation: Notation): string | null {
  const place: LonLat = [normaliseLon(lon), lat]
  switch (notation) {
    case 'decimal':
      return showDecimal(place)
    case 'dms':
      return showDms(place)
    case 'mgrs':
      return toMgrs(place)
    case 'utm': {
      const utm = toUtm(place)
      if (utm === null) return showUps(place)
      const { zone, hemisphere, easting, northing } = utm
      return `UTM ${zone}${hemisphere === 'north' ? 'N' : 'S'} ${Math.round(easting)} ${Math.round(northing)}`
    }
  }
}

function showUps(place: LonLat): string | null {
  const ups = toUps(place)
  if (ups === null) return null
  const { hemisphere, easting, northing } = ups
  return `UPS ${hemisphere === 'north' ? 'N' : 'S'} ${Math.round(easting)} ${Math.round(northing)}`
}

/** What a typed text means: a place and how it was written, or why it is none. */
export type CoordinatesRead =
  { readonly place: LonLat; readonly notation: Notation } | { readonly problem: string }

/**
 * Reads a position as people write it: degrees with decimals or with minutes and seconds, UTM, UPS, or MGRS, also in the
 * spellings of `plainSpelling`. Without letters the latitude comes first, unless only the other order is possible. What
 * can be meant in two ways is refused, with the reason.
 */
export function readCoordinates(typed: string): CoordinatesRead {
  const given = plainSigns(typed).trim()
  if (given === '') return { problem: 'Type a position.' }
  if (given.length > 100) return { problem: 'This is longer than any position.' }
  try {
    const text = plainSpelling(given)
    if (looksLikeMgrs(text)) return { place: fromMgrs(text), notation: 'mgrs' }
    if (looksLikeUps(text)) return { place: readUps(text), notation: 'utm' }
    if (looksLikeUtm(text)) return { place: readUtm(text), notation: 'utm' }
    return readDegrees(text)
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message }
    throw error
  }
}

/** Typographic signs as the plain ones that mean the same; thin and unbreakable spaces as spaces. */
function plainSigns(text: string): string {
  return text
    .replace(/[\u2212\u2010-\u2014]/g, '-')
    .replace(/[\u2032\u2019\u2018\u00b4`]/g, "'")
    .replace(/''|[\u2033\u201d\u201c]/g, '"')
    .replace(/[\u00ba\u02da]/g, '°')
    .replace(/\s+/g, ' ')
}
