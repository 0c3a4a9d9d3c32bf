import { createHash } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
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
import { removeAbandonedParts } from './abandoned-parts.ts'
import { writeProblem } from './backup-problem.ts'
import { connect, type Connection, type ConnectionOptions } from './connection.ts'
import { syncFile, syncFolder } from './copy-beside.ts'
import { countRows, examineFile, type ExamineFile } from './examine-file.ts'
import { assertInPlace, type OpenFile } from './open-file.ts'

/**
 * Copies an open project into the folder of its backups: page by page, so that edits go on meanwhile; under its name
 * only when it is on the disk and `examine` found it sound. Old backups go, except the newest five and the newest of
 * each of the last seven days, and the one named `keep`. A damaged project throws `project/damaged`, and every backup
 * stays.
 */
export async function backUp(
  file: OpenFile,
  options: ConnectionOptions,
  examine: ExamineFile = examineFile,
  keep?: string,
): Promise<Backup> {
  return await guardedAsync(file.path, async () => {
    assertInPlace(file)
    const state = stateOf(file.path)
    const { folder, part } = startBackup(file.path)
    try {
      await copyPages(file, part)
      const { rows, sha256 } = await examine(part, options)
      if (rows === null) throw damagedProject(file.path)
      const made = finishBackup(file.path, { folder, part, state }, rows, sha256)
      removeOldBackups(file.path, made.name, keep)
      return made
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
  examine: ExamineFile = examineFile,
): Promise<string> {
  if (!listBackups(projectPath).some((backup) => backup.name === name))
    throw new Problem(
      'file/not-found',
      name,
      'There is no such backup.',
      'Choose one of the list; it may have been removed meanwhile.',
    )
  const path = join(backupFolder(projectPath), name)
  const { rows, sha256 } = await guardedAsync(path, () => examine(path, options))
  const sum = readSum(projectPath, name)
  if (rows !== null && (sum === null || sum.sha256 === sha256)) return path
  throw new Problem(
    'project/damaged',
    name,
    rows === null
      ? 'The backup is damaged: parts of it cannot be read.'
      : 'The backup is not what was written: its SHA-256 differs.',
    'Choose another backup; this one was left as it is.',
  )
}

/** So many pages, 2 MB, are copied before anything else that the thread is asked for. */
const pagesAtOnce = 500

/**
 * Copies an open project, and has the copy written to the disk while it grows: SQLite waits for that on this thread
 * at the end, and only what is left then keeps it waiting.
 */
async function copyPages({ db }: OpenFile, part: string): Promise<void> {
  const copy = await open(part, 'r+')
  const disk = { syncing: Promise.resolve(), idle: true }
  const sync = async (): Promise<void> => {
    disk.idle = false
    await copy.datasync().catch(() => undefined)
    disk.idle = true
  }
  try {
    await db.backup(part, {
      progress: () => {
        if (disk.idle) disk.syncing = sync()
        return pagesAtOnce
      },
    })
    await copy.sync()
  } finally {
    await disk.syncing
    await copy.close()
  }
}

interface Started {
  readonly folder: string
  readonly part: string
  readonly state: string | null
}

function startBackup(projectPath: string): Started {
  const folder = backupFolder(projectPath)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  removeAbandonedParts(projectPath)
  const part = join(folder, `${stemOf(projectPath)}.${process.pid}.part`)
  for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  closeSync(openSync(part, 'wx', 0o600))
  return { folder, part, state: stateOf(projectPath) }
}

function finishBackup(
  projectPath: string,
  { folder, part, state }: Started,
  rows: number,
  sha256: string,
): Backup {
  const madeAt = new Date().toISOString()
  const name = `${stemOf(projectPath)}.${madeAt.replace(/[-:]/g, '')}.${rows}-rows.gpkg`
  const sum = `${sha256}  ${name}\n# state of the project: ${state ?? 'unknown'}\n`
  const sumPart = `${part}.sha256`
  writeFileSync(sumPart, sum, { mode: 0o600, flush: true })
  renameSync(sumPart, join(folder, `${name}.sha256`))
  renameSync(part, join(folder, name))
  syncFolder(folder)
  return { name, madeAt, rows, sizeBytes: statSync(join(folder, name)).size }
}

function damagedProject(path: string): Problem {
  return new Problem(
    'project/damaged',
    basename(path),
    'The project file is damaged, so no backup was made of it; those that are there were kept.',
    'Check the project; if the damage is confirmed, restore the newest backup or salvage the file.',
  )
}

async function guardedAsync<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw writeProblem(error, path)
  }
}

function sha256AtOnce(path: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(1 << 20)
  const descriptor = openSync(path, 'r')
  try {
    for (let read = 1; read > 0;) {
      read = readSync(descriptor, piece)
      hash.update(piece.subarray(0, read))
    }
  } finally {
    closeSync(descriptor)
  }
  return hash.digest('hex')
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
      if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw damagedProject(path)
      rows = countRows(copy)
    } finally {
      copy.close()
    }
    const name = `${stemOf(path)}.${madeAt}.${rows}-rows.gpkg`
    const sha256 = sha256AtOnce(part)
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
