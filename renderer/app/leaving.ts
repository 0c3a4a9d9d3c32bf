import { endCarry } from '../state/carry-work.ts'
import type { Desk } from '../state/desk.ts'

/**
 * Keeps the window open until what the analyst did is in the file. Where an edit can't be saved, the analyst is asked
 * whether to leave without it.
 */
export function saveBeforeLeaving(desk: Desk, page: Window): void {
  let state: 'staying' | 'saving' | 'leaving' = 'staying'

  const leave = async () => {
    await settledEdits(desk)
    // While the page is asked whether it wants to stay, its own questions are answered with no, unseen.
    await new Promise((resolve) => page.setTimeout(resolve))
    const asked = question(desk)
    if (asked !== null && !page.confirm(asked)) {
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
      const { edits, drafts } = desk.project.getState()
      if (edits.length + drafts.length === 0) return
      state = 'saving'
      void leave()
    }
    event.preventDefault()
  })
}

/** Waits until every edit is saved, or one cannot be for now. */
function settledEdits({ project }: Desk): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const { edits } = project.getState()
      const isStuck = edits.some(({ state }) => state === 'failed' || state === 'held')
      if (edits.length > 0 && !isStuck) return false
      resolve()
      return true
    }
    if (look()) return
    const stop = project.subscribe(() => {
      if (look()) stop()
    })
  })
}

/** What is asked where something would be lost: edits that could not be saved, or text that stayed in its field. */
function question({ project }: Desk): string | null {
  const { project: open, edits, drafts } = project.getState()
  const unsaved = edits.length + drafts.length
  if (unsaved === 0) return null
  const [draft] = drafts
  const reason =
    edits.find(({ problem }) => problem !== null)?.problem?.what ??
    (draft === undefined ? '' : `${draft.field}: “${draft.text.slice(0, 80)}”.`)
  const count = unsaved === 1 ? '1 edit is' : `${unsaved} edits are`
  return `${open?.name ?? 'The project'}: ${count} not saved. ${reason}\n\nLeave Roadstead without ${unsaved === 1 ? 'it' : 'them'}?`
}
