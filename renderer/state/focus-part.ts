/** The parts of the window that keys can be sent to, each found by its mark in the page. */
export type WindowPart = 'map' | 'scenes' | 'table' | 'inspector' | 'filter' | 'vessel' | 'notes' | 'paths'

/** A part that has to be read from the project first is waited for so long, in milliseconds. */
const patience = 5000

/** Sends keys to a part of the window; to one that is not drawn yet, as soon as it is, unless something else is done before. */
export function focusPart(part: WindowPart): void {
  if (part === 'map') focusNow(part)
  else requestAnimationFrame(() => (focusNow(part) ? undefined : focusWhenDrawn(part)))
}

/** @returns false where the part is not there */
function focusNow(part: WindowPart): boolean {
  const place = document.querySelector<HTMLElement>(`[data-focus="${part}"]`)
  const isList = part === 'scenes' || part === 'table'
  // Of a list it is what was chosen in it, else its first row.
  const row = isList
    ? (place?.querySelector<HTMLElement>('[aria-current="true"], [aria-selected="true"][tabindex="0"]') ??
      place?.querySelector<HTMLElement>('.scene-show, [tabindex="0"]'))
    : place
  row?.focus()
  return row != null
}

function focusWhenDrawn(part: WindowPart): void {
  const stop = new AbortController()
  const drawn = new MutationObserver(() => (focusNow(part) ? stop.abort() : undefined))
  const end = () => stop.abort()
  const timer = setTimeout(end, patience)
  stop.signal.addEventListener('abort', () => {
    drawn.disconnect()
    clearTimeout(timer)
  })
  for (const done of ['keydown', 'pointerdown'])
    document.addEventListener(done, end, { capture: true, signal: stop.signal })
  drawn.observe(document.body, { childList: true, subtree: true })
}
