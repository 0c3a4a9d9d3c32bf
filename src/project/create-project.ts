import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { connect, makeDurable, type ConnectionOptions } from './connection.ts'
import { syncFile, syncFolder } from './copy-beside.ts'
import { setJournalsAside } from './left-journals.ts'
import { migrate } from './migrate.ts'
import { guarded } from './sqlite-problem.ts'

/**
 * Makes an empty project file and gives its absolute path. It is built under a temporary name in the same folder and
 * named when it is complete and on the disk; an existing file is never replaced (`file/exists`). Only its owner can
 * read it. `fill` writes what it begins with while it has the temporary name.
 */
export function createProjectFile(
  given: string,
  options: ConnectionOptions,
  fill: (part: string) => void = () => undefined,
): string {
  const path = resolve(given)
  const [folder, name] = [dirname(path), basename(path)]
  if (path !== path.trim() || name !== name.trim())
    throw new Problem(
      'input/invalid',
      `“${name}”`,
      'The name of a project cannot begin or end with white space.',
      'Choose a name without it.',
    )
  if (!(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false))
    throw new Problem(
      'file/not-found',
      name,
      'The folder for the project does not exist.',
      'Make the folder first, or choose another.',
    )
  if (existsSync(path)) throw alreadyThere(name)
  const part = join(folder, `.${name}.${randomBytes(4).toString('hex')}.part`)
  try {
    claim(part, name)
    guarded(path, () => {
      const db = connect(part, 'write', options)
      try {
        makeDurable(db, part)
        migrate(db, 0)
      } finally {
        db.close()
      }
    })
    fill(part)
    syncFile(part)
    setJournalsAside(path)
    publish(part, path)
    syncFolder(folder)
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  }
  return path
}

function claim(part: string, name: string): void {
  try {
    closeSync(openSync(part, 'wx', 0o600))
  } catch (error) {
    throw new Problem(
      'file/not-writable',
      name,
      'The folder cannot be written to.',
      'Choose a folder of your own, or free some space on the disk.',
      { cause: error },
    )
  }
}

/** A link, unlike a rename, fails where the name is taken; file systems without links get a rename. */
function publish(part: string, path: string): void {
  try {
    linkSync(part, path)
  } catch (error) {
    if (existsSync(path)) throw alreadyThere(basename(path))
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error
    renameSync(part, path)
  }
}

function alreadyThere(name: string): Problem {
  return new Problem(
    'file/exists',
    name,
    'There is a file of this name already.',
    'Open it, or choose another name; an existing file is never replaced.',
  )
}
