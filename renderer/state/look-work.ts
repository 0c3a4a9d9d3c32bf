import type { api } from '../../src/contract/api.ts'
import type { Client } from '../../src/contract/define.ts'
import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type {
  PixelRegion,
  SampleStatistics,
  SceneLook,
  StretchMethod,
} from '../../src/contract/scene-look.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import { asProblem } from '../../src/domain/problem.ts'
import type { ProjectStore } from './project-store.ts'
import {
  defaultLook,
  isUsual,
  sensorKeyOf,
  stretchedBy,
  withCombination,
  type Combination,
} from './scene-look.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** How scenes look: chosen here, drawn by the map, kept in the project. */
export interface LookWork {
  /** Takes a look at once, for all scenes of the sensor where they share one, and keeps it soon. */
  change(scene: Uid, look: SceneLook): void
  /** Other bands: drawn at once, stretched by the look's method as soon as their statistics are there. */
  combine(scene: Uid, combination: Pick<Combination, 'drawn' | 'combination'>): Promise<void>
  /** Stretches by a method over the whole scene, or over a region of it that is called `view` or `place`. */
  stretch(
    scene: Uid,
    method: StretchMethod,
    over: { readonly source: SceneLook['source']; readonly region?: PixelRegion },
  ): Promise<void>
  /** Statistics of what a look draws, over the whole scene; read once. */
  statistics(scene: Uid, look: SceneLook): Promise<readonly SampleStatistics[]>
  /** Lets all scenes of the scene's sensor share its look, or no longer. */
  lock(scene: Uid, locked: boolean): void
  /** Writes what is not in the file yet. */
  flush(): Promise<void>
}

/** Long enough for a slider to be dragged, short enough that nobody closes the window in between. */
const keepAfterMs = 400
/** Problems after which a look lives in the window alone: nothing that the analyst has to act on. */
const silent = ['project/read-only', 'project/none-open', 'record/not-found', 'job/cancelled']

