import type { Uid } from '../../src/domain/identifiers.ts'
import type { ProjectIndex } from './project-index.ts'
import type { ProjectStore } from './project-store.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** What leaves the project, by an undo or in another program, is no longer selected. */
export function unselectGone(project: ProjectStore, workbench: WorkbenchStore): void {
  project.subscribe(({ index }, { index: before }) => {
    if (index === before) return
    const { selection } = workbench.getState()
    const left = [...selection].filter((uid) => isThere(index, uid) || !isThere(before, uid))
    if (left.length < selection.size) workbench.setState({ selection: new Set(left) })
  })
}

const isThere = ({ sightings, absences }: ProjectIndex, uid: Uid) => sightings.has(uid) || absences.has(uid)
