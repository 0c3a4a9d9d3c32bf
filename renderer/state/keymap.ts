import type { Keymap, UserLabel } from '../../src/contract/keymap.ts'
import { both, projectWritable, someSelected, type Action } from './action.ts'
import { parseKeys, type KeyPress } from './keys.ts'
import { giveLabel } from './label-work.ts'

/** The registry with an analyst's own keys and labels. */
export function withKeymap(actions: readonly Action[], keymap: Keymap): readonly Action[] {
  const own = keymap.labels.map(userLabelAction)
  return [
    ...actions.map((action) => {
      const keys = keymap.actions[action.id]
      return keys === undefined ? action : { ...action, keys }
    }),
    ...own,
  ]
}

function userLabelAction({ uid, name, keys, patch }: UserLabel): Action {
  return {
    id: `label.own.${uid}`,
    label: `Label: ${name}`,
    menu: null,
    keys,
    when: both(projectWritable, someSelected),
    run: (desk) => giveLabel(desk, patch),
  }
}

/** Keys by which the window itself is walked through and dialogs are left. */
const ownOfWindow = new Set([
  'Escape',
  'Enter',
  'Tab',
  'Backspace',
  ' ',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
])
const modifiers = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'Dead',
  'Process',
  'Unidentified',
])
const placed: Readonly<Record<string, string>> = { Comma: ',', Period: '.' }

/** A key press as the registry writes it; null while only modifiers are down. */
export function combinationOf(press: KeyPress): string | null {
  if (modifiers.has(press.key)) return null
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code)?.[1]
  const letter = /^\p{L}$/u.test(press.key)
  const key = digit ?? placed[press.code] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key)
  // Shift belongs to a sign itself: `?` is another key with Shift on another keyboard.
  const isSign = key.length === 1 && digit === undefined && !letter && placed[press.code] === undefined
  const shift = press.shiftKey && !isSign ? 'Shift+' : ''
  return `${press.ctrlKey || press.metaKey ? 'Ctrl+' : ''}${press.altKey ? 'Alt+' : ''}${shift}${key}`
}

/** Why an action, or a label of one's own, cannot have these keys; null when it can. */
export function whyNotKeys(actions: readonly Action[], id: string, keys: string): string | null {
  const wanted = parseKeys(keys)
  const action = actions.find((one) => one.id === id)
  if (ownOfWindow.has(wanted.key) && !wanted.ctrl && !wanted.alt)
    return 'The window needs this key for itself.'
  const other = actions.find(
    (one) =>
      one.id !== id && one.context === action?.context && one.keys.some((each) => sameKeys(each, keys)),
  )
  return other === undefined ? null : `“${other.label.replace('Label: ', '')}” has this key.`
}

/** The first thing in a keymap that two actions would both mean, as a sentence; null where there is none. */
export function conflictIn(actions: readonly Action[], keymap: Keymap): string | null {
  const all = withKeymap(actions, keymap)
  for (const action of all)
    for (const keys of action.keys) {
      const before = all.find(
        (one) =>
          one.id !== action.id &&
          one.context === action.context &&
          one.keys.some((each) => sameKeys(each, keys)),
      )
      if (before !== undefined) return `“${action.label}” and “${before.label}” would both have ${keys}.`
    }
  return null
}

function sameKeys(a: string, b: string): boolean {
  const [one, other] = [parseKeys(a), parseKeys(b)]
  return (
    one.key === other.key && one.ctrl === other.ctrl && one.alt === other.alt && one.shift === other.shift
  )
}
