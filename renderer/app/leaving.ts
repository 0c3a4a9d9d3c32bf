import { endCarry } from '../state/carry-work.ts'
import type { Desk } from '../state/desk.ts'

/**
 * Keeps the window open until what the analyst did is in the file. Where an edit can't be saved, the analyst is asked
 * whether to leave without it.
 */
export function saveBeforeLeaving(desk: Desk, page: Window): void {
  let state: 'staying' | 'saving' | 'leaving' = 'staying'

  const leave = async () => {
    const unsaved = await settledEdits(desk)
    if (unsaved > 0 && !page.confirm(question(desk, unsaved))) {
      state = 'staying'
      return
    }
    state = 'leaving'
    page.close()
  }

  page.addEventListener('beforeunload', (event) => {
    if (state === 'leaving') return
    if (state === 'staying') {
      // A field keeps what is typed until it is left.
      const field = page.document.activeElement
      if (field instanceof HTMLElement) field.blur()
      endCarry(desk)
      desk.session.nudge.end()
      if (desk.project.getState().edits.length === 0) return
      state = 'saving'
      void leave()
    }
    event.preventDefault()
  })
}

/** Waits until every edit is saved, or one cannot be for now; resolves with how many are left then. */
function settledEdits({ project }: Desk): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const { edits } = project.getState()
      const isStuck = edits.some(({ state }) => state === 'failed' || state === 'held')
      if (edits.length > 0 && !isStuck) return false
      resolve(edits.length)
      return true
    }
    if (look()) return
    const stop = project.subscribe(() => {
      if (look()) stop()
    })
  })
}

function question({ project }: Desk, unsaved: number): string {
  const { project: open, edits } = project.getState()
  const reason = edits.find(({ problem }) => problem !== null)?.problem?.what ?? ''
  const count = unsaved === 1 ? '1 edit is' : `${unsaved} edits are`
  return `${open?.name ?? 'The project'}: ${count} not saved. ${reason}\n\nLeave Roadstead without ${unsaved === 1 ? 'it' : 'them'}?`
}
