import type { api, EditResult } from '../../src/contract/api.ts'
import type { Client } from '../../src/contract/define.ts'
import type { LonLat, Polygon } from '../../src/domain/polygon.ts'
import { asProblem } from '../../src/domain/problem.ts'
import {
  beginAlignment,
  minus,
  residualM,
  storedShift,
  withDrag,
  withNudge,
  withoutPair,
  withPick,
  type Alignment,
  type Shift,
} from './alignment.ts'
import type { EditRequest } from './edit-queue.ts'
import { runJob } from './jobs.ts'
import type { ProjectStore } from './project-store.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** Laying the shown scene (B) over the compared one (A). The map shows what is tried; only `keep` writes. */
export interface AlignWork {
  begin(): void
  /** Leaves it; what was not kept is forgotten. */
  close(): void
  /** One step back: half of a pair, then the tool. */
  stepBack(): void
  pick(side: 'A' | 'B', lonLat: LonLat): void
  removePair(at: number): void
  /** The picture while it is dragged from one place to another. */
  drag(from: LonLat, to: LonLat, isDone: boolean): void
  nudge(pixels: readonly [number, number], screen: { metresPerPixel: number; northDeg: number }): void
  /** Lets the next drag on the map draw the area for the automatic search, or no longer. */
  drawArea(isDrawing: boolean): void
  setArea(area: Polygon | null): void
  /** Finds the shift by phase correlation and shows it, or says why not. */
  search(): Promise<void>
  /** Shows the match that was refused because it may be off by a good part of a pixel, as a start for the hand. */
  startRough(): Promise<void>
  /** Back to what the project has. */
  reset(): void
  keep(): Promise<void>
  /** Moves the sightings that were drawn before the shift was kept along with the picture: a step of its own. */
  moveSightings(): Promise<void>
  /** Draws the scene where its file says again. */
  remove(): Promise<void>
}

