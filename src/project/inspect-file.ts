import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { applicationId } from './migrate.ts'

/** What the first bytes of a file and its surroundings say, before any library opens it. */
export interface FileFacts {
  /** Absolute, links resolved. */
  readonly path: string
  /** The file or its folder cannot be written to. */
  readonly readOnly: boolean
  /** The header says write-ahead log. */
  readonly writeAheadLog: boolean
  /** A write-ahead log with content lies beside the file. */
  readonly logLeftOver: boolean
  /** A rollback journal with content lies beside the file: a write was interrupted. */
  readonly journalLeftOver: boolean
  readonly sizeBytes: number
}

const magic = 'SQLite format 3\0'
/** Of the way in which SQLite reads and writes a file: rollback journal and write-ahead log. */
const knownVersion = 2

/**
 * Looks at a project file without opening it as a database: refuses everything that is not a regular file holding
 * a GeoPackage. Nothing is written, and devices and pipes are not opened.
 */
export function inspectFile(given: string): FileFacts {
  const path = resolveFile(given)
  const subject = basename(path)
  if (path !== path.trim())
    throw new Problem(
      'input/invalid',
      `“${subject}”`,
      'The name of the file begins or ends with white space.',
      'Rename the file without it, then open it again.',
    )
  const stat = statSync(path)
  if (!stat.isFile())
    throw new Problem(
      'file/not-regular',
      subject,
      `This is ${stat.isDirectory() ? 'a folder' : 'a device or a pipe'}, not a file.`,
      'Choose a project file (its name ends in .gpkg).',
    )
  const header = readHeader(path)
  if (header.length === 0) throw notGeoPackage(subject, 'The file is empty (0 bytes).')
  if (header.length < 100 || header.toString('latin1', 0, 16) !== magic)
    throw notGeoPackage(subject, 'This is not a GeoPackage.')
  const id = header.readUInt32BE(68)
  // GP10 and GP11 are what GeoPackage 1.0 and 1.1 wrote there.
  if (id !== applicationId && id !== 0x47503130 && id !== 0x47503131)
    throw notGeoPackage(subject, 'This is an SQLite database of another program, not a GeoPackage.')
  const [writeVersion, readVersion] = [header.readUInt8(18), header.readUInt8(19)]
  if (readVersion > knownVersion) throw newerSqlite(subject, readVersion)
  assertPlainLogs(path)
  const facts = {
    path,
    readOnly: writeVersion > knownVersion || !mayWrite(path) || !mayWrite(dirname(path)),
    writeAheadLog: writeVersion === 2,
    logLeftOver: hasContent(`${path}-wal`),
    journalLeftOver: hasContent(`${path}-journal`),
    sizeBytes: stat.size,
  }
  if (isCutOff(header, facts)) throw cutOff(subject)
  return facts
}

function resolveFile(given: string): string {
  try {
    return realpathSync(given)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const subject = basename(given)
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Problem(
        'file/not-found',
        subject,
        'There is no such file.',
        'Check the name and the folder, and that the disk is connected.',
        { cause: error },
      )
    const what = code === 'ELOOP' ? 'It is a link that leads round in a circle.' : 'It cannot be reached.'
    throw new Problem('file/unreadable', subject, what, 'Open the file itself, from a folder you may read.', {
      cause: error,
    })
  }
}

function readHeader(path: string): Buffer {
  let descriptor: number
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw new Problem(
      'file/unreadable',
      basename(path),
      'The file cannot be read.',
      'Check that you may read it, then open it again.',
      { cause: error },
    )
  }
  try {
    if (!fstatSync(descriptor).isFile()) return Buffer.alloc(0)
    const header = Buffer.alloc(100)
    return header.subarray(0, readSync(descriptor, header, 0, 100, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** What SQLite looks for beside a database. */
const logEndings = ['-journal', '-wal', '-shm']
/** Ends a journal that names a further file, which SQLite would read and delete while it takes the write back. */
const journalMagic = Buffer.from('d9d505f920a163d7', 'hex')

/**
 * SQLite opens what lies beside a database unasked: it would wait on a pipe for ever, and write through a link to
 * wherever that leads.
 */
function assertPlainLogs(path: string): void {
  for (const ending of logEndings) {
    const stat = lstatSync(path + ending, { throwIfNoEntry: false })
    const subject = basename(path) + ending
    if (stat !== undefined && !stat.isFile())
      throw new Problem(
        'file/not-regular',
        subject,
        'What lies beside the project under this name is not a regular file.',
        'Take it away, or copy the project alone to another folder and open it there.',
      )
    if (stat === undefined || ending !== '-journal' || !endsWith(path + ending, stat.size, journalMagic))
      continue
    throw new Problem(
      'project/damaged',
      subject,
      'The journal of an interrupted write names another file, which no write of Roadstead does.',
      'Do not trust it: open the newest backup, or copy the project alone to another folder.',
    )
  }
}

function endsWith(path: string, size: number, mark: Buffer): boolean {
  if (size < mark.length) return false
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const tail = Buffer.alloc(mark.length)
    readSync(descriptor, tail, 0, mark.length, size - mark.length)
    return tail.equals(mark)
  } finally {
    closeSync(descriptor)
  }
}

/** The path, links resolved, of a file that was a project before it was damaged; only what is no file at all is refused. */
export function inspectDamaged(given: string): string {
  const path = resolveFile(given)
  const subject = basename(path)
  if (!statSync(path).isFile())
    throw new Problem(
      'file/not-regular',
      subject,
      'This is not a regular file.',
      'Choose a project file (its name ends in .gpkg).',
    )
  if (readHeader(path).toString('latin1', 0, 16) !== magic)
    throw notGeoPackage(subject, 'This is not a GeoPackage, or its first bytes are destroyed.')
  return path
}

/** Whether the header promises more pages than the file has; it is only to be believed when its counters agree. */
function isCutOff(header: Buffer, facts: FileFacts): boolean {
  if (facts.logLeftOver || facts.journalLeftOver) return false
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const counted = header.readUInt32BE(24) === header.readUInt32BE(92)
  return counted && header.readUInt32BE(28) * pageSize > facts.sizeBytes
}

function newerSqlite(subject: string, version: number): Problem {
  return new Problem(
    'project/newer-version',
    subject,
    `The file is in version ${version} of the SQLite file format; this Roadstead knows versions up to ${knownVersion}.`,
    'Open it with a newer Roadstead; the file was left as it is.',
  )
}

function cutOff(subject: string): Problem {
  return new Problem(
    'project/damaged',
    subject,
    'The project file is cut off: its end is missing.',
    'If it was copied or downloaded, do so again; else open the newest backup.',
  )
}

function notGeoPackage(subject: string, what: string): Problem {
  return new Problem(
    'project/not-geopackage',
    subject,
    what,
    'Choose a project file that Roadstead made (its name ends in .gpkg).',
  )
}

function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
