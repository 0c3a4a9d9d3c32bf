import { realpath } from 'node:fs/promises'
import { InvalidArgumentError, type Command } from 'commander'
import { ExportFormat } from '../../contract/exchange-report.ts'
import { Problem } from '../../domain/problem.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore } from '../core.ts'
import { count } from '../quantities.ts'
import { filterOf, readTime, withFilters, type FilterOptions } from '../record-filter.ts'

interface ExportOptions extends Omit<FilterOptions, 'to'> {
  readonly to: Target
  readonly out?: string
}

/** What `--to` said: the format, and, given once more, the time before which. */
interface Target {
  readonly format?: ExportFormat
  readonly before?: string
}

/** `export PROJECT --to FORMAT`: sightings to standard output, or to a file that is replaced whole or not at all. */
export function addExportCommand({ add, run, terminal }: CommandSeat): void {
  withFilters(add('export', 'write sightings in an exchange format'))
    .argument('<project>', 'the project file, NAME.gpkg')
    .option(
      '--to <format or time>',
      `the format (${ExportFormat.options.join(', ')}); once more with a time: before this time`,
      readTarget,
      {},
    )
    .option('--out <file>', 'write to this file instead of standard output')
    .action((project: string, options: ExportOptions, command: Command) =>
      run(async () => {
        const { format, before } = options.to
        if (format === undefined) {
          return command.error(`error: say which format: --to ${ExportFormat.options.join(' or ')}`)
        }
        const filter = filterOf({ ...options, to: before })
        return await withCore(terminal, async (core) => {
          await core.open(project)
          if (options.out !== undefined)
            await refuseSameFile(terminal.path(options.out), terminal.path(project))
          const target = options.out === undefined ? {} : { grant: await core.grant(options.out, 'write') }
          const { records, text } = await core.client['exchange.export'](
            { ...target, to: format, filter },
            core.job,
          )
          if (text !== null) terminal.print(text)
          if (options.out !== undefined)
            terminal.note(`${count(records, 'sighting')} written to ${options.out}`)
          return 0
        })
      }),
    )
}

/** `export` has the filters of `list`, so `--to` names the format and may name a time as well. */
function readTarget(given: string, earlier: Target): Target {
  const format = ExportFormat.safeParse(given)
  if (format.success) return { ...earlier, format: format.data }
  if (/^\d/.test(given)) return { ...earlier, before: readTime(given) }
  throw new InvalidArgumentError(`The formats are ${ExportFormat.options.join(', ')}.`)
}

/** An export over the project itself would take all work with it. */
async function refuseSameFile(out: string, project: string): Promise<void> {
  const same = await Promise.all([realpath(out), realpath(project)]).catch(() => null)
  if (same === null || same[0] !== same[1]) return
  throw new Problem(
    'file/not-writable',
    out,
    'This is the project itself.',
    'Name another file for the export.',
  )
}
