import { v7 } from 'uuid'
import { z } from 'zod'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The identity of a record: a UUID, made once and never reused. */
export const Uid = z.string().regex(uuid, 'must be a UUID')
export type Uid = string

/** A new identity (UUID version 7, RFC 9562: later ones sort after earlier ones). */
export function newUid(): Uid {
  return v7()
}

/** Whether `text` has the form of a UUID of any version. */
export function isUid(text: string): boolean {
  return uuid.test(text)
}

/**
 * Seven digits of an IMO number as written (`IMO 9074729`, `imo9074729`, `9074729`), or null where the text is
 * not of that form. The check digit is not looked at: documents contain mistakes, and those are flagged, not dropped.
 */
export function normaliseImo(text: string): string | null {
  const match = /^(?:IMO[\s:]*)?([1-9][0-9]{6})$/i.exec(text.trim())
  return match?.[1] ?? null
}

/**
 * Whether the check digit of a seven-digit IMO number is right: the first six digits times 7 to 2 add up to a
 * number that ends in the seventh (IMO Resolution A.1117(30)). Right means well formed, not "this ship".
 */
export function imoCheckDigitFits(imo: string): boolean {
  if (!/^[1-9][0-9]{6}$/.test(imo)) return false
  const digits = Array.from(imo, Number)
  const sum = digits.slice(0, 6).reduce((total, digit, index) => total + digit * (7 - index), 0)
  return sum % 10 === digits[6]
}

/** Numbers with a right check digit that stand in registers and forms where none was known. */
const fillerImo: ReadonlySet<string> = new Set(['1234567', '9999993'])

/** What is doubtful about an IMO number, as it is stored or as it is being written; null where nothing is. */
export function imoDoubt(text: string): string | null {
  const imo = normaliseImo(text)
  if (imo === null) return 'An IMO number has seven digits, the first of them not 0.'
  if (fillerImo.has(imo)) return 'This is a well-known filler number, not that of a ship.'
  return imoCheckDigitFits(imo) ? null : 'The check digit does not fit: one digit may be misread.'
}
