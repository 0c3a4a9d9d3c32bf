import type { api } from '../../src/contract/api.ts'
import type { Bridge } from '../../src/contract/bridge.ts'
import type { Client } from '../../src/contract/define.ts'
import type { SceneFileStates } from '../../src/contract/scene-file.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { asProblem } from '../../src/domain/problem.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { FirstPixels } from './first-pixels.ts'
import { runJob } from './jobs.ts'
import {
  takeFacts,
  takeFileStates,
  takeResult,
  type ProjectState,
  type ProjectStore,
} from './project-store.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** The files of scenes: whether they are there and the same, and finding those that are not. */
export interface SceneFiles {
  /** Reads the files of these scenes through in the background, one after the other. */
  readThrough(scenes: readonly Uid[]): Promise<void>
  /** Looks whether the file of a scene is as it was, after a tile could not be read. */
  lookAgain(): Promise<void>
  /** Asks for the file that a scene now is; others that went the same way are found with it. */
  locate(scene: Uid): Promise<void>
  /** Asks for a folder and looks there for all missing scenes. */
  locateIn(): Promise<void>
  /** Adds the file that lies where a scene's was as a scene of its own; gives its uid. */
  addReplacement(scene: Uid): Promise<Uid | null>
  /** Asks what a scene's file says about its time and place, once. */
  learn(scene: Uid): Promise<void>
  /** Takes what the core saw. */
  hear(states: SceneFileStates): void
  /** Begins to look after the open project's scenes. */
  begin(): void
}

