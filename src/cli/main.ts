// The command `roadstead`: reads the arguments, runs one command, and turns whatever happens into an exit code.
import { runCommandLine } from './command-line.ts'
import { visible } from './visible.ts'
import { processTerminal } from './terminal.ts'

const terminal = processTerminal()
process.on('uncaughtException', (error) => {
  terminal.note(`roadstead: something went wrong inside Roadstead: ${visible(error.message)}`)
  process.exit(1)
})
const code = await runCommandLine(process.argv.slice(2), terminal)
await terminal.finish()
process.exit(code)
