import { both, projectWritable, type Action } from '../action.ts'
import { acceptChange, chosenChange, joinChange, rejectChange } from '../change-work.ts'

const chosen: Action['when'] = (desk) => chosenChange(desk) !== null || 'Choose a row of the changes first.'

/** What is decided about a row of what changed. Each is one step that Undo takes back. */
export const changeActions: readonly Action[] = [
  {
    id: 'changes.accept',
    label: 'Accept this change',
    menu: null,
    keys: ['Enter'],
    context: 'changes',
    when: both(
      projectWritable,
      chosen,
      (desk) => chosenChange(desk)?.accepted !== true || 'The project says so already.',
    ),
    run: (desk) => void acceptChange(desk),
  },
  {
    id: 'changes.reject',
    label: 'Not so: two ships, or it cannot be told',
    menu: null,
    keys: ['X'],
    context: 'changes',
    when: both(
      projectWritable,
      chosen,
      (desk) => chosenChange(desk)?.kind !== 'outside' || 'Nothing is claimed that could be wrong.',
    ),
    run: (desk) => void rejectChange(desk),
  },
  {
    id: 'changes.join',
    label: 'Same ship as another row',
    menu: null,
    keys: ['J'],
    context: 'changes',
    when: both(
      projectWritable,
      chosen,
      (desk) => chosenChange(desk)?.pairing == null || 'Both dates stand in this row already.',
    ),
    run: (desk) => void joinChange(desk),
  },
]
