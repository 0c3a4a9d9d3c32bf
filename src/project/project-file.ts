import type { Change } from '../commands/change.ts'
import type { HistoryStacks } from '../commands/history.ts'
import type { Absence } from '../domain/absence.ts'
import type { Uid } from '../domain/identifiers.ts'
import { Problem, type ProblemReport } from '../domain/problem.ts'
import type { RecordFilter, RecordOf, Records, TableName } from '../domain/records.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { applyChange } from './apply-change.ts'
import { backUp } from './backup.ts'
import type { Backup } from './backup-list.ts'
import { checkProject } from './check-project.ts'
import type { ConnectionOptions } from './connection.ts'
import { correctContents } from './contents.ts'
import { copyProject } from './copy-beside.ts'
import { createProjectFile } from './create-project.ts'
import type { Fault } from './decode-row.ts'
import { countRows, type ExamineFile } from './examine-file.ts'
import { readChange, readHistory, readStepNow, type Author, type ImportSource } from './history.ts'
import { assertInPlace, identityOf, makeOpenFile, placeProblem, type OpenFile } from './open-file.ts'
import { openDatabase } from './open-database.ts'
import { inspectFile } from './inspect-file.ts'
import { keepSetting, readSetting } from './kept-settings.ts'
import { findRecords, listAisPositions, listRecords, type Listed } from './list-records.ts'
import { recordSha256 } from './record-sha256.ts'
import { reportFaults } from './report-faults.ts'
import { watchSchema } from './schema-watch.ts'
import { guarded } from './sqlite-problem.ts'

/** An open project. All methods are synchronous and throw a Problem; what returned from `apply` is on the disk. */
export interface ProjectFile {
  /** Absolute path, links resolved. */
  readonly path: string
  /** The file or its folder is write-protected: `apply` refuses. */
  readonly readOnly: boolean
  /** False after `close`. */
  readonly isOpen: boolean
  /** How the live connection writes: SQLite's journal mode, its `synchronous`, and the size of the file. */
  storage(): { journal: string; synchronous: number; sizeBytes: number }
  /** Whether it holds no record of any kind. */
  isEmpty(): boolean
  /** All records except AIS positions. Values that a column cannot hold read as null. */
  records(): Records
  /** The same, with a report of every value that was read as null or under an assumption. */
  read(): { readonly records: Records; readonly problems: readonly ProblemReport[] }
  get<N extends TableName>(table: N, uid: Uid): RecordOf[N] | null
  /** The sightings that name a record in one of their reference columns. */
  sightingsWith(column: 'scene_uid' | 'vessel_uid' | 'place_uid', uid: Uid): readonly Sighting[]
  /** The absences that name a record in one of their reference columns. */
  absencesWith(column: 'scene_uid' | 'vessel_uid' | 'place_uid', uid: Uid): readonly Absence[]
  /** The sightings that a filter lets through, in the order of their uid. */
  sightings(filter: RecordFilter): Sighting[]
  /** Records as plain objects for `list` and export: fields in the contract's order, geometry under `geometry`. */
  list(table: TableName | 'ais', filter: RecordFilter): Listed[]
  /** Makes the change in one transaction and gives it as it is stored; see `applyChange`. */
  apply(change: Change, by: Author): Change
  /** The same for an import: its insertions are one row of the history. */
  applyImport(change: Change, source: ImportSource, by: Author): Change
  /** What is kept under a name in the project, beside its records and its history; null: nothing. */
  setting(name: string): string | null
  /** Keeps a text under a name; null forgets it. */
  keepSetting(name: string, value: string | null): void
  /** Writes the SHA-256 of files into scenes that have none, outside of the history; see `recordSha256`. */
  recordSha256(found: ReadonlyMap<Uid, string>): { before: Scene; after: Scene }[]
  /** What can be undone and redone. */
  history(): HistoryStacks
  /** A stored change, ready to be inverted. */
  changeOf(change_uid: Uid): Change
  /** A stored step with each of its records as it is now; null where the project has no such step. */
  stepNow(change_uid: Uid): Change | null
  /** Everything that is wrong with the file; the scenes' own files are the caller's to check. */
  check(): ProblemReport[]
  /** Changes whenever another program or another connection has written to the file. */
  dataVersion(): number
  /** Makes a backup and has it examined; edits go on meanwhile. The one named `keep` stays, however old. See `backUp`. */
  backUp(examine?: ExamineFile, keep?: string): Promise<Backup>
  /** Copies everything into a new file, also where the project's own file is gone from its place. */
  copyTo(path: string): void
  /** Why nothing can be saved now: the file was moved, deleted or replaced. Null where it is in its place. */
  trouble(): Problem | null
  close(): void
}

