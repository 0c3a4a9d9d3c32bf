import { z } from 'zod'
import { Absence } from '../domain/absence.ts'
import { Uid } from '../domain/identifiers.ts'
import { Place } from '../domain/place.ts'
import type { AnyRecord, RecordOf, TableName } from '../domain/records.ts'
import { Scene } from '../domain/scene.ts'
import { Sighting } from '../domain/sighting.ts'
import { Vessel } from '../domain/vessel.ts'

const edit = <N extends TableName, S extends z.ZodType<RecordOf[N]>>(table: N, schema: S) =>
  z.strictObject({ table: z.literal(table), uid: Uid, before: schema.nullable(), after: schema.nullable() })

/** One record before and after a change; `before` null is an insertion, `after` null a deletion. */
export const Edit = z.discriminatedUnion('table', [
  edit('scenes', Scene),
  edit('sightings', Sighting),
  edit('absences', Absence),
  edit('vessels', Vessel),
  edit('places', Place),
])
export type Edit = z.infer<typeof Edit>

/** One step of an analyst's work, as data: it can be stored, undone and shown. */
export const Change = z.strictObject({
  change_uid: Uid,
  /** The change that this one undoes (or, for a redo, the undo that it undoes). */
  undo_of: Uid.nullable(),
  /** What was done, in the words of the Undo menu: "Draw hull". */
  note: z.string().max(500),
  edits: z.array(Edit),
})
export type Change = z.infer<typeof Change>

/** An edit whose table and records are known to belong together. */
export function makeEdit<N extends TableName>(
  table: N,
  uid: Uid,
  before: RecordOf[N] | null,
  after: RecordOf[N] | null,
): Edit {
  // TypeScript cannot see that N picks one member of the union; the signature guarantees it.
  return { table, uid, before, after } as unknown as Edit
}

/** The change that takes `change` back: edits in reverse order, before and after swapped. */
export function invert(change: Change, change_uid: Uid): Change {
  const edits = change.edits
    .map((edit) => ({ ...edit, before: edit.after, after: edit.before }) as unknown as Edit)
    .reverse()
  return { change_uid, undo_of: change.change_uid, note: change.note, edits }
}

/** Whether two records say the same, member by member, whatever the order of members. */
export function sameRecord(a: AnyRecord | null, b: AnyRecord | null): boolean {
  return sameValue(a, b)
}

/** The same for values of their fields. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  if (left.size !== right.size) return false
  return [...left].every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
}
