import { parseInstant } from '../../../src/domain/time.ts'

/** Reads a time that is written as the field shows it, or as any RFC 3339 time. Without a zone it is not a time. */
export function readUtc(text: string): string | null {
  const trimmed = text.trim()
  const shown = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*(?:UTC|Z)$/i.exec(trimmed)
  if (shown === null) return parseInstant(trimmed)
  return parseInstant(`${shown[1]}T${shown[2]}${shown[3] ?? ':00'}Z`)
}
