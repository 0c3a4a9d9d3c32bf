import type { Desk } from './desk.ts'
import type { KeyContext } from './key-context.ts'

/** The contexts that hold now, in the order in which they are asked what a key means. */
export function activeContexts({ workbench }: Desk): readonly KeyContext[] {
  const { labelStep, carry, selection, tool, shown, compared } = workbench.getState()
  const contexts: KeyContext[] = []
  if (labelStep !== null && labelStep.selection === selection) contexts.push(labelStep.context)
  // A hull that was selected meanwhile is worked on first; Esc gives the keys back.
  if (carry !== null && carry.scene === shown && selection.size === 0) contexts.push('carry')
  if (tool === 'hull') contexts.push('hull')
  if (shown !== null && compared !== null) contexts.push('compared')
  return contexts
}
