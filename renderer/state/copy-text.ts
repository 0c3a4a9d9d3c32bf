/**
 * Puts plain text on the clipboard, as a key press of the user allows it. The page has no permission for the
 * clipboard's own interface, and needs none for this.
 */
export function copyText(text: string): void {
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', give, { capture: true, once: true })
  // The only way that asks for no permission; browsers keep it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy')
  document.removeEventListener('copy', give, { capture: true })
}

/**
 * What is marked on the page is copied as plain text alone: the page's markup and styles would go along, and text of a
 * file must stay text in whatever it is pasted into. A field copies plain text by itself.
 */
export function copyPlainly(): void {
  document.addEventListener('copy', (event) => {
    if (event.target instanceof Element && event.target.matches('input, textarea')) return
    const text = window.getSelection()?.toString() ?? ''
    if (text === '') return
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  })
}

/** Whether text on the page or in a field is marked, which then is what copying means. */
export function isTextMarked(): boolean {
  const selection = typeof window === 'undefined' ? null : window.getSelection()
  if (selection === null) return false
  // What is marked in a field has no range on the page. The text itself costs a layout: it is read only where needed.
  const isInField = document.activeElement?.matches('input, textarea') === true
  return (!selection.isCollapsed || isInField) && selection.toString() !== ''
}
