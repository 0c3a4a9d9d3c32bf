import type { Uid } from '../domain/identifiers.ts'

/** A step of the stored history, oldest first; only what undo and redo need to know of it. */
export interface HistoryStep {
  readonly change_uid: Uid
  readonly undo_of: Uid | null
  readonly note: string
}

/** What can be undone and redone now; the last element of each is the next. */
export interface HistoryStacks {
  readonly undo: readonly HistoryStep[]
  readonly redo: readonly HistoryStep[]
}

/**
 * Replays the stored steps into the two stacks. An undo moves its step from `undo` to `redo`, a redo moves it back,
 * any other step empties `redo`. Undoing an undo is a redo, so a step needs no kind: only what it undoes.
 */
export function replayHistory(steps: readonly HistoryStep[]): HistoryStacks {
  const undo: HistoryStep[] = []
  const redo: HistoryStep[] = []
  for (const step of steps) {
    if (step.undo_of !== null && undo.at(-1)?.change_uid === step.undo_of) {
      undo.pop()
      redo.push(step)
    } else if (step.undo_of !== null && redo.at(-1)?.change_uid === step.undo_of) {
      redo.pop()
      undo.push(step)
    } else {
      undo.push(step)
      redo.length = 0
    }
  }
  return { undo, redo }
}
