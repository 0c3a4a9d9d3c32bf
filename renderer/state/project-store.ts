import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EditResult, ProjectSnapshot, UndoState } from '../../src/contract/api.ts'
import type { OutsideScenes, SceneFacts, SceneFileStates } from '../../src/contract/scene-file.ts'
import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { Comparison } from '../../src/compare/comparison.ts'
import type { Occupancy } from '../../src/compare/presence.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import type { ProblemReport } from '../../src/domain/problem.ts'
import type { Draft } from './drafts.ts'
import type { QueuedEdit } from './edit-queue.ts'
import { applyChange, buildIndex, emptyIndex, type ProjectIndex } from './project-index.ts'

/** A scene's way to the screen: being prepared, ready, or refused. */
export type SceneReadiness =
  | { readonly state: 'preparing'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly state: 'ready'; readonly display: SceneDisplay }
  | { readonly state: 'failed'; readonly problem: ProblemReport }

/** How far the display pyramid of a scene is that waits for its turn (`total` is 0 then) or is being made. */
export interface PyramidProgress {
  readonly done: number
  readonly total: number
  /** In words; empty where it is not known. */
  readonly timeLeft: string
  readonly cancel: () => void
}

/** What changed between the scenes `from` (A) and `to` (B), as last asked. */
export interface ComparisonState {
  readonly from: Uid
  readonly to: Uid
  readonly result: Comparison | null
  readonly problem: ProblemReport | null
  /** It rests on records that were edited since: it is asked for anew, and shown until then. */
  readonly stale: boolean
}

/** Who was where along all scenes of a place (null: of the project), as last asked. */
export interface OccupancyState {
  readonly place: Uid | null
  readonly result: Occupancy | null
  readonly problem: ProblemReport | null
  readonly stale: boolean
}

/**
 * Why the pixels of a scene cannot be had: its file is not there, another one lies there now, or its path leads out of
 * the project's folder and was not confirmed on this machine.
 */
export type FileAway = 'missing' | 'changed' | 'outside'

/** The open project as the core last told it, and the edits that it has not confirmed yet. */
export interface ProjectState {
  readonly project: { readonly name: string; readonly folder: string; readonly readOnly: boolean } | null
  /** Why nothing can be saved in the project any more; null while all is well. */
  readonly trouble: ProblemReport | null
  readonly index: ProjectIndex
  readonly history: UndoState
  readonly savedAt: string | null
  /** Scenes that cannot be shown, and why. */
  readonly away: ReadonlyMap<Uid, FileAway>
  /** The paths that the analyst is asked about; null while that is not known, or put off. */
  readonly pathQuestion: OutsideScenes | null
  /** What scene files say about place and time, as far as it was asked. */
  readonly facts: ReadonlyMap<Uid, SceneFacts>
  readonly problems: readonly ProblemReport[]
  readonly readiness: ReadonlyMap<Uid, SceneReadiness>
  /** Display pyramids that wait for their turn or are being made. */
  readonly pyramids: ReadonlyMap<Uid, PyramidProgress>
  readonly edits: readonly QueuedEdit[]
  readonly drafts: readonly Draft[]
  readonly comparison: ComparisonState | null
  readonly occupancy: OccupancyState | null
}

export type ProjectStore = StoreApi<ProjectState>

const closed: ProjectState = {
  project: null,
  trouble: null,
  index: emptyIndex,
  history: { undo: null, redo: null },
  savedAt: null,
  away: new Map(),
  pathQuestion: null,
  facts: new Map(),
  problems: [],
  readiness: new Map(),
  pyramids: new Map(),
  edits: [],
  drafts: [],
  comparison: null,
  occupancy: null,
}

export function createProjectStore(): ProjectStore {
  return createStore<ProjectState>(() => closed)
}

