import { app } from 'electron'

/** What the launcher `bin/roadstead` puts before a command; what follows is the user's, letter by letter. */
const marker = '--roadstead-command'

/**
 * The command with its arguments, where an installed Roadstead was started as `roadstead COMMAND …`; undefined where
 * it is to show its window: started with nothing, with a project, or with switches alone.
 */
export function commandGiven(argv: readonly string[]): readonly string[] | undefined {
  if (!app.isPackaged) return undefined
  const args = argv.slice(1)
  if (args.includes(marker)) return args.slice(args.indexOf(marker) + 1)
  const [first] = args
  if (first === undefined || /\.gpkg$/i.test(first)) return undefined
  return /^--(help|version)$|^[^-]/.test(first) ? args : undefined
}

/** Runs a command of the command line and ends the program with its exit code; no window is made. */
export async function runCommand(args: readonly string[]): Promise<never> {
  const { runAsProgram } = await import('../src/cli/program.ts')
  return await runAsProgram(args, new URL('./job-worker.js', import.meta.url))
}
