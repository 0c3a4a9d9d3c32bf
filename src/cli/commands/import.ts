import { Option } from 'commander'
import { ImportFormat, type ImportReport } from '../../contract/exchange-report.ts'
import { asProblem } from '../../domain/problem.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore, type Core } from '../core.ts'
import { count } from '../quantities.ts'
import { readUid } from '../record-filter.ts'
import { visible } from '../../domain/visible.ts'

interface ImportOptions {
  readonly as?: ImportFormat
  readonly scene?: string
  readonly dryRun?: true
  readonly keepGoing?: true
  readonly json?: true
}

interface FileReport extends ImportReport {
  /** Nothing of the file is in the project, because of a problem. */
  readonly refused: boolean
}

/** `import PROJECT FILE…`: all or nothing of each file, unless told to keep going. */
export function addImportCommand({ add, run, terminal }: CommandSeat): void {
  add('import', 'import sightings; all or nothing of each file')
    .argument('<project>', 'the project file, NAME.gpkg; made where there is none')
    .argument('<files...>', 'the files to import')
    .addOption(
      new Option('--as <format>', "the files' format, whatever their ending").choices(ImportFormat.options),
    )
    .option('--scene <uid>', 'the scene of records that name none', readUid)
    .option('--dry-run', 'only say what would happen')
    .option('--keep-going', 'import the good records and report the bad')
    .option('--json', 'print one JSON object')
    .action((project: string, files: string[], options: ImportOptions) =>
      run(() =>
        withCore(terminal, async (core) => {
          const reports = await importFiles(core, project, files, options)
          const report = total(reports)
          terminal.print(options.json === true ? `${plainJson(report, 2)}\n` : describe(report, options))
          const refused = reports.filter((each) => each.refused)
          const [first] = refused.flatMap((each) => each.problems)
          if (first === undefined) return 0
          const others = report.problems.length - 1
          const more = others > 0 ? ` (and ${count(others, 'more problem')})` : ''
          terminal.note(visible(`roadstead: ${first.where}: ${first.why}${more}. ${remedy(refused)}`))
          return 1
        }),
      ),
    )
}

/** Imports each file for itself. A project that was made for it stays only where something came of it. */
async function importFiles(
  core: Core,
  project: string,
  files: readonly string[],
  options: ImportOptions,
): Promise<FileReport[]> {
  try {
    await core.openOrMake(project)
  } catch (error) {
    return [failed(project, error)]
  }
  const reports: FileReport[] = []
  try {
    for (const file of files) reports.push(await importFile(core, file, files.length > 1, options))
    return reports
  } finally {
    if (options.dryRun === true || reports.every(({ refused }) => refused)) await core.forgetMade()
  }
}

/** The report of a file of which nothing could be read. */
function failed(file: string, error: unknown): FileReport {
  const problem = asProblem(error, file)
  if (problem.code === 'job/cancelled' || problem.code === 'internal') throw problem
  const why = `${problem.message} ${problem.remedy}`.replace(/\.$/, '')
  return {
    read: 0,
    imported: 0,
    skipped: 0,
    problems: [{ where: file, why }],
    ignored_properties: [],
    refused: true,
  }
}

const remedy = (refused: readonly FileReport[]): string =>
  refused.some(({ read }) => read > 0)
    ? 'Nothing of that file was imported: mend it, or use --keep-going for the good records.'
    : 'Nothing was imported.'

async function importFile(
  core: Core,
  file: string,
  several: boolean,
  options: ImportOptions,
): Promise<FileReport> {
  try {
    const { report } = await core.client['exchange.import'](
      {
        grant: await core.grant(file, 'read'),
        dryRun: options.dryRun === true,
        keepGoing: options.keepGoing === true,
        ...(options.as === undefined ? {} : { as: options.as }),
        ...(options.scene === undefined ? {} : { scene_uid: options.scene }),
      },
      core.job,
    )
    const named = report.problems.map(({ where, why }) => ({
      where: several ? `${file} ${where}` : where,
      why,
    }))
    return { ...report, problems: named, refused: named.length > 0 && options.keepGoing !== true }
  } catch (error) {
    return failed(file, error)
  }
}

function total(reports: readonly FileReport[]): ImportReport {
  const sum = (field: 'read' | 'imported' | 'skipped'): number =>
    reports.reduce((all, report) => all + report[field], 0)
  return {
    read: sum('read'),
    imported: sum('imported'),
    skipped: sum('skipped'),
    problems: reports.flatMap((report) => report.problems),
    ignored_properties: [...new Set(reports.flatMap((report) => report.ignored_properties))].sort(),
  }
}

function describe(report: ImportReport, { dryRun }: ImportOptions): string {
  const imported = `${String(report.imported)} ${dryRun === true ? 'would be imported' : 'imported'}`
  const lines = [`${count(report.read, 'record')} read, ${imported}, ${String(report.skipped)} already there`]
  for (const { where, why } of report.problems) lines.push(`  ${visible(where)}: ${visible(why)}`)
  if (report.ignored_properties.length > 0) {
    lines.push(`  properties that were left out: ${visible(report.ignored_properties.join(', '))}`)
  }
  return `${lines.join('\n')}\n`
}
