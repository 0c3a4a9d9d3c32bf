import type { Uid } from './identifiers.ts'

const named = /\bsighting ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/i

/** Where the outline of a hull that was carried forward comes from. */
export const carriedOutlines = ['fitted', 'kept', 'drawn'] as const

const outlineText: Record<(typeof carriedOutlines)[number], string> = {
  fitted: ', fitted to the later picture',
  kept: ', with its earlier outline',
  drawn: ', drawn anew',
}

/** What a sighting that was carried forward from another says as its `source`. */
export function carriedSource(from: Uid, outline?: (typeof carriedOutlines)[number]): string {
  return `carried from sighting ${from}${outline === undefined ? '' : outlineText[outline]}`
}

/** What an absence says as its `reason` where a sighting of an earlier date was looked for. */
export function lookedForReason(from: Uid): string {
  return `looked for sighting ${from}`
}

/** The sighting that a `source` or a `reason` names; null where it names none. */
export function namedSighting(text: string | null): Uid | null {
  return named.exec(text ?? '')?.[1]?.toLowerCase() ?? null
}
