import { inClass } from '../../../src/domain/vocabulary.ts'
import { both, projectWritable, someSelected, type Action } from '../action.ts'
import type { Desk } from '../desk.ts'
import type { KeyContext } from '../key-context.ts'
import {
  activityKey,
  activityKeys,
  berthKeys,
  confidenceKeys,
  groupKeys,
  type GroupKey,
  type LabelKey,
} from '../label-keys.ts'
import { giveLabel, repeatLabel } from '../label-work.ts'

const labellable = both(projectWritable, someSelected)

const labelled: Action['when'] = ({ workbench }) =>
  workbench.getState().lastLabel !== null || 'Nothing was labelled yet.'

/** From now on the next key is read in this context, until another selection or another key ends it. */
function awaitKey({ workbench }: Desk, context: KeyContext): void {
  workbench.setState(({ selection }) => ({ labelStep: { context, selection } }))
}

function labelAction({ action, key, label, patch, context }: LabelKey): Action {
  return {
    id: action,
    label: `Label: ${label}`,
    menu: null,
    keys: key === null ? [] : [key],
    ...(context === undefined ? {} : { context }),
    when: labellable,
    run: (desk) => giveLabel(desk, patch),
  }
}

/** Whether all that is selected has a class of this group already. */
function allOfGroup({ project, workbench }: Desk, group: string): boolean {
  const { sightings } = project.getState().index
  return [...workbench.getState().selection].every((uid) => inClass(sightings.get(uid)?.class ?? null, group))
}

function groupAction(entry: GroupKey): Action {
  const { group, opens, patch } = entry
  return {
    ...labelAction(entry),
    label: opens === null ? `Label: ${entry.label}` : `Label: ${entry.label} …`,
    run: (desk) => {
      // A class of the group that was given before is more than the group alone.
      if (opens === null || !allOfGroup(desk, group.code)) giveLabel(desk, patch)
      if (opens !== null) awaitKey(desk, opens)
    },
  }
}

/**
 * Labels by key. A digit says the group of a class, a second digit which one of it; letters give the berth
 * state, a letter after O the activity, Shift and a digit the confidence, Q the last label once more.
 */
export const labelActions: readonly Action[] = [
  ...groupKeys.flatMap((entry) => [groupAction(entry), ...entry.classes.map(labelAction)]),
  ...confidenceKeys.map(labelAction),
  ...berthKeys.map(labelAction),
  {
    id: 'label.activity',
    label: 'Label: Activity …',
    menu: null,
    keys: [activityKey],
    when: labellable,
    run: (desk) => awaitKey(desk, 'activity'),
  },
  ...activityKeys.map(labelAction),
  {
    id: 'label.repeat',
    label: 'Repeat the last label',
    menu: 'Sighting',
    keys: ['Q'],
    when: both(labellable, labelled),
    run: repeatLabel,
  },
  {
    id: 'label.repeat-mode',
    label: 'Label each new hull like the last',
    labelNow: ({ workbench }) =>
      workbench.getState().repeatsLabel
        ? 'Stop labelling new hulls like the last'
        : 'Label each new hull like the last',
    menu: 'Sighting',
    keys: ['Shift+Q'],
    when: both(projectWritable, labelled),
    run: ({ workbench }) => workbench.setState(({ repeatsLabel }) => ({ repeatsLabel: !repeatsLabel })),
  },
]
