import type { Uid } from '../../../src/domain/identifiers.ts'
import { both, projectOpen, projectWritable, sceneMeasurable, sceneShown, type Action } from '../action.ts'
import type { Desk } from '../desk.ts'
import { focusPart } from '../focus-part.ts'
import { openDialog, select } from '../workbench-store.ts'
import { scenesOf } from '../watched-places.ts'

const placeNow = ({ project, workbench }: Desk) =>
  project.getState().index.places.get(workbench.getState().place ?? '')

const watched: Action['when'] = (desk) => placeNow(desk) !== undefined || 'Choose a place first.'

const onMap: Action['when'] = (desk) => {
  if (desk.map.current === null) return 'Show a scene first.'
  return placeNow(desk)?.geom != null || 'This place has no area.'
}

const goToPlace: Action = {
  id: 'place.go-to',
  label: 'Go to the place',
  menu: 'View',
  keys: [],
  when: both(watched, sceneShown, onMap),
  run: (desk) => desk.map.current?.fitFootprint(placeNow(desk)?.uid ?? ''),
}

/** Makes a place the one that is watched, and goes there where the map can. */
export function choosePlace(desk: Desk, uid: Uid): void {
  select(desk.workbench, [])
  desk.workbench.setState({ place: uid })
  if (goToPlace.when(desk) === true) goToPlace.run(desk)
}

/** The scene of the place that is `steps` dates on from the one that is shown. */
function otherDate(desk: Desk, steps: 1 | -1) {
  const place = placeNow(desk)
  if (place === undefined) return undefined
  const scenes = scenesOf(desk.project.getState().index, place)
  const at = scenes.findIndex(({ uid }) => uid === desk.workbench.getState().shown)
  return at < 0 ? scenes.at(steps > 0 ? 0 : -1) : scenes[at + steps]
}

function dateAction(id: string, label: string, key: string, steps: 1 | -1): Action {
  return {
    id,
    label,
    menu: 'Scene',
    keys: [key],
    when: both(
      projectOpen,
      watched,
      (desk) => otherDate(desk, steps) !== undefined || 'There is no further date of this place.',
    ),
    run: (desk) => {
      const scene = otherDate(desk, steps)
      const place = placeNow(desk)
      if (scene !== undefined) desk.session.scenes.show(scene.uid)
      if (place !== undefined) desk.map.current?.fitFootprint(place.uid)
    },
  }
}

/** Places that are watched: drawn, named, gone to, followed from date to date. */
export const watchActions: readonly Action[] = [
  {
    id: 'tool.place',
    label: 'Draw a place',
    menu: 'View',
    keys: ['Shift+P'],
    when: both(projectWritable, sceneShown, sceneMeasurable),
    run: ({ workbench }) => {
      workbench.setState({ tool: 'place' })
      focusPart('map')
    },
  },
  {
    id: 'place.add',
    label: 'Add what is in sight as a place',
    menu: 'View',
    keys: ['Ctrl+Shift+B'],
    when: both(
      projectWritable,
      sceneShown,
      sceneMeasurable,
      ({ map }) => map.current !== null || 'Show a scene first.',
    ),
    run: ({ map, workbench }) => {
      workbench.setState({ newArea: map.current?.areaInView() ?? null })
      openDialog(workbench, 'place')
    },
  },
  goToPlace,
  dateAction('place.next-date', 'Next date of the place', 'Ctrl+.', 1),
  dateAction('place.previous-date', 'Date of the place before', 'Ctrl+,', -1),
  {
    id: 'place.filter',
    label: 'List only sightings of the place',
    menu: 'View',
    keys: [],
    when: both(projectOpen, watched),
    run: ({ workbench }) =>
      workbench.setState(({ filter, place }) => ({
        tab: 'sightings',
        filter: { ...filter, place: filter.place === place ? null : place, thisScene: false },
      })),
  },
  {
    id: 'place.leave',
    label: 'Watch no place',
    menu: 'View',
    keys: [],
    when: both(projectOpen, watched),
    run: ({ workbench }) => workbench.setState({ place: null }),
  },
  {
    id: 'place.remove',
    label: 'Delete the place',
    menu: 'View',
    keys: [],
    when: both(projectWritable, watched),
    run: (desk) => {
      const uid = placeNow(desk)?.uid
      if (uid === undefined) return
      desk.workbench.setState(({ filter }) => ({ place: null, filter: { ...filter, place: null } }))
      void desk.session.edit({ kind: 'place.remove', uid })
    },
  },
  {
    id: 'absence.remove',
    label: 'Delete the absence',
    menu: 'Sighting',
    keys: [],
    when: both(projectWritable, (desk) => selectedAbsences(desk).length > 0 || 'Select an absence first.'),
    run: (desk) => {
      for (const uid of selectedAbsences(desk)) void desk.session.edit({ kind: 'absence.remove', uid })
      select(desk.workbench, [])
    },
  },
]

function selectedAbsences({ project, workbench }: Desk): readonly string[] {
  const { absences } = project.getState().index
  return [...workbench.getState().selection].filter((uid) => absences.has(uid))
}
