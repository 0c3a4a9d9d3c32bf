import { showInstant } from '../domain/time.ts'

/** What stands where a record has no value. */
export const none = '–'

/** `333.00 m`, with ` ±4.16` where the error is known. */
export function metres(value: unknown, error: unknown = null): string {
  if (typeof value !== 'number') return none
  const interval = typeof error === 'number' ? ` ±${error.toFixed(2)}` : ''
  return `${value.toFixed(2)} m${interval}`
}

/** A heading in degrees from true north; both ends of the axis where bow and stern are not told apart. */
export function heading(degrees: unknown, known: unknown): string {
  if (typeof degrees !== 'number') return none
  if (known === 1) return `${degrees.toFixed(1)}°`
  return `${degrees.toFixed(1)}° or ${((degrees + 180) % 360).toFixed(1)}°`
}

/** `29.951234° N 122.051234° E`. */
export function position(lon: unknown, lat: unknown): string {
  if (typeof lon !== 'number' || typeof lat !== 'number') return none
  const ns = `${Math.abs(lat).toFixed(6)}° ${lat < 0 ? 'S' : 'N'}`
  return `${ns} ${Math.abs(lon).toFixed(6)}° ${lon < 0 ? 'W' : 'E'}`
}

/** `2024-03-02 02:31:07 UTC`. */
export function time(instant: unknown): string {
  return typeof instant === 'string' ? showInstant(instant, 'second') : none
}

export function text(value: unknown): string {
  if (typeof value === 'string') return value === '' ? none : value
  return typeof value === 'number' ? String(value) : none
}

/** `1 scene`, `3 scenes`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`
}