export function createAlignWork(
  client: Client<typeof api>,
  project: ProjectStore,
  workbench: WorkbenchStore,
  edit: (request: EditRequest) => Promise<EditResult | null>,
): AlignWork {
  let grabbed: Shift | null = null
  let stop: (() => void) | null = null

  const now = () => workbench.getState().alignment
  const change = (next: (alignment: Alignment) => Alignment) => {
    const alignment = now()
    if (alignment !== null) workbench.setState({ alignment: next(alignment) })
  }
  const end = () => {
    stop?.()
    grabbed = null
    const { tool } = workbench.getState()
    workbench.setState({ alignment: null, ...(isAlignTool(tool) ? { tool: 'select' } : {}) })
  }

  // Another scene, another tool: what was tried belongs to neither.
  workbench.subscribe(({ alignment, shown, compared, tool }) => {
    if (alignment === null) return
    if (shown !== alignment.scene || compared !== alignment.reference || !isAlignTool(tool)) end()
  })
  // An undo of what was kept, or another program, may have changed what the project has.
  project.subscribe(({ index }, before) => {
    const alignment = now()
    if (alignment === null || index.scenes === before.index.scenes) return
    const scene = index.scenes.get(alignment.scene)
    if (scene === undefined || !index.scenes.has(alignment.reference)) {
      end()
      return
    }
    const stored = storedShift(scene)
    if (stored.eastM === alignment.stored.eastM && stored.northM === alignment.stored.northM) return
    change((one) => ({
      ...one,
      stored,
      ...(one.source === 'stored' ? { shift: stored } : {}),
    }))
  })

  const search = async (rough: boolean) => {
    const alignment = now()
    if (alignment === null || alignment.searching) return
    const { scene: uid, reference: reference_uid, area } = alignment
    const isStill = () => now()?.scene === uid && now()?.reference === reference_uid
    change((one) => ({ ...one, searching: true, found: null, refusal: null }))
    try {
      const found = await runJob(workbench, 'Aligning scenes', (options) => {
        stop = options.signal === undefined ? null : () => cancelJob(workbench, 'Aligning scenes')
        const input = { uid, reference_uid, ...(area === null ? {} : { area }), ...(rough ? { rough } : {}) }
        return client['coregister.scenes'](input, options)
      })
      if (!isStill()) return
      const shift = { eastM: found.shift_east_m, northM: found.shift_north_m }
      change((one) => ({ ...one, found, shift, source: rough ? 'rough' : 'automatic', kept: null }))
    } catch (error) {
      const refusal = asProblem(error, 'Aligning scenes').toReport()
      if (isStill()) change((one) => ({ ...one, refusal: refusal.code === 'job/cancelled' ? null : refusal }))
    } finally {
      stop = null
      if (isStill()) change((one) => ({ ...one, searching: false }))
    }
  }

  return {
    begin() {
      const { shown, compared, view } = workbench.getState()
      const scene = shown === null ? undefined : project.getState().index.scenes.get(shown)
      if (scene === undefined || compared === null) return
      workbench.setState({
        alignment: beginAlignment(scene, compared),
        tool: 'align',
        ...(view === 'single' ? { view: 'side-by-side' as const } : {}),
      })
    },
    close: end,
    stepBack() {
      const alignment = now()
      if (workbench.getState().tool === 'align-area') workbench.setState({ tool: 'align' })
      else if (alignment !== null && alignment.half !== null) change((one) => ({ ...one, half: null }))
      else end()
    },
    pick: (side, lonLat) => change((one) => withPick(one, side, lonLat)),
    removePair: (at) => change((one) => withoutPair(one, at)),
    drag(from, to, isDone) {
      const before = (grabbed ??= now()?.shift ?? null)
      if (before !== null) change((one) => withDrag(one, before, from, to))
      if (isDone) grabbed = null
    },
    nudge: (pixels, screen) => change((one) => withNudge(one, pixels, screen)),
    drawArea: (isDrawing) => {
      if (now() !== null) workbench.setState({ tool: isDrawing ? 'align-area' : 'align' })
    },
    setArea: (area) => {
      change((one) => ({ ...one, area }))
      if (now() !== null) workbench.setState({ tool: 'align' })
    },
    search: () => search(false),
    startRough: () => search(true),
    reset: () =>
      change((one) => ({
        ...beginAlignmentAgain(one),
        area: one.area,
      })),
    async keep() {
      const alignment = now()
      if (alignment === null) return
      const { scene, reference, shift, stored, source } = alignment
      const sightings = [...(project.getState().index.sightingsByScene.get(scene) ?? [])]
      const saved = await edit({
        kind: 'scene.shift',
        uid: scene,
        reference_uid: reference,
        shift_east_m: toMillimetres(shift.eastM),
        shift_north_m: toMillimetres(shift.northM),
        residual_m: residualM(alignment),
        by: source === 'automatic' ? 'automatic' : 'manual',
      })
      if (saved === null) return
      change((one) => ({
        ...one,
        source: 'stored',
        shift: one.stored,
        kept: { moved: minus(one.stored, stored), sightings },
      }))
    },
    async moveSightings() {
      const kept = now()?.kept ?? null
      if (kept === null || kept.sightings.length === 0) return
      const { eastM, northM } = kept.moved
      const saved = await edit({
        kind: 'sighting.move',
        uids: [...kept.sightings],
        east_m: eastM,
        north_m: northM,
      })
      if (saved !== null) change((one) => ({ ...one, kept: { moved: kept.moved, sightings: [] } }))
    },
    async remove() {
      const { shown, alignment } = workbench.getState()
      const uid = alignment?.scene ?? shown
      if (uid === null) return
      const before = project.getState().index.scenes.get(uid)
      const sightings = [...(project.getState().index.sightingsByScene.get(uid) ?? [])]
      const saved = await edit({ kind: 'scene.unshift', uid })
      if (saved === null || before === undefined) return
      change((one) => ({
        ...beginAlignmentAgain(one),
        kept: { moved: minus({ eastM: 0, northM: 0 }, storedShift(before)), sightings },
      }))
    },
  }
}

function beginAlignmentAgain(one: Alignment): Alignment {
  return {
    ...one,
    shift: one.stored,
    source: 'stored',
    pairs: [],
    half: null,
    found: null,
    refusal: null,
    kept: null,
  }
}

/** Whether a tool of the map belongs to the laying of one scene over another. */
export function isAlignTool(tool: string): boolean {
  return tool === 'align' || tool === 'align-area'
}

function cancelJob(workbench: WorkbenchStore, title: string): void {
  workbench
    .getState()
    .jobs.find((job) => job.title === title)
    ?.cancel()
}

/** As exactly as shifts are kept: the file, the map and the list then say the same. */
const toMillimetres = (metres: number): number => Math.round(metres * 1000) / 1000 + 0