export function createSceneFiles(
  client: Client<typeof api>,
  bridge: Bridge,
  { project, workbench }: { readonly project: ProjectStore; readonly workbench: WorkbenchStore },
  firstPixels: FirstPixels,
): SceneFiles {
  let reading: Promise<void> = Promise.resolve()
  let doubtful = new Set<Uid>()
  const asked = new Set<Uid>()

  const name = (uid: Uid) => project.getState().index.scenes.get(uid)?.name ?? 'The scene'
  const tell = (error: unknown, subject: string) => {
    const report = asProblem(error, subject).toReport()
    const silent = ['job/cancelled', 'project/none-open']
    if (!silent.includes(report.code)) notify(workbench, 'problem', report)
  }
  const onScreen = () => {
    const { shown, compared } = workbench.getState()
    return [shown, compared].filter((uid) => uid !== null)
  }

  function hear(states: SceneFileStates): void {
    const { away } = project.getState()
    takeFileStates(project, states)
    const there = onScreen()
    // Files go by the folder and by the drive: where one went, all are looked for.
    const went = ({ uid, state }: SceneFileStates[number]) =>
      state === 'missing' && away.get(uid) !== 'missing' && away.get(uid) !== 'outside'
    if (states.length <= there.length && states.some(went))
      void lookAt([...project.getState().index.scenes.keys()])
    for (const { uid, state } of states) {
      if (state === 'unverified' && there.includes(uid)) doubtful.add(uid)
    }
    verify()
  }

  /** Reads doubtful scenes through when nothing on the screen waits for its first pixels. */
  function verify(): void {
    const { readiness } = project.getState()
    if (doubtful.size === 0 || onScreen().some((uid) => readiness.get(uid)?.state === 'preparing')) return
    const uids = [...doubtful]
    doubtful = new Set()
    void readThrough(uids)
  }

  async function watch(): Promise<void> {
    if (project.getState().project === null) return
    try {
      hear(await client['scene.watch']({ uids: onScreen() }))
    } catch (error) {
      tell(error, 'The scene')
    }
  }

  function readThrough(scenes: readonly Uid[]): Promise<void> {
    reading = reading.then(() => readNow(scenes))
    return reading
  }

  async function readNow(scenes: readonly Uid[]): Promise<void> {
    await firstPixels()
    const uids = scenes.filter((uid) => project.getState().index.scenes.has(uid))
    const [first] = uids
    if (first === undefined) return
    const title = uids.length === 1 ? `Checking ${name(first)}` : `Checking ${uids.length} scenes`
    try {
      const { result, files } = await runJob(workbench, title, (options) =>
        client['scene.fingerprint']({ uids }, options),
      )
      if (!project.getState().index.scenes.has(first)) return
      if (result !== null) takeResult(project, result)
      takeFileStates(project, files)
    } catch (error) {
      tell(error, name(first))
    }
  }

  /** Files of scenes whose path became another: located, undone, added. */
  function lookAfterPaths(now: ProjectState, before: ProjectState): void {
    if (now.index.scenes === before.index.scenes || now.project !== before.project) return
    const other = (scene: Scene) => before.index.scenes.get(scene.uid)?.path !== scene.path
    const uids = [...now.index.scenes.values()].filter(other).map(({ uid }) => uid)
    if (uids.length > 0) void lookAt(uids)
  }

  async function lookAt(uids: Uid[]): Promise<void> {
    try {
      hear(await client['scene.files']({ uids }))
    } catch (error) {
      tell(error, 'The scenes')
    }
  }

  workbench.subscribe((now, before) => {
    if (now.shown !== before.shown || now.compared !== before.compared) void watch()
  })
  project.subscribe((now, before) => {
    if (now.project !== before.project && !sameProject(now, before)) asked.clear()
    lookAfterPaths(now, before)
    if (now.readiness !== before.readiness) verify()
  })

  return {
    readThrough,
    lookAgain: watch,
    hear,
    begin() {
      const { index, away } = project.getState()
      const unread = [...index.scenes.values()].filter(
        ({ uid, sha256, path }) => sha256 === null && path !== null && !away.has(uid),
      )
      void readThrough(unread.map(({ uid }) => uid))
      void watch()
    },
    async locate(scene) {
      const [file] = await bridge.choose({ kind: 'locate-scene' })
      if (file === undefined) return
      try {
        const { result, scenes } = await runJob(workbench, `Checking ${file.name}`, (options) =>
          client['scene.locate']({ uid: scene, grant: file.grant }, options),
        )
        takeResult(project, result)
        await lookAt(scenes.map(({ uid }) => uid))
        const others = scenes.length - 1
        if (others > 0)
          notify(workbench, 'done', {
            subject: file.name,
            what: `${others === 1 ? 'One more missing scene was' : `${others} more missing scenes were`} found with it.`,
            do: 'One undo takes all of it back.',
          })
      } catch (error) {
        tell(error, file.name)
      }
    },
    async locateIn() {
      const [folder] = await bridge.choose({ kind: 'locate-folder' })
      if (folder === undefined) return
      try {
        const { result, scenes } = await runJob(workbench, `Looking in ${folder.name}`, (options) =>
          client['scene.locateIn']({ grant: folder.grant }, options),
        )
        if (result !== null) takeResult(project, result)
        await lookAt(scenes.map(({ uid }) => uid))
        notify(workbench, result === null ? 'problem' : 'done', {
          subject: folder.name,
          what:
            scenes.length === 0
              ? 'None of the missing scenes is in this folder or below it.'
              : `${scenes.length === 1 ? 'One missing scene was' : `${scenes.length} missing scenes were`} found.`,
          do: scenes.length === 0 ? 'Choose another folder.' : 'One undo takes all of it back.',
        })
      } catch (error) {
        tell(error, folder.name)
      }
    },
    async addReplacement(uid) {
      try {
        const { scenes, result } = await runJob(workbench, `Adding ${name(uid)}`, (options) =>
          client['scene.addReplacement']({ uid }, options),
        )
        if (result !== null) takeResult(project, result)
        const [added] = scenes
        if (added?.uid == null)
          notify(workbench, 'problem', { subject: name(uid), what: added?.problems.join(' ') ?? '', do: '' })
        return added?.uid ?? null
      } catch (error) {
        tell(error, name(uid))
        return null
      }
    },
    async learn(uid) {
      if (asked.has(uid) || project.getState().away.has(uid)) return
      asked.add(uid)
      try {
        takeFacts(project, uid, await client['scene.facts']({ uid }))
      } catch {
        // The row tells by itself that the file is gone or damaged; the next time it is asked again.
        asked.delete(uid)
      }
    },
  }
}

function sameProject(a: ProjectState, b: ProjectState): boolean {
  return a.project?.name === b.project?.name && a.project?.folder === b.project?.folder
}
