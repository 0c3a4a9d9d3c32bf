import { randomUUID } from 'node:crypto'
import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Granted } from '../contract/bridge.ts'
import { Problem } from '../domain/problem.ts'

/** `folder`: the files in a folder and below it may be read. */
export type GrantUse = 'read' | 'write' | 'folder'

/** A file or folder that an analyst named through a dialog, a drop or the command line. */
export interface GrantedFile {
  /** Absolute, symbolic links resolved where the file exists. */
  readonly path: string
  /** As it was given. */
  readonly given: string
  readonly use: GrantUse
}

/** The files that may be touched: named by the analyst, known to the page only by an id. */
export class Grants {
  readonly #files = new Map<string, GrantedFile>()

  /**
   * The right to read an existing regular file, to write one (which need not exist yet), or to look into a folder.
   * @throws Problem `file/not-found`, `file/not-regular`, `input/invalid`
   */
  async make(given: string, use: GrantUse): Promise<Granted> {
    const path = use === 'folder' ? await checkedFolder(given) : await checkedPath(given, use)
    const grant = randomUUID()
    this.#files.set(grant, { path, given, use })
    return { grant, name: basename(path) }
  }

  /** @throws Problem `grant/unknown` */
  file(grant: string, use: GrantUse): GrantedFile {
    const file = this.#files.get(grant)
    const mayRead = file?.use === 'write' && use === 'read'
    if (file !== undefined && (file.use === use || mayRead)) return file
    throw new Problem('grant/unknown', 'file', 'Roadstead was not given this file.', 'Choose it again.')
  }
}

async function checkedFolder(given: string): Promise<string> {
  const found = given.includes('\0') ? null : await stat(given).catch(() => null)
  if (found?.isDirectory() === true) return await realpath(given)
  throw new Problem('file/not-found', given, 'There is no such folder.', 'Choose a folder.')
}

async function checkedPath(given: string, use: GrantUse): Promise<string> {
  const name = basename(given)
  if (given.includes('\0')) {
    throw new Problem('input/invalid', 'file', 'The path has a NUL character.', 'Name another file.')
  }
  if (name !== name.trim() || name === '') {
    throw new Problem(
      'input/invalid',
      JSON.stringify(given),
      'The file name is empty, or begins or ends with white space.',
      'Rename the file.',
    )
  }
  const found = await stat(given).catch(() => null)
  if (found === null) return use === 'write' ? await newFilePath(given) : missing(given)
  if (!found.isFile()) throw notRegular(given, found.isDirectory())
  return await realpath(given)
}

async function missing(given: string): Promise<never> {
  const link = await lstat(given).catch(() => null)
  throw new Problem(
    'file/not-found',
    given,
    link === null ? 'There is no such file.' : 'This link leads to no file.',
    'Check the name and the folder.',
  )
}

/** Bytes of a name: the system allows 255, of which what is written beside a file under its name takes some. */
const longestName = 200

async function newFilePath(given: string): Promise<string> {
  if (Buffer.byteLength(basename(given)) > longestName)
    throw new Problem(
      'input/invalid',
      `${basename(given).slice(0, 60)}…`,
      `The file name is longer than ${longestName} bytes.`,
      'Give it a shorter name.',
    )
  const folder = dirname(resolve(given))
  const found = await stat(folder).catch(() => null)
  if (found?.isDirectory() === true) return join(await realpath(folder), basename(given))
  throw new Problem(
    'file/not-found',
    given,
    'Its folder does not exist.',
    'Make the folder first, or choose another.',
  )
}

function notRegular(given: string, isFolder: boolean): Problem {
  return new Problem(
    'file/not-regular',
    given,
    isFolder ? 'This is a folder, not a file.' : 'This is a device, pipe or socket, not a regular file.',
    'Choose a regular file.',
  )
}
