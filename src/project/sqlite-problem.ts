import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from '../domain/problem.ts'

const remedies: readonly [RegExp, (file: string) => Problem][] = [
  [
    /^SQLITE_(BUSY|LOCKED|PROTOCOL)/,
    (file) =>
      new Problem(
        'project/locked',
        file,
        'Another program is writing to the project and has locked it.',
        'Finish or close the edit in the other program (QGIS: save edits), then try again.',
      ),
  ],
  [
    /^SQLITE_FULL/,
    (file) =>
      new Problem(
        'file/disk-full',
        file,
        'The disk is full; this step was not saved, everything before it is.',
        'Free some space, then do it again.',
      ),
  ],
  [
    /^SQLITE_READONLY_DBMOVED/,
    (file) =>
      new Problem(
        'project/moved',
        file,
        'The project file was moved, deleted or replaced while it was open; this step was not saved.',
        'Put the file back, or open it where it is now.',
      ),
  ],
  [
    /^SQLITE_(READONLY|PERM)/,
    (file) =>
      new Problem(
        'project/read-only',
        file,
        'The project or its folder is write-protected.',
        'Change its permissions, or copy the project to a folder of your own and open it there.',
      ),
  ],
  [
    /^SQLITE_NOTADB/,
    (file) =>
      new Problem(
        'project/not-geopackage',
        file,
        'This is not a GeoPackage.',
        'Choose a project file that Roadstead made (its name ends in .gpkg).',
      ),
  ],
  [
    /^SQLITE_(CORRUPT|FORMAT)/,
    (file) =>
      new Problem(
        'project/damaged',
        file,
        'The project file is damaged: parts of it cannot be read.',
        'Keep the file as it is, and open the newest copy that is sound (a backup, or the copy of a colleague).',
      ),
  ],
  [
    /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH)/,
    (file) =>
      new Problem(
        'project/foreign-schema',
        file,
        'A rule that another program put into the tables of the project refuses this step; nothing was saved.',
        'Remove the rule (a constraint, a default value or a unique index) in that program, then do it again.',
      ),
  ],
  [
    /^SQLITE_(IOERR|CANTOPEN|AUTH)/,
    (file) =>
      new Problem(
        'file/unreadable',
        file,
        'The disk or the system refused to read or write the project.',
        'Check that the disk is connected and that you may write to the folder, then try again.',
      ),
  ],
]

/** Turns an error of SQLite into the problem that an analyst can act on; a Problem stays what it is. */
export function sqliteProblem(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const subject = basename(path)
  // A table, column or module that is gone is damage too, though SQLite calls it an error of the statement.
  const lacking =
    error.code === 'SQLITE_ERROR' && /no such|malformed|vtable|unsupported file format/.test(error.message)
  const code = lacking ? 'SQLITE_CORRUPT' : error.code
  for (const [pattern, make] of remedies) {
    if (pattern.test(code)) return Object.assign(make(subject), { cause: error })
  }
  return new Problem(
    'internal',
    subject,
    `The project refused a statement: ${error.message}.`,
    'Nothing was saved by this step; please run a check of the project.',
    { cause: error },
  )
}

/** Runs `work` and gives what it throws as a problem of the project at `path`. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw sqliteProblem(error, path)
  }
}
