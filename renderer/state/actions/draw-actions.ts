import {
  both,
  groundShown,
  oneSelected,
  projectWritable,
  sceneMeasurable,
  sceneShown,
  type Action,
} from '../action.ts'
import { beamPresetOf, beamSources } from '../beam-preset.ts'
import type { Desk } from '../desk.ts'
import { focusPart } from '../focus-part.ts'
import { colorings, coloringNames, type Coloring } from '../footprint-colors.ts'
import type { MapTool } from '../../map/map-contract.ts'

const drawable = both(projectWritable, sceneShown, sceneMeasurable)
const measurable = both(groundShown, sceneMeasurable)

const proposed: Action['when'] = ({ workbench, readout }) =>
  (workbench.getState().tool === 'snap' && readout.getState().measures !== null) ||
  'No outline is proposed: press S and point at a ship.'

function toolAction(
  tool: MapTool,
  label: string,
  keys: readonly string[],
  menu: Action['menu'],
  when: Action['when'],
): Action {
  return { id: `tool.${tool}`, label, menu, keys, when, run: take(tool) }
}

/** Takes a tool: keys go to the map then, and what was told of things done no longer lies over it. */
const take =
  (tool: MapTool) =>
  ({ workbench }: Desk): void => {
    workbench.setState(({ notices }) => ({ tool, notices: notices.filter(({ tone }) => tone === 'problem') }))
    focusPart('map')
  }

/** Takes the next source of beams that has one to offer. */
function nextBeam({ workbench, project }: Desk): void {
  const state = workbench.getState()
  const { index } = project.getState()
  const at = beamSources.indexOf(state.beamSource)
  for (let step = 1; step <= beamSources.length; step++) {
    const beamSource = beamSources[(at + step) % beamSources.length] ?? 'off'
    if (beamSource !== 'off' && beamPresetOf({ ...state, beamSource }, index) === null) continue
    workbench.setState({ beamSource })
    return
  }
}

/** The glass stays for as long as the key is held. */
function magnify({ map }: Desk): void {
  const now = map.current
  if (now === null) return
  now.setMagnifier(true)
  const stop = new AbortController()
  const end = () => {
    now.setMagnifier(false)
    stop.abort()
  }
  document.addEventListener('keyup', (event) => (event.key.toLowerCase() === 'z' ? end() : undefined), {
    signal: stop.signal,
  })
  window.addEventListener('blur', end, { signal: stop.signal })
}

function coloringAction(name: Coloring): Action {
  return {
    id: `map.color-${name}`,
    label: `Colour hulls by ${colorings[name].toLowerCase()}`,
    menu: 'View',
    keys: [],
    when: both(
      groundShown,
      ({ workbench }) => workbench.getState().coloring !== name || 'They are coloured so.',
    ),
    run: ({ workbench }) => workbench.setState({ coloring: name }),
  }
}

/** What is drawn and measured with, and what helps to see while doing so. */
export const drawActions: readonly Action[] = [
  toolAction('select', 'Select', ['V'], 'Sighting', groundShown),
  toolAction('hull', 'Hull', ['H'], 'Sighting', drawable),
  toolAction('snap', 'Snap to hull', ['S'], 'Sighting', drawable),
  // While two dates are compared S means the next view, except where a hull is being drawn.
  {
    id: 'tool.hull.snap',
    label: 'Snap to hull instead of drawing',
    menu: null,
    keys: ['S'],
    context: 'hull',
    when: drawable,
    run: take('snap'),
  },
  {
    id: 'snap.take',
    label: 'Take the outline that was found',
    menu: null,
    keys: [],
    when: both(drawable, proposed),
    run: ({ map }) => void map.current?.accept(),
  },
  {
    id: 'snap.refuse',
    label: 'Refuse the outline that was found',
    menu: null,
    keys: [],
    when: proposed,
    run: ({ map }) => void map.current?.stepBack(),
  },
  toolAction('polygon', 'Hull of odd shape', ['Shift+H'], 'Sighting', drawable),
  toolAction('ruler', 'Ruler', ['M'], 'View', measurable),
  toolAction('area', 'Area ruler', ['Shift+M'], 'View', measurable),
  {
    id: 'hull.beam',
    label: 'Preset beam: off, last, by class',
    labelNow: ({ workbench }) =>
      ({
        off: 'Preset the beam: two clicks a hull',
        last: 'Preset beam: as the last hull',
        class: 'Preset beam: by class',
      })[workbench.getState().beamSource],
    menu: 'Sighting',
    keys: ['P'],
    context: 'hull',
    when: both(
      drawable,
      ({ workbench }) => workbench.getState().tool === 'hull' || 'Take the hull tool first.',
    ),
    run: nextBeam,
  },
  ...coloringNames.map(coloringAction),
  {
    id: 'map.magnifier',
    label: 'Magnifier (hold)',
    menu: null,
    keys: ['Z'],
    when: sceneShown,
    run: magnify,
  },
  {
    id: 'map.fit-sighting',
    label: 'Zoom to sighting',
    menu: 'View',
    keys: ['F'],
    when: both(groundShown, oneSelected),
    run: ({ map, workbench }) => {
      const [uid] = workbench.getState().selection
      if (uid !== undefined) map.current?.fitFootprint(uid)
    },
  },
]
