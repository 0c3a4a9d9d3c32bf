import type { Uid } from '../../src/domain/identifiers.ts'
import { scenesByDate, type ProjectIndex } from './project-index.ts'
import type { ProjectStore } from './project-store.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/**
 * Keeps on the map what is in the project. A scene that leaves it, by an undo or in another program, makes room for the
 * date before it, else for the one after; where no scene was left, the next that comes is shown.
 */
export function keepScenes(
  project: ProjectStore,
  workbench: WorkbenchStore,
  scenes: { show(scene: Uid | null): void; compareWith(scene: Uid | null): void },
): void {
  project.subscribe((now, before) => {
    if (now.index.scenes === before.index.scenes || now.project !== before.project) return
    const isGone = (uid: Uid | null) =>
      uid !== null && before.index.scenes.has(uid) && !now.index.scenes.has(uid)
    const { shown, compared } = workbench.getState()
    if (isGone(compared)) scenes.compareWith(null)
    if (isGone(shown)) scenes.show(nextTo(shown, before.index, now.index))
    else if (shown === null && before.index.scenes.size === 0)
      scenes.show(scenesByDate(now.index)[0]?.uid ?? null)
  })
}

/** Of the scenes that are left the next earlier than one that is gone, else the next later. */
function nextTo(gone: Uid | null, before: ProjectIndex, now: ProjectIndex): Uid | null {
  const ordered = scenesByDate(before)
  const at = ordered.findIndex(({ uid }) => uid === gone)
  const near = [...ordered.slice(at + 1), ...ordered.slice(0, Math.max(0, at)).reverse()]
  return near.find(({ uid }) => now.scenes.has(uid))?.uid ?? null
}
