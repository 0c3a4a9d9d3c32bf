// The command `roadstead` of a checkout.
import { runAsProgram } from './program.ts'

await runAsProgram(process.argv.slice(2))
