import type { api } from '../../src/contract/api.ts'
import type { Bridge, Granted } from '../../src/contract/bridge.ts'
import type { Client, OutputOf } from '../../src/contract/define.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { asProblem } from '../../src/domain/problem.ts'
import { runJob } from './jobs.ts'
import { keepScenes } from './kept-scenes.ts'
import { scenesByDate } from './project-index.ts'
import type { PyramidWork } from './pyramid-work.ts'
import { addProblems, setReadiness, takeResult, type ProjectStore } from './project-store.ts'
import type { SceneFiles } from './scene-files.ts'
import { fileName, sceneRemark } from './scene-remarks.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** What can be done with scenes. */
export interface SceneWork {
  /** Adds the files that were given, or asks for them; shows the newest when nothing is shown yet. */
  addScenes(files?: readonly Granted[]): Promise<void>
  /** Makes a scene the one that is looked at (B), and reads what the map needs. */
  show(scene: Uid | null): void
  /** Makes a scene the one to compare with (A), and what was that the shown one where it is shown; null: none. */
  compareWith(scene: Uid | null): void
  /** Learns how to draw a scene that is only glanced at: without a display pyramid, as long as nobody shows it. */
  glance(scene: Uid): Promise<void>
  /** Asks again for what could not be read. */
  prepareAgain(scene: Uid): void
  /** Finds what changed between A and B; the answer is kept until a sighting changes. */
  compare(): Promise<void>
  /** Finds who was where along all scenes of a place (null: of the project); kept until a record changes. */
  follow(place: Uid | null): Promise<void>
  /** Reads what drawing a scene takes, where that is not known yet. */
  makeReady(scene: Uid): void
}

