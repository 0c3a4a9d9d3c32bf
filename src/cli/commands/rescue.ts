import type { BackupInfo } from '../../contract/rescue.ts'
import { Problem } from '../../domain/problem.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore } from '../core.ts'
import { count, time } from '../quantities.ts'
import { textTable } from '../text-table.ts'
import { visible } from '../../domain/visible.ts'

/** `backup PROJECT`: makes a checked copy in NAME.backups, or lists those that are there. */
export function addBackupCommand({ add, run, terminal }: CommandSeat): void {
  add('backup', 'copy a project into NAME.backups beside it, checked and hashed')
    .argument('<project>', 'the project file, NAME.gpkg')
    .option('--list', 'only list the backups, newest first')
    .option('--json', 'print JSON: the backup made, or the list')
    .action((project: string, { list, json }: { list?: true; json?: true }) =>
      run(() =>
        withCore(terminal, async (core) => {
          if (list === true) {
            const backups = await core.client['backup.list']({ grant: await core.grant(project, 'read') })
            terminal.print(json === true ? `${plainJson(backups, 2)}\n` : describeAll(backups))
            return 0
          }
          await core.open(project)
          const made = await core.client['backup.make'](undefined, core.job)
          terminal.print(
            json === true
              ? `${plainJson(made, 2)}\n`
              : `${visible(made.name)}: ${count(made.rows, 'record')}, checked.\n`,
          )
          return 0
        }),
      ),
    )
}

/** `restore PROJECT [BACKUP]`: puts a backup in the project's place, the newest unless one is named. */
export function addRestoreCommand({ add, run, terminal }: CommandSeat): void {
  add(
    'restore',
    'put a backup in the place of a project; the replaced file stays as NAME.gpkg.before-restore',
  )
    .argument('<project>', 'the project file, NAME.gpkg; it may be damaged')
    .argument('[backup]', 'the name of a backup as "backup --list" gives it; the newest unless told')
    .action((project: string, backup: string | undefined) =>
      run(() =>
        withCore(terminal, async (core) => {
          // A write grant: the project itself may be gone.
          const grant = await core.grant(project, 'write')
          const name = backup ?? (await core.client['backup.list']({ grant }))[0]?.name
          if (name === undefined)
            throw new Problem(
              'file/not-found',
              project,
              'There is no backup of this project.',
              'If it is damaged, "roadstead salvage" saves what can be read.',
            )
          await core.client['backup.restore']({ grant, name }, core.job)
          terminal.print(`${visible(project)} is ${visible(name)} again.\n`)
          return 0
        }),
      ),
    )
}

/** `salvage DAMAGED --out NEW`: saves what can be read of a damaged project into a new one. */
export function addSalvageCommand({ add, run, terminal }: CommandSeat): void {
  add('salvage', 'read a damaged project row by row into a new one; the damaged file is only read')
    .argument('<damaged>', 'the damaged project file')
    .requiredOption('--out <file>', 'the new project, which must not exist')
    .option('--json', 'print one JSON object: rows saved and lost for each table')
    .action((damaged: string, { out, json }: { out: string; json?: true }) =>
      run(() =>
        withCore(terminal, async (core) => {
          const report = await core.client['project.salvage'](
            { grant: await core.grant(damaged, 'read'), to: await core.grant(out, 'write') },
            core.job,
          )
          const columns = [
            { heading: 'table', cell: ({ table }: { table: string }) => table },
            { heading: 'saved', cell: ({ saved }: { saved: number }) => String(saved), align: 'right' },
            { heading: 'lost', cell: ({ lost }: { lost: number }) => String(lost), align: 'right' },
          ] as const
          terminal.print(json === true ? `${plainJson(report, 2)}\n` : textTable(columns, report.tables))
          return 0
        }),
      ),
    )
}

function describeAll(backups: readonly BackupInfo[]): string {
  if (backups.length === 0) return 'There is no backup yet.\n'
  return textTable(
    [
      { heading: 'made', cell: ({ madeAt }) => time(madeAt) },
      { heading: 'records', cell: ({ rows }) => String(rows), align: 'right' },
      { heading: 'bytes', cell: ({ sizeBytes }) => String(sizeBytes), align: 'right' },
      { heading: 'name', cell: ({ name }) => name },
    ],
    backups,
  )
}
