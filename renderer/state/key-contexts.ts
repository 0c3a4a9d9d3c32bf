import type { Desk } from './desk.ts'

/**
 * Where keys mean something else than usual, the most special first: a label that waits for its second key (the
 * classes of one group, the activities), the carrying forward of hulls, the hull tool, two dates that are compared.
 * Within one context a key has one meaning.
 */
export type KeyContext = `class ${string}` | 'activity' | 'carry' | 'hull' | 'compared'

/** The contexts that hold now, in the order in which they are asked what a key means. */
export function activeContexts({ workbench }: Desk): readonly KeyContext[] {
  const { labelStep, selection, tool, shown, compared } = workbench.getState()
  const contexts: KeyContext[] = []
  if (labelStep !== null && labelStep.selection === selection) contexts.push(labelStep.context)
  if (tool === 'hull') contexts.push('hull')
  if (shown !== null && compared !== null) contexts.push('compared')
  return contexts
}
