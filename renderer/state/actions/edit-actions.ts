import { both, oneSelected, projectOpen, projectWritable, someSelected, type Action } from '../action.ts'
import type { Desk } from '../desk.ts'
import { focusPart } from '../focus-part.ts'
import { nudgedShape, nudgesOf } from '../nudge-work.ts'
import { visibleSightings } from '../sighting-filter.ts'
import { select } from '../workbench-store.ts'
import { screenText } from '../../ui/screen-text.ts'

function selectedSighting({ project, workbench }: Desk) {
  const [uid] = workbench.getState().selection
  return uid === undefined ? undefined : project.getState().index.sightings.get(uid)
}

const longestStep = 48

/** A step of the history as a menu has room for it; names in it are an analyst's or a file's. */
function stepName(note: string): string {
  const letters = Array.from(screenText(note))
  return letters.length <= longestStep ? letters.join('') : `${letters.slice(0, longestStep - 1).join('')}…`
}

/** Takes one step back: a label that waits for its second key, a point of the tool, the tool, the selection. */
function stepBack({ map, workbench }: Desk): void {
  const { labelStep, selection } = workbench.getState()
  if (labelStep?.selection === selection) {
    workbench.setState({ labelStep: null })
    return
  }
  if (map.current?.stepBack() === true) return
  if (workbench.getState().tool !== 'select') workbench.setState({ tool: 'select' })
  else select(workbench, [])
}

function reshape(desk: Desk, heading: number | null): void {
  const sighting = selectedSighting(desk)
  if (sighting?.geom == null) return
  const turned = heading === null ? null : ((heading % 360) + 360) % 360
  // What keys moved a moment ago may not be in the file yet.
  const waiting = nudgesOf(sighting.uid, desk.project.getState().edits, desk.workbench.getState().nudge)
  const { geom } = waiting.reduce((before, one) => nudgedShape(before.geom, before.headingDeg, one), {
    geom: sighting.geom,
    headingDeg: sighting.heading_deg,
  })
  void desk.session.edit({
    kind: 'sighting.reshape',
    uid: sighting.uid,
    footprint: geom,
    heading_deg: turned,
  })
}

const hasFootprint: Action['when'] = (desk) =>
  selectedSighting(desk)?.geom != null || 'This sighting has no footprint.'

/** Steps through history, and what is done to the selection. */
export const editActions: readonly Action[] = [
  {
    id: 'edit.undo',
    label: 'Undo',
    labelNow: ({ project }) => {
      const { undo } = project.getState().history
      return undo === null ? 'Undo' : `Undo ${stepName(undo)}`
    },
    menu: 'Edit',
    keys: ['Ctrl+Z'],
    when: both(
      projectWritable,
      ({ project }) => project.getState().history.undo !== null || 'Nothing to undo.',
    ),
    run: ({ session }) => void session.edit({ kind: 'undo' }),
  },
  {
    id: 'edit.redo',
    label: 'Redo',
    labelNow: ({ project }) => {
      const { redo } = project.getState().history
      return redo === null ? 'Redo' : `Redo ${stepName(redo)}`
    },
    menu: 'Edit',
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    when: both(
      projectWritable,
      ({ project }) => project.getState().history.redo !== null || 'Nothing to redo.',
    ),
    run: ({ session }) => void session.edit({ kind: 'redo' }),
  },
  {
    id: 'edit.retry',
    label: 'Retry unsaved edits',
    menu: 'Edit',
    keys: [],
    when: ({ project }) =>
      project.getState().edits.some(({ state }) => state === 'failed') || 'Every edit is saved.',
    run: ({ session }) => session.edits.retry(),
  },
  {
    id: 'sighting.remove',
    label: 'Delete sighting',
    menu: 'Sighting',
    keys: ['Delete'],
    when: both(projectWritable, someSelected),
    run: ({ session, workbench }) => {
      const uids = [...workbench.getState().selection]
      void session.edit({ kind: 'sighting.remove', uids })
      select(workbench, [])
    },
  },
  {
    id: 'sighting.reverse',
    label: 'Swap bow and stern',
    menu: 'Sighting',
    keys: ['R'],
    when: both(projectWritable, oneSelected, hasFootprint),
    run: (desk) => reshape(desk, (selectedSighting(desk)?.heading_deg ?? 0) + 180),
  },
  {
    id: 'sighting.bow-unknown',
    label: 'Bow cannot be told from stern',
    menu: 'Sighting',
    keys: ['Shift+R'],
    when: both(
      projectWritable,
      oneSelected,
      hasFootprint,
      (desk) => selectedSighting(desk)?.heading_known !== 0 || 'They are already marked so.',
    ),
    run: (desk) => reshape(desk, null),
  },
  {
    id: 'sighting.measures',
    label: 'Type exact measures',
    menu: 'Sighting',
    keys: ['Shift+E'],
    when: both(projectWritable, oneSelected, hasFootprint),
    run: () => {
      const field = document.querySelector<HTMLElement>('[data-focus="measures"]')
      field?.click()
    },
  },
  {
    id: 'sighting.vessel',
    label: 'Name the vessel',
    menu: 'Sighting',
    keys: ['N'],
    when: oneSelected,
    run: () => focusPart('vessel'),
  },
  {
    id: 'vessel.remove',
    label: 'Delete vessel',
    menu: 'Sighting',
    keys: [],
    when: both(
      projectWritable,
      oneSelected,
      (desk) => selectedSighting(desk)?.vessel_uid != null || 'This sighting has no vessel.',
    ),
    run: (desk) => {
      const vessel = selectedSighting(desk)?.vessel_uid
      if (vessel != null) void desk.session.edit({ kind: 'vessel.remove', uid: vessel })
    },
  },
  {
    id: 'sighting.notes',
    label: 'Write notes',
    menu: 'Sighting',
    keys: ['E'],
    when: oneSelected,
    run: () => focusPart('notes'),
  },
  {
    id: 'select.all',
    label: 'Select all in the table',
    menu: 'Edit',
    keys: ['Ctrl+A'],
    when: projectOpen,
    run: ({ project, workbench }) => {
      const rows = visibleSightings(project.getState().index, workbench.getState())
      select(
        workbench,
        rows.map(({ uid }) => uid),
      )
    },
  },
  {
    id: 'step-back',
    label: 'Step back',
    menu: null,
    keys: ['Escape'],
    when: projectOpen,
    run: stepBack,
  },
]
