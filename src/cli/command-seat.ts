import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** Exit codes of a command's work: 0 done, 1 refused or failed. */
export type ExitCode = 0 | 1

/** What a command does its work with, and how it ends. */
export interface CommandSeat {
  readonly terminal: Terminal
  /** Adds a command of this name. */
  readonly add: (name: string, summary: string) => Command
  /** Runs a command's work and keeps its exit code. */
  readonly run: (work: () => Promise<ExitCode>) => Promise<void>
}
