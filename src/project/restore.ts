import { randomBytes } from 'node:crypto'
import { chmodSync, constants, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { soundBackup } from './backup.ts'
import { writeProblem } from './backup-problem.ts'
import type { ConnectionOptions } from './connection.ts'
import { syncFileAside, syncFolder } from './copy-beside.ts'
import type { ExamineFile } from './examine-file.ts'
import { freeName, setJournalsAside } from './left-journals.ts'

/**
 * Puts a backup in the place of a project that nobody here has open. The file that was there, sound or not, stays
 * beside it as `NAME.gpkg.before-restore`, with the journal that may belong to it. Gives that file's path; null where
 * there was none. Throws what `soundBackup` throws, and then nothing was changed.
 */
export async function restoreBackup(
  projectPath: string,
  name: string,
  options: ConnectionOptions = {},
  examine?: ExamineFile,
): Promise<string | null> {
  const backup = await soundBackup(projectPath, name, options, examine)
  const part = `${projectPath}.${randomBytes(4).toString('hex')}.part`
  try {
    await copyFile(backup, part, constants.COPYFILE_EXCL)
    const replaced = statSync(projectPath, { throwIfNoEntry: false })
    chmodSync(part, replaced === undefined ? 0o600 : replaced.mode & 0o777)
    await syncFileAside(part)
    const kept = setAside(projectPath, replaced !== undefined)
    renameSync(part, projectPath)
    syncFolder(dirname(projectPath))
    return kept
  } catch (error) {
    throw asRestoreProblem(error, projectPath)
  } finally {
    rmSync(part, { force: true })
  }
}

/** Gives the file a second name, so that its own is never without a project; where there are no links, it moves. */
function setAside(path: string, exists: boolean): string | null {
  const kept = freeName(`${path}.before-restore`)
  if (exists)
    try {
      linkSync(path, kept)
    } catch {
      renameSync(path, kept)
    }
  setJournalsAside(path, kept)
  return exists ? kept : null
}

function asRestoreProblem(error: unknown, path: string): unknown {
  const problem = writeProblem(error, path)
  if (!(problem instanceof Problem) || problem === error) return error
  return new Problem(
    problem.code,
    basename(path),
    problem.code === 'file/disk-full'
      ? 'The disk is full, so the backup could not be put in its place.'
      : 'The backup could not be put in its place: the folder cannot be written to.',
    'The project is as it was; make space or permit writing there, then restore again.',
    { cause: error },
  )
}
