import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EditResult, ProjectSnapshot, UndoState } from '../../src/contract/api.ts'
import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import type { Comparison } from '../../src/compare/comparison.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import type { ProblemReport } from '../../src/domain/problem.ts'
import type { QueuedEdit } from './edit-queue.ts'
import { applyChange, buildIndex, emptyIndex, type ProjectIndex } from './project-index.ts'

/** A scene's way to the screen: being prepared, ready, or refused. */
export type SceneReadiness =
  | { readonly state: 'preparing'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly state: 'ready'; readonly display: SceneDisplay }
  | { readonly state: 'failed'; readonly problem: ProblemReport }

/** What changed between the scenes `from` (A) and `to` (B), as last asked. */
export interface ComparisonState {
  readonly from: Uid
  readonly to: Uid
  readonly result: Comparison | null
  readonly problem: ProblemReport | null
}

/** The open project as the core last told it, and the edits that it has not confirmed yet. */
export interface ProjectState {
  readonly project: { readonly name: string; readonly folder: string; readonly readOnly: boolean } | null
  readonly index: ProjectIndex
  readonly history: UndoState
  readonly savedAt: string | null
  readonly missing: ReadonlySet<Uid>
  readonly problems: readonly ProblemReport[]
  readonly readiness: ReadonlyMap<Uid, SceneReadiness>
  readonly edits: readonly QueuedEdit[]
  readonly comparison: ComparisonState | null
}

export type ProjectStore = StoreApi<ProjectState>

const closed: ProjectState = {
  project: null,
  index: emptyIndex,
  history: { undo: null, redo: null },
  savedAt: null,
  missing: new Set(),
  problems: [],
  readiness: new Map(),
  edits: [],
  comparison: null,
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
    missing: new Set(snapshot.missingScenes),
    problems: snapshot.problems,
    ...(sameProject
      ? { readiness: before.readiness, edits: before.edits, savedAt: before.savedAt, comparison: null }
      : {}),
  })
}

/** Takes what an edit changed in the file; a comparison that may rest on it is dropped. */
export function takeResult(store: ProjectStore, result: EditResult): void {
  store.setState((state) => ({
    index: applyChange(state.index, result.change),
    history: result.history,
    savedAt: result.savedAt,
    comparison: null,
  }))
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
