import { closeSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Instant } from '../domain/time.ts'

/** A checked copy of a project in the folder of its backups. */
export interface Backup {
  /** Its file name, which says when it was made and how many records it holds. */
  readonly name: string
  readonly madeAt: Instant
  /** Records of all tables together. */
  readonly rows: number
  readonly sizeBytes: number
}

/** Backups that are kept whatever their age, and days of which the newest backup is kept. */
const [keptNewest, keptDays] = [5, 7]

/** The folder of a project's backups: `yard.backups` beside `yard.gpkg`. */
export function backupFolder(projectPath: string): string {
  return join(dirname(projectPath), `${stemOf(projectPath)}.backups`)
}

export const stemOf = (projectPath: string): string => basename(projectPath, extname(projectPath))

const namePattern = /\.(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})\.(\d{3})Z\.(\d+)-rows\.gpkg$/

/** The backups of a project, newest first; none where there is no folder of them. */
export function listBackups(projectPath: string): Backup[] {
  const folder = backupFolder(projectPath)
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names
    .flatMap((name): Backup[] => {
      const parts = namePattern.exec(name)
      const stat = statSync(join(folder, name), { throwIfNoEntry: false })
      if (parts === null || stat?.isFile() !== true || !name.startsWith(`${stemOf(projectPath)}.`)) return []
      const [, year, month, day, hour, minute, second, ms, rows] = parts
      const madeAt = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`
      return [{ name, madeAt, rows: Number(rows), sizeBytes: stat.size }]
    })
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
}

/** Whether the newest backup holds the state in which the project's file is, by its header's counter of changes. */
export function isBackedUp(projectPath: string): boolean {
  const [newest] = listBackups(projectPath)
  if (newest === undefined) return false
  const state = stateOf(projectPath)
  return state !== null && readSum(projectPath, newest.name)?.state === state
}

/** What the header of a SQLite file says about its state; it changes with every transaction. Null: no such file. */
export function stateOf(path: string): string | null {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    const header = Buffer.alloc(100)
    if (readSync(descriptor, header, 0, 100, 0) < 100) return null
    return `${header.readUInt32BE(24)}-${header.readUInt32BE(28)}`
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Removes the backups that are neither among the newest nor the newest of one of the last days. Where the clock was set
 * back, those that seem to come from the future are counted apart: they take no place from the new ones. The one named
 * `keep` stays.
 */
export function removeOldBackups(projectPath: string, made: string, keep?: string): void {
  const backups = listBackups(projectPath)
  const days = [...new Set(backups.map(({ madeAt }) => madeAt.slice(0, 10)))].slice(0, keptDays)
  const future = Math.max(
    0,
    backups.findIndex(({ name }) => name === made),
  )
  const kept = new Set([
    ...backups.slice(0, Math.min(future, keptNewest)).map(({ name }) => name),
    ...backups.slice(future, future + keptNewest).map(({ name }) => name),
    ...days.map((day) => backups.find(({ madeAt }) => madeAt.startsWith(day))?.name),
  ])
  for (const { name } of backups) {
    if (kept.has(name) || name === keep) continue
    const path = join(backupFolder(projectPath), name)
    for (const gone of [path, `${path}.sha256`]) rmSync(gone, { force: true })
  }
}

/** What was written beside a backup: its SHA-256, and the state of the project that it holds. */
export function readSum(projectPath: string, name: string): { sha256: string; state: string | null } | null {
  let text: string
  try {
    text = readFileSync(join(backupFolder(projectPath), `${name}.sha256`), 'utf8')
  } catch {
    return null
  }
  const sha256 = /^[0-9a-f]{64}(?= )/.exec(text)?.[0]
  return sha256 === undefined
    ? null
    : { sha256, state: /^# state of the project: (\S+)$/m.exec(text)?.[1] ?? null }
}
