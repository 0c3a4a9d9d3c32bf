import type { Uid } from '../../src/domain/identifiers.ts'
import type { SightingPatch } from '../../src/domain/sighting.ts'
import type { Desk } from './desk.ts'
import type { LabelPatch } from './label-keys.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** Gives a label to all that is selected, as one step of the history. */
export function giveLabel({ session, workbench }: Desk, patch: LabelPatch): void {
  const { selection } = workbench.getState()
  workbench.setState({ labelStep: null })
  if (selection.size === 0) return
  rememberLabel(workbench, patch)
  void session.edit({ kind: 'sighting.revise', uids: [...selection], patch })
}

/** Keeps what was said of the selected sightings, to be said again of others. What is no label is left out. */
export function rememberLabel(workbench: WorkbenchStore, said: SightingPatch): void {
  const patch = labelOf(said)
  if (Object.keys(patch).length === 0) return
  const { selection, lastLabel } = workbench.getState()
  const before = lastLabel?.selection === selection ? lastLabel.patch : {}
  workbench.setState({ lastLabel: { patch: { ...before, ...patch }, selection } })
}

/** Gives the last label to what is selected now. */
export function repeatLabel(desk: Desk): void {
  const { lastLabel } = desk.workbench.getState()
  if (lastLabel !== null) giveLabel(desk, lastLabel.patch)
}

/** What a hull gets as it is drawn: the last label where that is to be repeated, else nothing. */
export function labelForNewHull(workbench: WorkbenchStore): LabelPatch {
  const { repeatsLabel, lastLabel } = workbench.getState()
  return repeatsLabel && lastLabel !== null ? lastLabel.patch : {}
}

/** Selects a hull that was just drawn; what is said of it then adds to the label that it got. */
export function selectDrawn(workbench: WorkbenchStore, uid: Uid): void {
  const selection = new Set([uid])
  const { repeatsLabel, lastLabel } = workbench.getState()
  const goesOn = repeatsLabel && lastLabel !== null
  workbench.setState({ selection, ...(goesOn ? { lastLabel: { ...lastLabel, selection } } : {}) })
}

function labelOf(said: SightingPatch): LabelPatch {
  return {
    ...(said.class === undefined ? {} : { class: said.class }),
    ...(said.class_confidence === undefined ? {} : { class_confidence: said.class_confidence }),
    ...(said.berth_state === undefined ? {} : { berth_state: said.berth_state }),
    ...(said.activity === undefined ? {} : { activity: said.activity }),
  }
}
