import { basename, dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeEdit, type Change } from '../commands/change.ts'
import type { EditResult, ProjectSnapshot, UndoState } from '../contract/api.ts'
import type { HistoryStacks } from '../commands/history.ts'
import { newUid, type Uid } from '../domain/identifiers.ts'
import { asProblem, Problem } from '../domain/problem.ts'
import type { Instant } from '../domain/time.ts'
import type { ConnectionOptions } from '../project/connection.ts'
import type { ImportSource } from '../project/history.ts'
import type { ProjectFile } from '../project/project-file.ts'
import { createProject, openProject } from '../project/project-file.ts'
import { networkShareOf } from '../project/share.ts'
import { BackupKeeper } from './backup-keeper.ts'
import type { WorkbenchPorts } from './ports.ts'
import { ProjectJobs } from './project-jobs.ts'
import { FileStamps } from './file-stamps.ts'
import { sceneFileStates } from './scene-files.ts'
import { SettingsFile } from './settings.ts'

/** How often another program's changes to the open project are looked for. */
const watchEveryMs = 1_000

/** SQLite waits for a lock on the core's only thread, so it waits briefly and is asked again. */
const [lockWaitMs, lockPauseMs, usualPatienceMs] = [50, 150, 5_000]

/** The one project that is open, and who works on it. */
export class Session {
  readonly settings: SettingsFile
  readonly stamps: FileStamps
  readonly backups: BackupKeeper
  readonly jobs: ProjectJobs
  /** How project files are opened here. */
  readonly fileOptions: ConnectionOptions
  readonly #ports: WorkbenchPorts
  #project: ProjectFile | null = null
  #watch: NodeJS.Timeout | null = null
  #seenVersion = 0
  #trouble: string | null = null

  constructor(ports: WorkbenchPorts) {
    this.#ports = ports
    this.settings = new SettingsFile(ports.settingsFolder)
    this.stamps = new FileStamps(ports.settingsFolder)
    const { jobWorker, sqliteBinding } = ports
    this.jobs = new ProjectJobs(jobWorker === undefined ? {} : { entry: jobWorker })
    this.backups = new BackupKeeper((event) => ports.emit(event), this.jobs.examine)
    this.fileOptions = {
      timeoutMs: lockWaitMs,
      ...(sqliteBinding === undefined ? {} : { nativeBinding: sqliteBinding }),
    }
  }

  get hasProject(): boolean {
    return this.#project !== null
  }

