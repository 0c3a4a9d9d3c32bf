import type { Uid } from '../../src/domain/identifiers.ts'
import { editsOf } from './edit-queue.ts'
import type { ProjectIndex } from './project-index.ts'
import type { ProjectStore } from './project-store.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** Keeps selected what is there and in sight: a label key goes to what is selected. */
export function keepSelection(project: ProjectStore, workbench: WorkbenchStore): void {
  unselectGone(project, workbench)
  unselectUnseen(project, workbench)
}

/**
 * What leaves the project, by an undo or in another program, is no longer selected, except where text for it is not
 * saved: its panel is where that text can still be had.
 */
function unselectGone(project: ProjectStore, workbench: WorkbenchStore): void {
  project.subscribe(({ index, drafts, edits }, { index: before }) => {
    if (index === before) return
    const { selection } = workbench.getState()
    const isOwed = (uid: Uid) =>
      drafts.some(({ record }) => record === uid) ||
      editsOf(edits, uid).some(({ state }) => state === 'failed')
    const left = [...selection].filter((uid) => isThere(index, uid) || !isThere(before, uid) || isOwed(uid))
    if (left.length < selection.size) workbench.setState({ selection: new Set(left) })
  })
}

/** What lies on a scene that left the screen is no longer selected. */
function unselectUnseen(project: ProjectStore, workbench: WorkbenchStore): void {
  workbench.subscribe(({ shown, compared, selection }, before) => {
    if (shown === before.shown && compared === before.compared) return
    const { sightings, absences } = project.getState().index
    const sceneOf = (uid: Uid) => (sightings.get(uid) ?? absences.get(uid))?.scene_uid ?? null
    const left = [...selection].filter((uid) => [null, shown, compared].includes(sceneOf(uid)))
    if (left.length < selection.size) workbench.setState({ selection: new Set(left) })
  })
}

const isThere = ({ sightings, absences }: ProjectIndex, uid: Uid) => sightings.has(uid) || absences.has(uid)
