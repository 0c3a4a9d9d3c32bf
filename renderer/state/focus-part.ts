/** The parts of the window that keys can be sent to, each found by its mark in the page. */
export type WindowPart = 'map' | 'scenes' | 'table' | 'inspector' | 'filter' | 'vessel' | 'notes' | 'paths'

/** Sends keys to a part of the window; to one that may have to be drawn first, with the next frame. */
export function focusPart(part: WindowPart): void {
  if (part === 'map') focusNow(part)
  else requestAnimationFrame(() => focusNow(part))
}

function focusNow(part: WindowPart): void {
  const place = document.querySelector<HTMLElement>(`[data-focus="${part}"]`)
  const isList = part === 'scenes' || part === 'table'
  // Of a list it is what was chosen in it, else its first row.
  const row = isList
    ? (place?.querySelector<HTMLElement>('[aria-current="true"], [aria-selected="true"][tabindex="0"]') ??
      place?.querySelector<HTMLElement>('.scene-show, [tabindex="0"]'))
    : place
  row?.focus()
}
