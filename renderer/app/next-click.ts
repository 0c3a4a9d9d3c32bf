import { sceneMeasurable } from '../state/action.ts'
import type { Desk } from '../state/desk.ts'
import { countOfScene } from '../state/project-index.ts'

/** What the next click or key does, while no tool has more to say about it. One sentence. */
export function nextClick(desk: Desk): string {
  const { project, workbench } = desk
  const state = project.getState()
  const { shown, selection, tool } = workbench.getState()
  if (state.project === null) return 'Make a new project or open one to begin.'
  if (state.index.scenes.size === 0) return 'Add a scene: press Ctrl O or drop GeoTIFF files on the window.'
  if (shown === null) return 'Choose a scene in the list to show it.'
  if (state.away.get(shown) === 'outside') return "Follow the scene's path, or locate its file, to see it."
  if (state.away.has(shown)) return "Locate the scene's file to see it again."
  const readiness = state.readiness.get(shown)
  if (readiness?.state === 'preparing') return 'The scene is being prepared; the list shows how far it is.'
  if (readiness?.state === 'failed') return 'The scene could not be read.'
  const measurable = sceneMeasurable(desk)
  if (measurable !== true) return measurable
  const { carry } = workbench.getState()
  if (carry !== null && carry.scene === shown) {
    if (selection.size > 0) return 'Label the hull, or press Esc to go on carrying forward.'
    return "Enter: still there. X: gone. Full stop: can't tell. Arrows go on, handles move the ghost, Esc ends."
  }
  if (tool === 'hull') return 'Click the bow, then the stern, then the side.'
  if (tool === 'snap') return 'Point at a ship and click: its outline is looked for in the samples.'
  if (tool === 'polygon') return 'Click the corners of the hull one after the other.'
  if (tool === 'area') return 'Click the corners of the area; nothing is kept.'
  if (tool === 'place') return 'Click the corners of the place, one after the other.'
  if (tool === 'ruler') return 'Click two points to measure between them; nothing is kept.'
  if (selection.size > 1) return `${selection.size} sightings are selected: label keys go to all of them.`
  if (selection.size === 1)
    return 'Drag a handle to reshape the hull; keys 1 to 9 give a class, letters the berth.'
  if (countOfScene(state.index, shown) === 0)
    return 'Press H, then click the bow, the stern and the side of a ship.'
  return 'Click a hull to select it, or press H to draw one.'
}

/** What the arrow keys move on the map; null where they and Enter answer for hulls that are carried forward. */
export function arrowsMove({ workbench }: Desk): 'map' | 'hull' | null {
  const { carry, shown, selection, tool } = workbench.getState()
  if (tool !== 'select') return 'map'
  if (selection.size > 0) return 'hull'
  return carry !== null && carry.scene === shown ? null : 'map'
}
