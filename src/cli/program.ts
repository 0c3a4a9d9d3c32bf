import { runCommandLine } from './command-line.ts'
import { processTerminal } from './terminal.ts'
import { visible } from '../domain/visible.ts'

/**
 * Runs one command line as the whole of this process: reads the arguments, runs the command, and turns whatever
 * happens into an exit code. `jobWorker` is the module of the worker threads where they are bundled.
 */
export async function runAsProgram(args: readonly string[], jobWorker?: URL): Promise<never> {
  const terminal = processTerminal()
  process.on('uncaughtException', (error) => {
    terminal.note(`roadstead: something went wrong inside Roadstead: ${visible(error.message)}`)
    process.exit(1)
  })
  const code = await runCommandLine(args, jobWorker === undefined ? terminal : { ...terminal, jobWorker })
  await terminal.finish()
  return process.exit(code)
}
