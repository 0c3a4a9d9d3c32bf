import { basename } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { bounded } from './bounded-values.ts'
import type { Connection } from './connection.ts'
import { currentVersion } from './migrate.ts'
import { recordTables, tableOf } from './tables.ts'
import { aisPositions } from './tables/ais-positions.ts'

/**
 * The schema version of a project. Throws `project/not-roadstead` for another program's GeoPackage and
 * `project/newer-version` for a file that a newer Roadstead made.
 */
export function readVersion(db: Connection, path: string): number {
  const subject = basename(path)
  const type = db
    .prepare<[], string>(`SELECT type FROM sqlite_schema WHERE name = 'roadstead_meta'`)
    .pluck()
    .get()
  if (type !== 'table')
    throw new Problem(
      'project/not-roadstead',
      subject,
      'This GeoPackage was not made by Roadstead: it has no project in it.',
      'Make a new project, and import the layers of this file as GeoJSON.',
    )
  const value = db
    .prepare(`SELECT ${bounded('value')} FROM roadstead_meta WHERE key = 'schema_version'`)
    .pluck()
    .get()
  const version = Number(value)
  if (!Number.isInteger(version) || version < 1)
    throw new Problem(
      'project/damaged',
      subject,
      'The project does not say which version of the file format it has.',
      'Open the newest backup; another program changed the table roadstead_meta.',
    )
  if (version > currentVersion)
    throw new Problem(
      'project/newer-version',
      subject,
      `The project has version ${version} of the file format; this Roadstead knows versions up to ${currentVersion}.`,
      'Open it with a newer Roadstead; the file was left as it is.',
    )
  return version
}

/** Refuses a project in which another program dropped a table or a column that Roadstead needs. */
export function assertComplete(db: Connection, path: string): void {
  const needed = [
    ...recordTables.map((name) => [name, Object.keys(tableOf(name).columns)] as const),
    [aisPositions.name, Object.keys(aisPositions.columns)] as const,
    [
      'history',
      [
        'change_uid',
        'undo_of',
        'note',
        'at',
        'analyst',
        'action',
        'table_name',
        'record_uid',
        'before',
        'after',
      ],
    ] as const,
  ]
  for (const [table, columns] of needed) {
    const present = new Set(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table))
    if (present.has('fid')) assertRowNumbers(db, path, table)
    const missing =
      present.size === 0 ? 'the table' : ['fid', ...columns].find((column) => !present.has(column))
    if (missing === undefined) continue
    throw new Problem(
      'project/damaged',
      basename(path),
      present.size === 0
        ? `The project lacks the table ${table}: another program removed it.`
        : `The project lacks the column ${missing} of ${table}: another program removed it.`,
      'Open the newest backup, or add what is missing in the other program.',
    )
  }
}

/**
 * Refuses a table whose row numbers reach beyond the whole numbers that JavaScript can tell apart: an edit would write
 * into another row. Roadstead counts from 1.
 */
function assertRowNumbers(db: Connection, path: string, table: string): void {
  const beyond = db.prepare(
    `SELECT 1 FROM ${table} WHERE fid > ${Number.MAX_SAFE_INTEGER} OR fid < ${Number.MIN_SAFE_INTEGER}
     UNION ALL SELECT 1 FROM sqlite_sequence WHERE name = ? AND seq > ${Number.MAX_SAFE_INTEGER} LIMIT 1`,
  )
  if (beyond.get(table) === undefined) return
  throw new Problem(
    'project/damaged',
    basename(path),
    `The rows of ${table} have numbers that no program gives: the next one would find none left.`,
    'Open the newest backup, or salvage the file into a new one.',
  )
}
