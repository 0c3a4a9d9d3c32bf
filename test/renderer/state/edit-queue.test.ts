import { describe, expect, it } from 'vitest'
import {
  createEditQueue,
  editsOf,
  pendingPatch,
  type EditRequest,
  type QueuedEdit,
} from '../../../renderer/state/edit-queue.ts'
import type { EditResult } from '../../../src/contract/api.ts'
import { Problem, type ProblemCode } from '../../../src/domain/problem.ts'
import { uidOf } from './records.ts'

const result: EditResult = {
  change: { change_uid: uidOf(1), undo_of: null, note: 'Test', edits: [] },
  history: { undo: 'Test', redo: null },
  savedAt: '2024-03-02T09:14:22.000Z',
}
const note = (text: string): EditRequest => ({
  kind: 'sighting.revise',
  uids: [uidOf(100)],
  patch: { notes: text },
})

/** A core that keeps what it was sent and fails as often as it is told. */
function aCore() {
  const sent: EditRequest[] = []
  const failures: ProblemCode[] = []
  const identities: string[] = []
  let shown: readonly QueuedEdit[] = []
  let saved = 0
  let waiting: (() => void)[] = []
  const queue = createEditQueue(
    ({ change_uid, request }) => {
      identities.push(change_uid)
      const code = failures.shift()
      if (code !== undefined)
        return Promise.reject(new Problem(code, 'yard.gpkg', 'It did not work.', 'Try again.'))
      sent.push(request)
      return Promise.resolve(result)
    },
    () => (saved += 1),
    (edits) => (shown = edits),
    (work) => void waiting.push(work),
  )
  const timePasses = () => {
    const due = waiting
    waiting = []
    for (const work of due) work()
  }
  const settle = async () => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve()
  }
  return { queue, sent, identities, failures, settle, timePasses, shown: () => shown, saved: () => saved }
}

describe('edits on their way to the file', () => {
  it('are sent one after the other in the order in which they were made', async () => {
    const core = aCore()
    await Promise.all([core.queue.add(note('a')), core.queue.add(note('b')), core.queue.add(note('c'))])
    expect(core.sent).toEqual([note('a'), note('b'), note('c')])
    expect(core.saved()).toBe(3)
    expect(core.shown()).toEqual([])
  })

  it('stay visible with their problem while the file is locked, and so do those behind them', async () => {
    const core = aCore()
    core.failures.push('project/locked')
    void core.queue.add(note('a'))
    void core.queue.add(note('b'))
    await core.settle()
    expect(core.sent).toEqual([])
    expect(core.shown().map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['held', 'project/locked'],
      ['waiting', undefined],
    ])
    core.queue.retry()
    await core.settle()
    expect(core.sent).toEqual([note('a'), note('b')])
    expect(core.shown()).toEqual([])
  })

  it('are late when time has passed and the file does not have them', async () => {
    const core = aCore()
    void core.queue.add(note('saved at once'))
    await core.settle()
    core.failures.push('project/locked', 'project/locked')
    void core.queue.add(note('kept waiting'))
    await core.settle()
    expect(core.shown().map(({ isLate }) => isLate)).toEqual([false])
    core.timePasses()
    await core.settle()
    expect(core.shown().map(({ isLate }) => isLate)).toEqual([true])
    core.timePasses()
    await core.settle()
    expect(core.sent).toEqual([note('saved at once'), note('kept waiting')])
    expect(core.shown()).toEqual([])
  })

  it('do not wait behind one that can never succeed', async () => {
    const core = aCore()
    core.failures.push('record/invalid')
    void core.queue.add(note('bad'))
    void core.queue.add(note('good'))
    await core.settle()
    expect(core.sent).toEqual([note('good')])
    expect(core.shown().map(({ request }) => request)).toEqual([note('bad')])
  })

  it('go on after one in their way was discarded, which tells whoever waits for it', async () => {
    const core = aCore()
    core.failures.push('file/disk-full')
    const first = core.queue.add(note('a'))
    const second = core.queue.add(note('b'))
    await core.settle()
    core.queue.discard(core.shown()[0]?.id ?? 0)
    expect(await first).toBeNull()
    expect(await second).toBe(result)
    expect(core.sent).toEqual([note('b')])
  })

  it.each<EditRequest>([
    { kind: 'sighting.move', uids: [uidOf(100)], east_m: 1, north_m: 0 },
    { kind: 'undo' },
  ])(
    'are sent again under the same identity where the core ended before it answered: $kind',
    async (request) => {
      const core = aCore()
      core.failures.push('core/stopped')
      void core.queue.add(request)
      void core.queue.add(note('after it'))
      await core.settle()
      expect(core.sent).toEqual([])
      core.queue.resume()
      await core.settle()
      expect(core.sent).toEqual([request, note('after it')])
      const [first, again, other] = core.identities
      expect(again).toBe(first)
      expect(other).not.toBe(first)
    },
  )

  it('are taken over from a page that ended, before those of this one', async () => {
    const core = aCore()
    core.failures.push('project/locked')
    void core.queue.add(note('of this page'))
    await core.settle()
    core.failures.push('project/locked')
    core.queue.adopt([{ change_uid: uidOf(901), request: note('of the one before') }])
    core.queue.retry()
    await core.settle()
    core.queue.retry()
    await core.settle()
    expect(core.sent).toEqual([note('of the one before'), note('of this page')])
    expect(core.identities).toContain(uidOf(901))
  })

  it('give their values to the form of the sighting, latest last', () => {
    const queued = (id: number, request: EditRequest): QueuedEdit => ({
      id,
      change_uid: uidOf(900 + id),
      request,
      state: 'waiting',
      problem: null,
      isLate: false,
    })
    const edits = [
      queued(1, note('first')),
      queued(2, { kind: 'sighting.revise', uids: [uidOf(100)], patch: { class: 'fishing' } }),
      queued(3, note('second')),
      queued(4, { kind: 'vessel.create', uid: uidOf(50), patch: { name: 'X' }, sighting_uids: [uidOf(100)] }),
    ]
    expect(pendingPatch(edits, uidOf(100))).toEqual({
      notes: 'second',
      class: 'fishing',
      vessel_uid: uidOf(50),
    })
    expect(pendingPatch(edits, uidOf(101))).toEqual({})
    expect(editsOf(edits, uidOf(100))).toHaveLength(4)
    expect(editsOf(edits, uidOf(50))).toHaveLength(1)
  })
})
