import { basename, dirname } from 'node:path'
import type { Change } from '../commands/change.ts'
import type { EditResult, ProjectSnapshot, UndoState } from '../contract/api.ts'
import type { HistoryStacks } from '../commands/history.ts'
import { Problem } from '../domain/problem.ts'
import type { Instant } from '../domain/time.ts'
import type { ImportSource } from '../project/history.ts'
import type { ProjectFile } from '../project/project-file.ts'
import { createProject, openProject } from '../project/project-file.ts'
import type { WorkbenchPorts } from './ports.ts'
import { unreachableScenes } from './scene-files.ts'
import { SettingsFile } from './settings.ts'

/** How often another program's changes to the open project are looked for. */
const watchEveryMs = 2_000

/** The one project that is open, and who works on it. */
export class Session {
  readonly settings: SettingsFile
  readonly #ports: WorkbenchPorts
  #project: ProjectFile | null = null
  #watch: NodeJS.Timeout | null = null
  #seenVersion = 0

  constructor(ports: WorkbenchPorts) {
    this.#ports = ports
    this.settings = new SettingsFile(ports.settingsFolder)
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
    const { sqliteBinding } = this.#ports
    const options = sqliteBinding === undefined ? {} : { nativeBinding: sqliteBinding }
    if (path === this.#project?.path) this.close()
    const opened = make ? createProject(path, options) : openProject(path, options)
    this.close()
    this.#project = opened
    this.#seenVersion = opened.dataVersion()
    this.#watch = setInterval(() => this.#lookForForeignChanges(), watchEveryMs)
    this.#watch.unref()
    await this.settings.addRecent(path, this.now()).catch((error: unknown) => this.#ports.report?.(error))
    return await this.snapshot()
  }

  close(): void {
    if (this.#watch !== null) clearInterval(this.#watch)
    this.#watch = null
    this.#project?.close()
    this.#project = null
  }

  async snapshot(): Promise<ProjectSnapshot> {
    const { project } = this
    const { records, problems } = project.read()
    return {
      name: basename(project.path),
      folder: dirname(project.path),
      readOnly: project.readOnly,
      records,
      history: undoState(project.history()),
      missingScenes: await unreachableScenes(this, records.scenes),
      problems: [...problems],
    }
  }

  /** Commits a change; what is answered is on disk. */
  async apply(change: Change, source: ImportSource | null = null): Promise<EditResult> {
    const by = { analyst: await this.analyst(), at: this.now() }
    const { project } = this
    const applied = source === null ? project.apply(change, by) : project.applyImport(change, source, by)
    this.#seenVersion = project.dataVersion()
    return { change: applied, history: undoState(project.history()), savedAt: this.now() }
  }

  #lookForForeignChanges(): void {
    if (this.#project === null) return
    try {
      const version = this.#project.dataVersion()
      if (version === this.#seenVersion) return
      this.#seenVersion = version
      this.#ports.emit({ type: 'project-changed' })
    } catch (error) {
      this.#ports.report?.(error)
    }
  }
}

/** What the Undo and Redo menu items say. */
export function undoState({ undo, redo }: HistoryStacks): UndoState {
  return { undo: undo.at(-1)?.note ?? null, redo: redo.at(-1)?.note ?? null }
}
