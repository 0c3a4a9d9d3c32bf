import type { api } from '../../src/contract/api.ts'
import type { Client, JobOptions } from '../../src/contract/define.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { asProblem, type ProblemReport } from '../../src/domain/problem.ts'
import type { FirstPixels } from './first-pixels.ts'
import { runJob } from './jobs.ts'
import { addProblems, setReadiness, type ProjectStore } from './project-store.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** Display pyramids, made while their scenes are already on the screen. */
export interface PyramidWork {
  /** Makes what the scene that is looked at needs; its row shows how far it is. */
  prepare(scene: Uid): Promise<void>
  /** The same for scenes that were added, one after the other in one job. */
  prepareAll(scenes: readonly Uid[]): Promise<void>
}

export function createPyramidWork(
  client: Client<typeof api>,
  { project, workbench }: { readonly project: ProjectStore; readonly workbench: WorkbenchStore },
  firstPixels: FirstPixels,
): PyramidWork {
  const asked = new Set<Uid>()

  async function make(uid: Uid, { signal, onProgress }: JobOptions): Promise<void> {
    asked.add(uid)
    const stop = new AbortController()
    const options: JobOptions = {
      signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
      onProgress: (done, total, what) => {
        showInRow(uid, done, total, () => stop.abort())
        onProgress?.(done, total, what)
      },
    }
    try {
      const { readFrom, levels, damaged_blocks: damaged } = await client['scene.prepare']({ uid }, options)
      if (damaged > 0) addProblems(project, [damageOf(uid, damaged)])
      const known = project.getState().readiness.get(uid)
      if (known?.state !== 'ready') return
      const display = readFrom === 'scene' ? known.display : { ...known.display, readFrom, levels }
      setReadiness(project, uid, { state: 'ready', display })
    } catch (error) {
      const known = project.getState().readiness.get(uid)
      if (known?.state === 'ready') setReadiness(project, uid, { state: 'ready', display: known.display })
      throw error
    } finally {
      asked.delete(uid)
    }
  }

  function damageOf(uid: Uid, blocks: number): ProblemReport {
    return {
      code: 'scene/damaged',
      subject: project.getState().index.scenes.get(uid)?.name ?? uid,
      what: `${blocks === 1 ? 'One block of its pixels is' : `${blocks} blocks of its pixels are`} damaged and shown as empty.`,
      do: 'Fetch the file again from where it came from; the copy here is damaged.',
    }
  }

  function showInRow(uid: Uid, done: number, total: number, cancel: () => void): void {
    const known = project.getState().readiness.get(uid)
    if (known?.state === 'ready') setReadiness(project, uid, { ...known, pyramid: { done, total, cancel } })
  }

  function tell(error: unknown, uid: Uid): void {
    const name = project.getState().index.scenes.get(uid)?.name ?? 'The scene'
    const report = asProblem(error, name).toReport()
    // A project that was closed takes its jobs with it.
    const isExpected = report.code === 'job/cancelled' || report.code === 'project/none-open'
    if (!isExpected) notify(workbench, 'problem', report)
  }

  return {
    async prepare(uid) {
      await firstPixels()
      if (asked.has(uid)) return
      const name = project.getState().index.scenes.get(uid)?.name ?? 'a scene'
      const job = shownOnceItRuns(workbench, `Preparing ${name}`, (options) => make(uid, options))
      await job.catch((error: unknown) => tell(error, uid))
    },
    async prepareAll(uids) {
      await firstPixels()
      const title = uids.length === 1 ? 'Preparing 1 scene' : `Preparing ${uids.length} scenes`
      await shownOnceItRuns(workbench, title, async ({ signal, onProgress }) => {
        for (const [index, uid] of uids.entries()) {
          const options: JobOptions = {
            ...(signal === undefined ? {} : { signal }),
            onProgress: (done, total, what) =>
              onProgress?.(index + (total > 0 ? done / total : 0), uids.length, what),
          }
          await make(uid, options).catch((error: unknown) => tell(error, uid))
          if (signal?.aborted === true) return
        }
      })
    },
  }
}

/** A job that is listed from its first progress on: most scenes need nothing, and nothing should flicker. */
async function shownOnceItRuns(
  workbench: WorkbenchStore,
  title: string,
  run: (options: JobOptions) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const ended = Promise.withResolvers<undefined>()
  let listed: JobOptions | null = null
  const list = (options: JobOptions) => {
    listed = options
    options.signal?.addEventListener('abort', () => stop.abort(), { once: true })
    return ended.promise
  }
  try {
    await run({
      signal: stop.signal,
      onProgress: (done, total, what) => {
        if (listed === null) void runJob(workbench, title, list)
        listed?.onProgress?.(done, total, what)
      },
    })
  } finally {
    ended.resolve(undefined)
  }
}
