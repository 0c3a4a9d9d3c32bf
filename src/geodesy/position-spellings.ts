/**
 * Other ways to spell a position, as the ones that are read: words, brackets, the well-known text of a point, `geo:`
 * addresses (RFC 5870), minutes and seconds run together as receivers and ships report them (`2956.5N 12217.2E`), UTM
 * with its zone at the end or as EPSG:326nn and 327nn. What is none of these comes back as it is.
 * @throws RangeError with a sentence where a spelling is known to go both ways
 */
export function plainSpelling(typed: string): string {
  const point = pointOf(typed)
  if (point !== null) return point
  const text = bare(typed)
  return worded(text) ?? utmWithZoneLast(text) ?? utmByEpsg(text) ?? runTogether(text) ?? lettered(text)
}

/** `POINT(122.05 29.95)` and `SRID=4326;POINT Z (122.05 29.95 3)`: longitude first (OGC 06-103r4). */
function pointOf(text: string): string | null {
  const match = /^(?:SRID=4326;)?\s*POINT\s*(?:Z|M|ZM)?\s*\(\s*([^\s,()]+)\s+([^\s,()]+)[^()]*\)$/i.exec(text)
  return match === null ? null : `${match[2] ?? ''}; ${match[1] ?? ''}`
}

/** Without what stands around it. */
function bare(text: string): string {
  const address = /^geo:([^,;?]+),([^,;?]+)/i.exec(text)
  if (address !== null) return `${address[1] ?? ''}; ${address[2] ?? ''}`
  const square = /^\[\s*([-+\d.]+)\s*,\s*([-+\d.]+)\s*(?:,[^\]]*)?\]$/.exec(text)
  if (square !== null) {
    const [, first = '', second = ''] = square
    if (Math.abs(Number(first)) <= 90 && Math.abs(Number(second)) <= 90)
      throw new RangeError(
        'In square brackets some put the longitude first and some the latitude: write letters, as in 29.95 N 122.05 E.',
      )
    return `${first}; ${second}`
  }
  const round = /^[([{]([^()[\]{}]*)[)\]}]$/.exec(text)
  const inside = round?.[1]?.trim() ?? text
  return inside.split('/').length === 2 ? inside.replace('/', ';') : inside
}

/** `lat 29.95 lon 122.05`, either first, with a colon or a sign of equality or none. */
function worded(text: string): string | null {
  const lat = String.raw`lat(?:itude)?\.?`
  const lon = String.raw`(?:longitude|long|lon|lng)\.?`
  const pair = (one: string, other: string) =>
    new RegExp(`^${one}\\s*[:=]?\\s*(.+?)[\\s,;&]+${other}\\s*[:=]?\\s*(.+)$`, 'i').exec(text)
  const latFirst = pair(lat, lon)
  if (latFirst !== null) return `${latFirst[1] ?? ''}; ${latFirst[2] ?? ''}`
  const lonFirst = pair(lon, lat)
  return lonFirst === null ? null : `${lonFirst[2] ?? ''}; ${lonFirst[1] ?? ''}`
}

function utmWithZoneLast(text: string): string | null {
  const match =
    /^(\d{6}(?:\.\d+)?)\s*(?:M?\s*E)?[\s,;]+(\d{1,8}(?:\.\d+)?)\s*(?:M?\s*N)?[\s,;]+(?:UTM\s*)?(?:ZONE\s*)?(\d{1,2}\s*(?:NORTH|SOUTH|[A-Z]))$/i.exec(
      text,
    )
  return match === null ? null : `${match[3] ?? ''} ${match[1] ?? ''} ${match[2] ?? ''}`
}

function utmByEpsg(text: string): string | null {
  const match = /^EPSG:\s*32([67])(\d\d)[\s,;:]+(.+)$/i.exec(text)
  return match === null ? null : `${match[2] ?? ''} ${match[1] === '6' ? 'north' : 'south'} ${match[3] ?? ''}`
}

/** `2956.5N 12217.2E` and `295630N 1221712E`, also with the letters first or after a comma (NMEA 0183). */
function runTogether(text: string): string | null {
  const after = /^(\d{4,6}(?:\.\d*)?)[\s,]*([NS])[\s,;]*(\d{5,7}(?:\.\d*)?)[\s,]*([EW])$/i.exec(text)
  const before = /^([NS])\s*(\d{4,6}(?:\.\d*)?)[\s,;]*([EW])\s*(\d{5,7}(?:\.\d*)?)$/i.exec(text)
  const [lat, north, lon, east] =
    after !== null
      ? [after[1], after[2], after[3], after[4]]
      : before !== null
        ? [before[2], before[1], before[4], before[3]]
        : []
  const [latitude, longitude] = [parted(lat ?? '', 2), parted(lon ?? '', 3)]
  if (latitude === null || longitude === null) return null
  return `${latitude} ${north ?? ''} ${longitude} ${east ?? ''}`
}

/** Degrees of so many digits, then two of minutes and, where there are four more, two of seconds. */
function parted(digits: string, degreeDigits: number): string | null {
  const whole = digits.split('.')[0] ?? ''
  const rest = whole.length - degreeDigits
  if (rest !== 2 && rest !== 4) return null
  const degrees = digits.slice(0, degreeDigits)
  const minutes = digits.slice(degreeDigits, degreeDigits + 2)
  return rest === 2
    ? `${degrees} ${digits.slice(degreeDigits)}`
    : `${degrees} ${minutes} ${digits.slice(degreeDigits + 2)}`
}

/** Letters and words for degrees, minutes and seconds as their signs: `29d56m30sN`. */
function lettered(text: string): string {
  if (!/\d\s*d(?:eg)?/i.test(text)) return text
  return text
    .replace(/(\d)\s*d(?:eg(?:rees)?)?\.?(?=[\s\d])/gi, '$1°')
    .replace(/(\d)\s*m(?:in(?:utes)?)?\.?(?=[\s\dNSEW]|$)/gi, "$1'")
    .replace(/(\d)\s*(?:s(?:ec(?:onds)?)?\.?(?=[\s,;NSEW]|$)|S(?=[NSEW]))/g, '$1"')
}
