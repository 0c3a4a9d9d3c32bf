import { both, projectWritable, sceneMeasurable, sceneShown, type Action } from '../action.ts'
import { answerCarry, beginCarry, endCarry, proposalNow, stepCarry } from '../carry-work.ts'
import type { Desk } from '../desk.ts'

const notCarrying: Action['when'] = ({ workbench }) =>
  workbench.getState().carry === null || 'Hulls are being carried forward already.'

const carrying: Action['when'] = ({ workbench }) =>
  workbench.getState().carry !== null || 'Begin to carry hulls forward first.'

const somethingToCarry: Action['when'] = (desk) => {
  const found = proposalNow(desk)
  return typeof found === 'string' ? found : true
}

function carryAction(id: string, label: string, keys: readonly string[], run: (desk: Desk) => void): Action {
  const when = id === 'end' ? carrying : both(projectWritable, carrying)
  return { id: `carry.${id}`, label, menu: null, keys, context: 'carry', when, run }
}

/** The last date's hulls, one after the other: still there, gone, or not to be told. Each answer is one step. */
export const carryActions: readonly Action[] = [
  {
    id: 'carry.begin',
    label: 'Carry forward the hulls of the last date',
    menu: 'Sighting',
    keys: ['Shift+C'],
    when: both(projectWritable, sceneShown, sceneMeasurable, notCarrying, somethingToCarry),
    run: beginCarry,
  },
  {
    id: 'carry.refuse',
    label: 'Carry nothing forward to this scene now',
    menu: null,
    keys: [],
    when: both(notCarrying, somethingToCarry),
    run: ({ workbench }) => workbench.setState(({ shown }) => ({ carryRefused: shown })),
  },
  carryAction('there', 'Still there', ['Enter'], (desk) => answerCarry(desk, 'there')),
  carryAction('gone', 'Gone', ['X'], (desk) => answerCarry(desk, 'not_seen')),
  carryAction('unclear', "Can't tell", ['.'], (desk) => answerCarry(desk, 'not_visible')),
  carryAction('next', 'Next hull', ['ArrowRight', 'ArrowDown', 'Tab'], (desk) => stepCarry(desk, 1)),
  carryAction('previous', 'Hull before', ['ArrowLeft', 'ArrowUp', 'Shift+Tab'], (desk) =>
    stepCarry(desk, -1),
  ),
  carryAction('end', 'End carrying forward', ['Escape'], endCarry),
]
