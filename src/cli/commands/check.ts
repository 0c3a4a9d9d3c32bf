import { asProblem, type ProblemReport } from '../../domain/problem.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore, type Core } from '../core.ts'
import { count } from '../quantities.ts'
import { visible } from '../../domain/visible.ts'

interface Verdict {
  readonly ok: boolean
  readonly problems: readonly ProblemReport[]
}

/** `check PROJECT`: whether the file is sound, its records mean what they say, and its scenes are where they were. */
export function addCheckCommand({ add, run, terminal }: CommandSeat): void {
  add('check', 'check a project file, its records and its scenes')
    .argument('<project>', 'the project file, NAME.gpkg')
    .option('--json', 'print one JSON object')
    .action((project: string, { json }: { json?: true }) =>
      run(() =>
        withCore(terminal, async (core) => {
          const verdict = await checked(core, project)
          terminal.print(json === true ? `${plainJson(verdict, 2)}\n` : describe(project, verdict))
          if (verdict.ok) return 0
          terminal.note(`roadstead: ${visible(project)}: ${count(verdict.problems.length, 'problem')} found.`)
          return 1
        }),
      ),
    )
}

/** A project that can't be opened is a finding too, unless there is no file to check. */
async function checked(core: Core, project: string): Promise<Verdict> {
  try {
    await core.open(project)
    return await core.client['project.check'](undefined, core.job)
  } catch (error) {
    const problem = asProblem(error, project)
    if (!problem.code.startsWith('project/')) throw problem
    return { ok: false, problems: [problem.toReport()] }
  }
}

function describe(project: string, { ok, problems }: Verdict): string {
  if (ok) return `${visible(project)} is sound.\n`
  return problems.map((each) => `${visible(`${each.subject}: ${each.what} ${each.do}`)}\n`).join('')
}
