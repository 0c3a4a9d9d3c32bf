import { z } from 'zod'
import { Edit, makeEdit, type Change } from '../commands/change.ts'
import { replayHistory, type HistoryStacks, type HistoryStep } from '../commands/history.ts'
import { isUid, type Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import { TableName } from '../domain/records.ts'
import type { Instant } from '../domain/time.ts'
import { boundedList, boundedStep } from './bounded-values.ts'
import type { Connection } from './connection.ts'
import type { ForeignValues } from './foreign-values.ts'
import type { OpenFile } from './open-file.ts'

/** Who made a change, and when. */
export interface Author {
  readonly analyst: string | null
  readonly at: Instant
}

/** Where imported records came from. */
export interface ImportSource {
  readonly fileName: string
  readonly sha256: string
}

/**
 * What the one history row of an import says in `after`. `revisions` names only the records that came with another
 * revision than 1; a record whose revision is no longer the imported one has been changed since.
 */
const ImportNote = z.strictObject({
  file: z.string(),
  sha256: z.string(),
  uids: z.partialRecord(TableName, z.array(z.string())),
  revisions: z.record(z.string(), z.int().nullable()),
})
export type ImportNote = z.infer<typeof ImportNote>

export interface HistoryWriter {
  /** `foreign` is what a deleted row held beside its record. */
  edit(edit: Edit, foreign: ForeignValues | null): void
  imported(note: ImportNote): void
}

/** Writes the history rows of one change. */
export function historyWriter(db: Connection, change: Omit<Change, 'edits'>, by: Author): HistoryWriter {
  const insert = db.prepare(
    `INSERT INTO history (change_uid, undo_of, note, at, analyst, action, table_name, record_uid, before, after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const head = [change.change_uid, change.undo_of, change.note, by.at, by.analyst]
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return {
    edit({ table, uid, before, after }, foreign) {
      const action = before === null ? 'insert' : after === null ? 'delete' : 'update'
      const gone = before === null || foreign === null ? before : { ...before, foreign }
      insert.run(...head, action, table, uid, json(gone), json(after))
    },
    imported(note) {
      insert.run(...head, 'import', null, null, null, json(note))
    },
  }
}

interface StepRow {
  readonly change_uid: string
  readonly undo_of: string | null
  readonly note: unknown
}

/** What can be undone and redone, replayed from the stored steps; rows that other programs made are passed over. */
export function readHistory(db: Connection): HistoryStacks {
  const rows = db
    .prepare<[], StepRow>(
      `SELECT ${boundedList(['change_uid', 'undo_of', 'note'])}, min(fid) FROM history
       WHERE change_uid IS NOT NULL GROUP BY history.change_uid ORDER BY min(fid)`,
    )
    .all()
  const steps: HistoryStep[] = rows
    .filter(({ change_uid }) => typeof change_uid === 'string' && isUid(change_uid))
    .map(({ change_uid, undo_of, note }) => ({ change_uid, undo_of, note: noteText(note) }))
  return replayHistory(steps)
}

interface ChangeRow {
  readonly undo_of: string | null
  readonly note: unknown
  readonly action: string
  readonly table_name: string | null
  readonly record_uid: string | null
  readonly before: string | null
  readonly after: string | null
}

/**
 * A stored change as data, ready to be inverted. The insertions of an import are taken from the records as they are
 * now; those that were changed or deleted since stay out, so that undoing the import leaves them alone.
 */
export function readChange(file: OpenFile, change_uid: Uid): Change {
  const rows = file.db
    .prepare<[string], ChangeRow>(
      `SELECT ${boundedList(['undo_of', 'note', 'action', 'table_name', 'record_uid'])},
       ${boundedStep('before')}, ${boundedStep('after')} FROM history WHERE change_uid = ? ORDER BY fid`,
    )
    .all(change_uid)
  const [first] = rows
  if (first === undefined)
    throw new Problem(
      'history/nothing',
      'History',
      'The project has no such step.',
      'Choose a step that the history shows.',
    )
  const edits = rows.flatMap((row) => (row.action === 'import' ? importEdits(file, row) : [storedEdit(row)]))
  return { change_uid, undo_of: first.undo_of, note: noteText(first.note), edits }
}

/** A note as a step can hold it, whatever another program wrote there. */
function noteText(note: unknown): string {
  return typeof note === 'string' ? note.slice(0, 500) : ''
}

/** A stored change whose records are given as they are now, null where the project has none of this identity. */
export function readStepNow(file: OpenFile, change_uid: Uid): Change | null {
  const known = file.db.prepare('SELECT 1 FROM history WHERE change_uid = ?').get(change_uid)
  if (known === undefined) return null
  const change = readChange(file, change_uid)
  const edits = change.edits.map(({ table, uid, before }) =>
    makeEdit(table, uid, before, file.rows<TableName>(table).get(uid, [])?.record ?? null),
  )
  return { ...change, edits }
}

function storedEdit(row: ChangeRow): Edit {
  const parsed = Edit.safeParse({
    table: row.table_name,
    uid: row.record_uid,
    before: withoutForeign(storedJson(row.before)),
    after: storedJson(row.after),
  })
  if (!parsed.success) throw unreadable()
  return parsed.data
}

function withoutForeign(record: unknown): unknown {
  if (typeof record !== 'object' || record === null || !('foreign' in record)) return record
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== 'foreign'))
}

function importEdits(file: OpenFile, row: ChangeRow): Edit[] {
  const parsed = ImportNote.safeParse(storedJson(row.after))
  if (!parsed.success) throw unreadable()
  const { uids, revisions } = parsed.data
  return TableName.options.flatMap((table) =>
    (uids[table] ?? []).flatMap((uid) => {
      const found = file.rows(table).get(uid, [])
      const imported = Object.hasOwn(revisions, uid) ? revisions[uid] : 1
      return found !== null && found.record.revision === imported
        ? [makeEdit(table, uid, null, found.record)]
        : []
    }),
  )
}

function storedJson(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw unreadable()
  }
}

function unreadable(): Problem {
  return new Problem(
    'history/conflict',
    'History',
    'The stored step cannot be read: another program changed the table history.',
    'The records are as they are; only this step and the ones before it cannot be undone.',
  )
}