export function createLookWork(
  client: Client<typeof api>,
  project: ProjectStore,
  workbench: WorkbenchStore,
): LookWork {
  const waiting = new Map<Uid, ReturnType<typeof setTimeout>>()
  const known = new Map<string, Promise<readonly SampleStatistics[]>>()
  /** Asked for last, by scene: an older answer comes too late. */
  const asked = new Map<Uid, number>()
  let count = 0

  const sceneOf = (uid: Uid) => project.getState().index.scenes.get(uid)
  const keyOf = (uid: Uid) => {
    const scene = sceneOf(uid)
    return scene === undefined ? null : sensorKeyOf(scene)
  }
  const lookOf = (uid: Uid) => workbench.getState().looks.get(uid)
  const displayOf = (uid: Uid) => {
    const readiness = project.getState().readiness.get(uid)
    return readiness?.state === 'ready' ? readiness.display : null
  }
  const isLocked = (uid: Uid) => {
    const key = keyOf(uid)
    return key !== null && workbench.getState().lockedSensors.has(key)
  }
  const tell = (error: unknown, uid: Uid) => {
    const report = asProblem(error, sceneOf(uid)?.name ?? 'The scene').toReport()
    if (!silent.includes(report.code)) notify(workbench, 'problem', report)
  }

  async function keep(uid: Uid): Promise<void> {
    clearTimeout(waiting.get(uid))
    waiting.delete(uid)
    const look = lookOf(uid)
    if (look === undefined || sceneOf(uid) === undefined || project.getState().project?.readOnly !== false)
      return
    await client['scene.keep-look']({ uid, look, forSensor: isLocked(uid) }).catch((error: unknown) =>
      tell(error, uid),
    )
  }
  function keepSoon(uid: Uid): void {
    clearTimeout(waiting.get(uid))
    waiting.set(
      uid,
      setTimeout(() => void keep(uid), keepAfterMs),
    )
  }
  /** The loaded scenes of the same sensor. */
  function siblings(uid: Uid): Uid[] {
    const key = keyOf(uid)
    return [...workbench.getState().looks.keys()].filter((other) => key !== null && keyOf(other) === key)
  }
  function change(uid: Uid, look: SceneLook): void {
    const others = isLocked(uid) ? siblings(uid).filter((other) => other !== uid) : []
    workbench.setState(({ looks }) => {
      const next = new Map(looks).set(uid, look)
      for (const other of others) next.set(other, { ...look, opacity: looks.get(other)?.opacity ?? 1 })
      return { looks: next }
    })
    keepSoon(uid)
  }
  async function ask(
    uid: Uid,
    { drawn, combination }: SceneLook,
    region?: PixelRegion,
  ): Promise<readonly SampleStatistics[]> {
    if (drawn === 'palette') return []
    const difference = drawn === 'difference'
    const input = { uid, bands: [...combination], difference, ...(region === undefined ? {} : { region }) }
    return await client['scene.statistics'](input)
  }

  // A scene that has become ready is drawn with the look that it had last.
  project.subscribe(({ readiness }, before) => {
    if (readiness === before.readiness) return
    for (const [uid, state] of readiness)
      if (state.state === 'ready' && lookOf(uid) === undefined) void begin(uid, state.display)
  })

  async function begin(uid: Uid, display: SceneDisplay): Promise<void> {
    const kept = await client['scene.look']({ uid }).catch(() => ({ own: null, ofSensor: null }))
    const key = keyOf(uid)
    const shared = key === null ? null : kept.ofSensor
    const fits = (look: SceneLook | null) =>
      look !== null && look.combination.every((band) => band <= display.bands.length) ? look : null
    const found = fits(shared) ?? fits(kept.own) ?? defaultLook(display)
    // What the scenes of its sensor share now may not be in the file yet.
    const sibling = isLocked(uid) ? siblings(uid).find((other) => other !== uid) : undefined
    const now = sibling === undefined ? null : fits(lookOf(sibling) ?? null)
    const look = { ...(now ?? found), opacity: kept.own?.opacity ?? 1 }
    workbench.setState(({ looks, lockedSensors }) => ({
      looks: looks.has(uid) ? looks : new Map(looks).set(uid, look),
      lockedSensors: shared === null || key === null ? lockedSensors : new Set([...lockedSensors, key]),
    }))
  }

  const work: LookWork = {
    change,
    async combine(uid, combination) {
      const [look, display] = [lookOf(uid), displayOf(uid)]
      if (look === undefined || display === null) return
      const method =
        look.method.kind === 'manual' ? ({ kind: 'percentile', low: 2, high: 98 } as const) : look.method
      const next = withCombination(display, combination, { ...look, method, source: 'scene' })
      change(uid, next)
      if (next.drawn === 'difference' || !isUsual(method))
        await work.stretch(uid, method, { source: 'scene' })
    },
    async stretch(uid, method, { source, region }) {
      const [look, display] = [lookOf(uid), displayOf(uid)]
      if (look === undefined || display === null) return
      const turn = (count += 1)
      asked.set(uid, turn)
      try {
        const found = await (region === undefined ? work.statistics(uid, look) : ask(uid, look, region))
        const now = lookOf(uid)
        if (
          asked.get(uid) !== turn ||
          now === undefined ||
          now.combination.join() !== look.combination.join()
        )
          return
        if (found.length > 0 && found.every((one) => one.count === 0)) {
          const what = 'There is no pixel with data in this part of the scene.'
          notify(workbench, 'problem', {
            subject: 'Stretch',
            what,
            do: 'Move the map, or use the whole scene.',
          })
          return
        }
        change(uid, stretchedBy(display, now, method, source, found))
      } catch (error) {
        tell(error, uid)
      }
    },
    statistics(uid, look) {
      const key = [uid, sceneOf(uid)?.sha256, look.drawn, ...look.combination].join(' ')
      const before = known.get(key)
      if (before !== undefined) return before
      const asking = ask(uid, look)
      known.set(key, asking)
      asking.catch(() => known.delete(key))
      return asking
    },
    lock(uid, locked) {
      const [key, look] = [keyOf(uid), lookOf(uid)]
      if (key === null || look === undefined) return
      workbench.setState(({ lockedSensors }) => {
        const next = new Set(lockedSensors)
        if (locked) next.add(key)
        else next.delete(key)
        return { lockedSensors: next }
      })
      if (locked) change(uid, look)
      // From now on each has a look of its own: the one that it has now.
      else for (const each of siblings(uid)) keepSoon(each)
    },
    async flush() {
      await Promise.all([...waiting.keys()].map((uid) => keep(uid)))
    },
  }
  return work
}
