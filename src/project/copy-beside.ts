import { closeSync, constants, fsyncSync, openSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Connection } from './connection.ts'

/**
 * Writes a complete copy of the open project beside it, named after `reason` and the time, and gives its path. The
 * copy appears under its name only when it is whole and on the disk.
 */
export function copyBeside(db: Connection, path: string, reason: string): string {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const ending = extname(path)
  const copy = join(dirname(path), `${basename(path, ending)}.${reason}.${stamp}${ending}`)
  const part = `${copy}.part`
  closeSync(openSync(part, 'wx', 0o600))
  db.prepare('VACUUM INTO ?').run(part)
  syncFile(part)
  renameSync(part, copy)
  syncFolder(dirname(path))
  return copy
}

/** Waits until the file's bytes are on the disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Waits until the names in a folder are on the disk; systems that cannot (Windows) are left to themselves. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, constants.O_RDONLY)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
