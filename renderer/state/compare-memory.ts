import { z } from 'zod'
import { compareViews } from '../map/map-contract.ts'
import { firstCompare } from './compare-state.ts'
import type { Desk } from './desk.ts'
import type { ProjectState } from './project-store.ts'
import type { WorkbenchState } from './workbench-store.ts'

const share = z.number().min(0).max(1)

/** How two dates were looked at in a project when it was left. */
const Memory = z.object({
  shown: z.string().nullable(),
  compared: z.string().nullable(),
  view: z.enum(compareViews),
  filmstrip: z.boolean(),
  compare: z.object({
    swipe: share,
    blend: share,
    lens: z.object({ across: share, down: share, radius: z.number().min(40).max(600) }),
    lensFollows: z.boolean(),
    switchesPerSecond: z.number().min(0.25).max(5),
    matched: z.boolean(),
    hidden: z.object({ A: z.boolean(), B: z.boolean() }),
    difference: z.object({
      bandA: z.int().min(1).nullable(),
      bandB: z.int().min(1).nullable(),
      isStretched: z.boolean(),
      reach: share,
    }),
  }),
})
type Memory = z.infer<typeof Memory>
const Memories = z.record(z.string(), Memory)

const storageKey = 'roadstead.comparisons'
/** Of the projects that were open longest ago nothing is remembered. */
const mostProjects = 30

/** Brings back how a project's dates were compared when it is opened, and remembers it as it changes. */
export function keepComparison(
  { project, workbench, session }: Desk,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): () => void {
  /** Null while what is remembered has not been brought back yet. */
  let key: string | null = null

  const restore = (opened: string) => {
    const memory = readMemories(storage)[opened]
    key = opened
    if (memory === undefined) return
    const { index, away } = project.getState()
    const there = (uid: string | null) =>
      uid !== null && index.scenes.has(uid) && !away.has(uid) ? uid : null
    const [shown, compared] = [there(memory.shown), there(memory.compared)]
    if (shown !== null) session.scenes.show(shown)
    if (compared !== null && compared !== workbench.getState().shown) session.scenes.compareWith(compared)
    const isWhole = shown !== null && compared !== null
    workbench.setState({
      compare: { ...firstCompare, ...memory.compare },
      filmstrip: memory.filmstrip,
      ...(isWhole ? { view: memory.view } : {}),
    })
  }
  const remember = (state: WorkbenchState) => {
    if (key === null) return
    const others = Object.entries(readMemories(storage)).filter(([other]) => other !== key)
    const kept = others.slice(-(mostProjects - 1))
    storage.setItem(storageKey, JSON.stringify({ ...Object.fromEntries(kept), [key]: memoryOf(state) }))
  }

  const stops = [
    project.subscribe((now, before) => {
      const [opened, left] = [keyOf(now), keyOf(before)]
      if (opened === left) return
      key = null
      // Whoever opens a project chooses a scene first.
      if (opened !== null)
        queueMicrotask(() => (keyOf(project.getState()) === opened ? restore(opened) : undefined))
    }),
    workbench.subscribe((now, before) => {
      const changed = (['shown', 'compared', 'view', 'filmstrip', 'compare'] as const).some(
        (part) => now[part] !== before[part],
      )
      if (changed) remember(now)
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

function memoryOf({ shown, compared, view, filmstrip, compare }: WorkbenchState): Memory {
  return { shown, compared, view, filmstrip, compare }
}

const keyOf = ({ project }: ProjectState): string | null =>
  project === null ? null : `${project.folder}/${project.name}`

function readMemories(storage: Pick<Storage, 'getItem'>): z.infer<typeof Memories> {
  try {
    const known = Memories.safeParse(JSON.parse(storage.getItem(storageKey) ?? '{}'))
    return known.success ? known.data : {}
  } catch {
    // Not what was written here: nothing is remembered.
    return {}
  }
}
