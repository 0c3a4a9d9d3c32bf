import type { Desk } from './desk.ts'
import type { KeyContext } from './key-context.ts'

/** The contexts that hold now, in the order in which they are asked what a key means. */
export function activeContexts({ workbench }: Desk): readonly KeyContext[] {
  const { labelStep, selection, tool, shown, compared } = workbench.getState()
  const contexts: KeyContext[] = []
  if (labelStep !== null && labelStep.selection === selection) contexts.push(labelStep.context)
  if (tool === 'hull') contexts.push('hull')
  if (shown !== null && compared !== null) contexts.push('compared')
  return contexts
}
