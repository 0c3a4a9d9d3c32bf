import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Problem } from '../domain/problem.ts'
import { connect, type Connection, type ConnectionOptions } from './connection.ts'
import { hasSpatialIndex, spatialTables } from './spatial-index.ts'
import { sqliteProblem } from './sqlite-problem.ts'
import { recordTables } from './tables.ts'
import { aisPositions } from './tables/ais-positions.ts'

/** What reading a whole project file through tells of it. */
export interface ExaminedFile {
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string
  /** How many records it holds; null where a page or an index is damaged, or where it is no database at all. */
  readonly rows: number | null
}

/**
 * How files that nobody writes to are examined: on this thread, or elsewhere. It throws what `examineFile` throws.
 */
export type ExamineFile = (path: string, options: ConnectionOptions) => Promise<ExaminedFile>

/**
 * Hashes a project file, looks at every page and every spatial index of it, and counts its records. This takes
 * seconds for a large project and holds the thread. Throws what the disk refuses, and `project/locked`.
 */
export async function examineFile(path: string, options: ConnectionOptions): Promise<ExaminedFile> {
  const sha256 = await sha256Of(path)
  try {
    return { sha256, rows: rowsIfSound(path, options) }
  } catch (error) {
    const problem = sqliteProblem(error, path)
    const damaged = ['project/damaged', 'project/not-geopackage']
    if (problem instanceof Problem && damaged.includes(problem.code)) return { sha256, rows: null }
    throw problem
  }
}

function rowsIfSound(path: string, options: ConnectionOptions): number | null {
  const db = connect(path, 'read', options)
  try {
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return null
    const check = db.prepare<[string], string>('SELECT rtreecheck(?)').pluck()
    const indexed = spatialTables.filter((table) => hasSpatialIndex(db, table))
    if (indexed.some((table) => check.get(`rtree_${table}_geom`) !== 'ok')) return null
    return countRows(db)
  } finally {
    db.close()
  }
}

/** All records of a project: those of its own tables and the AIS positions. */
export function countRows(db: Connection): number {
  const present = new Set(db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all())
  const counts = [...recordTables, aisPositions.name]
    .filter((table) => present.has(table))
    .map((table) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get())
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}
