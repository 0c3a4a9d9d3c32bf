import type { ScreenPoint } from '../tools/pen.ts'

/** Where the pen of the one pane is on the ground of the other. */
export interface CursorMark {
  readonly element: HTMLElement
  /** In CSS pixels of its pane; null: nowhere. */
  show(at: ScreenPoint | null): void
}

export function createCursorMark(): CursorMark {
  const element = document.createElement('div')
  element.className = 'map-cursor-mark'
  element.hidden = true
  element.setAttribute('aria-hidden', 'true')
  return {
    element,
    show(at) {
      element.hidden = at === null
      if (at !== null) element.style.transform = `translate(${at[0]}px, ${at[1]}px)`
    },
  }
}
