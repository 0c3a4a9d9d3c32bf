import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Problem } from '../domain/problem.ts'
import {
  connect,
  connectToBytes,
  makeDurable,
  type Connection,
  type ConnectionOptions,
} from './connection.ts'
import { findForeignObjects } from './foreign-schema.ts'
import type { FileFacts } from './inspect-file.ts'
import { backUpAtOnce } from './backup.ts'
import { currentVersion, migrate } from './migrate.ts'
import { assertComplete, readVersion } from './project-version.ts'
import { restoreSchema } from './restore-schema.ts'
import { guarded } from './sqlite-problem.ts'

/** Up to this size the whole file is checked at each opening (about a second). */
const quickCheckBytes = 200 * 1024 * 1024

/**
 * Opens the database of a project: first looks at it through a connection that cannot write, then opens it for
 * writing, looks again (it may have been replaced), and only then changes anything: journal, schema.
 */
export function openDatabase(facts: FileFacts, options: ConnectionOptions): Connection {
  return guarded(facts.path, () => {
    if (facts.readOnly) return openForReading(facts, options)
    // Only a connection that may write can take back an interrupted write.
    closing(connect(facts.path, facts.journalLeftOver ? 'write' : 'read', options), (db) => {
      examine(db, facts.path, options)
    })
    const db = connect(facts.path, 'write', options)
    try {
      const version = examine(db, facts.path, options)
      makeDurable(db, facts.path)
      if (facts.sizeBytes <= quickCheckBytes) assertSound(db, facts.path)
      if (version < currentVersion) {
        backUpAtOnce(db, facts.path, options)
        migrate(db, version)
      }
      assertComplete(db, facts.path)
      restoreSchema(db, currentVersion, options)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

function openForReading(facts: FileFacts, options: ConnectionOptions): Connection {
  const subject = basename(facts.path)
  if (facts.journalLeftOver || (facts.writeAheadLog && facts.logLeftOver))
    throw new Problem(
      'project/read-only',
      subject,
      'The last write to the project was interrupted, and it cannot be completed because the folder is write-protected.',
      'Copy the project with all files of the same name to a folder of your own, and open it there.',
    )
  const db = facts.writeAheadLog
    ? connectToBytes(withoutLog(facts.path), options)
    : connect(facts.path, 'read', options)
  try {
    const version = examine(db, facts.path, options)
    if (version < currentVersion)
      throw new Problem(
        'project/read-only',
        subject,
        `The project has version ${version} of the file format and must be brought to version ${currentVersion}, but it is write-protected.`,
        'Copy it to a folder of your own and open it there.',
      )
    if (facts.sizeBytes <= quickCheckBytes) assertSound(db, facts.path)
    assertComplete(db, facts.path)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The file's bytes with a header that asks for no write-ahead log: in a read-only folder SQLite cannot make one. */
function withoutLog(path: string): Buffer {
  const bytes = readFileSync(path)
  bytes.writeUInt8(1, 18)
  bytes.writeUInt8(1, 19)
  return bytes
}

/** The schema version, once it is sure that nothing foreign runs when the project is read or written. */
function examine(db: Connection, path: string, options: ConnectionOptions): number {
  const version = readVersion(db, path)
  assertOwnSchema(db, path, version, options)
  return version
}

/** Refuses a file whose schema has objects that could change what an edit does. */
export function assertOwnSchema(
  db: Connection,
  path: string,
  version: number,
  options: ConnectionOptions,
): void {
  const foreign = findForeignObjects(db, version, options).find(({ dangerous }) => dangerous)
  if (foreign === undefined) return
  const place = foreign.type === 'trigger' ? ` on ${foreign.table}` : ''
  throw new Problem(
    'project/foreign-schema',
    basename(path),
    `The project contains a ${foreign.type} that Roadstead did not make: ${foreign.name}${place}. It could change or delete records while you work.`,
    'If you know it, remove it in the program that made it; else open a copy that you trust. Nothing was written.',
  )
}

function assertSound(db: Connection, path: string): void {
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found === 'ok') return
  throw new Problem(
    'project/damaged',
    basename(path),
    'The project file is damaged: parts of it cannot be read.',
    'Keep the file as it is, and open the newest copy that is sound (a backup, or the copy of a colleague).',
  )
}

function closing<T>(db: Connection, work: (db: Connection) => T): T {
  try {
    return work(db)
  } finally {
    db.close()
  }
}
