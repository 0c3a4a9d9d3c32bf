import type { WireEvent } from '../contract/bridge.ts'

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
  emit(event: WireEvent): void
  /** Takes errors that are faults of the program, for the log. */
  report?(error: unknown): void
}
