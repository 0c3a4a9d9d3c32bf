import type { api } from '../../contract/api.ts'
import type { InputOf, OutputOf } from '../../contract/define.ts'
import { asProblem, Problem } from '../../domain/problem.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore, type Core } from '../core.ts'
import { count, none } from '../quantities.ts'
import { readTime } from '../record-filter.ts'
import { textTable } from '../text-table.ts'
import { visible } from '../../domain/visible.ts'

type AddedScene = OutputOf<(typeof api)['scene.add']>['scenes'][number]

interface AddOptions {
  readonly acquired?: string
  readonly sensor?: string
  readonly provider?: string
  readonly json?: true
}

/** `add PROJECT FILE…`: adds scenes; each file stands alone. */
export function addAddCommand({ add, run, terminal }: CommandSeat): void {
  add('add', 'add scenes to a project')
    .argument('<project>', 'the project file, NAME.gpkg; made where there is none')
    .argument('<files...>', 'GeoTIFF scenes')
    .option('--acquired <time>', 'when they were taken (RFC 3339 with a zone)', readTime)
    .option('--sensor <name>', 'which sensor took them')
    .option('--provider <name>', 'who provided them')
    .option('--json', 'print one JSON array')
    .action((project: string, files: string[], options: AddOptions) =>
      run(() =>
        withCore(terminal, async (core) => {
          const scenes = await addScenes(core, project, files, options)
          terminal.print(options.json === true ? `${plainJson(scenes, 2)}\n` : describe(scenes))
          const refused = scenes.filter(({ uid }) => uid === null)
          const [first] = refused
          if (first === undefined) return 0
          const more = refused.length > 1 ? ` (and ${count(refused.length - 1, 'more file')})` : ''
          terminal.note(visible(`roadstead: ${first.path}: ${first.problems.join(' ')}${more}`))
          return 1
        }),
      ),
    )
}

async function addScenes(
  core: Core,
  project: string,
  files: readonly string[],
  options: AddOptions,
): Promise<AddedScene[]> {
  // Every file is looked at before a project is made or opened for writing.
  const named = await Promise.all(
    files.map((file) => core.grant(file, 'read').catch((error: unknown) => asProblem(error, file))),
  )
  const grants = named.filter((file) => typeof file === 'string')
  if (grants.length === 0) return named.map((file, index) => refused(files[index] ?? '', file))
  await core.openOrMake(project)
  const { scenes } = await core.client['scene.add'](inputOf(grants, options), core.job).catch(
    async (error: unknown) => {
      await core.forgetMade()
      throw error
    },
  )
  const answers = (await prepared(core, scenes)).values()
  const all = named.map((file, index) => {
    const path = files[index] ?? ''
    const answer = file instanceof Problem ? undefined : answers.next().value
    return answer === undefined ? refused(path, file) : { ...answer, path }
  })
  if (all.every(({ uid }) => uid === null)) await core.forgetMade()
  return all
}

/** Makes what viewing needs of each scene; one that can't be made is told, and the scene is in all the same. */
async function prepared(core: Core, scenes: readonly AddedScene[]): Promise<AddedScene[]> {
  const all: AddedScene[] = []
  for (const scene of scenes) {
    const problems = [...scene.problems]
    try {
      const made =
        scene.uid === null ? null : await core.client['scene.prepare']({ uid: scene.uid }, core.job)
      const damaged = made?.damaged_blocks ?? 0
      if (damaged > 0)
        problems.push(`Blocks of its pixels are damaged (${damaged}); they are shown as empty.`)
    } catch (error) {
      core.job.signal?.throwIfAborted()
      problems.push(asProblem(error, scene.path).line)
    }
    all.push({ ...scene, problems })
  }
  return all
}

function inputOf(
  grants: string[],
  { acquired, sensor, provider }: AddOptions,
): InputOf<(typeof api)['scene.add']> {
  return {
    grants,
    ...(acquired === undefined ? {} : { acquired_at: acquired }),
    ...(sensor === undefined ? {} : { sensor }),
    ...(provider === undefined ? {} : { provider }),
  }
}

function refused(path: string, file: Problem | string): AddedScene {
  const why = file instanceof Problem ? `${file.message} ${file.remedy}` : 'It was not added.'
  return { path, uid: null, added: false, problems: [why] }
}

function describe(scenes: readonly AddedScene[]): string {
  const state = ({ uid, added }: AddedScene): string =>
    uid === null ? 'refused' : added ? 'added' : 'already there'
  return textTable(
    [
      { heading: 'scene', cell: ({ path }) => path },
      { heading: 'state', cell: state },
      { heading: 'uid', cell: ({ uid }) => uid ?? none },
      { heading: 'remarks', cell: ({ problems }) => problems.join(' ') },
    ],
    scenes,
  )
}
