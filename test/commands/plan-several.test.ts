import { describe, expect, it } from 'vitest'
import { plan } from '../../src/commands/plan.ts'
import type { Command } from '../../src/commands/command.ts'
import type { ProjectView } from '../../src/commands/view.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { ringOf } from '../../src/domain/polygon.ts'
import type { RecordOf, TableName } from '../../src/domain/records.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { hullOfRing, ringOfHull } from '../../src/geodesy/footprint.ts'
import { aScene, aSighting, aVessel } from '../records.ts'

const scene = aScene()
const later = { ...aScene(), uid: newUid(), acquired_at: '2026-12-01T02:00:00.000Z' }
const vessel = aVessel()
const hull = { centre: [122.05, 29.95] as const, lengthM: 152.4, beamM: 21, headingDeg: 42.5 }
const sighting = (values: Partial<Sighting> = {}): Sighting => ({
  ...aSighting(hull),
  uid: newUid(),
  scene_uid: scene.uid,
  geom: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
  heading_deg: 42.5,
  heading_known: 1,
  vessel_uid: null,
  ...values,
})

function planOn(command: Command, ...sightings: Sighting[]) {
  const rows: { table: TableName; record: { uid: string } }[] = [
    { table: 'scenes', record: scene },
    { table: 'scenes', record: later },
    { table: 'vessels', record: vessel },
    ...sightings.map((record) => ({ table: 'sightings' as const, record })),
  ]
  const view: ProjectView = {
    get: <N extends TableName>(table: N, uid: string) =>
      (rows.find((row) => row.table === table && row.record.uid === uid)?.record ?? null) as
        RecordOf[N] | null,
    sightingsWith: () => [],
    absencesWith: () => [],
  }
  return plan(command, view, { analyst: 'A. Nalyst', now: '2026-11-23T09:00:00.000Z', newUid })
}

describe('turning hulls', () => {
  it('turns each about its own centre and keeps its size', () => {
    const one = sighting()
    const after = planOn({ kind: 'sighting.turn', uids: [one.uid], degrees: 0.1 }, one).edits[0]
      ?.after as Sighting
    if (after.geom === null) throw new Error('the outline is gone')
    const turned = hullOfRing(ringOf(after.geom), after.heading_deg)
    expect(after.heading_deg).toBeCloseTo(42.6, 2)
    expect(turned.lengthM).toBeCloseTo(152.4, 1)
    expect(turned.beamM).toBeCloseTo(21, 1)
    expect(turned.centre[0]).toBeCloseTo(122.05, 6)
  })

  it('goes through north', () => {
    const one = sighting({
      heading_deg: 0.05,
      geom: { type: 'Polygon', coordinates: [ringOfHull({ ...hull, headingDeg: 0.05 })] },
    })
    const after = planOn({ kind: 'sighting.turn', uids: [one.uid], degrees: -1 }, one).edits[0]
      ?.after as Sighting
    expect(after.heading_deg).toBeCloseTo(359.05, 1)
  })
})

describe('copying hulls to another date', () => {
  it('makes sightings of their own, seen when the other scene was taken, and claims no identity', () => {
    const one = sighting({
      vessel_uid: vessel.uid,
      identity_confidence: 'confirmed',
      notes: 'red deck',
      class: 'tanker.oil',
    })
    const uid = newUid()
    const change = planOn(
      { kind: 'sighting.copy', scene_uid: later.uid, copies: [{ uid, from_uid: one.uid }] },
      one,
    )
    expect(change.edits).toHaveLength(1)
    expect(change.edits[0]?.after).toMatchObject({
      uid,
      scene_uid: later.uid,
      observed_at: later.acquired_at,
      class: 'tanker.oil',
      vessel_uid: vessel.uid,
      identity_confidence: 'possible',
      identity_basis: [],
      notes: null,
      geom: one.geom,
    })
  })
})

describe('merging sightings of one vessel', () => {
  it('keeps the first, fills what it leaves open, puts notes and evidence together, deletes the others', () => {
    const first = sighting({
      class: 'unknown',
      notes: 'by the bow',
      identity_basis: [{ kind: 'colour', note: '' }],
    })
    const second = sighting({
      class: 'tanker.oil',
      class_confidence: 'certain',
      vessel_uid: vessel.uid,
      identity_confidence: 'probable',
      notes: 'by the stern',
      identity_basis: [
        { kind: 'colour', note: '' },
        { kind: 'dimensions', note: '' },
      ],
    })
    const change = planOn({ kind: 'sighting.merge', uids: [first.uid, second.uid] }, first, second)
    expect(change.note).toBe('Merge 2 sightings')
    expect(change.edits[0]?.after).toMatchObject({
      uid: first.uid,
      geom: first.geom,
      class: 'tanker.oil',
      class_confidence: 'certain',
      vessel_uid: vessel.uid,
      identity_confidence: 'probable',
      notes: 'by the bow\nby the stern',
      identity_basis: [{ kind: 'colour' }, { kind: 'dimensions' }],
    })
    expect(change.edits[1]).toMatchObject({ uid: second.uid, after: null })
  })

  it('is refused for two scenes, two vessels, and one sighting alone', () => {
    const [one, other] = [sighting({ vessel_uid: vessel.uid }), sighting({ vessel_uid: newUid() })]
    const elsewhere = sighting({ scene_uid: later.uid })
    const merge =
      (...given: Sighting[]) =>
      () =>
        planOn({ kind: 'sighting.merge', uids: given.map(({ uid }) => uid) }, ...given)
    expect(merge(one, other)).toThrow('different vessels')
    expect(merge(one, elsewhere)).toThrow('different scenes')
    expect(merge(one, one)).toThrow('One sighting')
  })
})
