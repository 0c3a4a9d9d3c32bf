import { describe, expect, it } from 'vitest'
import {
  acceptChange,
  chooseChange,
  joinChange,
  rejectChange,
  shownChanges,
} from '../../../renderer/state/change-work.ts'
import { activeContexts } from '../../../renderer/state/key-contexts.ts'
import { actionForKey } from '../../../renderer/state/actions.ts'
import { aDesk, keyPress } from './a-desk.ts'
import { aSighting, uidOf } from './records.ts'

const known = { pixels_read: true, cloud_mask: false }

/** A compared with B: 100 and 101 are one ship, 102 is gone, 103 is new. */
function compared() {
  const onA = { scene_uid: uidOf(2) }
  const made = aDesk()
  made.open([aSighting(100, onA), aSighting(101), aSighting(102, onA), aSighting(103)])
  made.desk.workbench.setState({ shown: uidOf(1), compared: uidOf(2), tab: 'changes' })
  made.desk.project.setState({
    comparison: {
      from: uidOf(2),
      to: uidOf(1),
      problem: null,
      stale: false,
      result: {
        from: { scene_uid: uidOf(2), acquired_at: null },
        to: { scene_uid: uidOf(1), acquired_at: null },
        overlap_wgs84: null,
        stayed: [{ from_uid: uidOf(100), to_uid: uidOf(101), iou: 0.9, shift_m: 1, turned_deg: 0 }],
        moved: [],
        arrived: [uidOf(103)],
        departed: [uidOf(102)],
        outside: [],
        unseen: [],
        unclear: [],
        coverage: { from: known, to: known },
      },
    },
  })
  const choose = (kind: string) => {
    const row = shownChanges(made.desk).find((one) => one.kind === kind)
    if (row !== undefined) chooseChange(made.desk, row)
  }
  return { ...made, choose }
}

describe('deciding about what changed', () => {
  it('writes nothing until a row is accepted, and then one step', () => {
    const { desk, edits, choose } = compared()
    choose('stayed')
    expect(edits()).toEqual([])
    void acceptChange(desk)
    expect(edits()).toMatchObject([{ kind: 'sighting.link', uids: [uidOf(100), uidOf(101)] }])
  })

  it('accepts a departure as an absence from B, and goes on to the next row', () => {
    const { desk, edits, choose } = compared()
    choose('departed')
    void acceptChange(desk)
    expect(edits()).toMatchObject([
      { kind: 'sighting.absent', uid: uidOf(102), scene_uid: uidOf(1), result: 'not_seen' },
    ])
    expect([...desk.workbench.getState().selection]).toEqual([uidOf(100), uidOf(101)])
  })

  it('parts a pair that is not one ship, and says of a departure that it cannot be told', () => {
    const pair = compared()
    pair.choose('stayed')
    void rejectChange(pair.desk)
    expect(pair.edits()).toMatchObject([{ kind: 'sighting.part', uids: [uidOf(100), uidOf(101)] }])
    const gone = compared()
    gone.choose('departed')
    void rejectChange(gone.desk)
    expect(gone.edits()).toMatchObject([{ kind: 'sighting.absent', result: 'not_visible' }])
  })

  it('holds a departure and an arrival for one ship by J on both', () => {
    const { desk, edits, choose } = compared()
    choose('departed')
    void joinChange(desk)
    expect(edits()).toEqual([])
    choose('arrived')
    void joinChange(desk)
    expect(edits()).toMatchObject([{ kind: 'sighting.link', uids: [uidOf(102), uidOf(103)] }])
    expect(desk.workbench.getState().changes.marked).toBeNull()
  })

  it('takes its keys only while they go to the table', () => {
    const { desk, choose } = compared()
    choose('stayed')
    expect(activeContexts(desk)).not.toContain('changes')
    expect(actionForKey(keyPress('x'), false, desk)?.id).toBe('scene.swap')
    desk.workbench.setState(({ changes }) => ({ changes: { ...changes, focused: true } }))
    expect(actionForKey(keyPress('x'), false, desk)?.id).toBe('changes.reject')
    expect(actionForKey(keyPress('Enter', 'Enter'), false, desk)?.id).toBe('changes.accept')
  })
})
