/** A key combination as it stands beside what it does: `Ctrl K`, `⇧ 1`. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd className="kbd">{keysOnScreen(keys)}</kbd>
}

/** How a combination of the registry is written on screen. */
export function keysOnScreen(keys: string): string {
  if (keys === '+') return '+'
  return keys
    .replace(/\+(?=.)/g, ' ')
    .replace(/^Shift$|Shift /, '⇧')
    .replace('Delete', 'Del')
    .replace('Escape', 'Esc')
    .replace('Backspace', '⌫')
    .replace('Enter', '⏎')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
}
