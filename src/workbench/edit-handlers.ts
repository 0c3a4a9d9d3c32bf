import { invert } from '../commands/change.ts'
import type { HistoryStacks, HistoryStep } from '../commands/history.ts'
import { plan } from '../commands/plan.ts'
import type { api, EditRequest, EditResult } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import { newUid, type Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Session } from './session.ts'

type Subjects = 'edit.apply' | 'edit.undo' | 'edit.redo' | 'edit.step'

const lastOf: Readonly<Record<'undo' | 'redo', (stacks: HistoryStacks) => HistoryStep | undefined>> = {
  undo: ({ undo }) => undo.at(-1),
  redo: ({ redo }) => redo.at(-1),
}

/** Edits, undo and redo: each one transaction, answered after COMMIT. */
export function editHandlers(session: Session): Pick<Handlers<typeof api>, Subjects> {
  const takeBack = async (what: 'undo' | 'redo', change_uid: Uid): Promise<EditResult> => {
    const step = await session.patiently(() => lastOf[what](session.project.history()))
    if (step === undefined) {
      throw new Problem('history/nothing', 'history', `There is nothing to ${what}.`, 'Go on with your work.')
    }
    return await session.apply(() => invert(session.project.changeOf(step.change_uid), change_uid))
  }
  const make = async (request: EditRequest, change_uid: Uid): Promise<EditResult> => {
    if (request.kind === 'undo' || request.kind === 'redo') return await takeBack(request.kind, change_uid)
    const context = { analyst: await session.analyst(), now: session.now(), newUid }
    return await session.apply(() => ({ ...plan(request, session.project, context), change_uid }))
  }
  /** Steps that are being made, by their identity: one that is asked for twice meanwhile is waited for. */
  const underWay = new Map<Uid, Promise<EditResult>>()
  const makeOnce = async (request: EditRequest, change_uid: Uid): Promise<EditResult> => {
    const known = underWay.get(change_uid)
    if (known !== undefined) return await known
    const making = (async () => (await session.stepMade(change_uid)) ?? (await make(request, change_uid)))()
    underWay.set(change_uid, making)
    try {
      return await making
    } finally {
      underWay.delete(change_uid)
    }
  }
  return {
    'edit.apply': (command) => make(command, newUid()),
    'edit.undo': () => make({ kind: 'undo' }, newUid()),
    'edit.redo': () => make({ kind: 'redo' }, newUid()),
    'edit.step': ({ request, change_uid }) => makeOnce(request, change_uid),
  }
}
