import type { WireEvent } from '../contract/bridge.ts'
import type { LogFile } from './log-file.ts'

/** What the workbench is given from outside: by Electron's core process, by the command line, or by a test. */
export interface WorkbenchPorts {
  /** Folder for the analyst's name, recent projects, and the scene paths confirmed on this machine. */
  readonly settingsFolder: string
  readonly appVersion: string
  /** Path of a compiled SQLite add-on, where the packaged one does not fit the runtime. */
  readonly sqliteBinding?: string
  /**
   * Whether absolute scene paths that stand in a project file may be followed unasked. The command line does; the
   * window asks once on each machine, because a project may come from someone else.
   */
  readonly followStoredPaths?: boolean
  /**
   * Whether a project is backed up by itself when it is opened and every half hour of work. Backups before bulk
   * changes are made in any case.
   */
  readonly keepsBackups?: boolean
  /** How long an edit waits for another program's lock before it is refused, in milliseconds; 5,000 unless told. */
  readonly lockPatienceMs?: number
  /** The module of the worker threads, where it does not lie beside the source of their pool. */
  readonly jobWorker?: URL
  /** Long work goes behind everything else on this machine: someone looks at the window. */
  readonly worksInBackground?: boolean
  emit(event: WireEvent): void
  /** Is told which project is open from now on, by its absolute path; null: none. */
  opened?(path: string | null): void
  /** Where requests and faults are noted, without anything of a project. */
  readonly log?: LogFile
  /** Takes errors that are faults of the program, for the log. */
  report?(error: unknown): void
}
