import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionForKey, actions, menuItems } from '../../../renderer/state/actions.ts'
import { combinationOf, conflictIn, whyNotKeys, withKeymap } from '../../../renderer/state/keymap.ts'
import { matchesKeys, parseKeys } from '../../../renderer/state/keys.ts'
import { select } from '../../../renderer/state/workbench-store.ts'
import { KeyText, Keymap, usualKeymap } from '../../../src/contract/keymap.ts'
import { aDesk, keyPress } from './a-desk.ts'
import { uidOf } from './records.ts'

const own: Keymap = {
  version: 1,
  actions: { 'tool.hull': ['F19'], 'edit.undo': [] },
  labels: [
    {
      uid: uidOf(9),
      name: 'Missile boat',
      keys: ['Ctrl+Alt+1'],
      patch: { class: 'naval.minor', class_confidence: 'possible' },
    },
  ],
}

describe("an analyst's own keys", () => {
  it('take the place of the usual ones everywhere', () => {
    const { desk, open } = aDesk()
    open()
    desk.workbench.setState({ keymap: own })
    expect(menuItems(desk).find(({ id }) => id === 'tool.hull')?.accelerator).toBe('F19')
    expect(menuItems(desk).find(({ id }) => id === 'edit.undo')?.accelerator).toBeUndefined()
    expect(actionForKey(keyPress('h'), false, desk)).toBeNull()
  })

  it('give labels of their own, as one command', () => {
    const { desk, open, edits } = aDesk()
    open()
    desk.workbench.setState({ keymap: own })
    select(desk.workbench, [uidOf(100)])
    const press = keyPress('1', 'Digit1', { ctrlKey: true, altKey: true })
    actionForKey(press, false, desk)?.run(desk)
    expect(edits()).toMatchObject([{ patch: { class: 'naval.minor', class_confidence: 'possible' } }])
  })

  it('are refused where another command of the same context has them, or the window needs them', () => {
    expect(whyNotKeys(actions, 'tool.hull', 'V')).toBe('“Select” has this key.')
    expect(whyNotKeys(actions, 'tool.hull', 'Enter')).toMatch(/window needs/)
    expect(whyNotKeys(actions, 'tool.hull', 'F19')).toBeNull()
    // What a key means while hulls are carried forward is another thing.
    expect(whyNotKeys(actions, 'carry.gone', 'G')).toBeNull()
    expect(whyNotKeys(actions, 'carry.gone', 'Enter')).toMatch(/window needs|has this key/)
    expect(conflictIn(actions, usualKeymap)).toBeNull()
    expect(conflictIn(actions, own)).toBeNull()
    expect(conflictIn(actions, { ...own, actions: { 'tool.hull': ['V'] } })).toContain('would both have V')
  })

  it('are written as they were pressed, so that the same press means them', () => {
    const press = fc.record({
      key: fc.constantFrom('h', 'H', '?', '/', '+', '[', 'F19', 'Delete', '1', '!', ',', '<', 'ä'),
      shiftKey: fc.boolean(),
      ctrlKey: fc.boolean(),
      altKey: fc.boolean(),
      metaKey: fc.constant(false),
    })
    const places: Readonly<Record<string, string>> = {
      '1': 'Digit1',
      '!': 'Digit1',
      ',': 'Comma',
      '<': 'Comma',
    }
    fc.assert(
      fc.property(press, (event) => {
        const pressed = { ...event, code: places[event.key] ?? '' }
        const text = combinationOf(pressed)
        expect(text).not.toBeNull()
        expect(KeyText.safeParse(text).success).toBe(true)
        expect(matchesKeys(parseKeys(text ?? ''), pressed)).toBe(true)
      }),
    )
    expect(combinationOf(keyPress('Shift', 'ShiftLeft', { shiftKey: true }))).toBeNull()
  })

  it('have a form that every usual key fits', () => {
    for (const action of withKeymap(actions, own))
      for (const keys of action.keys) expect(KeyText.safeParse(keys).success).toBe(true)
  })
})
