import { Problem } from '../domain/problem.ts'

/** The most that one request may hold, in bytes: far above any edit, far below what would strain the core. */
export const mostMessageBytes = 8 * 1024 * 1024

/**
 * Refuses a request that is larger than `mostMessageBytes` or nested deeper than any of the contract, without walking
 * through the rest of it. Text counts two bytes a character.
 * @throws Problem `input/invalid`
 */
export function assertMessageSize(message: unknown): void {
  let left = mostMessageBytes
  const seen = new Set<object>()
  const take = (value: unknown, depth: number): void => {
    left -= typeof value === 'string' ? 8 + 2 * value.length : 8
    if (left < 0 || depth > 64) throw tooLarge()
    if (typeof value !== 'object' || value === null) return
    // A value that stands in two places, or in itself, is one.
    if (seen.has(value)) return
    seen.add(value)
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      left -= value.byteLength
      if (left < 0) throw tooLarge()
      return
    }
    if (Array.isArray(value)) for (const member of value) take(member, depth + 1)
    else
      for (const [key, member] of value instanceof Map || value instanceof Set
        ? value.entries()
        : Object.entries(value)) {
        take(key, depth + 1)
        take(member, depth + 1)
      }
  }
  take(message, 0)
}

const tooLarge = (): Problem =>
  new Problem(
    'input/invalid',
    'request',
    'The request is too large: more than 8 MB, or nested too deeply.',
    'Do it in smaller steps.',
  )
