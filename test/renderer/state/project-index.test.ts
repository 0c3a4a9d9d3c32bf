import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyChange,
  buildIndex,
  countOfScene,
  emptyIndex,
  scenesByDate,
  sightingsOfScene,
  sightingsOfVessel,
} from '../../../renderer/state/project-index.ts'
import { invert, makeEdit, type Change, type Edit } from '../../../src/commands/change.ts'
import type { Records } from '../../../src/domain/records.ts'
import { aScene, aSighting, aVessel, uidOf } from './records.ts'

const noRecords: Records = { scenes: [], sightings: [], absences: [], vessels: [], places: [] }
const change = (...edits: Edit[]): Change => ({ change_uid: uidOf(9999), undo_of: null, note: 'Test', edits })

interface Step {
  readonly record: number
  readonly scene: number | null
  readonly vessel: number | null
  readonly action: 'put' | 'remove'
}

const someUid = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    record: fc.integer({ min: 100, max: 112 }),
    scene: someUid,
    vessel: someUid,
    action: fc.constantFrom('put', 'put', 'put', 'remove'),
  }),
  { maxLength: 60 },
)

function play(sequence: readonly Step[]) {
  let index = buildIndex(noRecords)
  const changes: Change[] = []
  for (const { record, scene, vessel, action } of sequence) {
    const uid = uidOf(record)
    const before = index.sightings.get(uid) ?? null
    const after =
      action === 'remove'
        ? null
        : aSighting(record, {
            scene_uid: scene === null ? null : uidOf(scene),
            vessel_uid: vessel === null ? null : uidOf(20 + vessel),
          })
    if (before === null && after === null) continue
    const step = change(makeEdit('sightings', uid, before, after))
    changes.push(step)
    index = applyChange(index, step)
  }
  return { index, changes }
}

describe('the index of the open project', () => {
  it('is after any sequence of changes what a fresh reading of the same records gives', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const { index } = play(sequence)
        const rebuilt = buildIndex({ ...noRecords, sightings: [...index.sightings.values()] })
        expect(index.sightingsByScene).toEqual(rebuilt.sightingsByScene)
        expect(index.sightingsByVessel).toEqual(rebuilt.sightingsByVessel)
        expect(index.sightings).toEqual(rebuilt.sightings)
      }),
    )
  })

  it('is empty again after every change was taken back', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const { index, changes } = play(sequence)
        const back = [...changes]
          .reverse()
          .reduce((now, step) => applyChange(now, invert(step, uidOf(1))), index)
        expect(back).toEqual(emptyIndex)
      }),
    )
  })

  it('leaves tables alone that a change does not touch, so that their panels are not drawn again', () => {
    const before = buildIndex({ ...noRecords, scenes: [aScene(1)], vessels: [aVessel(21)] })
    const after = applyChange(before, change(makeEdit('sightings', uidOf(100), null, aSighting(100))))
    expect(after.scenes).toBe(before.scenes)
    expect(after.vessels).toBe(before.vessels)
    expect(after.sightings).not.toBe(before.sightings)
    expect(before.sightings.size).toBe(0)
  })

  it('lists scenes newest first and those without a time last', () => {
    const index = buildIndex({
      ...noRecords,
      scenes: [
        aScene(1, { acquired_at: null }),
        aScene(2, { acquired_at: '2024-01-01T00:00:00.000Z' }),
        aScene(3, { acquired_at: '2024-03-01T00:00:00.000Z' }),
      ],
    })
    expect(scenesByDate(index).map(({ uid }) => uid)).toEqual([uidOf(3), uidOf(2), uidOf(1)])
  })

  it('finds the sightings of a scene and, oldest first, of a vessel', () => {
    const index = buildIndex({
      ...noRecords,
      sightings: [
        aSighting(101, {
          scene_uid: uidOf(1),
          vessel_uid: uidOf(21),
          observed_at: '2024-03-01T00:00:00.000Z',
        }),
        aSighting(102, {
          scene_uid: uidOf(2),
          vessel_uid: uidOf(21),
          observed_at: '2024-01-01T00:00:00.000Z',
        }),
        aSighting(103, { scene_uid: uidOf(1), vessel_uid: null }),
      ],
    })
    expect(sightingsOfScene(index, uidOf(1)).map(({ uid }) => uid)).toEqual([uidOf(101), uidOf(103)])
    expect(sightingsOfVessel(index, uidOf(21)).map(({ uid }) => uid)).toEqual([uidOf(102), uidOf(101)])
    expect(countOfScene(index, uidOf(1))).toBe(2)
    expect(countOfScene(index, uidOf(7))).toBe(0)
  })
})
