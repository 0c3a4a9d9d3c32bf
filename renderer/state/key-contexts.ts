import type { Desk } from './desk.ts'
import type { KeyContext } from './key-context.ts'

/** The contexts that hold now, in the order in which they are asked what a key means. */
export function activeContexts({ workbench }: Desk): readonly KeyContext[] {
  const { mapFocused } = workbench.getState()
  const { labelStep, carry, selection, tool, shown, compared, view, alignment, changes, tab } =
    workbench.getState()
  const contexts: KeyContext[] = []
  if (labelStep !== null && labelStep.selection === selection) contexts.push(labelStep.context)
  if (tab === 'changes' && changes.focused) contexts.push('changes')
  if (alignment !== null) contexts.push('align')
  // A hull that was selected or is being drawn meanwhile is worked on first; Esc gives the keys back.
  const isCarried = carry !== null && carry.scene === shown
  if (isCarried && tool === 'select' && selection.size === 0) contexts.push('carry')
  if (tool === 'hull') contexts.push('hull')
  if (mapFocused && tool === 'select' && selection.size > 0) contexts.push('map')
  const isCompared = shown !== null && compared !== null
  if (isCompared && view === 'side-by-side') contexts.push('side-by-side')
  if (isCompared) contexts.push('compared')
  return contexts
}
