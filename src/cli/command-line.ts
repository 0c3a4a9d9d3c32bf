import { Command, CommanderError } from 'commander'
import { asProblem } from '../domain/problem.ts'
import { addAddCommand } from './commands/add.ts'
import { addAlignCommand } from './commands/align.ts'
import { addCheckCommand } from './commands/check.ts'
import { addCompareCommand } from './commands/compare.ts'
import { addExportCommand } from './commands/export.ts'
import { addImportCommand } from './commands/import.ts'
import { addInfoCommand } from './commands/info.ts'
import { addListCommand } from './commands/list.ts'
import { addMeasureCommand } from './commands/measure.ts'
import { addBackupCommand, addRestoreCommand, addSalvageCommand } from './commands/rescue.ts'
import type { CommandSeat } from './command-seat.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'
import { visible } from '../domain/visible.ts'

/**
 * Runs one command line.
 * @returns 0 done, 1 refused or failed (one line on standard error), 2 wrong usage, 130 or 143 after a signal
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0
  const program = new Command('roadstead')
    .description('Ships in satellite imagery: scenes, footprints, measures, projects.')
    .version(version(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => terminal.note(`roadstead: ${visible(text.trim().replace(/^error: /, ''))}`),
    })
  const seat: CommandSeat = {
    terminal,
    add: (usage, summary) =>
      program.command(usage).description(summary).version(version(), '--version', 'print the version'),
    run: async (work) => {
      code = await work()
    },
  }
  addInfoCommand(seat)
  addAddCommand(seat)
  addListCommand(seat)
  addImportCommand(seat)
  addExportCommand(seat)
  addMeasureCommand(seat)
  addCompareCommand(seat)
  addAlignCommand(seat)
  addCheckCommand(seat)
  addBackupCommand(seat)
  addRestoreCommand(seat)
  addSalvageCommand(seat)
  if (args.length === 0) {
    terminal.note('roadstead: say what to do; "roadstead --help" lists the commands.')
    return 2
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const interrupted = terminal.signal.aborted ? process.exitCode : undefined
    if (interrupted !== undefined) return Number(interrupted)
    terminal.note(`roadstead: ${visible(asProblem(error, 'roadstead').line)}`)
    return 1
  }
}
