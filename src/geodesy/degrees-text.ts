import type { LonLat } from '../domain/polygon.ts'

/** `29.95182° N 122.04731° E`: five decimals are about a metre. */
export function showDecimal([lon, lat]: LonLat): string {
  const part = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`
  return `${part(lat, 'N', 'S')} ${part(lon, 'E', 'W')}`
}

/** `29°57′06.55″ N 122°02′50.32″ E`: hundredths of a second are about 0.3 m. */
export function showDms([lon, lat]: LonLat): string {
  const part = (value: number, positive: string, negative: string, degreeDigits: number) => {
    const hundredths = Math.round(Math.abs(value) * 360_000)
    const degrees = String(Math.floor(hundredths / 360_000)).padStart(degreeDigits, '0')
    const minutes = String(Math.floor(hundredths / 6000) % 60).padStart(2, '0')
    const seconds = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')
    return `${degrees}°${minutes}′${seconds}″ ${value < 0 ? negative : positive}`
  }
  return `${part(lat, 'N', 'S', 2)} ${part(lon, 'E', 'W', 3)}`
}

/** One of the two numbers of a position. */
interface Angle {
  readonly degrees: number
  readonly letter: 'N' | 'S' | 'E' | 'W' | null
  readonly parts: number
}

/**
 * Reads two angles: decimal degrees, or degrees with minutes and seconds; letters before or after them, or none, then
 * latitude first unless only the other order is possible. Takes plain signs only (`°`, `'`, `"`, `-`).
 * @throws RangeError with a sentence that says what is wrong with it
 */
export function readDegrees(typed: string): { place: LonLat; notation: 'decimal' | 'dms' } {
  const text = dotted(typed.toUpperCase())
  const strange = /[^\d\s.,;:°'"NSEW+-]/.exec(text)
  if (strange !== null)
    throw new RangeError(`${JSON.stringify(strange[0])} has no place in a position in degrees.`)
  const [first, second] = split(text).map(angleOf)
  if (first === undefined || second === undefined) throw new RangeError(twoWanted)
  const named = first.letter === 'E' || first.letter === 'W'
  const [lat, lon] = named || onlyLonFirst(first, second) ? [second, first] : [first, second]
  if (Math.abs(lat.degrees) > 90) throw new RangeError('Latitudes end at 90°.')
  if (Math.abs(lon.degrees) > 180) throw new RangeError('Longitudes end at 180°.')
  const notation = first.parts > 1 || second.parts > 1 ? 'dms' : 'decimal'
  return { place: [lon.degrees, lat.degrees], notation }
}

/** Whether without letters the first can be no latitude and the second can. */
function onlyLonFirst(first: Angle, second: Angle): boolean {
  if (first.letter !== null || second.letter !== null) return false
  return Math.abs(first.degrees) > 90 && Math.abs(second.degrees) <= 90
}

const twoWanted = 'A position has a latitude and a longitude: 29.95182 N 122.04731 E.'

/** Decimal commas as points, where the text has no points and a comma inside of each of two numbers. */
function dotted(text: string): string {
  const commas = text.match(/\d,\d/g) ?? []
  return !text.includes('.') && commas.length === 2 ? text.replace(/(\d),(\d)/g, '$1.$2') : text
}

/** The text of each angle. */
function split(text: string): string[] {
  const letters = text.match(/[NSEW]/g) ?? []
  if (letters.length === 0) return splitByNumbers(text)
  const [a, b] = letters
  if (letters.length !== 2 || a === undefined || b === undefined)
    throw new RangeError('Write a letter (N, S, E or W) with both numbers, or with none.')
  if ('NS'.includes(a) === 'NS'.includes(b))
    throw new RangeError('One number needs N or S, the other E or W.')
  const leads = text.startsWith(a)
  const cut = leads ? text.indexOf(b, 1) : text.indexOf(a) + 1
  return [text.slice(0, cut), text.slice(cut)]
}

function splitByNumbers(text: string): string[] {
  const apart = text.split(/[,;]/)
  if (apart.length === 2) return apart
  if (apart.length > 2) throw new RangeError(twoWanted)
  const numbers = [...text.matchAll(/[+-]?\s*\d+(?:\.\d*)?/g)]
  const second = numbers[numbers.length / 2]
  if (second === undefined || numbers.length > 6) throw new RangeError(twoWanted)
  return [text.slice(0, second.index), text.slice(second.index)]
}

const anglePattern =
  /^([NSEW])?\s*([+-]?)\s*(\d+(?:\.\d*)?)(?:\s*[°:\s-]\s*(\d+(?:\.\d*)?)(?:\s*['':\s-]\s*(\d+(?:\.\d*)?))?)?\s*[°'":]?\s*([NSEW])?$/

function angleOf(part: string): Angle {
  const text = part.replace(/^[\s,;]+|[\s,;]+$/g, '')
  const match = anglePattern.exec(text)
  if (match === null) throw new RangeError(text === '' ? twoWanted : `${JSON.stringify(text)} is no angle.`)
  const [, before, sign, ...rest] = match
  const after = rest.pop()
  const numbers = rest.filter(Boolean)
  if (before !== undefined && after !== undefined)
    throw new RangeError(`${JSON.stringify(text)} has two letters.`)
  const letter = (before ?? after ?? null) as Angle['letter']
  if (sign === '-' && letter !== null) throw new RangeError('Write a minus sign or a letter, not both.')
  if (numbers.slice(0, -1).some((number) => number.includes('.')))
    throw new RangeError('Only the last part of an angle has decimals.')
  const [degrees = 0, minutes = 0, seconds = 0] = numbers.map(Number)
  if (minutes >= 60 || seconds >= 60) throw new RangeError('Minutes and seconds end before 60.')
  const size = degrees + minutes / 60 + seconds / 3600
  const negative = sign === '-' || letter === 'S' || letter === 'W'
  return { degrees: negative ? -size : size, letter, parts: numbers.length }
}
