import { basename } from 'node:path'
import { sameRecord, type Change, type Edit } from '../commands/change.ts'
import type { Uid } from '../domain/identifiers.ts'
import { round7, type Polygon } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import { recordSchemas, type AnyRecord, type TableName } from '../domain/records.ts'
import { TouchedTable, updateContents } from './contents.ts'
import { foreignValues, keptForeignValues, type ForeignValues } from './foreign-values.ts'
import { blobEnvelope, type Envelope } from './geometry-blob.ts'
import { historyWriter, type Author, type ImportNote, type ImportSource } from './history.ts'
import type { SchemaWatch } from './schema-watch.ts'
import { assertInPlace, assertWritable, type OpenFile } from './open-file.ts'
import {
  isSpatial,
  polygonEnvelope,
  spatialTables,
  withoutSpatialTriggers,
  type SpatialTable,
} from './spatial-index.ts'
import { tableOf } from './tables.ts'

/** Above this many edits the R-tree is written directly instead of through its triggers. */
const bulkFrom = 2_000

/** Puts the box of a row into the R-tree where the triggers are out of the way, else does nothing. */
type PutBox = (table: SpatialTable, fid: number, box: Envelope | null) => void

/**
 * Makes a change in one transaction with its history rows, and gives it as it is stored: footprints rounded to 7
 * decimals, times and revisions that the file filled in. Throws `record/conflict` where a record is not what
 * `before` says, `record/invalid` where `after` cannot be stored, and then nothing is changed.
 *
 * With `source` the change is an import: its insertions make one history row that names the file.
 */
export function applyChange(
  file: OpenFile,
  change: Change,
  by: Author,
  source: ImportSource | null,
  schema: SchemaWatch,
): Change {
  assertWritable(file)
  assertInPlace(file)
  if (change.edits.length === 0) return change
  const stored = file.db
    .transaction(() => {
      schema.assertUnchanged()
      const done = applyEdits(file, change, by, source)
      schema.accept()
      assertInPlace(file)
      return done
    })
    .immediate()
  assertInPlace(file)
  return { ...change, edits: stored }
}

function applyEdits(file: OpenFile, change: Change, by: Author, source: ImportSource | null): Edit[] {
  const known = file.db.prepare('SELECT 1 FROM history WHERE change_uid = ?').get(change.change_uid)
  if (known !== undefined)
    throw new Problem(
      'history/conflict',
      basename(file.path),
      'This step was made already.',
      'Look at the history before doing it again.',
    )
  const history = historyWriter(file.db, change, by)
  const touched = new Map<string, TouchedTable>()
  const stored: Edit[] = []
  const note: ImportNote | null =
    source === null ? null : { file: source.fileName, sha256: source.sha256, uids: {}, revisions: {} }
  const run = (put: PutBox) => {
    for (const edit of change.edits) {
      const { done, foreign } = applyEdit(file, edit, change.undo_of, put)
      touch(touched, done)
      stored.push(done)
      if (note !== null && done.before === null && done.after !== null) remember(note, done.table, done.after)
      else history.edit(done, foreign)
    }
  }
  if (change.edits.length > bulkFrom) {
    const tables = spatialTables.filter((table) => change.edits.some((edit) => edit.table === table))
    withoutSpatialTriggers(file.db, tables, run)
  } else {
    run(() => undefined)
  }
  if (note !== null) history.imported(note)
  updateContents(file.db, touched, by.at)
  return stored
}

function applyEdit(
  file: OpenFile,
  edit: Edit,
  undo_of: Uid | null,
  put: PutBox,
): { done: Edit; foreign: ForeignValues | null } {
  const { table, uid } = edit
  const rows = file.rows<TableName>(table)
  const found = rows.get(uid, [])
  if (!sameRecord(found?.record ?? null, edit.before)) throw conflict(edit, found !== null)
  const before = found?.record ?? null
  const after = edit.after === null ? null : fit(edit, edit.after, undo_of === null)
  // `table` and the records belong together because they come from the same store.
  const done = (stored: AnyRecord | null) => ({ table, uid, before, after: stored }) as unknown as Edit
  if (after === null) {
    if (found === null) return { done: done(null), foreign: null }
    const foreign = foreignValues(file.db, table, found.fid, found.record)
    rows.remove(found.fid)
    if (isSpatial(table)) put(table, found.fid, null)
    return { done: done(null), foreign }
  }
  if (found === null) {
    const foreign = undo_of === null ? none : keptForeignValues(file.db, table, undo_of, uid)
    const fid = rows.insert(after, foreign)
    if (isSpatial(table)) put(table, fid, boxOf(after) ?? blobEnvelope(foreign.get('geom')))
  } else {
    const changed = changedColumns(table, found.record, after)
    rows.update(found.fid, after, changed)
    if (isSpatial(table) && changed.includes('geom')) put(table, found.fid, boxOf(after))
  }
  const settled = isFilled(after) && after.revision !== before?.revision
  return { done: done(settled ? after : (rows.get(uid, [])?.record ?? null)), foreign: null }
}

