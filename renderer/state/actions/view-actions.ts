import { both, groundShown, projectOpen, sceneShown, type Action } from '../action.ts'
import type { Desk } from '../desk.ts'
import { focusPart, type WindowPart } from '../focus-part.ts'
import type { LowTab } from '../workbench-store.ts'

const mapThere: Action['when'] = ({ map }) => map.current !== null || 'Show a scene first.'

function tabAction(tab: LowTab, label: string, key: string): Action {
  return {
    id: `tab.${tab}`,
    label: `Show ${label}`,
    menu: 'View',
    keys: [key],
    when: projectOpen,
    run: ({ workbench }) => {
      workbench.setState({ tab })
      focusPart('table')
    },
  }
}

function goAction(part: WindowPart, label: string, key: string): Action {
  return {
    id: `go.${part}`,
    label,
    menu: 'View',
    keys: [key],
    when: projectOpen,
    run: () => focusPart(part),
  }
}

function mapAction(id: string, label: string, keys: readonly string[], move: (desk: Desk) => void): Action {
  return { id, label, menu: 'View', keys, when: both(groundShown, mapThere), run: move }
}

/** One pixel of the scene for one of the screen, where the middle of the map is. */
function showPixelByPixel({ map, project, workbench }: Desk): void {
  const { shown } = workbench.getState()
  const readiness = shown === null ? undefined : project.getState().readiness.get(shown)
  const gsdM = readiness?.state === 'ready' ? readiness.display.gsdM : null
  if (gsdM !== null) map.current?.setScale(gsdM)
}

/** Views, tools and ways to move on the map. */
export const viewActions: readonly Action[] = [
  mapAction('map.fit-scene', 'Whole scene', ['Home'], ({ map }) => map.current?.fitScene()),
  {
    ...mapAction('map.full-resolution', 'Full resolution', ['Shift+F'], showPixelByPixel),
    when: both(sceneShown, mapThere),
  },
  mapAction('map.zoom-in', 'Zoom in', ['+', '='], ({ map }) => map.current?.zoom(1)),
  mapAction('map.zoom-out', 'Zoom out', ['-'], ({ map }) => map.current?.zoom(-1)),
  mapAction('map.turn-left', 'Turn map left', ['['], ({ map }) => map.current?.rotate(-15)),
  mapAction('map.turn-right', 'Turn map right', [']'], ({ map }) => map.current?.rotate(15)),
  mapAction('map.north-up', 'North up', ['Shift+N'], ({ map }) => map.current?.northUp()),
  {
    id: 'table.filter',
    label: 'Filter sightings',
    menu: 'View',
    keys: ['/'],
    when: projectOpen,
    run: ({ workbench }) => {
      workbench.setState({ tab: 'sightings' })
      focusPart('filter')
    },
  },
  {
    id: 'table.this-scene',
    label: 'Only this scene in the table',
    menu: 'View',
    keys: ['T'],
    when: projectOpen,
    run: ({ workbench }) =>
      workbench.setState(({ filter }) => ({ filter: { ...filter, thisScene: !filter.thisScene } })),
  },
  tabAction('sightings', 'sightings', 'Ctrl+1'),
  tabAction('changes', 'changes', 'Ctrl+2'),
  tabAction('vessels', 'vessels', 'Ctrl+3'),
  tabAction('places', 'places', 'Ctrl+4'),
  tabAction('absences', 'absences', 'Ctrl+5'),
  tabAction('problems', 'problems', 'Ctrl+6'),
  {
    id: 'notices.close',
    label: 'Close messages',
    menu: 'View',
    keys: ['Shift+Escape'],
    when: ({ workbench }) => workbench.getState().notices.length > 0 || 'There are no messages.',
    run: ({ workbench }) => workbench.setState({ notices: [] }),
  },
  goAction('scenes', 'Go to the scenes', 'Ctrl+7'),
  goAction('inspector', 'Go to the inspector', 'Ctrl+8'),
  goAction('map', 'Go to the map', 'Ctrl+0'),
]
