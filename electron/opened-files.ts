import { resolve } from 'node:path'

/**
 * The project that a command line names: its first argument that is no switch and ends in `.gpkg`, made absolute
 * against the folder in which the command was given.
 */
export function projectOnCommandLine(argv: readonly string[], folder: string): string | undefined {
  const name = argv.slice(1).find((argument) => !argument.startsWith('-') && /\.gpkg$/i.test(argument))
  return name === undefined ? undefined : resolve(folder, name)
}
