import { z } from 'zod'

const rfc3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})$/
const basic = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,9}))?(Z)$/
const stored = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * Reads a time with a zone (RFC 3339, or basic ISO 8601 with Z) and gives it in the one form in which Roadstead
 * stores times: UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`, fractions cut to milliseconds. Null for anything else: no zone,
 * 30 February, 24:00, leap seconds, years outside 1900 to 2200, other digits than ASCII.
 */
export function parseInstant(text: string): string | null {
  const match = rfc3339.exec(text) ?? basic.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((i) => Number(match[i] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return null
  if (day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return null
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const zone = zoneMinutes(match[8] ?? '')
  if (zone === null) return null
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute - zone, second, milliseconds)).toISOString()
  return isInstant(at) ? at : null
}

/** Minutes east of UTC of `Z`, `+hh:mm` or `+hhmm`; null where they are not a zone. */
function zoneMinutes(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(-2))
  if (hours > 14 || minutes > 59) return null
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** Whether `text` is a time exactly as Roadstead stores it, and exists in the calendar. */
export function isInstant(text: string): boolean {
  if (!stored.test(text)) return false
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number) as [
    number,
    number,
    number,
  ]
  const [hour, minute, second] = [text.slice(11, 13), text.slice(14, 16), text.slice(17, 19)].map(Number) as [
    number,
    number,
    number,
  ]
  return (
    year >= 1900 &&
    year <= 2200 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  )
}

/** A time as Roadstead stores it: UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export const Instant = z.string().refine(isInstant, 'must be a UTC time like 2024-03-02T02:31:07.000Z')
export type Instant = string

/** `2024-03-02 02:31 UTC`, or with seconds. Times on screen always carry their zone. */
export function showInstant(instant: string, precision: 'minute' | 'second' = 'minute'): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, precision === 'minute' ? 16 : 19)} UTC`
}
