import { invert } from '../commands/change.ts'
import type { HistoryStacks, HistoryStep } from '../commands/history.ts'
import { plan } from '../commands/plan.ts'
import type { EditResult } from '../contract/api.ts'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import { newUid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Session } from './session.ts'

type Subjects = 'edit.apply' | 'edit.undo' | 'edit.redo'

/** Edits, undo and redo: each one transaction, answered after COMMIT. */
export function editHandlers(session: Session): Pick<Handlers<typeof api>, Subjects> {
  const takeBack = async (
    last: (stacks: HistoryStacks) => HistoryStep | undefined,
    what: string,
  ): Promise<EditResult> => {
    const step = await session.patiently(() => last(session.project.history()))
    if (step === undefined) {
      throw new Problem('history/nothing', 'history', `There is nothing to ${what}.`, 'Go on with your work.')
    }
    const { change_uid } = step
    return await session.apply(() => invert(session.project.changeOf(change_uid), newUid()))
  }
  return {
    'edit.apply': async (command) => {
      const context = { analyst: await session.analyst(), now: session.now(), newUid }
      return await session.apply(() => plan(command, session.project, context))
    },
    'edit.undo': () => takeBack(({ undo }) => undo.at(-1), 'undo'),
    'edit.redo': () => takeBack(({ redo }) => redo.at(-1), 'redo'),
  }
}
