import type { EditRequest, EditResult } from '../../src/contract/api.ts'
import { newUid, type Uid } from '../../src/domain/identifiers.ts'
import { asProblem, type ProblemCode, type ProblemReport } from '../../src/domain/problem.ts'

export type { EditRequest }

/**
 * An edit on its way to the file. It leaves the list when it is saved, or when the analyst discards it. One that is
 * `held` waits for another program and is sent again by itself.
 */
export interface QueuedEdit {
  readonly id: number
  /** The identity of the step: sent twice under it, it is made once. */
  readonly change_uid: Uid
  readonly request: EditRequest
  readonly state: 'waiting' | 'sending' | 'held' | 'failed'
  readonly problem: ProblemReport | null
  /** It has been on its way for so long that what is drawn of it must be told from what is saved. */
  readonly isLate: boolean
}

export interface EditQueue {
  /** Resolves with what was saved; with null when the analyst discards the edit. */
  add(request: EditRequest): Promise<EditResult | null>
  /** Sends failed edits again, oldest first. */
  retry(): void
  /** Sends an edit again that met another's change of the same fields, and saves it over that. */
  insist(id: number): void
  /** Sends the edits again of which nobody heard whether they were saved: the core ended, or the page before this one. */
  resume(): void
  /** Takes over what was on its way when the page before this one ended. */
  adopt(edits: readonly Pick<QueuedEdit, 'change_uid' | 'request'>[]): void
  discard(id: number): void
  /** Forgets every edit, for a project that is closed. */
  clear(): void
}

/** Problems of the record itself: another try cannot succeed before, so later edits need not wait behind it. */
const ownFault: readonly ProblemCode[] = [
  'record/not-found',
  'record/invalid',
  'record/conflict',
  'footprint/invalid',
  'input/invalid',
  'history/nothing',
  'history/conflict',
]

/** How long an edit that another program's lock keeps from the file waits before it is sent again. */
const holdMs = 1_500
/** An edit that takes longer is late: most take a few milliseconds, and marking those would flicker. */
const lateMs = 500

interface Entry extends QueuedEdit {
  readonly settle: (result: EditResult | null) => void
}

/**
 * Sends edits one after the other, in the order in which they were made. An edit that fails stays in the list with
 * its problem; where the file is to blame (locked, full, gone), the ones after it wait behind it.
 */
export function createEditQueue(
  send: (edit: Pick<QueuedEdit, 'change_uid' | 'request'>) => Promise<EditResult>,
  saved: (result: EditResult) => void,
  show: (edits: readonly QueuedEdit[]) => void,
  later: (work: () => void, ms: number) => void = (work, ms) => void setTimeout(work, ms),
): EditQueue {
  let entries: readonly Entry[] = []
  let nextId = 1
  let busy = false

  function put(next: readonly Entry[]): void {
    entries = next
    show(
      entries.map(({ id, change_uid, request, state, problem, isLate }) => {
        return { id, change_uid, request, state, problem, isLate }
      }),
    )
  }
  function mark(id: number, state: Entry['state'], problem: ProblemReport | null): void {
    put(entries.map((entry) => (entry.id === id ? { ...entry, state, problem } : entry)))
  }
  function nextToSend(): Entry | undefined {
    for (const entry of entries) {
      if (entry.state === 'waiting' || entry.state === 'sending') return entry
      if (entry.problem !== null && !ownFault.includes(entry.problem.code)) return undefined
    }
    return undefined
  }
  async function work(): Promise<void> {
    if (busy) return
    busy = true
    for (let entry = nextToSend(); entry !== undefined; entry = nextToSend()) {
      const { id, change_uid, request, settle, problem } = entry
      // The reason why it was held stays on the screen until it is saved.
      mark(id, 'sending', problem)
      try {
        const result = await send({ change_uid, request })
        if (!entries.some((known) => known.id === id)) continue
        saved(result)
        put(entries.filter((known) => known.id !== id))
        settle(result)
      } catch (error) {
        const report = asProblem(error, 'This edit').toReport()
        mark(id, report.code === 'project/locked' ? 'held' : 'failed', report)
        if (report.code === 'project/locked') later(() => again(['held']), holdMs)
      }
    }
    busy = false
  }
  function again(states: readonly Entry['state'][]): void {
    put(entries.map((entry) => (states.includes(entry.state) ? { ...entry, state: 'waiting' } : entry)))
    void work()
  }

  return {
    add(request) {
      return new Promise((settle) => {
        const id = nextId++
        put([
          ...entries,
          { id, change_uid: newUid(), request, state: 'waiting', problem: null, isLate: false, settle },
        ])
        void work()
        later(() => {
          if (entries.some((entry) => entry.id === id))
            put(entries.map((entry) => (entry.id === id ? { ...entry, isLate: true } : entry)))
        }, lateMs)
      })
    },
    retry: () => again(['failed', 'held']),
    insist(id) {
      put(
        entries.map((entry) =>
          entry.id === id ? { ...entry, request: unconditional(entry.request), state: 'waiting' } : entry,
        ),
      )
      void work()
    },
    resume() {
      put(
        entries.map((entry) =>
          entry.problem?.code === 'core/stopped' ? { ...entry, state: 'waiting', problem: null } : entry,
        ),
      )
      void work()
    },
    adopt(edits) {
      const adopted = edits.map(({ change_uid, request }): Entry => {
        const settle = (): void => undefined
        return { id: nextId++, change_uid, request, state: 'waiting', problem: null, isLate: true, settle }
      })
      put([...adopted, ...entries])
      void work()
    },
    discard(id) {
      const gone = entries.find((entry) => entry.id === id && entry.state !== 'sending')
      if (gone === undefined) return
      put(entries.filter((entry) => entry !== gone))
      gone.settle(null)
      void work()
    },
    clear() {
      const gone = entries
      put([])
      for (const entry of gone) entry.settle(null)
    },
  }
}

/** The request without what the analyst saw when they made it. */
function unconditional(request: EditRequest): EditRequest {
  return 'seen' in request ? { ...request, seen: undefined } : request
}

/** The values that waiting edits give to a sighting: what its form shows until the file has them. */
export function pendingPatch(edits: readonly QueuedEdit[], sighting: Uid) {
  let patch = {}
  for (const { request } of edits) {
    if (request.kind === 'sighting.revise' && request.uids.includes(sighting))
      patch = { ...patch, ...request.patch }
    if (request.kind === 'vessel.create' && request.sighting_uids.includes(sighting))
      patch = { ...patch, vessel_uid: request.uid }
  }
  return patch
}

/** The edits that concern one record, by its uid. */
export function editsOf(edits: readonly QueuedEdit[], uid: Uid): readonly QueuedEdit[] {
  return edits.filter(
    ({ request }) =>
      ('uid' in request && request.uid === uid) ||
      ('uids' in request && request.uids.includes(uid)) ||
      ('sighting_uids' in request && request.sighting_uids.includes(uid)),
  )
}
