import { describe, expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { connect } from '../../src/project/connection.ts'
import { testCore } from './core.ts'

/** A project with one vessel of the name `one`. */
async function oneVessel() {
  const core = testCore()
  const path = await core.newProject()
  const uid = newUid()
  await core.client['edit.apply']({ kind: 'vessel.create', uid, patch: { name: 'one' }, sighting_uids: [] })
  const names = async () =>
    (await core.client['project.snapshot'](undefined)).records.vessels.map(({ name }) => name)
  return { core, path, uid, names }
}

describe('a step that is asked for again because no answer was heard', () => {
  test('is made once, and answered with its records as they are now', async () => {
    const { core, uid } = await oneVessel()
    const step = {
      change_uid: newUid(),
      request: { kind: 'vessel.create' as const, uid: newUid(), patch: { name: 'two' }, sighting_uids: [] },
    }
    const first = await core.client['edit.step'](step)
    await core.client['edit.apply']({
      kind: 'vessel.revise',
      uid: step.request.uid,
      patch: { name: 'three' },
    })
    const again = await core.client['edit.step'](step)
    expect(again.change.change_uid).toBe(first.change.change_uid)
    expect(again.change.edits).toMatchObject([{ uid: step.request.uid, after: { name: 'three' } }])
    const { records, history } = await core.client['project.snapshot'](undefined)
    expect(records.vessels.map((vessel) => vessel.uid).sort()).toEqual([uid, step.request.uid].sort())
    expect(history.undo).toBe(again.history.undo)
  })

  test('takes one step back, not two', async () => {
    const { core, uid, names } = await oneVessel()
    await core.client['edit.apply']({ kind: 'vessel.revise', uid, patch: { name: 'two' } })
    await core.client['edit.apply']({ kind: 'vessel.revise', uid, patch: { name: 'three' } })
    const undo = { change_uid: newUid(), request: { kind: 'undo' as const } }
    await core.client['edit.step'](undo)
    await core.client['edit.step'](undo)
    expect(await names()).toEqual(['two'])
    const redo = { change_uid: newUid(), request: { kind: 'redo' as const } }
    await core.client['edit.step'](redo)
    await core.client['edit.step'](redo)
    expect(await names()).toEqual(['three'])
  })

  test('while it still waits for another program is waited for with it', async () => {
    const { core, path, uid, names } = await oneVessel()
    const other = connect(path, 'write', {})
    other.exec('BEGIN IMMEDIATE')
    const step = {
      change_uid: newUid(),
      request: { kind: 'vessel.revise' as const, uid, patch: { name: 'two' } },
    }
    const asked = [core.client['edit.step'](step), core.client['edit.step'](step)]
    other.exec('ROLLBACK')
    other.close()
    const [one, two] = await Promise.all(asked)
    expect(one?.change.edits).toEqual(two?.change.edits)
    expect(await names()).toEqual(['two'])
    expect((await core.client['edit.undo'](undefined)).history.undo).not.toBe(one?.history.undo)
    expect(await names()).toEqual(['one'])
  })
})