/** Takes a whole snapshot; keeps prepared scenes and waiting edits when it is the same project again. */
export function takeSnapshot(store: ProjectStore, snapshot: ProjectSnapshot, sameProject: boolean): void {
  const before = store.getState()
  store.setState({
    ...closed,
    project: { name: snapshot.name, folder: snapshot.folder, readOnly: snapshot.readOnly },
    index: buildIndex(snapshot.records),
    history: snapshot.history,
    away: new Map<Uid, FileAway>([
      ...snapshot.missingScenes.map((uid) => [uid, 'missing'] as const),
      ...snapshot.changedScenes.map((uid) => [uid, 'changed'] as const),
      ...snapshot.outsideScenes.map((uid) => [uid, 'outside'] as const),
    ]),
    problems: snapshot.problems,
    ...(sameProject
      ? {
          readiness: before.readiness,
          pyramids: before.pyramids,
          edits: before.edits,
          drafts: before.drafts,
          pathQuestion: before.pathQuestion,
          savedAt: before.savedAt,
          comparison: null,
        }
      : {}),
  })
}

/** What rests on records that were edited is asked for anew; what could not be told is tried again. */
function stale<T extends { readonly stale: boolean; readonly problem: unknown }>(state: T | null): T | null {
  return state === null || state.problem !== null ? null : { ...state, stale: true }
}

/** Takes what an edit changed in the file; a comparison that may rest on it is asked for anew. */
export function takeResult(store: ProjectStore, result: EditResult): void {
  store.setState((state) => ({
    index: applyChange(state.index, result.change),
    history: result.history,
    savedAt: result.savedAt,
    comparison: stale(state.comparison),
    occupancy: stale(state.occupancy),
  }))
}

/** Takes how the files of some scenes are. A scene whose file came, went or changed is prepared anew when shown. */
export function takeFileStates(store: ProjectStore, states: SceneFileStates): void {
  const before = store.getState()
  const [away, readiness] = [new Map(before.away), new Map(before.readiness)]
  for (const { uid, state } of states) {
    const [was, is] = [away.get(uid), fileAway(state)]
    if ((was === undefined) !== (is === undefined) || (was === 'changed') !== (is === 'changed'))
      readiness.delete(uid)
    if (is === undefined) away.delete(uid)
    else away.set(uid, is)
  }
  const isSame =
    away.size === before.away.size && [...away].every(([uid, why]) => before.away.get(uid) === why)
  if (!isSame) store.setState({ away, readiness })
}

function fileAway(state: SceneFileStates[number]['state']): FileAway | undefined {
  return state === 'missing' || state === 'changed' || state === 'outside' ? state : undefined
}

/** Adds to what is known to be wrong; the same words about the same thing once. */
export function addProblems(store: ProjectStore, reports: readonly ProblemReport[]): void {
  store.setState(({ problems }) => {
    const isNew = (report: ProblemReport) =>
      !problems.some(({ subject, what }) => subject === report.subject && what === report.what)
    return { problems: [...problems, ...reports.filter(isNew)] }
  })
}

export function takeFacts(store: ProjectStore, scene: Uid, facts: SceneFacts): void {
  store.setState((state) => ({ facts: new Map(state.facts).set(scene, facts) }))
}

export function closeProject(store: ProjectStore): void {
  store.setState(closed)
}

export function setReadiness(store: ProjectStore, scene: Uid, readiness: SceneReadiness | null): void {
  store.setState((state) => {
    const next = new Map(state.readiness)
    if (readiness === null) next.delete(scene)
    else next.set(scene, readiness)
    return { readiness: next }
  })
}

/** Takes how far the display pyramids of some scenes are; null: there is nothing to do (any more). */
export function setPyramids(store: ProjectStore, given: ReadonlyMap<Uid, PyramidProgress | null>): void {
  store.setState(({ pyramids }) => {
    const next = new Map(pyramids)
    for (const [uid, progress] of given) {
      if (progress === null) next.delete(uid)
      else next.set(uid, progress)
    }
    return { pyramids: next }
  })
}
