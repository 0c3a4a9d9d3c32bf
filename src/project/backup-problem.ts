import { basename } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { backupFolder } from './backup-list.ts'
import { sqliteProblem } from './sqlite-problem.ts'

/**
 * What the disk refused, as a problem of the folder of a project's backups; what SQLite says otherwise, as one of the
 * project; other errors as they are.
 */
export function writeProblem(error: unknown, path: string): unknown {
  if (error instanceof Problem || !(error instanceof Error) || !('code' in error)) return error
  const full = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(String(error.code))
  if (!full && String(error.code).startsWith('SQLITE_')) return sqliteProblem(error, path)
  return new Problem(
    full ? 'file/disk-full' : 'file/not-writable',
    basename(backupFolder(path)),
    full ? 'The disk is full, so no backup could be made.' : 'The backup could not be written there.',
    'The project itself is not touched by this; make space or permit writing beside the project.',
    { cause: error },
  )
}
