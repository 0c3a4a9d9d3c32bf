import { useSyncExternalStore } from 'react'

/**
 * What the control that the keyboard is on does, or why it cannot: the words that a mouse would see beside it. Null where
 * it has none, or where the focus came by mouse.
 */
export function useFocusedTitle(): string | null {
  return useSyncExternalStore(listen, read)
}

const events = ['focusin', 'focusout', 'keyup', 'pointerup'] as const

function listen(changed: () => void): () => void {
  for (const event of events) document.addEventListener(event, changed)
  return () => events.forEach((event) => document.removeEventListener(event, changed))
}

function read(): string | null {
  const focused = document.activeElement
  if (focused?.matches('button:focus-visible') !== true) return null
  return focused.getAttribute('title')?.split('\n')[0] ?? null
}
