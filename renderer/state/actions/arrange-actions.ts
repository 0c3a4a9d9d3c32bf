import { newUid } from '../../../src/domain/identifiers.ts'
import { both, projectWritable, sceneMeasurable, sceneShown, someSelected, type Action } from '../action.ts'
import type { Desk } from '../desk.ts'
import { outlined } from '../nudge-work.ts'
import { notify, select } from '../workbench-store.ts'

const movable = both(
  projectWritable,
  someSelected,
  ({ project, workbench }) =>
    outlined(project.getState().index, workbench.getState().selection).length > 0 ||
    'What is selected has no outline.',
)

/** Moves what is selected by pixels of the screen, right and down. */
function move({ project, workbench, readout, session }: Desk, right: number, down: number): void {
  const { metresPerPixel, northDeg } = readout.getState()
  const uids = outlined(project.getState().index, workbench.getState().selection)
  if (metresPerPixel === null || uids.length === 0) return
  const north = (northDeg * Math.PI) / 180
  const [rightM, upM] = [right * metresPerPixel, -down * metresPerPixel]
  // `northDeg` is how far north is turned clockwise from the top of the screen.
  const eastM = rightM * Math.cos(north) - upM * Math.sin(north)
  const northM = rightM * Math.sin(north) + upM * Math.cos(north)
  session.nudge.move(uids, eastM, northM)
}

function turn({ project, workbench, session }: Desk, degrees: number): void {
  const uids = outlined(project.getState().index, workbench.getState().selection)
  if (uids.length > 0) session.nudge.turn(uids, degrees)
}

const ways = [
  ['left', 'ArrowLeft', -1, 0],
  ['right', 'ArrowRight', 1, 0],
  ['up', 'ArrowUp', 0, -1],
  ['down', 'ArrowDown', 0, 1],
] as const

const moves: readonly Action[] = ways.flatMap(([way, key, right, down]) =>
  [1, 10].map((pixels) => ({
    id: `sighting.${way}-${pixels}`,
    label: pixels === 1 ? `Move hull ${way} by a pixel` : `Move hull ${way} by ten pixels`,
    menu: null,
    keys: [pixels === 1 ? key : `Shift+${key}`],
    context: 'map' as const,
    when: movable,
    run: (desk: Desk) => move(desk, right * pixels, down * pixels),
  })),
)

const turns: readonly Action[] = [0.1, 1].flatMap((degrees) =>
  (
    [
      ['left', 'ArrowLeft', -1],
      ['right', 'ArrowRight', 1],
    ] as const
  ).map(([way, key, sign]) => ({
    id: `sighting.turn-${way}-${degrees}`,
    label: `Turn hull ${way} by ${degrees}°`,
    menu: null,
    keys: [degrees === 1 ? `Alt+Shift+${key}` : `Alt+${key}`],
    context: 'map' as const,
    when: movable,
    run: (desk: Desk) => turn(desk, sign * degrees),
  })),
)

const otherDate: Action['when'] = ({ project, workbench }) => {
  const { copied, shown } = workbench.getState()
  const { sightings } = project.getState().index
  const there = copied.filter((uid) => sightings.get(uid)?.geom != null)
  if (there.length === 0) return 'Copy hulls of another date first (Ctrl Shift C).'
  return (
    there.some((uid) => sightings.get(uid)?.scene_uid !== shown) ||
    'Show another date first: these lie on this one.'
  )
}

/** Moving, turning, copying and merging what is selected. */
export const arrangeActions: readonly Action[] = [
  ...moves,
  ...turns,
  {
    id: 'sighting.copy',
    label: 'Copy hulls for another date',
    menu: 'Sighting',
    keys: ['Ctrl+Shift+C'],
    when: movable,
    run: ({ project, workbench }) => {
      const uids = outlined(project.getState().index, workbench.getState().selection)
      workbench.setState({ copied: uids })
      notify(workbench, 'done', {
        subject: uids.length === 1 ? '1 hull copied.' : `${uids.length} hulls copied.`,
        what: 'Show another date, and paste there with Ctrl V or from the Sighting menu.',
        do: '',
      })
    },
  },
  {
    id: 'sighting.paste',
    label: 'Paste copied hulls on this date',
    menu: 'Sighting',
    keys: ['Ctrl+V'],
    when: both(projectWritable, sceneShown, sceneMeasurable, otherDate),
    run: ({ project, workbench, session }) => {
      const { copied, shown } = workbench.getState()
      const { sightings } = project.getState().index
      const from = copied.filter((uid) => {
        const known = sightings.get(uid)
        return known?.geom != null && known.scene_uid !== shown
      })
      if (shown === null || from.length === 0) return
      const copies = from.map((from_uid) => ({ uid: newUid(), from_uid }))
      void session.edit({ kind: 'sighting.copy', scene_uid: shown, copies })
      select(
        workbench,
        copies.map(({ uid }) => uid),
      )
    },
  },
  {
    id: 'sighting.merge',
    label: 'Merge sightings of one vessel',
    menu: 'Sighting',
    keys: ['Ctrl+M'],
    when: both(projectWritable, someSelected, mergeable),
    run: ({ workbench, session }) => {
      const uids = [...workbench.getState().selection]
      void session.edit({ kind: 'sighting.merge', uids })
      select(workbench, uids.slice(0, 1))
    },
  },
]

function mergeable({ project, workbench }: Desk): true | string {
  const { sightings } = project.getState().index
  const chosen = [...workbench.getState().selection].map((uid) => sightings.get(uid))
  if (chosen.length < 2) return 'Select the sightings of one vessel first, the one to keep before the others.'
  const scenes = new Set(chosen.map((sighting) => sighting?.scene_uid))
  if (scenes.size > 1) return 'They lie on different dates: a vessel is seen once on each.'
  const vessels = new Set(chosen.map((sighting) => sighting?.vessel_uid).filter((uid) => uid != null))
  return vessels.size <= 1 || 'They carry different vessels.'
}
