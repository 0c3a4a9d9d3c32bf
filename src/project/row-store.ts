import type { Statement } from 'better-sqlite3'
import type { Polygon } from '../domain/polygon.ts'
import type { AnyRecord, RecordOf, TableName } from '../domain/records.ts'
import { boundedList } from './bounded-values.ts'
import type { ColumnKind } from './columns.ts'
import type { Connection } from './connection.ts'
import { decodeRecord, type Fault, type Row } from './decode-row.ts'
import { polygonBlob } from './geometry-blob.ts'
import { tableOf } from './tables.ts'

/** The rows of one table, by uid. Names of columns come from the table's own list, never from data. */
export interface RowStore<N extends TableName> {
  get(uid: string, faults: Fault[]): { fid: number; record: RecordOf[N] } | null
  all(faults: Fault[]): RecordOf[N][]
  /** The records that name `uid` in a reference column, in the order of their uid. */
  withReference(column: 'scene_uid' | 'vessel_uid' | 'place_uid', uid: string): RecordOf[N][]
  /** `foreign` values take the place of the record's, and fill columns that other programs added. */
  insert(record: RecordOf[N], foreign: ReadonlyMap<string, unknown>): number
  /** Writes only `columns`, so that what another program put into the others survives. */
  update(fid: number, record: RecordOf[N], columns: readonly string[]): void
  remove(fid: number): void
}

/** A value of a record as SQLite keeps it. */
export function encodeColumn(kind: ColumnKind, value: unknown): unknown {
  if (value === null) return null
  if (kind === 'json') return JSON.stringify(value)
  if (kind === 'polygon') return polygonBlob(value as Polygon)
  return value
}

/** Statements over one table, each prepared once on first use. */
export function openRowStore<N extends TableName>(db: Connection, name: N): RowStore<N> {
  const { columns } = tableOf(name)
  const names = Object.keys(columns)
  const prepared = new Map<string, Statement>()
  const statement = (sql: string): Statement => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const made = db.prepare(sql)
    prepared.set(sql, made)
    return made
  }
  const values = (record: AnyRecord, of: readonly string[]) => {
    const fields = record as unknown as Readonly<Record<string, unknown>>
    return of.map((column) => encodeColumn(columns[column] ?? 'text', fields[column] ?? null))
  }
  const select = `SELECT fid, ${boundedList(names)} FROM ${name}`
  const insertInto = (all: readonly string[]) => {
    const quoted = all.map((column) => `"${column.replaceAll('"', '""')}"`)
    return `INSERT INTO ${name} (${quoted.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`
  }
  const plainInsert = insertInto(names)
  return {
    get(uid, faults) {
      const row = statement(`${select} WHERE uid = ?`).get(uid) as Row | undefined
      if (row === undefined) return null
      const record = decodeRecord(name, row, faults)
      return record === null ? null : { fid: Number(row['fid']), record }
    },
    all(faults) {
      const records: RecordOf[N][] = []
      for (const row of statement(`${select} ORDER BY ${name}.uid`).iterate()) {
        const record = decodeRecord(name, row as Row, faults)
        if (record !== null) records.push(record)
      }
      return records
    },
    withReference(column, uid) {
      const rows = statement(`${select} WHERE ${column} = ? ORDER BY ${name}.uid`).all(uid) as Row[]
      return rows.map((row) => decodeRecord(name, row, [])).filter((record) => record !== null)
    },
    insert(record, foreign) {
      if (foreign.size === 0)
        return Number(statement(plainInsert).run(...values(record, names)).lastInsertRowid)
      const all = [...new Set([...names, ...foreign.keys()])]
      const own = values(record, all)
      const given = all.map((column, index) => foreign.get(column) ?? own[index])
      return Number(statement(insertInto(all)).run(...given).lastInsertRowid)
    },
    update(fid, record, changed) {
      if (changed.length === 0) return
      const sql = `UPDATE ${name} SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE fid = ?`
      statement(sql).run(...values(record, changed), fid)
    },
    remove(fid) {
      statement(`DELETE FROM ${name} WHERE fid = ?`).run(fid)
    },
  }
}