const none: ReadonlyMap<string, unknown> = new Map()

/** Whether the file's triggers will leave the record as it is: nothing is missing that they fill in. */
function isFilled(record: AnyRecord): boolean {
  const times = ['created_at', 'updated_at', 'added_at'] as const
  const fields = record as unknown as Readonly<Record<string, unknown>>
  return record.revision !== null && times.every((name) => !(name in fields) || fields[name] !== null)
}

function changedColumns(table: TableName, before: AnyRecord, after: AnyRecord): string[] {
  const [was, is] = [before, after] as unknown as [Record<string, unknown>, Record<string, unknown>]
  return Object.keys(tableOf(table).columns).filter(
    (column) => !sameRecord(was[column] as AnyRecord | null, is[column] as AnyRecord | null),
  )
}

function boxOf(record: AnyRecord | null): Envelope | null {
  return record !== null && 'geom' in record ? polygonEnvelope(record.geom) : null
}

function touch(touched: Map<string, TouchedTable>, edit: Edit): void {
  const table = touched.get(edit.table) ?? new TouchedTable()
  touched.set(edit.table, table)
  const [gone, come] = [boxOf(edit.before), boxOf(edit.after)]
  if (gone !== null) table.gone.push(gone)
  if (come !== null) table.come.push(come)
}

function remember(note: ImportNote, table: TableName, record: AnyRecord): void {
  const uids = note.uids[table] ?? []
  note.uids[table] = uids
  uids.push(record.uid)
  if (record.revision !== 1) note.revisions[record.uid] = record.revision
}

/** The record as it can be stored. Only new values are judged and rounded: an undo restores what was there. */
function fit(edit: Edit, after: AnyRecord, isNew: boolean): AnyRecord {
  if (!isNew) return after
  const rounded =
    'geom' in after && after.geom !== null ? { ...after, geom: roundPolygon(after.geom) } : after
  const parsed = recordSchemas[edit.table].safeParse(rounded)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw invalid(
      edit,
      `the field ${issue?.path.join('.') ?? ''} cannot hold that (${issue?.message ?? 'invalid'})`,
    )
  }
  if (parsed.data.uid !== edit.uid) throw invalid(edit, 'its uid cannot change')
  const text = firstBadText(parsed.data)
  if (text !== null) throw invalid(edit, `the field ${text} holds a character that no text can hold`)
  return withoutMinusZero(parsed.data)
}

/** SQLite and JSON both lose the sign of zero. */
function withoutMinusZero<R extends AnyRecord>(record: R): R {
  const plain = Object.entries(record).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'number' ? value + 0 : value,
  ])
  return Object.fromEntries(plain) as R
}

function roundPolygon(polygon: Polygon): Polygon {
  const round = ([lon, lat]: [number, number]): [number, number] => [round7(lon), round7(lat)]
  return { type: 'Polygon', coordinates: polygon.coordinates.map((ring) => ring.map(round)) }
}

/** The field with a NUL, at which other programs cut text off, or half a surrogate pair, which SQLite replaces. */
function firstBadText(record: AnyRecord): string | null {
  const bad = (value: unknown): boolean =>
    typeof value === 'string'
      ? value.includes('\0') || !value.isWellFormed()
      : typeof value === 'object' && value !== null && Object.values(value).some(bad)
  return Object.entries(record).find(([, value]) => bad(value))?.[0] ?? null
}

const nouns: Readonly<Record<TableName, string>> = {
  scenes: 'Scene',
  sightings: 'Sighting',
  absences: 'Absence',
  vessels: 'Vessel',
  places: 'Place',
}

function invalid(edit: Edit, why: string): Problem {
  return new Problem(
    'record/invalid',
    `${nouns[edit.table]} ${edit.uid}`,
    `It cannot be saved: ${why}.`,
    'Correct the field; nothing was saved by this step.',
  )
}

function conflict(edit: Edit, exists: boolean): Problem {
  const subject = `${nouns[edit.table]} ${edit.uid}`
  const remedy = 'Nothing was saved by this step; look at the record as it is now, then decide.'
  if (edit.before === null)
    return new Problem(
      'record/conflict',
      subject,
      'A record with this identity is in the project already.',
      remedy,
    )
  return new Problem(
    'record/conflict',
    subject,
    exists
      ? 'It was changed elsewhere since it was last read (by another program or another window).'
      : 'It is no longer in the project: another program or another window deleted it.',
    remedy,
  )
}
