import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { AnyRecord, TableName } from '../domain/records.ts'
import { bounded, boundedStep, isTooLarge } from './bounded-values.ts'
import type { Connection } from './connection.ts'
import { tableOf } from './tables.ts'

/**
 * What a row holds beside its record: columns that another program added, and values that our columns cannot hold.
 * A deletion keeps them in its history row under `foreign`, so that undoing it gives the row back whole.
 */
export type ForeignValues = Readonly<Record<string, string | number | { readonly blob: string }>>

export const ForeignValues = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.strictObject({ blob: z.base64() })]),
)

/** A photograph fits in. The text of a history row must hold what a deletion keeps. */
const largestKeptBytes = 50_000_000

/**
 * The foreign values of a row that is about to go; null where there are none.
 * @throws Problem `record/invalid` for one that is too large to be kept, and so could not come back
 */
export function foreignValues(
  db: Connection,
  table: TableName,
  fid: number,
  record: AnyRecord,
): ForeignValues | null {
  const all = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const kept = all.map((column) => bounded(`"${column.replaceAll('"', '""')}"`, largestKeptBytes))
  const row = db.prepare(`SELECT ${kept.join(', ')} FROM ${table} WHERE fid = ?`).get(fid) as
    Record<string, unknown> | undefined
  if (row === undefined) return null
  const own = tableOf(table).columns
  const fields = record as unknown as Readonly<Record<string, unknown>>
  let bytes = 0
  const found = Object.entries(row).flatMap(([column, value]): [string, ForeignValues[string]][] => {
    if (column === 'fid' || value === null) return []
    if (column in own && fields[column] !== null) return []
    if (isTooLarge(value)) throw tooLargeToKeep(table, record.uid, column)
    if (Buffer.isBuffer(value)) bytes += value.length
    else if (typeof value === 'string') bytes += Buffer.byteLength(value)
    if (bytes > largestKeptBytes) throw tooLargeToKeep(table, record.uid, column)
    if (Buffer.isBuffer(value)) return [[column, { blob: value.toString('base64') }]]
    return typeof value === 'string' || typeof value === 'number' ? [[column, value]] : []
  })
  return found.length === 0 ? null : Object.fromEntries(found)
}

function tooLargeToKeep(table: TableName, uid: string, column: string): Problem {
  return new Problem(
    'record/invalid',
    `${table} ${uid}`,
    `Another program put more than 50 MB into it (column ${column}), so deleting it could not be undone.`,
    'Empty the column in that program, or delete the row there.',
  )
}

/** The foreign values that the deletion of a record kept, for the columns that the table still has. */
export function keptForeignValues(
  db: Connection,
  table: TableName,
  deletion_uid: string,
  record_uid: string,
): ReadonlyMap<string, unknown> {
  const before = db
    .prepare<[string, string], string | null>(
      `SELECT ${boundedStep('before')} FROM history WHERE record_uid = ? AND change_uid = ? AND action = 'delete'`,
    )
    .pluck()
    .get(record_uid, deletion_uid)
  if (typeof before !== 'string' || !before.includes('"foreign"')) return new Map()
  const { foreign } = JSON.parse(before) as { foreign?: unknown }
  const parsed = ForeignValues.safeParse(foreign)
  if (!parsed.success) return new Map()
  const present = new Set(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table))
  return new Map(
    Object.entries(parsed.data)
      .filter(([column]) => present.has(column))
      .map(([column, value]) => [
        column,
        typeof value === 'object' ? Buffer.from(value.blob, 'base64') : value,
      ]),
  )
}
