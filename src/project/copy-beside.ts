import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Connection } from './connection.ts'
import { setJournalsAside } from './left-journals.ts'

/**
 * Copies what a connection shows into a new file, which appears under its name when it is whole and on the disk. Also
 * rescues a project whose file was deleted while it was open.
 */
export function copyProject(db: Connection, path: string): void {
  const part = `${path}.${process.pid}.part`
  try {
    rmSync(part, { force: true })
    closeSync(openSync(part, 'wx', 0o600))
    db.prepare('VACUUM INTO ?').run(part)
    syncFile(part)
    setJournalsAside(path)
    renameSync(part, path)
    syncFolder(dirname(path))
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  }
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

/** The same without holding this thread. */
export async function syncFileAside(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
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
