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

/** Whether text on the page is marked, which then is what copying means. */
export function isTextMarked(): boolean {
  return typeof window !== 'undefined' && (window.getSelection()?.toString() ?? '') !== ''
}