/** Opens a project; every reason not to is a Problem of its own, and then nothing was written. */
export function openProject(path: string, options: ConnectionOptions = {}): ProjectFile {
  const facts = inspectFile(path)
  const identity = identityOf(facts.path)
  const db = openDatabase(facts, options)
  try {
    const file = makeOpenFile(db, facts.path, facts.readOnly, identity ?? { dev: 0n, ino: 0n })
    assertInPlace(file)
    return projectOver(file, options)
  } catch (error) {
    db.close()
    throw error
  }
}

/** Makes an empty project and opens it; an existing file is never replaced (`file/exists`). */
export function createProject(path: string, options: ConnectionOptions = {}): ProjectFile {
  return openProject(createProjectFile(path, options), options)
}

function projectOver(file: OpenFile, options: ConnectionOptions): ProjectFile {
  const { db, path } = file
  const number = (pragma: string) => Number(db.pragma(pragma, { simple: true }))
  const schema = watchSchema(db, path, options)
  let dataSeen = number('data_version')
  let stacks: HistoryStacks | null = null
  const dataOpened = dataSeen
  let written = false

  const readAll = (): { records: Records; faults: Fault[] } => {
    const faults: Fault[] = []
    const all = <N extends TableName>(table: N) => file.rows(table).all(faults)
    const records = db.transaction(() => ({
      scenes: all('scenes'),
      sightings: all('sightings'),
      absences: all('absences'),
      vessels: all('vessels'),
      places: all('places'),
    }))()
    return { records, faults }
  }
  const write = (change: Change, by: Author, source: ImportSource | null): Change => {
    stacks = null
    const stored = applyChange(file, change, by, source, schema)
    written = true
    return stored
  }
  const guard = <T>(work: () => T): T => guarded(path, work)

  return {
    path,
    readOnly: file.readOnly,
    records: () => guard(() => readAll().records),
    read: () =>
      guard(() => {
        const { records, faults } = readAll()
        return { records, problems: reportFaults(faults.filter(({ kind }) => kind !== 'converted')) }
      }),
    get: (table, uid) => guard(() => file.rows(table).get(uid, [])?.record ?? null),
    sightingsWith: (column, uid) => guard(() => file.rows('sightings').withReference(column, uid)),
    absencesWith: (column, uid) => guard(() => file.rows('absences').withReference(column, uid)),
    sightings: (filter) => guard(() => findRecords(db, 'sightings', filter)),
    list: (table, filter) =>
      guard(() => (table === 'ais' ? listAisPositions(db, filter) : listRecords(db, table, filter))),
    apply: (change, by) => guard(() => write(change, by, null)),
    applyImport: (change, source, by) => guard(() => write(change, by, source)),
    get isOpen() {
      return db.open
    },
    storage: () =>
      guard(() => ({
        journal: String(db.pragma('journal_mode', { simple: true })),
        synchronous: number('synchronous'),
        sizeBytes: number('page_count') * number('page_size'),
      })),
    isEmpty: () => guard(() => countRows(db) === 0),
    recordSha256: (found) =>
      guard(() => {
        written = true
        return recordSha256(file, found, schema)
      }),
    history: () =>
      guard(() => {
        const data = number('data_version')
        if (stacks === null || data !== dataSeen) stacks = readHistory(db)
        dataSeen = data
        return stacks
      }),
    setting: (name) => guard(() => readSetting(file, name)),
    keepSetting: (name, value) =>
      guard(() => {
        keepSetting(file, schema, name, value)
        written = true
      }),
    changeOf: (change_uid) => guard(() => readChange(file, change_uid)),
    stepNow: (change_uid) => guard(() => readStepNow(file, change_uid)),
    check: () => guard(() => checkProject(file, options)),
    dataVersion: () => guard(() => number('data_version')),
    backUp: (examine, keep) => backUp(file, options, examine, keep),
    copyTo: (target) => guarded(target, () => copyProject(db, target)),
    trouble: () => placeProblem(file),
    close() {
      if (!db.open) return
      if (!file.readOnly) settle(file, written || number('data_version') !== dataOpened)
      db.close()
    },
  }
}

/**
 * Leaves the file as one that stands alone: right extents, though another program may have edited layers too, and no
 * write-ahead log, which QGIS switches on while it has the file open. What fails here is done at the next close.
 */
function settle({ db }: OpenFile, changed: boolean): void {
  try {
    if (changed) db.transaction(() => correctContents(db)).immediate()
    if (db.pragma('journal_mode', { simple: true }) !== 'delete') db.pragma('journal_mode = DELETE')
  } catch {
    return
  }
}

/**
 * Everything that is wrong with the project at `path`, also where it is so wrong that it cannot be opened. Throws
 * where there is no project to check: no file, another kind of file, a newer version, a lock.
 */
export function checkProjectFile(path: string, options: ConnectionOptions = {}): ProblemReport[] {
  let project: ProjectFile
  try {
    project = openProject(path, options)
  } catch (error) {
    if (error instanceof Problem && ['project/damaged', 'project/foreign-schema'].includes(error.code))
      return [error.toReport()]
    throw error
  }
  try {
    return project.check()
  } finally {
    project.close()
  }
}
