import { dayOnly, timeConfirmed } from '../../../src/domain/acquired.ts'
import { focusPart } from '../focus-part.ts'
import { both, hasScenes, projectWritable, type Action } from '../action.ts'
import type { Desk } from '../desk.ts'
import { countOfScene, scenesByDate } from '../project-index.ts'
import { openDialog } from '../workbench-store.ts'

const chosen: Action['when'] = ({ workbench }) =>
  workbench.getState().shown !== null || 'Choose a scene first.'

function shownScene({ project, workbench }: Desk) {
  const { shown } = workbench.getState()
  return shown === null ? undefined : project.getState().index.scenes.get(shown)
}

/** The scene `steps` dates later than `from` (earlier where negative); undefined at the ends. */
function neighbour({ project }: Desk, from: string | null, steps: number) {
  const ordered = [...scenesByDate(project.getState().index)].reverse()
  const at = ordered.findIndex(({ uid }) => uid === from)
  return at < 0 ? ordered.at(steps > 0 ? 0 : -1) : ordered[at + steps]
}

function stepAction(side: 'A' | 'B', steps: 1 | -1): Action {
  const of = (desk: Desk) =>
    side === 'B' ? desk.workbench.getState().shown : desk.workbench.getState().compared
  const key = steps > 0 ? '.' : ','
  const go = steps > 0 ? 'next' : 'prev'
  return {
    id: `scene.${go}-${side.toLowerCase()}`,
    label: `${steps > 0 ? 'Next' : 'Previous'} date on side ${side}`,
    menu: 'Scene',
    keys: side === 'B' ? [key] : [`Shift+${key}`],
    when: both(
      hasScenes,
      (desk) => neighbour(desk, of(desk), steps) !== undefined || 'There is no further date.',
    ),
    run: (desk) => {
      const next = neighbour(desk, of(desk), steps)
      if (next === undefined) return
      if (side === 'B') desk.session.scenes.show(next.uid)
      else desk.session.scenes.compareWith(next.uid)
    },
  }
}

/** What is done to scenes, and steps from date to date. */
export const sceneActions: readonly Action[] = [
  stepAction('B', -1),
  stepAction('B', 1),
  stepAction('A', -1),
  stepAction('A', 1),
  {
    id: 'scene.swap',
    label: 'Swap A and B',
    menu: 'Scene',
    keys: ['X'],
    when: ({ workbench }) => workbench.getState().compared !== null || 'Choose a scene A first.',
    run: ({ workbench }) =>
      workbench.setState(({ shown, compared }) => ({ shown: compared, compared: shown })),
  },
  {
    id: 'scene.no-compare',
    label: 'Compare with nothing',
    menu: 'Scene',
    keys: [],
    when: ({ workbench }) => workbench.getState().compared !== null || 'No scene A is chosen.',
    run: ({ session }) => session.scenes.compareWith(null),
  },
  {
    id: 'scene.confirm-time',
    label: 'Confirm time',
    menu: 'Scene',
    keys: ['Y'],
    when: both(projectWritable, chosen, (desk) => {
      const scene = shownScene(desk)
      return scene === undefined || !timeConfirmed(scene) || 'The time is confirmed already.'
    }),
    run: (desk) => {
      const scene = shownScene(desk)
      if (scene === undefined) return
      // Without a time, or with a day alone, there is none to confirm: it is asked for.
      if (scene.acquired_at === null || dayOnly(scene)) openDialog(desk.workbench, 'scene', scene.uid)
      else void desk.session.edit({ kind: 'scene.revise', uid: scene.uid, patch: { acquired_confirmed: 1 } })
    },
  },
  {
    id: 'scene.edit',
    label: 'Scene details',
    menu: 'Scene',
    keys: ['Ctrl+D'],
    when: both(hasScenes, chosen),
    run: ({ workbench }) => openDialog(workbench, 'scene', workbench.getState().shown),
  },
  {
    id: 'scene.locate',
    label: 'Locate scene file',
    menu: 'Scene',
    keys: [],
    when: both(projectWritable, chosen, ({ project, workbench }) =>
      project.getState().away.has(workbench.getState().shown ?? '') ? true : 'The file is where it was.',
    ),
    run: ({ session, workbench }) => {
      const { shown } = workbench.getState()
      if (shown !== null) void session.files.locate(shown)
    },
  },
  {
    id: 'scene.locate-folder',
    label: 'Locate missing scenes in a folder',
    menu: 'Scene',
    keys: [],
    when: both(
      projectWritable,
      hasScenes,
      ({ project }) => project.getState().away.size > 0 || 'Every scene file is where it was.',
    ),
    run: ({ session }) => void session.files.locateIn(),
  },
  {
    id: 'scene.follow-paths',
    label: 'Follow scene paths out of the project’s folder',
    menu: 'Scene',
    keys: [],
    when: both(
      hasScenes,
      ({ project }) =>
        [...project.getState().away.values()].includes('outside') ||
        'No path of a scene waits to be followed.',
    ),
    run: ({ session }) => void session.paths.ask().then(() => focusPart('paths')),
  },
  {
    id: 'scene.remove',
    label: 'Remove scene from project',
    menu: 'Scene',
    keys: [],
    when: both(projectWritable, chosen, ({ project, workbench }) => {
      const count = countOfScene(project.getState().index, workbench.getState().shown ?? '')
      return count === 0 || `${count} sightings lie on this scene: delete them first.`
    }),
    run: (desk) => {
      const scene = shownScene(desk)
      if (scene !== undefined) void desk.session.edit({ kind: 'scene.remove', uid: scene.uid })
    },
  },
]
