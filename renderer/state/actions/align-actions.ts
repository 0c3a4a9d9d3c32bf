import { both, hasScenes, projectWritable, sceneMeasurable, sceneShown, type Action } from '../action.ts'
import { lengthM, minus, storedShift } from '../alignment.ts'
import type { Desk } from '../desk.ts'

const aligning: Action['when'] = ({ workbench }) =>
  workbench.getState().alignment !== null || 'Start aligning first.'

const twoScenes: Action['when'] = ({ workbench, project }) => {
  const { compared } = workbench.getState()
  if (compared === null) return 'Choose the reference as scene A first.'
  return project.getState().readiness.get(compared)?.state === 'ready' || 'Scene A is still being prepared.'
}

const isChanged: Action['when'] = ({ workbench }) => {
  const { alignment } = workbench.getState()
  if (alignment === null) return 'Start aligning first.'
  if (alignment.source === 'stored') return 'Move the picture, pick points or search first.'
  if (alignment.source === 'rough') return 'It is a start only: pick points, drag or nudge it first.'
  if (alignment.half !== null) return 'Click the same thing on the other scene first.'
  return true
}

const nudges: readonly (readonly [string, readonly [number, number]])[] = [
  ['Left', [-1, 0]],
  ['Right', [1, 0]],
  ['Up', [0, -1]],
  ['Down', [0, 1]],
]

function nudge({ session, readout }: Desk, [right, down]: readonly [number, number], pixels: number): void {
  const { metresPerPixel, northDeg } = readout.getState()
  if (metresPerPixel === null) return
  session.align.nudge([right * pixels, down * pixels], { metresPerPixel, northDeg })
}

/** Laying one scene over another. */
export const alignActions: readonly Action[] = [
  {
    id: 'align.start',
    label: 'Align B with A',
    menu: 'Scene',
    keys: ['Shift+A'],
    when: both(projectWritable, hasScenes, sceneShown, sceneMeasurable, twoScenes),
    run: ({ session, workbench }) =>
      workbench.getState().alignment === null ? session.align.begin() : session.align.close(),
  },
  {
    id: 'align.search',
    label: 'Find the shift',
    menu: null,
    keys: ['U'],
    context: 'align',
    when: both(aligning, ({ workbench }) =>
      workbench.getState().alignment?.searching === true ? 'It is being searched for.' : true,
    ),
    run: ({ session }) => void session.align.search(),
  },
  {
    id: 'align.area',
    label: 'Draw the area to search in',
    menu: null,
    keys: ['R'],
    context: 'align',
    when: aligning,
    run: ({ session, workbench }) => session.align.drawArea(workbench.getState().tool !== 'align-area'),
  },
  {
    id: 'align.keep',
    label: 'Keep the shift',
    menu: null,
    keys: ['Enter'],
    context: 'align',
    when: both(projectWritable, isChanged),
    run: ({ session }) => void session.align.keep(),
  },
  {
    id: 'align.remove-point',
    label: 'Remove the last point',
    menu: null,
    keys: ['Backspace'],
    context: 'align',
    when: both(
      aligning,
      ({ workbench }) => (workbench.getState().alignment?.pairs.length ?? 0) > 0 || 'No point is picked yet.',
    ),
    run: ({ session, workbench }) =>
      session.align.removePair((workbench.getState().alignment?.pairs.length ?? 0) - 1),
  },
  {
    id: 'align.reset',
    label: 'Start over',
    menu: null,
    keys: ['Shift+Backspace'],
    context: 'align',
    when: aligning,
    run: ({ session }) => session.align.reset(),
  },
  {
    id: 'align.step-back',
    label: 'Leave aligning',
    menu: null,
    keys: ['Escape'],
    context: 'align',
    when: aligning,
    run: ({ session }) => session.align.stepBack(),
  },
  ...nudges.flatMap(([name, way]) =>
    ([1, 10] as const).map((pixels): Action => ({
      id: `align.nudge-${name.toLowerCase()}-${pixels}`,
      label: `Move B ${name.toLowerCase()} by ${pixels === 1 ? 'a pixel' : '10 pixels'} of the screen`,
      menu: null,
      keys: [`${pixels === 1 ? '' : 'Shift+'}Arrow${name}`],
      context: 'align',
      when: aligning,
      run: (desk) => nudge(desk, way, pixels),
    })),
  ),
  {
    id: 'align.remove-shift',
    label: 'Remove shift',
    menu: 'Scene',
    keys: [],
    when: both(projectWritable, sceneShown, ({ workbench, project }) => {
      const scene = project.getState().index.scenes.get(workbench.getState().shown ?? '')
      const isShifted = scene !== undefined && lengthM(minus(storedShift(scene), { eastM: 0, northM: 0 })) > 0
      return isShifted || 'This scene is drawn where its file says.'
    }),
    run: ({ session }) => void session.align.remove(),
  },
]
