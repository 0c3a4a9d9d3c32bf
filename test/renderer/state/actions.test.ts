import { describe, expect, it } from 'vitest'
import { actionForKey, actionOf, actions, menuItems, reasonAgainst } from '../../../renderer/state/actions.ts'
import { viewChoices } from '../../../renderer/state/actions/compare-actions.ts'
import { parseKeys } from '../../../renderer/state/keys.ts'
import { berthKeys, confidenceKeys, groupKeys } from '../../../renderer/state/label-keys.ts'
import { MenuItem } from '../../../src/contract/bridge.ts'
import { aDesk, keyPress as key } from './a-desk.ts'
import { uidOf } from './records.ts'

describe('the registry of actions', () => {
  it('gives each action an id, a name, and each combination of keys one meaning in its context', () => {
    const ids = actions.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { label } of actions) expect(label).toMatch(/^\S.*\S$/)
    const keys = actions.flatMap((action) =>
      action.keys.map((each) => `${each} in ${action.context ?? 'general'}`),
    )
    expect(keys.filter((each, i) => keys.indexOf(each) !== i)).toEqual([])
  })

  it('says of every action that cannot run why not, in a sentence', () => {
    const { desk, open } = aDesk()
    const sentences = () => actions.map((action) => reasonAgainst(action, desk)).filter((why) => why !== null)
    const before = sentences()
    open(undefined, { readOnly: true })
    for (const why of [...before, ...sentences()]) expect(why).toMatch(/^[A-Z0-9].+\.$/)
    expect(before.length).toBeGreaterThan(20)
  })

  it('offers only new, open and help while no project is open', () => {
    const { desk } = aDesk()
    const possible = actions.filter((action) => reasonAgainst(action, desk) === null).map(({ id }) => id)
    expect(possible).toEqual([
      'project.new',
      'project.open',
      'palette',
      'keys',
      'keys.change',
      'diagnostics',
      'analyst',
    ])
  })

  it('lets nothing be changed in a project that is open for reading only', () => {
    const { desk, open } = aDesk()
    open(undefined, { readOnly: true })
    desk.workbench.setState({ selection: new Set([uidOf(100)]), shown: uidOf(1) })
    for (const id of [
      'scene.add',
      'sighting.remove',
      'label.class.naval.frigate',
      'edit.undo',
      'exchange.import',
    ])
      expect(reasonAgainst(actionOf(id), desk)).toBe('This project is open for reading only.')
  })

  it('turns a key into one command for all that is selected', () => {
    const { desk, edits, open } = aDesk()
    open()
    expect(actionForKey(key('3', 'Digit3'), false, desk)).toBeNull()
    desk.workbench.setState({ selection: new Set([uidOf(100), uidOf(101)]) })
    actionForKey(key('3', 'Digit3'), false, desk)?.run(desk)
    expect(edits()).toEqual([
      {
        kind: 'sighting.revise',
        uids: [uidOf(100), uidOf(101)],
        patch: { class: 'passenger.unknown' },
      },
    ])
  })

  it('steps through the dates of side B and stops at the ends', () => {
    const { desk, open } = aDesk()
    open()
    desk.workbench.setState({ shown: uidOf(1) })
    expect(actionForKey(key('.', 'Period'), false, desk)).toBeNull()
    actionForKey(key(',', 'Comma'), false, desk)?.run(desk)
    expect(desk.workbench.getState().shown).toBe(uidOf(2))
  })

  it('names in the menu what undo would take back', () => {
    const { desk, open } = aDesk()
    open()
    desk.project.setState({ history: { undo: 'Draw hull', redo: null } })
    const items = menuItems(desk)
    expect(items.find(({ id }) => id === 'edit.undo')).toEqual({
      id: 'edit.undo',
      label: 'Undo Draw hull',
      menu: 'Edit',
      accelerator: 'CmdOrCtrl+Z',
      enabled: true,
    })
    expect([...new Set(items.map(({ menu }) => menu))]).toEqual([
      'File',
      'Edit',
      'View',
      'Scene',
      'Sighting',
      'Help',
    ])
    for (const item of items) expect(MenuItem.safeParse(item).success).toBe(true)
    // A name in a step may be as long as it likes, and turn what is read around.
    desk.project.setState({ history: { undo: `Add vessel \u202e${'X'.repeat(500)}`, redo: null } })
    const label = menuItems(desk).find(({ id }) => id === 'edit.undo')?.label
    expect(label).toMatch(/^Undo Add vessel X{30,}…$/)
    expect(label?.length).toBeLessThan(60)
  })
})

describe('the keys of two dates', () => {
  it('turn what the view is about up and down with Alt and the arrow keys', () => {
    const { desk, open } = aDesk()
    open()
    desk.workbench.setState({ shown: uidOf(1), compared: uidOf(2), view: 'swipe' })
    const alt = (name: string) => ({ ...key(name, name), altKey: true })
    actionForKey(alt('ArrowRight'), false, desk)?.run(desk)
    expect(desk.workbench.getState().compare.swipe).toBe(0.55)
    desk.workbench.setState({ view: 'blink' })
    actionForKey(alt('ArrowLeft'), false, desk)?.run(desk)
    expect(desk.workbench.getState().compare.switchesPerSecond).toBe(1)
    desk.workbench.setState({ view: 'side-by-side' })
    expect(actionForKey(alt('ArrowRight'), false, desk)).toBeNull()
  })

  it('go through the views with S, and never take from a selected hull a key that the strip of labels shows', () => {
    const { desk, open } = aDesk()
    open()
    desk.workbench.setState({ shown: uidOf(1), selection: new Set([uidOf(100)]) })
    expect(actionForKey(key('s'), false, desk)?.id).not.toBe('view.cycle')
    desk.workbench.setState({ compared: uidOf(2) })
    const strip = [...groupKeys, ...berthKeys, ...confidenceKeys]
    for (const { view } of viewChoices)
      for (const tool of ['select', 'hull'] as const) {
        desk.workbench.setState({ view, tool, mapFocused: true })
        const meant = strip.map(({ key: label }) => {
          const { key: last, shift } = parseKeys(label ?? '')
          return actionForKey(key(last, codeOf(last), { shiftKey: shift }), false, desk)?.id
        })
        expect(meant).toEqual(strip.map(({ action }) => action))
      }
    desk.workbench.setState({ view: 'side-by-side', tool: 'select' })
    expect(actionForKey(key('l'), false, desk)?.id).toBe('compare.link')
    expect(actionForKey(key('s'), false, desk)?.id).toBe('view.cycle')
  })
})

const codeOf = (sign: string) => (/[0-9]/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`)
