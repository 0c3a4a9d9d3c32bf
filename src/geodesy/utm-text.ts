import type { LonLat } from '../domain/polygon.ts'
import { fromUtm, utmNorthEnd, utmSouthEnd, type UtmPosition } from './utm.ts'

const pattern =
  /^(?:(UTM)\s*)?(?:ZONE\s*)?(\d{1,2})\s*(NORTH|SOUTH|[A-Z])\.?[\s,;]+(\d{5,7}(?:\.\d+)?)\s*(?:M?\s*E)?[\s,;]+(\d{1,8}(?:\.\d+)?)\s*(?:M?\s*N)?$/i

/** Whether a text is meant as a UTM position, right or wrong. */
export function looksLikeUtm(text: string): boolean {
  return /^UTM\b/i.test(text) || /^ZONE\b/i.test(text) || pattern.test(text)
}

/**
 * Reads `51N 372345 3453210` and its like: zone, hemisphere or latitude band, easting, northing in metres. After a
 * zone, N and S are hemispheres, as in names of coordinate systems; `51S` alone is refused where it could as well be
 * band S, which lies in the north.
 * @throws RangeError with a sentence that says what is wrong with it
 */
export function readUtm(text: string): LonLat {
  const match = pattern.exec(text)
  if (match === null)
    throw new RangeError(
      'UTM is a zone with N or S, an easting and a northing in metres: 51N 372345 3453210.',
    )
  const [, prefix, zoneText = '', letter = '', eastText = '', northText = ''] = match
  const zone = Number(zoneText)
  const [easting, northing] = [Number(eastText), Number(northText)]
  if (zone < 1 || zone > 60) throw new RangeError(`There is no zone ${zone}: zones are 1 to 60.`)
  if (easting < 100_000 || easting > 900_000)
    throw new RangeError('Eastings in UTM lie between 100000 and 900000 metres.')
  const mark = letter.toUpperCase()
  if (/^[IOABYZ]$/.test(mark)) throw new RangeError(`${mark} is no latitude band of UTM: write N or S.`)
  const at = (hemisphere: UtmPosition['hemisphere']) => placeAt({ zone, hemisphere, easting, northing })
  const hemisphere = mark === 'S' || mark === 'SOUTH' || mark < 'N' ? 'south' : 'north'
  if (mark === 'S' && prefix === undefined && isInBandS(at('north')))
    throw new RangeError(
      `${zone}S may be the southern hemisphere or band S: write ${zone} south or ${zone} north.`,
    )
  const place = at(hemisphere)
  if (place === null) throw new RangeError(`The ${hemisphere}ern half of zone ${zone} has no such northing.`)
  return place
}

const isInBandS = (place: LonLat | null) => place !== null && place[1] >= 32 && place[1] < 40

function placeAt(utm: UtmPosition): LonLat | null {
  const place = fromUtm(utm)
  if (place === null) return null
  const [south, north] = utm.hemisphere === 'south' ? [utmSouthEnd, 0] : [0, utmNorthEnd]
  // A metre of tolerance: what is shown is rounded to metres.
  return place[1] < south - 1e-5 || place[1] > north + 1e-5 ? null : place
}
