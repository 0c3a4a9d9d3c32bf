import { describe, expect, it } from 'vitest'
import { actionForKey, actionOf } from '../../../renderer/state/actions.ts'
import { activityKeys, berthKeys, confidenceKeys, groupKeys } from '../../../renderer/state/label-keys.ts'
import { labelForNewHull, rememberLabel, selectDrawn } from '../../../renderer/state/label-work.ts'
import { select } from '../../../renderer/state/workbench-store.ts'
import { activities, berthStates, classConfidences, vesselClasses } from '../../../src/domain/vocabulary.ts'
import { aDesk, keyPress } from './a-desk.ts'
import { aSighting, uidOf } from './records.ts'

const digit = (number: number) => keyPress(String(number), `Digit${number}`)

function labelling(...values: Parameters<typeof aSighting>[1][]) {
  const found = aDesk()
  found.open(values.map((value, i) => aSighting(100 + i, value)))
  const press = (event: ReturnType<typeof keyPress>) =>
    actionForKey(event, false, found.desk)?.run(found.desk)
  const patches = () => found.edits().map((edit) => ('patch' in edit ? edit.patch : null))
  return { ...found, press, patches }
}

describe('labels by key', () => {
  it('reach every class, berth state, activity and confidence', () => {
    const said = (field: string, entries: readonly { patch: object }[]) =>
      new Set(entries.map(({ patch }) => (patch as Record<string, unknown>)[field]))
    const classes = said(
      'class',
      groupKeys.flatMap((group) => [group, ...group.classes]),
    )
    expect(classes).toEqual(new Set(Object.keys(vesselClasses)))
    expect(said('berth_state', berthKeys)).toEqual(new Set(Object.keys(berthStates)))
    expect(said('activity', activityKeys)).toEqual(new Set(Object.keys(activities)))
    expect(said('class_confidence', confidenceKeys)).toEqual(new Set(Object.keys(classConfidences)))
    for (const entry of [...groupKeys, ...groupKeys.flatMap(({ classes: own }) => own), ...activityKeys])
      expect(entry.key).not.toBeNull()
  })

  it('never guess: the digit of a group of several classes says that its type cannot be told', () => {
    for (const { classes, patch } of groupKeys.filter(({ group }) => group.code !== 'hull'))
      if (classes.length > 0) expect(patch.class).toMatch(/^\w+\.unknown$/)
    // What this key gives stands on the strip.
    expect(groupKeys.find(({ group }) => group.code === 'hull')).toMatchObject({
      short: 'Newbuild',
      patch: { class: 'hull.newbuild' },
    })
  })

  it('say the group alone with one digit and a class of it with the next', () => {
    const { desk, press, patches } = labelling({ class: 'unknown' })
    select(desk.workbench, [uidOf(100)])
    press(digit(2))
    expect(patches()).toEqual([{ class: 'tanker.unknown' }])
    press(digit(3))
    // The core of this test answers nothing, so only the first edit is on its way: the second waits behind it.
    expect(desk.project.getState().edits.map(({ request }) => request)).toMatchObject([
      { patch: { class: 'tanker.unknown' } },
      { patch: { class: 'tanker.gas' } },
    ])
    expect(desk.workbench.getState().labelStep).toBeNull()
  })

  it('keep a class of the group that was given before until another digit comes', () => {
    const { desk, press, patches } = labelling({ class: 'cargo.bulk' })
    select(desk.workbench, [uidOf(100)])
    press(digit(1))
    expect(patches()).toEqual([])
    press(digit(1))
    expect(patches()).toEqual([{ class: 'cargo.general' }])
  })

  it('read a digit as a group again once another sighting is selected, or after Esc', () => {
    const { desk, press } = labelling({ class: 'unknown' }, { class: 'unknown' })
    select(desk.workbench, [uidOf(100)])
    press(digit(1))
    select(desk.workbench, [uidOf(101)])
    expect(actionForKey(digit(2), false, desk)?.id).toBe('label.group.tanker')
    press(digit(1))
    press(keyPress('Escape', 'Escape'))
    expect(desk.workbench.getState().selection.size).toBe(1)
    expect(actionForKey(digit(2), false, desk)?.id).toBe('label.group.tanker')
  })

  it('give an activity with O and a letter, which by itself is something else', () => {
    const { desk, press, patches } = labelling({})
    select(desk.workbench, [uidOf(100)])
    expect(actionForKey(keyPress('c'), false, desk)?.id).toBe('label.berth.at_anchor')
    press(keyPress('o'))
    press(keyPress('c'))
    expect(patches()).toEqual([{ activity: 'cargo_operations' }])
  })
})

describe('the last label', () => {
  it('is all that was said of one selection, and is given to another with one key', () => {
    const { desk, press } = labelling({ class: 'unknown' }, { class: 'unknown' })
    expect(actionOf('label.repeat').when(desk)).not.toBe(true)
    select(desk.workbench, [uidOf(100)])
    press(digit(3))
    press(keyPress('a'))
    select(desk.workbench, [uidOf(101)])
    press(keyPress('q'))
    expect(desk.project.getState().edits.at(-1)?.request).toMatchObject({
      uids: [uidOf(101)],
      patch: { class: 'passenger.unknown', berth_state: 'alongside' },
    })
  })

  it('goes to each hull that is drawn while that is switched on', () => {
    const { desk, press } = labelling({ class: 'unknown' })
    select(desk.workbench, [uidOf(100)])
    press(digit(3))
    expect(labelForNewHull(desk.workbench)).toEqual({})
    press(keyPress('Q', 'KeyQ', { shiftKey: true }))
    expect(labelForNewHull(desk.workbench)).toEqual({ class: 'passenger.unknown' })
    selectDrawn(desk.workbench, uidOf(102))
    rememberLabel(desk.workbench, { berth_state: 'rafted', notes: 'no label' })
    expect(labelForNewHull(desk.workbench)).toEqual({ class: 'passenger.unknown', berth_state: 'rafted' })
  })
})
