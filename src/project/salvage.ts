import {
  copyFileSync,
  existsSync,
  openSync,
  closeSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { basename } from 'node:path'
import { isUid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import { connect, type Connection, type ConnectionOptions } from './connection.ts'
import { correctContents } from './contents.ts'
import { createProjectFile } from './create-project.ts'
import { blobEnvelope } from './geometry-blob.ts'
import { inspectDamaged } from './inspect-file.ts'
import { readableRows, type SalvagedRow } from './salvage-rows.ts'
import { overlaySchema } from './salvage-schema.ts'
import { isSpatial, withoutSpatialTriggers } from './spatial-index.ts'
import { guarded } from './sqlite-problem.ts'
import { recordTables } from './tables.ts'
import { aisPositions } from './tables/ais-positions.ts'

/** How many rows of a table came over, and how many did not as far as one can know. */
export interface SalvagedTable {
  readonly table: string
  readonly saved: number
  readonly lost: number
}

export interface Salvage {
  readonly tables: readonly SalvagedTable[]
  readonly saved: number
  readonly lost: number
}

const salvagedTables = [...recordTables, aisPositions.name, 'history'] as const

/**
 * Reads a damaged project row by row and writes every row that can be read into a new project at `target`. The
 * damaged file is only read; a private copy beside the target takes back an interrupted write first. What other
 * programs added to it is left behind. Throws `project/damaged` where not even its list of tables can be read, and
 * then there is no new file.
 */
export function salvageProject(source: string, target: string, options: ConnectionOptions = {}): Salvage {
  const path = inspectDamaged(source)
  let tables: SalvagedTable[] = []
  createProjectFile(target, options, (part) => {
    tables = salvageInto(part, path, basename(target), options)
  })
  const sum = (of: 'saved' | 'lost') => tables.reduce((total, table) => total + table[of], 0)
  return { tables, saved: sum('saved'), lost: sum('lost') }
}

/** Fills the empty project `created`, which problems call `name`, with the rows of the damaged one at `path`. */
function salvageInto(
  created: string,
  path: string,
  name: string,
  options: ConnectionOptions,
): SalvagedTable[] {
  const copy = `${created}.damaged.part`
  try {
    takeCopy(path, copy)
    return guarded(name, () => {
      const own = openDamaged(copy, options)
      const from = own ?? (overlaySchema(copy, created, options) ? openDamaged(copy, options) : null)
      if (from === null) throw unreadable(path)
      try {
        return copyRows(from, created, own === null ? isOurs : () => true, options)
      } finally {
        from.close()
      }
    })
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true })
  }
}

function takeCopy(path: string, copy: string): void {
  copyFileSync(path, copy)
  const logs = ['-journal', '-wal'].filter((ending) => (fileSize(`${path}${ending}`) ?? 0) > 0)
  for (const ending of logs) copyFileSync(`${path}${ending}`, `${copy}${ending}`)
  if (logs.length === 0) correctHeader(copy)
}

const fileSize = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.size

/**
 * Fills a file that is cut off with empty pages: SQLite reads nothing of one that is shorter than its header says.
 * Also asks for no write-ahead log, of which there is none.
 */
function correctHeader(copy: string): void {
  const size = fileSize(copy) ?? 0
  const descriptor = openSync(copy, 'r+')
  try {
    const header = Buffer.alloc(100)
    readSync(descriptor, header, 0, 100, 0)
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    if (pageSize < 512 || size < pageSize) return
    const promised = header.readUInt32BE(28)
    const present = Math.ceil(size / pageSize)
    // A header that promises a hundred times the file is damage itself.
    const pages = promised > present && promised <= present * 100 ? promised : present
    header.writeUInt32BE(pages, 28)
    header.writeUInt32BE(header.readUInt32BE(24), 92)
    header.writeUInt8(1, 18)
    header.writeUInt8(1, 19)
    writeSync(descriptor, header, 0, 100, 0)
    truncateSync(copy, pages * pageSize)
  } finally {
    closeSync(descriptor)
  }
}

/** The copy, open; null where its list of tables cannot be read. */
function openDamaged(copy: string, options: ConnectionOptions): Connection | null {
  let db: Connection | undefined
  try {
    // Writing rights take back an interrupted write; nothing else is ever written to the copy.
    db = connect(copy, existsSync(`${copy}-journal`) || existsSync(`${copy}-wal`) ? 'write' : 'read', options)
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return db
  } catch {
    db?.close()
    return null
  }
}

function unreadable(path: string): Problem {
  return new Problem(
    'project/damaged',
    basename(path),
    'The part of the file that says where everything lies is destroyed: nothing in it can be read.',
    'Restore a backup; the damaged file was left as it is.',
  )
}

/** Whether a row that was found under a borrowed list of tables is what it should be and not another table's. */
function isOurs(table: string, row: Readonly<Record<string, unknown>>): boolean {
  const uid = row[table === aisPositions.name ? 'import_uid' : table === 'history' ? 'change_uid' : 'uid']
  return typeof uid === 'string' && isUid(uid)
}

type Judge = (table: string, row: Readonly<Record<string, unknown>>) => boolean

function copyRows(
  from: Connection,
  created: string,
  judge: Judge,
  options: ConnectionOptions,
): SalvagedTable[] {
  const to = connect(created, 'write', options)
  try {
    to.pragma('synchronous = EXTRA')
    const tables = to
      .transaction(() => salvagedTables.map((table) => copyTable(from, to, table, judge)))
      .immediate()
    correctContents(to)
    return tables
  } finally {
    to.close()
  }
}

function copyTable(from: Connection, to: Connection, table: string, judge: Judge): SalvagedTable {
  const wanted = to.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const rows = readableRows(from, table, wanted)
  if (rows === null) return { table, saved: 0, lost: 0 }
  const counts = { saved: 0, lost: 0 }
  const insert = to.prepare(
    `INSERT INTO ${table} (${rows.columns.join(', ')}) VALUES (${rows.columns.map(() => '?').join(', ')})`,
  )
  const put = (row: SalvagedRow, box: (fid: number, geom: unknown) => void) => {
    if (row === 'lost' || !judge(table, row)) {
      counts.lost += 1
      return
    }
    try {
      insert.run(...rows.columns.map((column) => row[column]))
      box(Number(row['fid']), row['geom'])
      counts.saved += 1
    } catch {
      // Two rows of one uid, or a value that no row can hold: the damage made it up.
      counts.lost += 1
    }
  }
  if (!isSpatial(table)) for (const row of rows.each()) put(row, () => undefined)
  else
    withoutSpatialTriggers(to, [table], (index) => {
      for (const row of rows.each()) put(row, (fid, geom) => index(table, fid, blobEnvelope(geom)))
    })
  return { table, ...counts }
}
