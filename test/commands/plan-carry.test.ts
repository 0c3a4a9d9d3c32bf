import { describe, expect, it } from 'vitest'
import { plan } from '../../src/commands/plan.ts'
import type { ProjectView } from '../../src/commands/view.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { carriedSource, lookedForReason, namedSighting } from '../../src/domain/origin.ts'
import type { RecordOf, TableName } from '../../src/domain/records.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { aScene, aSighting, aVessel } from '../records.ts'

const hull = { centre: [122.05, 29.95] as const, lengthM: 152.4, beamM: 21, headingDeg: 42.5 }
const later = aScene({ acquired_at: '2024-04-19T02:24:40.000Z', gsd_m: 0.5 })

const vessel = aVessel()

/** The sighting that comes of it. */
const carried = (from: Sighting, scene: Scene = later) =>
  editsOf(from, scene).find(({ table, before }) => table === 'sightings' && before === null)
    ?.after as Sighting

function editsOf(from: Sighting, scene: Scene = later) {
  const view: ProjectView = {
    get: <N extends TableName>(table: N, uid: string) => {
      const tables: Partial<Record<TableName, { uid: string }>> = {
        scenes: scene,
        sightings: from,
        vessels: vessel,
      }
      const record = tables[table]
      return (record?.uid === uid ? record : null) as RecordOf[N] | null
    },
    sightingsWith: () => [],
    absencesWith: () => [],
  }
  const change = plan(
    {
      kind: 'sighting.carry',
      uid: newUid(),
      from_uid: from.uid,
      scene_uid: scene.uid,
      vessel_uid: newUid(),
      footprint: from.geom ?? { type: 'Polygon', coordinates: [] },
      heading_deg: 42.5,
    },
    view,
    { analyst: 'A. Nalyst', now: '2026-11-23T09:00:00.000Z', newUid },
  )
  expect(change.note).toBe('Carry hull forward')
  return change.edits
}

describe('a hull that is carried forward', () => {
  const from = aSighting(hull, {
    vessel_uid: vessel.uid,
    class: 'tanker.gas',
    raft_order: 2,
    activity: 'repair',
    notes: 'rust',
    identity_confidence: 'confirmed',
    identity_basis: [
      { kind: 'name_read', note: 'on the bow' },
      { kind: 'dimensions', note: '' },
    ],
  })

  it('is the same vessel with the same labels, at the time and with the errors of its own scene', () => {
    expect(carried(from)).toMatchObject({
      scene_uid: later.uid,
      vessel_uid: vessel.uid,
      observed_at: later.acquired_at,
      class: 'tanker.gas',
      class_confidence: 'probable',
      berth_state: 'alongside',
      raft_order: 2,
      length_error_m: 0.693,
      source: `carried from sighting ${from.uid}`,
    })
  })

  it('does not claim what was seen in another picture: activity, notes, evidence, a confirmed identity', () => {
    expect(carried(from)).toMatchObject({
      activity: null,
      notes: null,
      identity_confidence: 'probable',
      identity_basis: [{ kind: 'berth_continuity', note: 'as on 2024-03-02' }],
    })
    expect(carried({ ...from, identity_confidence: 'possible' }).identity_confidence).toBe('possible')
  })

  it('is followed as a vessel without a name from now on where nobody knows its name', () => {
    const edits = editsOf({ ...from, vessel_uid: null, identity_confidence: 'none', identity_basis: [] })
    expect(edits.map(({ table }) => table)).toEqual(['vessels', 'sightings', 'sightings'])
    const [made, before, after] = edits.map((edit) => edit.after)
    expect(made).toMatchObject({ name: null, class: 'tanker.gas' })
    expect(before).toMatchObject({ uid: from.uid, vessel_uid: made?.uid, identity_confidence: 'possible' })
    expect(after).toMatchObject({ vessel_uid: made?.uid, identity_confidence: 'probable' })
  })

  it('is refused on a scene that has no place', () => {
    expect(() => carried(from, aScene({ geom: null }))).toThrow(
      expect.objectContaining({ code: 'scene/not-placed' }) as Error,
    )
  })

  it('names the sighting that it comes from so that it can be found again', () => {
    expect(namedSighting(carriedSource(from.uid))).toBe(from.uid)
    expect(namedSighting(`Cloud; ${lookedForReason(from.uid)}.`)).toBe(from.uid)
    expect(namedSighting('drawn')).toBeNull()
    expect(namedSighting(null)).toBeNull()
  })
})
