import { describe, expect, it } from 'vitest'
import { createFootprints } from '../../../renderer/app/map-footprints.ts'
import type { QueuedEdit } from '../../../renderer/state/edit-queue.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import type { Polygon } from '../../../src/domain/polygon.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { aScene, aSighting, aVessel, uidOf } from '../state/records.ts'

const square = (at: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [at, 0],
      [at + 1, 0],
      [at + 1, 1],
      [at, 0],
    ],
  ],
})
const indexOf = (...sightings: Sighting[]) =>
  buildIndex({ scenes: [aScene(1), aScene(2)], sightings, absences: [], vessels: [], places: [] })
const queued = (request: QueuedEdit['request']): QueuedEdit => ({
  id: 1,
  change_uid: uidOf(900),
  request,
  state: 'failed',
  problem: null,
  isLate: false,
})

describe('footprints on the map', () => {
  it('stay the same objects while nothing that is drawn of them changes', () => {
    const footprintsOf = createFootprints()
    const [a, b] = [aSighting(100, { geom: square(1) }), aSighting(101, { geom: square(5) })]
    const before = footprintsOf(indexOf(a, b), uidOf(1), null, { edits: [] })
    const after = footprintsOf(indexOf({ ...a, notes: 'rust' }, { ...b, class: 'fishing' }), uidOf(1), null, {
      edits: [],
    })
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  it('carry the name of their vessel, cut where no room beside a hull could hold it', () => {
    const name = `${'🚢'.repeat(30)} of a fleet of ships`
    const sightings = [aSighting(100, { geom: square(1), vessel_uid: uidOf(21) })]
    const index = buildIndex({
      scenes: [aScene(1)],
      sightings,
      absences: [],
      vessels: [aVessel(21, { name })],
      places: [],
    })
    const [drawn] = createFootprints()(index, uidOf(1), null, { edits: [] })
    expect(drawn?.label).toBe(`${'🚢'.repeat(30)}…`)
  })

  it('carry their side and no heading where the bow is not known', () => {
    const index = indexOf(
      aSighting(100, { geom: square(1), heading_known: 0 }),
      aSighting(101, { geom: square(1), scene_uid: uidOf(2) }),
      aSighting(102, { geom: null }),
    )
    const drawn = createFootprints()(index, uidOf(1), uidOf(2), { edits: [] })
    expect(drawn.map(({ uid, side, headingDeg }) => [uid, side, headingDeg])).toEqual([
      [uidOf(101), 'A', 42.5],
      [uidOf(100), 'B', null],
    ])
  })

  it('show a hull that could not be saved yet, and the shape that an unsaved edit gave', () => {
    const index = indexOf(aSighting(100, { geom: square(1) }))
    const drawn = createFootprints()(index, uidOf(1), null, {
      edits: [
        queued({ kind: 'sighting.reshape', uid: uidOf(100), footprint: square(7), heading_deg: 90 }),
        queued({
          kind: 'sighting.draw',
          uid: uidOf(200),
          scene_uid: uidOf(1),
          footprint: square(9),
          heading_deg: 10,
          patch: {},
        }),
      ],
    })
    expect(drawn.map(({ geom, headingDeg, label }) => [geom, headingDeg, label])).toEqual([
      [square(7), 90, ''],
      [square(9), 10, 'not saved'],
    ])
  })

  it('are told apart from what is in the file when their edit takes long, and when it was refused', () => {
    const index = indexOf(aSighting(100, { geom: square(1) }))
    const edit = queued({ kind: 'sighting.revise', uids: [uidOf(100)], patch: { notes: 'rust' } })
    const footprintsOf = createFootprints()
    const troubleOf = (state: QueuedEdit['state'], isLate: boolean) =>
      footprintsOf(index, uidOf(1), null, { edits: [{ ...edit, state, isLate }] })[0]?.trouble
    expect(troubleOf('sending', false)).toBeUndefined()
    expect(troubleOf('sending', true)).toBe('unsaved')
    expect(troubleOf('held', false)).toBe('unsaved')
    expect(troubleOf('failed', true)).toBe('problem')
  })
})
