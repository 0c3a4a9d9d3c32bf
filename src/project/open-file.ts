import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { Problem } from '../domain/problem.ts'
import type { TableName } from '../domain/records.ts'
import type { Connection } from './connection.ts'
import { openRowStore, type RowStore } from './row-store.ts'

/** A project file that is open: its connection, its place on disk, and its rows. */
export interface OpenFile {
  readonly db: Connection
  /** Absolute, links resolved. */
  readonly path: string
  readonly readOnly: boolean
  /** The file that was opened, however the path may point elsewhere later. */
  readonly identity: FileIdentity
  rows<N extends TableName>(table: N): RowStore<N>
}

/** Device and inode of a file. */
export interface FileIdentity {
  readonly dev: bigint
  readonly ino: bigint
}

export function makeOpenFile(
  db: Connection,
  path: string,
  readOnly: boolean,
  identity: FileIdentity,
): OpenFile {
  const stores = new Map<TableName, RowStore<TableName>>()
  return {
    db,
    path,
    readOnly,
    identity,
    rows<N extends TableName>(table: N) {
      const store = stores.get(table) ?? openRowStore<TableName>(db, table)
      stores.set(table, store)
      return store as unknown as RowStore<N>
    },
  }
}

/** Device and inode of the file at `path`, null where there is none. */
export function identityOf(path: string): FileIdentity | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : { dev: stat.dev, ino: stat.ino }
}

/**
 * Refuses to go on when the path no longer leads to the file that is open: SQLite would go on writing into a file
 * that nobody will see again.
 */
export function assertInPlace(file: OpenFile): void {
  const problem = placeProblem(file)
  if (problem !== null) throw problem
}

/** What `assertInPlace` throws, null where the file is in its place. */
export function placeProblem(file: OpenFile): Problem | null {
  const now = identityOf(file.path)
  if (now !== null && now.dev === file.identity.dev && now.ino === file.identity.ino) return null
  const happened = now === null ? 'moved or deleted' : 'replaced by another file'
  return new Problem(
    'project/moved',
    basename(file.path),
    `The project file was ${happened} while it was open; nothing more is saved in it.`,
    'Put the file back where it was, or save a copy of what is open and go on in that.',
  )
}

/** Refuses an edit of a project that is open for reading only. */
export function assertWritable(file: OpenFile): void {
  if (!file.readOnly) return
  throw new Problem(
    'project/read-only',
    basename(file.path),
    'The project or its folder is write-protected, so nothing in it can be changed.',
    'Change its permissions, or copy the project to a folder of your own and open it there.',
  )
}
