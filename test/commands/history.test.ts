import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HistoryStep } from '../../src/commands/history.ts'
import { replayHistory } from '../../src/commands/history.ts'

describe('undo and redo from the stored history', () => {
  it('agree with two stacks kept by hand, whatever is done, undone and redone', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('do', 'undo', 'redo'), { maxLength: 60 }), (actions) => {
        const steps: HistoryStep[] = []
        const [done, undone]: [number[], number[]] = [[], []]
        const current = new Map<number, string>()
        let count = 0
        for (const action of actions) {
          const { undo, redo } = replayHistory(steps)
          const change_uid = `c${String((count += 1))}`
          if (action === 'do') {
            steps.push({ change_uid, undo_of: null, note: String(count) })
            done.push(count)
            undone.length = 0
            current.set(count, change_uid)
          } else {
            const [from, to, stack] = action === 'undo' ? [done, undone, undo] : [undone, done, redo]
            const number = from.pop()
            expect(stack.at(-1)?.change_uid).toBe(number === undefined ? undefined : current.get(number))
            if (number === undefined) continue
            steps.push({ change_uid, undo_of: current.get(number)!, note: String(number) })
            current.set(number, change_uid)
            to.push(number)
          }
          const after = replayHistory(steps)
          expect(after.undo.map(({ note }) => Number(note))).toEqual(done)
          expect(after.redo.map(({ note }) => Number(note))).toEqual(undone)
        }
      }),
    )
  })
})
