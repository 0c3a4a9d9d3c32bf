/** One combination of keys, as written in the registry: `Ctrl+Shift+Z`, `H`, `?`, `Shift+1`, `Delete`. */
export interface KeyCombination {
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
  readonly key: string
}

/** What of a keyboard event decides which combination it is. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Signs that are bound with and without Shift go by the key's place, as Shift makes another sign of them. */
const signPlaces: Readonly<Record<string, string>> = { ',': 'Comma', '.': 'Period' }
const digitRow = /^(?:Digit|Numpad)([0-9])$/

/** Reads a combination as it is written in the registry. */
export function parseKeys(text: string): KeyCombination {
  const parts =
    text === '+' ? ['+'] : text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+')
  const key = parts.at(-1) ?? ''
  const has = (name: string) => parts.slice(0, -1).includes(name)
  return { ctrl: has('Ctrl'), shift: has('Shift'), alt: has('Alt'), key: normal(key) }
}

/**
 * Whether a key press is this combination. Ctrl is Command on a Mac. Digits go by the key's place, since Shift+1 is
 * `!` on some keyboards and `+` on others; for other signs Shift belongs to the sign itself (`?` is Shift+ß here).
 */
export function matchesKeys(wanted: KeyCombination, press: KeyPress): boolean {
  if (wanted.ctrl !== (press.ctrlKey || press.metaKey) || wanted.alt !== press.altKey) return false
  const digit = digitRow.exec(press.code)?.[1]
  if (/^[0-9]$/.test(wanted.key)) return digit === wanted.key && wanted.shift === press.shiftKey
  const place = signPlaces[wanted.key]
  if (place !== undefined && press.code === place) return wanted.shift === press.shiftKey
  const key = normal(press.key)
  if (key !== wanted.key) return false
  const sign = key.length === 1 && !/^\p{L}$/u.test(key)
  return sign ? !wanted.shift || press.shiftKey : wanted.shift === press.shiftKey
}

/** Combinations that a text field needs for itself. */
const fieldKeys = ['Ctrl+A', 'Ctrl+C', 'Ctrl+V', 'Ctrl+X', 'Ctrl+Z', 'Ctrl+Y', 'Ctrl+Shift+Z'].map(parseKeys)

/** Whether a press inside a text field stays with the field. */
export function staysInField(press: KeyPress): boolean {
  if (press.key === 'Escape') return false
  const command = (press.ctrlKey || press.metaKey) && !press.altKey
  return !command || fieldKeys.some((keys) => matchesKeys(keys, press))
}

/** The combination in Electron's words, for the native menu. */
export function acceleratorOf(text: string): string {
  return text
    .replace('Ctrl', 'CmdOrCtrl')
    .replace(/\+\+$/, '+Plus')
    .replace(/^\+$/, 'Plus')
    .replace(/Arrow(?=Left|Right|Up|Down)/, '')
}

function normal(key: string): string {
  return key.length === 1 ? key.toLowerCase() : key
}