export function createSceneWork(
  client: Client<typeof api>,
  bridge: Bridge,
  { project, workbench }: { readonly project: ProjectStore; readonly workbench: WorkbenchStore },
  { files, pyramids }: { readonly files: Pick<SceneFiles, 'readThrough'>; readonly pyramids: PyramidWork },
): SceneWork {
  const tell = (error: unknown, subject: string) => {
    const report = asProblem(error, subject).toReport()
    if (report.code !== 'job/cancelled') notify(workbench, 'problem', report)
  }
  const sceneName = (uid: Uid) => project.getState().index.scenes.get(uid)?.name ?? 'The scene'

  const glancedAt = new Set<Uid>()

  async function prepare(uid: Uid, isGlance = false): Promise<void> {
    const { readiness, away } = project.getState()
    const known = readiness.get(uid)
    if (isGlance && known === undefined) glancedAt.add(uid)
    if (!isGlance && glancedAt.delete(uid) && known?.state === 'ready') void makePyramid(uid)
    if (away.has(uid) || known?.state === 'preparing' || known?.state === 'ready') return
    setReadiness(project, uid, { state: 'preparing', done: 0, total: 0, what: '' })
    try {
      const display = await client['scene.display'](
        { uid },
        {
          onProgress: (done, total, what) =>
            setReadiness(project, uid, { state: 'preparing', done, total, what }),
        },
      )
      if (!project.getState().index.scenes.has(uid)) return
      setReadiness(project, uid, { state: 'ready', display })
      if (!glancedAt.has(uid)) void makePyramid(uid)
    } catch (error) {
      setReadiness(project, uid, { state: 'failed', problem: asProblem(error, sceneName(uid)).toReport() })
    }
  }

  async function makePyramid(uid: Uid): Promise<void> {
    const known = project.getState().readiness.get(uid)
    if (known?.state === 'ready' && known.display.readFrom === 'scene') await pyramids.prepare(uid)
  }

  /** What was refused or was there already is told one by one, remarks on what came in stand among the problems. */
  function tellAdded(scenes: OutputOf<(typeof api)['scene.add']>['scenes']): void {
    const remarks = scenes.flatMap(({ path, uid, problems }) =>
      uid === null ? [] : problems.map((what) => sceneRemark(path, what)),
    )
    addProblems(project, remarks)
    for (const { path, added, uid, problems } of scenes) {
      const subject = fileName(path)
      if (uid === null) notify(workbench, 'problem', { subject, what: problems.join(' '), do: '' })
      else if (!added)
        notify(workbench, 'done', { subject, what: 'This scene was in the project already.', do: '' })
    }
    const [only, ...more] = remarks
    if (only === undefined) return
    const what = more.length === 0 ? only.what : `There are ${remarks.length} remarks on what was added.`
    const subject = more.length === 0 ? only.subject : 'Added scenes'
    const stands = more.length === 0 ? 'It stands' : 'They stand'
    notify(workbench, 'done', { subject, what, do: `${stands} among the problems and in the scene details.` })
  }

  project.subscribe(({ away, index }, before) => {
    if (away === before.away) return
    const { shown, compared } = workbench.getState()
    for (const uid of [shown, compared]) {
      const isBack = uid !== null && before.away.has(uid) && !away.has(uid)
      if (isBack && index.scenes.has(uid)) void prepare(uid)
    }
  })

  const work: SceneWork = {
    async addScenes(given) {
      const chosen = given ?? (await bridge.choose({ kind: 'add-scenes' }))
      if (chosen.length === 0) return
      const title = chosen.length === 1 ? 'Adding 1 scene' : `Adding ${chosen.length} scenes`
      try {
        const { scenes, result } = await runJob(workbench, title, (options) =>
          client['scene.add']({ grants: chosen.map(({ grant }) => grant), hashLater: true }, options),
        )
        if (result !== null) takeResult(project, result)
        tellAdded(scenes)
        const arrived = new Set(scenes.map(({ uid }) => uid))
        const added = scenes.flatMap(({ uid, added }) => (added && uid !== null ? [uid] : []))
        const newest = scenesByDate(project.getState().index).find(({ uid }) => arrived.has(uid))
        if (newest !== undefined && (workbench.getState().shown === null || chosen.length === 1))
          work.show(newest.uid)
        // Both wait until the scene that is shown now has been drawn; its pyramid comes first.
        const { shown } = workbench.getState()
        void pyramids.prepareAll(added.toSorted((a, b) => Number(b === shown) - Number(a === shown)))
        void files.readThrough(added)
      } catch (error) {
        tell(error, chosen[0]?.name ?? 'Adding scenes')
      }
    },
    show(scene) {
      const { compared, shown } = workbench.getState()
      if (scene === shown) return
      const isSwap = scene !== null && compared === scene
      workbench.setState({ shown: scene, carry: null, ...(isSwap ? { compared: shown } : {}) })
      if (scene !== null) void prepare(scene)
    },
    compareWith(scene) {
      const { shown, compared } = workbench.getState()
      if (scene !== null && scene === shown) {
        if (compared === null) return
        work.show(compared)
        workbench.setState({ compared: scene })
        return
      }
      workbench.setState({ compared: scene, ...(scene === null ? { view: 'single' } : {}) })
      if (scene !== null) void prepare(scene)
    },
    glance: (scene) => prepare(scene, true),
    prepareAgain(scene) {
      setReadiness(project, scene, null)
      void prepare(scene)
    },
    async compare() {
      const { shown: to, compared: from } = workbench.getState()
      if (from === null || to === null) return
      const known = project.getState().comparison
      const isSame = known?.from === from && known.to === to
      if (isSame && !known.stale) return
      const ask = { from, to, result: isSame ? known.result : null, problem: null, stale: false }
      project.setState({ comparison: ask })
      try {
        const result = await client['compare.scenes']({ from, to })
        if (project.getState().comparison === ask) project.setState({ comparison: { ...ask, result } })
      } catch (error) {
        const problem = asProblem(error, 'Comparing two scenes').toReport()
        if (project.getState().comparison === ask) project.setState({ comparison: { ...ask, problem } })
      }
    },
    async follow(place) {
      const known = project.getState().occupancy
      const isSame = known?.place === place
      if (isSame && !known.stale) return
      const ask = { place, result: isSame ? known.result : null, problem: null, stale: false }
      project.setState({ occupancy: ask })
      try {
        const result = await client['compare.place']({ place_uid: place })
        if (project.getState().occupancy === ask) project.setState({ occupancy: { ...ask, result } })
      } catch (error) {
        const problem = asProblem(error, 'Following vessels').toReport()
        if (project.getState().occupancy === ask) project.setState({ occupancy: { ...ask, problem } })
      }
    },
    makeReady: (scene) => void prepare(scene),
  }
  keepScenes(project, workbench, {
    show: (scene) => work.show(scene),
    compareWith: (scene) => work.compareWith(scene),
  })
  return work
}
