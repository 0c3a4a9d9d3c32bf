import { expect, it } from 'vitest'
import { backwardsDoubt } from '../../../renderer/state/unseen-words.ts'
import { uidOf } from './records.ts'

const on = (scene: number, acquired_at: string | null) => ({ scene_uid: uidOf(scene), acquired_at })

it('says how to read changes towards an earlier date, and nothing of the usual order', () => {
  const [early, late] = [on(1, '2009-08-18T00:00:00.000Z'), on(2, '2018-07-16T00:00:00.000Z')]
  expect(backwardsDoubt({ from: late, to: early })).toMatch(/B was taken before A/)
  expect(backwardsDoubt({ from: early, to: late })).toBeNull()
  expect(backwardsDoubt({ from: late, to: on(1, null) })).toBeNull()
})
