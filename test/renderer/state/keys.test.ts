import { describe, expect, it } from 'vitest'
import {
  acceleratorOf,
  matchesKeys,
  parseKeys,
  staysInField,
  type KeyPress,
} from '../../../renderer/state/keys.ts'

const press = (key: string, code = '', part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...part,
})
const fits = (keys: string, event: KeyPress) => matchesKeys(parseKeys(keys), event)

describe('a key press', () => {
  it('means a letter with Caps Lock on too, and not with Ctrl', () => {
    expect(fits('H', press('h', 'KeyH'))).toBe(true)
    expect(fits('H', press('H', 'KeyH'))).toBe(true)
    expect(fits('H', press('h', 'KeyH', { ctrlKey: true }))).toBe(false)
    expect(fits('R', press('R', 'KeyR', { shiftKey: true }))).toBe(false)
    expect(fits('Shift+R', press('R', 'KeyR', { shiftKey: true }))).toBe(true)
  })

  it('means a digit by its place, whatever sign Shift makes of it', () => {
    expect(fits('Shift+1', press('!', 'Digit1', { shiftKey: true }))).toBe(true)
    expect(fits('Shift+1', press('+', 'Digit1', { shiftKey: true }))).toBe(true)
    expect(fits('1', press('!', 'Digit1', { shiftKey: true }))).toBe(false)
    expect(fits('1', press('1', 'Numpad1'))).toBe(true)
    expect(fits('1', press('&', 'Digit1'))).toBe(true)
  })

  it('means a sign on every keyboard that can write it', () => {
    expect(fits('?', press('?', 'Slash', { shiftKey: true }))).toBe(true)
    expect(fits('?', press('?', 'Minus', { shiftKey: true }))).toBe(true)
    expect(fits('/', press('/', 'Digit7', { shiftKey: true }))).toBe(true)
    expect(fits('+', press('+', 'BracketRight'))).toBe(true)
  })

  it('steps B with comma and full stop, and A with Shift', () => {
    expect(fits(',', press(',', 'Comma'))).toBe(true)
    expect(fits('Shift+,', press('<', 'Comma', { shiftKey: true }))).toBe(true)
    expect(fits('Shift+.', press(':', 'Period', { shiftKey: true }))).toBe(true)
    expect(fits('.', press('>', 'Period', { shiftKey: true }))).toBe(false)
  })

  it('is Ctrl or Command for Ctrl', () => {
    expect(fits('Ctrl+Shift+Z', press('Z', 'KeyZ', { metaKey: true, shiftKey: true }))).toBe(true)
    expect(fits('Ctrl+Z', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }))).toBe(false)
  })

  it('in a text field is text, but for commands that a field does not need', () => {
    expect(staysInField(press('h', 'KeyH'))).toBe(true)
    expect(staysInField(press('Delete', 'Delete'))).toBe(true)
    expect(staysInField(press('z', 'KeyZ', { ctrlKey: true }))).toBe(true)
    expect(staysInField(press('k', 'KeyK', { ctrlKey: true }))).toBe(false)
    expect(staysInField(press('Escape', 'Escape'))).toBe(false)
    // AltGr, as for @ and brackets on many keyboards, arrives as Ctrl and Alt.
    expect(staysInField(press('@', 'KeyQ', { ctrlKey: true, altKey: true }))).toBe(true)
  })

  it('stands in the native menu in the words of Electron', () => {
    expect(acceleratorOf('Ctrl+Shift+Z')).toBe('CmdOrCtrl+Shift+Z')
    expect(acceleratorOf('+')).toBe('Plus')
    expect(acceleratorOf('Alt+ArrowLeft')).toBe('Alt+Left')
  })
})
