import type { api } from '../../src/contract/api.ts'
import type { Client, JobOptions } from '../../src/contract/define.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { timeLeft } from '../../src/contract/time-left.ts'
import { asProblem, type ProblemReport } from '../../src/domain/problem.ts'
import type { FirstPixels } from './first-pixels.ts'
import { runJob } from './jobs.ts'
import {
  addProblems,
  setPyramids,
  setReadiness,
  type ProjectStore,
  type PyramidProgress,
} from './project-store.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** Display pyramids, made while their scenes are already on the screen. */
export interface PyramidWork {
  /** Makes what the scene that is looked at needs; its row shows how far it is. */
  prepare(scene: Uid): Promise<void>
  /** The same for scenes that were added, one after the other in one job; the rows of the others say that they wait. */
  prepareAll(scenes: readonly Uid[]): Promise<void>
}

export function createPyramidWork(
  client: Client<typeof api>,
  { project, workbench }: { readonly project: ProjectStore; readonly workbench: WorkbenchStore },
  firstPixels: FirstPixels,
): PyramidWork {
  const asked = new Set<Uid>()
  /** Those of several scenes whose turn has not come yet. */
  const waiting = new Set<Uid>()

  async function make(uid: Uid, { signal, onProgress }: JobOptions): Promise<void> {
    asked.add(uid)
    const stop = new AbortController()
    const cancel = () => {
      waiting.delete(uid)
      stop.abort()
    }
    let began: number | null = null
    const options: JobOptions = {
      signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
      onProgress: (done, total, what) => {
        const now = performance.now()
        if (total > 0) began ??= now
        const left = began === null ? '' : timeLeft(now - began, done, total)
        showInRow(uid, { done, total, timeLeft: left, cancel })
        onProgress?.(done, total, what)
      },
    }
    try {
      const { readFrom, levels, damaged_blocks: damaged } = await client['scene.prepare']({ uid }, options)
      if (damaged > 0) addProblems(project, [damageOf(uid, damaged)])
      const known = project.getState().readiness.get(uid)
      if (known?.state !== 'ready' || readFrom === 'scene') return
      setReadiness(project, uid, { state: 'ready', display: { ...known.display, readFrom, levels } })
    } finally {
      asked.delete(uid)
      setPyramids(project, new Map([[uid, null]]))
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

  function showInRow(uid: Uid, progress: PyramidProgress): void {
    if (project.getState().index.scenes.has(uid)) setPyramids(project, new Map([[uid, progress]]))
  }

  function showWaiting(uids: readonly Uid[]): void {
    const { index } = project.getState()
    const rows = uids.filter((uid) => waiting.has(uid) && index.scenes.has(uid))
    const row = (uid: Uid): PyramidProgress => ({
      done: 0,
      total: 0,
      timeLeft: '',
      cancel: () => leaveOut([uid]),
    })
    setPyramids(project, new Map(rows.map((uid) => [uid, row(uid)])))
  }

  function leaveOut(uids: readonly Uid[]): void {
    const rows = uids.filter((uid) => waiting.delete(uid))
    if (rows.length > 0) setPyramids(project, new Map(rows.map((uid) => [uid, null])))
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
      for (const uid of uids) waiting.add(uid)
      let areShown = false
      await shownOnceItRuns(workbench, title, async ({ signal, onProgress }) => {
        for (const [index, uid] of uids.entries()) {
          if (signal?.aborted === true) return
          if (!waiting.delete(uid)) continue
          const options: JobOptions = {
            ...(signal === undefined ? {} : { signal }),
            onProgress: (done, total, what) => {
              if (!areShown) showWaiting(uids)
              areShown = true
              onProgress?.(index + (total > 0 ? done / total : 0), uids.length, what)
            },
          }
          await make(uid, options).catch((error: unknown) => tell(error, uid))
        }
      })
      leaveOut(uids)
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
