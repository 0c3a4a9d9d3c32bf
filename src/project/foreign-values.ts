import { z } from 'zod'
import type { AnyRecord, TableName } from '../domain/records.ts'
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

/** The foreign values of a row that is about to go; null where there are none. */
export function foreignValues(
  db: Connection,
  table: TableName,
  fid: number,
  record: AnyRecord,
): ForeignValues | null {
  const row = db.prepare(`SELECT * FROM ${table} WHERE fid = ?`).get(fid) as
    Record<string, unknown> | undefined
  if (row === undefined) return null
  const own = tableOf(table).columns
  const fields = record as unknown as Readonly<Record<string, unknown>>
  const found = Object.entries(row).flatMap(([column, value]): [string, ForeignValues[string]][] => {
    if (column === 'fid' || value === null) return []
    if (column in own && fields[column] !== null) return []
    if (Buffer.isBuffer(value)) return [[column, { blob: value.toString('base64') }]]
    return typeof value === 'string' || typeof value === 'number' ? [[column, value]] : []
  })
  return found.length === 0 ? null : Object.fromEntries(found)
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
      `SELECT before FROM history WHERE record_uid = ? AND change_uid = ? AND action = 'delete'`,
    )
    .pluck()
    .get(record_uid, deletion_uid)
  if (before === undefined || before === null || !before.includes('"foreign"')) return new Map()
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