  /** @throws Problem `project/none-open` */
  get project(): ProjectFile {
    if (this.#project !== null) return this.#project
    throw new Problem('project/none-open', 'project', 'No project is open.', 'Open or make one first.')
  }

  /** @throws Problem `project/none-open` */
  get projectPath(): string {
    return this.project.path
  }

  get followsStoredPaths(): boolean {
    return this.#ports.followStoredPaths === true
  }

  now(): Instant {
    return new Date().toISOString()
  }

  async analyst(): Promise<string | null> {
    const { analyst } = await this.settings.read()
    return analyst === '' ? null : analyst
  }

  /** Opens a project, or makes a new file first; the one that was open stays open where that fails. */
  async open(path: string, make: boolean): Promise<ProjectSnapshot> {
    if (path === this.#project?.path) this.close()
    const opened = await this.patiently(() =>
      make ? createProject(path, this.fileOptions) : openProject(path, this.fileOptions),
    )
    this.close()
    this.#project = opened
    this.#seenVersion = opened.dataVersion()
    this.#watch = setInterval(() => this.#look(), watchEveryMs)
    this.#watch.unref()
    this.#ports.opened?.(opened.path)
    await this.#remembering(() => this.settings.addRecent(path, this.now()))
    const snapshot = await this.snapshot()
    if (this.#ports.keepsBackups === true) this.backups.start(opened)
    return snapshot
  }

  /** Remembers that the analyst named these files on this machine. */
  async confirmPaths(paths: readonly string[]): Promise<void> {
    await this.#remembering(() => this.settings.confirmPaths(paths))
  }

  /** Settings that cannot be written are told and stop nothing. */
  async #remembering(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#ports.emit({ type: 'notice', problem: asProblem(error, 'The settings').toReport() })
    }
  }

  /** Closes the project, lets `work` put another file in the place of `path`, and opens that. */
  async replaceFile(
    path: string,
    work: (path: string, options: ConnectionOptions) => Promise<void>,
  ): Promise<ProjectSnapshot> {
    const wasOpen = this.#project?.path === path
    if (wasOpen) this.close()
    await this.backups.idle()
    try {
      await work(path, this.fileOptions)
    } catch (error) {
      if (wasOpen) await this.open(path, false)
      throw error
    }
    return await this.open(path, false)
  }

  close(): void {
    if (this.#watch !== null) clearInterval(this.#watch)
    this.#watch = null
    this.backups.stop()
    if (this.#project === null) return
    this.#project.close()
    this.#project = null
    this.#trouble = null
    this.#ports.opened?.(null)
  }

  /**
   * Does `work` on the project's file, again and again while another program holds its lock, for as long as the
   * analyst is kept waiting at most; other requests are answered meanwhile.
   * @throws Problem `project/locked` when the lock outlasts that, and whatever `work` throws
   */
  async patiently<T>(work: () => T): Promise<T> {
    const until = performance.now() + (this.#ports.lockPatienceMs ?? usualPatienceMs)
    for (;;) {
      try {
        return work()
      } catch (error) {
        const locked = error instanceof Problem && error.code === 'project/locked'
        if (!locked || performance.now() > until) throw error
        await wait(lockPauseMs)
      }
    }
  }

  async snapshot(): Promise<ProjectSnapshot> {
    const { project } = this
    const [{ records, problems }, history] = await this.patiently(
      () => [project.read(), project.history()] as const,
    )
    const share = networkShareOf(project.path)
    const files = [...(await sceneFileStates(this, records.scenes))]
    const inState = (...wanted: string[]) => files.flatMap(([uid, is]) => (wanted.includes(is) ? [uid] : []))
    return {
      name: basename(project.path),
      folder: dirname(project.path),
      readOnly: project.readOnly,
      records,
      history: undoState(history),
      missingScenes: inState('missing', 'changed', 'outside'),
      changedScenes: inState('changed'),
      outsideScenes: inState('outside'),
      problems: [...problems],
      ...(share === null ? {} : { share }),
    }
  }

  /**
   * Commits a change; what is answered is on disk. Given as a function it is planned anew after each wait for another
   * program's lock, because that program may have changed what it starts from. Where it is cancelled before it is
   * written, nothing is.
   */
  async apply(
    given: Change | (() => Change),
    { source, signal }: { readonly source?: ImportSource; readonly signal?: AbortSignal } = {},
  ): Promise<EditResult> {
    const { project } = this
    const planned = typeof given === 'function' ? given : () => given
    const by = { analyst: await this.analyst(), at: this.now() }
    await this.backups.beforeChange(project, (await this.patiently(planned)).edits.length)
    const applied = await this.patiently(() => {
      signal?.throwIfAborted()
      if (project !== this.#project) return this.#closedMeanwhile()
      const change = planned()
      return source === undefined ? project.apply(change, by) : project.applyImport(change, source, by)
    })
    this.#seenVersion = project.dataVersion()
    return { change: applied, history: undoState(project.history()), savedAt: this.now() }
  }

  /** A step that is in the file, as the answer to whoever asked for it and did not hear of it; null where it is not. */
  async stepMade(change_uid: Uid): Promise<EditResult | null> {
    const { project } = this
    const [change, history] = await this.patiently(
      () => [project.stepNow(change_uid), project.history()] as const,
    )
    return change === null ? null : { change, history: undoState(history), savedAt: this.now() }
  }

  /** Writes SHA-256s into scenes that have none; see `ProjectFile.recordSha256`. Null where none was written. */
  async recordSha256(found: ReadonlyMap<Uid, string>): Promise<EditResult | null> {
    const { project } = this
    const scenes = await this.patiently(() => {
      if (project !== this.#project) return this.#closedMeanwhile()
      return found.size === 0 ? [] : project.recordSha256(found)
    })
    if (scenes.length === 0) return null
    this.#seenVersion = project.dataVersion()
    const edits = scenes.map(({ before, after }) => makeEdit('scenes', after.uid, before, after))
    const change = { change_uid: newUid(), undo_of: null, note: 'Read scene files through', edits }
    return { change, history: undoState(project.history()), savedAt: this.now() }
  }

  #closedMeanwhile(): never {
    throw new Problem(
      'project/none-open',
      'project',
      'The project was closed before this step was saved.',
      'Open it, then do the step again.',
    )
  }

  /** Tells when the file is no longer in its place, or is again, and when another program changed it. */
  #look(): void {
    if (this.#project === null) return
    try {
      const trouble = this.#project.trouble()
      if ((trouble?.message ?? null) !== this.#trouble) {
        this.#trouble = trouble?.message ?? null
        this.#ports.emit({ type: 'project-trouble', problem: trouble?.toReport() ?? null })
      }
      if (trouble !== null) return
      const version = this.#project.dataVersion()
      if (version === this.#seenVersion) return
      this.#seenVersion = version
      this.#ports.emit({ type: 'project-changed' })
    } catch (error) {
      // A lock in the way: the next look comes soon.
      if (!(error instanceof Problem && error.code === 'project/locked')) this.#ports.report?.(error)
    }
  }
}

/** What the Undo and Redo menu items say. */
export function undoState({ undo, redo }: HistoryStacks): UndoState {
  return { undo: undo.at(-1)?.note ?? null, redo: redo.at(-1)?.note ?? null }
}
