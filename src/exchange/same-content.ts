import { ringOf } from '../domain/polygon.ts'
import type { Sighting } from '../domain/sighting.ts'
import type { GivenFields, ParsedRecord } from './parsed-record.ts'

/** They count edits, and say nothing about the vessel. */
const counters: ReadonlySet<string> = new Set(['revision', 'updated_at'])
/** Computed where the scene's resolution is known, so the file's value counts only where it was taken. */
const errorFields: ReadonlySet<string> = new Set(['length_error_m', 'beam_error_m'])

/**
 * Whether the project's sighting already says all that the record says: every field that the file has, the footprint
 * vertex by vertex, and which end is the bow. `built` is the record as it would be stored.
 */
export function sameContent(record: ParsedRecord, built: Sighting, known: Sighting): boolean {
  const fields = Object.keys(record.given) as (keyof GivenFields)[]
  const sameFields = fields.every((field) => {
    if (counters.has(field)) return true
    if (errorFields.has(field) && built[field] !== record.given[field]) return true
    return JSON.stringify(built[field]) === JSON.stringify(known[field])
  })
  return sameFields && sameRing(built, known) && (record.bowDeg === undefined || sameBow(built, known))
}

/** Why the record can't replace the project's sighting, which says something else; null where it is a later one. */
export function conflictWith(record: ParsedRecord, known: Sighting): string | null {
  const theirs = record.given.revision ?? null
  const ours = known.revision ?? 0
  if (theirs !== null && theirs > ours) return null
  const revisions = `revision ${theirs === null ? 'none' : theirs}, in the project ${ours}`
  return `the project has this sighting with other content, and the file's is not later (${revisions})`
}

function sameRing(a: Sighting, b: Sighting): boolean {
  if (a.geom === null || b.geom === null) return a.geom === b.geom
  return JSON.stringify(ringOf(a.geom)) === JSON.stringify(ringOf(b.geom))
}

/** Headings of one ring differ by rounding or by half a turn. */
function sameBow(a: Sighting, b: Sighting): boolean {
  if (a.heading_known !== 1 || b.heading_known !== 1) return (a.heading_known ?? 0) === (b.heading_known ?? 0)
  return Math.cos((((a.heading_deg ?? 0) - (b.heading_deg ?? 0)) * Math.PI) / 180) > 0
}
