import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Problem } from '../domain/problem.ts'
import {
  backupFolder,
  listBackups,
  readSum,
  removeOldBackups,
  stateOf,
  stemOf,
  type Backup,
} from './backup-list.ts'
import { writeProblem } from './backup-problem.ts'
import { connect, type Connection, type ConnectionOptions } from './connection.ts'
import { syncFile, syncFolder } from './copy-beside.ts'
import { assertInPlace, type OpenFile } from './open-file.ts'
import { hasSpatialIndex, spatialTables } from './spatial-index.ts'
import { sqliteProblem } from './sqlite-problem.ts'
import { recordTables } from './tables.ts'
import { aisPositions } from './tables/ais-positions.ts'

/**
 * Copies an open project into the folder of its backups: page by page, so that edits go on meanwhile; under its name
 * only when it is on the disk and found sound. Old backups go, except the newest five and the newest of each of the
 * last seven days. A damaged project throws `project/damaged`, and every backup stays.
 */
export async function backUp(file: OpenFile, options: ConnectionOptions): Promise<Backup> {
  return await guardedAsync(file.path, async () => {
    assertInPlace(file)
    const state = stateOf(file.path)
    const { folder, part } = startBackup(file.path)
    try {
      await file.db.backup(part, { progress: () => 500 })
      return await finishBackup(file.path, { folder, part, state }, options)
    } finally {
      for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
    }
  })
}

/**
 * The path of a backup whose bytes are those that were written and whose pages are sound. Throws `file/not-found` for
 * a name that is not in the list, and `project/damaged` where it changed or does not pass the check.
 */
export async function soundBackup(
  projectPath: string,
  name: string,
  options: ConnectionOptions,
): Promise<string> {
  if (!listBackups(projectPath).some((backup) => backup.name === name))
    throw new Problem(
      'file/not-found',
      name,
      'There is no such backup.',
      'Choose one of the list; it may have been removed meanwhile.',
    )
  const path = join(backupFolder(projectPath), name)
  const sum = readSum(projectPath, name)
  if (sum !== null && sum.sha256 !== (await sha256Of(path)))
    throw new Problem(
      'project/damaged',
      name,
      'The backup is not what was written: its SHA-256 differs.',
      'Choose another backup; this one was left as it is.',
    )
  await guardedAsync(path, () => assertSoundPages(path, options))
  return path
}

interface Started {
  readonly folder: string
  readonly part: string
  readonly state: string | null
}

function startBackup(projectPath: string): Started {
  const folder = backupFolder(projectPath)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const part = join(folder, `${stemOf(projectPath)}.${process.pid}.part`)
  for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  closeSync(openSync(part, 'wx', 0o600))
  return { folder, part, state: stateOf(projectPath) }
}

async function finishBackup(
  projectPath: string,
  { folder, part, state }: Started,
  options: ConnectionOptions,
): Promise<Backup> {
  syncFile(part)
  const rows = await assertSoundPages(part, options)
  const madeAt = new Date().toISOString()
  const name = `${stemOf(projectPath)}.${madeAt.replace(/[-:]/g, '')}.${rows}-rows.gpkg`
  const sum = `${await sha256Of(part)}  ${name}\n# state of the project: ${state ?? 'unknown'}\n`
  const sumPart = `${part}.sha256`
  writeFileSync(sumPart, sum, { mode: 0o600, flush: true })
  renameSync(sumPart, join(folder, `${name}.sha256`))
  renameSync(part, join(folder, name))
  syncFolder(folder)
  removeOldBackups(projectPath, name)
  return { name, madeAt, rows, sizeBytes: statSync(join(folder, name)).size }
}

/** Counts the records while every page is looked at, table by table, so that the thread is not held for long. */
async function assertSoundPages(path: string, options: ConnectionOptions): Promise<number> {
  const db = connect(path, 'read', options)
  try {
    const tables = db
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`)
      .pluck()
      .all()
    for (const table of tables) {
      const quoted = `'${table.replaceAll("'", "''")}'`
      assertOk(db.pragma(`integrity_check(${quoted})`, { simple: true }), path)
      await setImmediate()
    }
    for (const table of spatialTables) {
      if (!hasSpatialIndex(db, table)) continue
      assertOk(db.prepare('SELECT rtreecheck(?)').pluck().get(`rtree_${table}_geom`), path)
      await setImmediate()
    }
    return countRows(db)
  } finally {
    db.close()
  }
}

function assertOk(answer: unknown, path: string): void {
  if (answer === 'ok') return
  throw new Problem(
    'project/damaged',
    basename(path),
    'The project file is damaged, so no backup was made of it; those that are there were kept.',
    'Check the project; if the damage is confirmed, restore the newest backup or salvage the file.',
  )
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

async function guardedAsync<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw writeProblem(sqliteProblem(error, path), path)
  }
}

/** The backup before an upgrade of the file: made at once, because nothing may change before it is there. */
export function backUpAtOnce(db: Connection, path: string, options: ConnectionOptions): string {
  const { folder, part } = startBackup(path)
  try {
    db.prepare('VACUUM INTO ?').run(part)
    syncFile(part)
    const madeAt = new Date().toISOString().replace(/[-:]/g, '')
    const copy = connect(part, 'read', options)
    let rows: number
    try {
      assertOk(copy.pragma('integrity_check(1)', { simple: true }), path)
      rows = countRows(copy)
    } finally {
      copy.close()
    }
    const name = `${stemOf(path)}.${madeAt}.${rows}-rows.gpkg`
    const sha256 = createHash('sha256').update(readFileSync(part)).digest('hex')
    writeFileSync(join(folder, `${name}.sha256`), `${sha256}  ${name}\n`, { mode: 0o600, flush: true })
    renameSync(part, join(folder, name))
    syncFolder(folder)
    return join(folder, name)
  } catch (error) {
    throw writeProblem(error, path)
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  }
}
