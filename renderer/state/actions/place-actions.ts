import { notations, showCoordinates } from '../../../src/geodesy/coordinates-text.ts'
import { both, groundShown, projectOpen, projectWritable, sceneShown, type Action } from '../action.ts'
import { copyText, isTextMarked } from '../copy-text.ts'
import { openDialog } from '../workbench-store.ts'

const mapThere: Action['when'] = ({ map, readout }) =>
  (map.current !== null && readout.getState().centre !== null) || 'This scene has no place on Earth.'

/** Positions, and ways to find back to them. */
export const placeActions: readonly Action[] = [
  {
    id: 'position.copy',
    label: 'Copy the position of the pointer',
    menu: 'View',
    keys: ['Ctrl+C'],
    when: ({ readout }) => {
      if (isTextMarked()) return 'Marked text is copied.'
      return readout.getState().lonLat !== null || 'Point at the map first.'
    },
    run: ({ readout, workbench }) => {
      const { lonLat } = readout.getState()
      const text = lonLat === null ? null : showCoordinates(lonLat, workbench.getState().notation)
      if (text !== null) copyText(text)
    },
  },
  {
    id: 'position.notation',
    label: 'Next notation of positions',
    menu: 'View',
    keys: ['Alt+C'],
    when: projectOpen,
    run: ({ workbench }) =>
      workbench.setState(({ notation }) => ({
        notation: notations[(notations.indexOf(notation) + 1) % notations.length] ?? 'decimal',
      })),
  },
  {
    id: 'bookmark.add',
    label: 'Bookmark this view',
    menu: 'View',
    keys: ['Ctrl+B'],
    when: both(projectWritable, groundShown, mapThere),
    run: ({ workbench }) => openDialog(workbench, 'bookmark'),
  },
  {
    id: 'map.overview',
    label: 'Overview',
    menu: 'View',
    keys: ['Alt+O'],
    when: groundShown,
    run: ({ workbench }) => workbench.setState(({ overview }) => ({ overview: !overview })),
  },
  {
    id: 'view.display',
    label: 'Display panel',
    menu: 'View',
    keys: ['Alt+H'],
    when: sceneShown,
    run: ({ workbench }) => workbench.setState(({ displayOpen }) => ({ displayOpen: !displayOpen })),
  },
  {
    id: 'map.level-rows',
    label: 'Rows of pixels level',
    menu: 'View',
    keys: ['Shift+L'],
    when: groundShown,
    run: ({ map, readout }) => map.current?.rotate(-readout.getState().rotationDeg),
  },
]
