import { parseInstant } from '../../domain/time.ts'

/** What one source says about the taking of a scene. */
export interface AcquisitionFinding {
  /** UTC as Roadstead stores it; null where the source knows no time. */
  readonly at: string | null
  /** `day`: only the day is known, the time stands for its start. */
  readonly precision: 'second' | 'day'
  readonly sensor: string | null
  readonly provider: string | null
  readonly offNadirDeg: number | null
  /** How far the scene's own time may be from `at`: sources name the start of a strip, its centre or its end. */
  readonly slackMinutes: number
  /** The rule that found it, for the analyst: "PlanetScope file name". */
  readonly rule: string
}

/** A finding of which only what is given is known. */
export function finding(rule: string, fields: Partial<Omit<AcquisitionFinding, 'rule'>>): AcquisitionFinding {
  return {
    at: null,
    precision: 'second',
    sensor: null,
    provider: null,
    offNadirDeg: null,
    slackMinutes: 2,
    ...fields,
    rule,
  }
}

/** A time as vendors write it, with or without a zone (none means UTC), and how exact it is. */
export function vendorTime(text: string | null): Pick<AcquisitionFinding, 'at' | 'precision'> {
  const precision = text !== null && /\d[T ]\s*\d{1,2}:?\d{2}/.test(text) ? 'second' : 'day'
  return { at: vendorInstant(text), precision }
}

/** The instant of a time as vendors write it; those without a zone mean UTC, a day alone its start. */
export function vendorInstant(text: string | null): string | null {
  if (text === null) return null
  const trimmed = text
    .trim()
    .replace(/"/g, '')
    .replace(/\s*(?:GMT|UTC)$/i, 'Z')
  const zoned = /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(trimmed) ? trimmed : `${trimmed}Z`
  const spaced = zoned.replace(/^(\d{4})[:/](\d{2})[:/](\d{2})/, '$1-$2-$3')
  const withClock = /^\d{4}-\d{2}-\d{2}Z$/.test(spaced) ? spaced.replace('Z', 'T00:00:00Z') : spaced
  return parseInstant(withClock)
}

/** An angle from the vertical in degrees, without its sign; null where the text is none. */
export function degrees(text: string | null): number | null {
  if (text === null || text.trim() === '') return null
  const value = Math.abs(Number(text))
  return Number.isFinite(value) && value <= 90 ? value : null
}
