import { describe, expect, it } from 'vitest'
import { invert } from '../../src/commands/change.ts'
import type { Command } from '../../src/commands/command.ts'
import { plan } from '../../src/commands/plan.ts'
import type { ProjectView } from '../../src/commands/view.ts'
import type { Absence } from '../../src/domain/absence.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import type { RecordOf, TableName } from '../../src/domain/records.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { ringOfHull } from '../../src/geodesy/footprint.ts'
import { aScene, aSighting, aVessel, someTime } from '../records.ts'

const hull = { centre: [122.05, 29.95] as const, lengthM: 152.4, beamM: 21, headingDeg: 42.5 }
const footprint = { type: 'Polygon' as const, coordinates: [ringOfHull(hull)] }
const now = '2026-11-23T09:00:00.000Z'

/** A view over plain objects. */
function viewOf(records: { table: TableName; record: { uid: string } }[]): ProjectView {
  const find = (table: TableName, uid: string) =>
    records.find((entry) => entry.table === table && entry.record.uid === uid)?.record ?? null
  return {
    get: <N extends TableName>(table: N, uid: string) => find(table, uid) as RecordOf[N] | null,
    sightingsWith: (column, uid) =>
      records.flatMap(({ table, record }) =>
        table === 'sightings' && (record as Sighting)[column] === uid ? [record as Sighting] : [],
      ),
    absencesWith: (column, uid) =>
      records.flatMap(({ table, record }) =>
        table === 'absences' && (record as Absence)[column] === uid ? [record as Absence] : [],
      ),
  }
}

const context = { analyst: 'A. Nalyst', now, newUid }
const scene = aScene()
const draw = (values: Partial<Extract<Command, { kind: 'sighting.draw' }>> = {}): Command => ({
  kind: 'sighting.draw',
  uid: newUid(),
  scene_uid: scene.uid,
  footprint,
  heading_deg: 42.5,
  patch: {},
  ...values,
})
const planOn = (command: Command, ...records: { table: TableName; record: { uid: string } }[]) =>
  plan(command, viewOf([{ table: 'scenes', record: scene }, ...records]), context)
const afterOf = (change: ReturnType<typeof plan>, index = 0) => change.edits[index]?.after as Sighting

describe('drawing a hull', () => {
  it('measures it, dates it by its scene and states the errors', () => {
    const sighting = afterOf(planOn(draw()))
    expect(sighting.length_m).toBeCloseTo(152.4, 1)
    expect(sighting.beam_m).toBeCloseTo(21, 1)
    expect(sighting.heading_deg).toBeCloseTo(42.5, 1)
    expect(sighting).toMatchObject({
      heading_known: 1,
      observed_at: scene.acquired_at,
      length_error_m: 4.158,
      class: 'unknown',
      identity_confidence: 'none',
      analyst: 'A. Nalyst',
      created_at: now,
      revision: 1,
    })
  })

  it('is refused on a scene that cannot be placed, and on one that is not there', () => {
    const floating = aScene({ geom: null })
    expect(() => planOn(draw({ scene_uid: floating.uid }), { table: 'scenes', record: floating })).toThrow(
      expect.objectContaining({ code: 'scene/not-placed' }) as Error,
    )
    expect(() => planOn(draw({ scene_uid: newUid() }))).toThrow(
      expect.objectContaining({ code: 'record/not-found' }) as Error,
    )
  })

  it('is refused where the outline crosses itself', () => {
    const [a, b, c, d] = ringOfHull(hull)
    const bowTie = { type: 'Polygon' as const, coordinates: [[a!, c!, b!, d!, a!]] }
    expect(() => planOn(draw({ footprint: bowTie }))).toThrow(/crosses itself/)
  })

  it('stores every outline counterclockwise, and measures the same whatever its direction', () => {
    const backwards = { type: 'Polygon' as const, coordinates: [[...footprint.coordinates[0]!].reverse()] }
    const [one, two] = [afterOf(planOn(draw())), afterOf(planOn(draw({ footprint: backwards })))]
    expect(two.length_m).toBe(one.length_m)
    expect(two.heading_deg).toBe(one.heading_deg)
  })
})

describe('labelling', () => {
  const sighting = aSighting(hull, { scene_uid: scene.uid })
  const record = { table: 'sightings' as const, record: sighting }

  it('raises the revision and leaves everything else as it was', () => {
    const change = planOn(
      { kind: 'sighting.revise', uids: [sighting.uid], patch: { class: 'cargo.bulk' } },
      record,
    )
    expect(afterOf(change)).toEqual({ ...sighting, class: 'cargo.bulk', updated_at: now, revision: 2 })
    expect(change.note).toBe('Change class')
  })

  it('leaves no trace where nothing is different', () => {
    const patch = { class: sighting.class, notes: sighting.notes }
    expect(planOn({ kind: 'sighting.revise', uids: [sighting.uid], patch }, record).edits).toEqual([])
  })

  it('refuses a confirmed identity on one kind of evidence and takes it on two', () => {
    const vessel = aVessel()
    const revise = (kinds: ('name_read' | 'dimensions')[]): Command => ({
      kind: 'sighting.revise',
      uids: [sighting.uid],
      patch: {
        vessel_uid: vessel.uid,
        identity_confidence: 'confirmed',
        identity_basis: kinds.map((kind) => ({ kind, note: '' })),
      },
    })
    const withVessel = { table: 'vessels' as const, record: vessel }
    expect(() => planOn(revise(['name_read', 'name_read']), record, withVessel)).toThrow(
      /two independent kinds/,
    )
    expect(afterOf(planOn(revise(['name_read', 'dimensions']), record, withVessel)).identity_confidence).toBe(
      'confirmed',
    )
  })

  it('refuses a vessel that the project does not have', () => {
    expect(() =>
      planOn({ kind: 'sighting.revise', uids: [sighting.uid], patch: { vessel_uid: newUid() } }, record),
    ).toThrow(expect.objectContaining({ code: 'record/not-found' }) as Error)
  })

  it('states larger errors once the outline is said to follow the deck', () => {
    const change = planOn({ kind: 'sighting.revise', uids: [sighting.uid], patch: { edge: 'deck' } }, record)
    expect(afterOf(change).length_error_m).toBeGreaterThan(4.158)
  })
})

describe('vessels', () => {
  const sighting = aSighting(hull, { scene_uid: scene.uid })
  const record = { table: 'sightings' as const, record: sighting }

  it('are made and given to a sighting in one step, which claims a possible identity', () => {
    const uid = newUid()
    const change = planOn(
      {
        kind: 'vessel.create',
        uid,
        patch: { name: 'HAI PING', imo: '9074729' },
        sighting_uids: [sighting.uid],
      },
      record,
    )
    expect(change.edits.map(({ table }) => table)).toEqual(['vessels', 'sightings'])
    expect(afterOf(change, 1)).toMatchObject({ vessel_uid: uid, identity_confidence: 'possible' })
  })

  it('leave their sightings behind, unnamed, when they are deleted', () => {
    const vessel = aVessel()
    const named = { ...sighting, vessel_uid: vessel.uid, identity_confidence: 'probable' as const }
    const absence = { uid: newUid(), scene_uid: scene.uid, vessel_uid: vessel.uid }
    const change = planOn(
      { kind: 'vessel.remove', uid: vessel.uid },
      { table: 'vessels', record: vessel },
      { table: 'sightings', record: named },
      { table: 'absences', record: absence },
    )
    expect(afterOf(change)).toMatchObject({ vessel_uid: null, identity_confidence: 'none' })
    expect(change.edits[1]).toMatchObject({ table: 'absences', uid: absence.uid, after: null })
    expect(change.edits[2]).toMatchObject({ table: 'vessels', after: null })
  })
})

describe('scenes', () => {
  it('take their sightings along when their time is corrected, and count as confirmed by the analyst', () => {
    const sighting = aSighting(hull, { scene_uid: scene.uid, observed_at: someTime })
    const acquired_at = '2024-03-02T02:40:00.000Z'
    const change = planOn(
      { kind: 'scene.revise', uid: scene.uid, patch: { acquired_at } },
      { table: 'sightings', record: sighting },
    )
    expect(change.edits[0]?.after).toMatchObject({
      acquired_at,
      acquired_from: 'analyst',
      acquired_confirmed: 1,
    })
    expect(afterOf(change, 1).observed_at).toBe(acquired_at)
  })

  it('stay while sightings lie on them', () => {
    const sighting = aSighting(hull, { scene_uid: scene.uid })
    expect(() =>
      planOn({ kind: 'scene.remove', uid: scene.uid }, { table: 'sightings', record: sighting }),
    ).toThrow(/sighting lies on this scene/)
    expect(planOn({ kind: 'scene.remove', uid: scene.uid }).edits).toHaveLength(1)
  })

  it('take with them what was looked for on them and not found', () => {
    const absence = { uid: newUid(), scene_uid: scene.uid, vessel_uid: newUid() }
    const change = planOn({ kind: 'scene.remove', uid: scene.uid }, { table: 'absences', record: absence })
    expect(change.edits.map(({ table, after }) => [table, after])).toEqual([
      ['absences', null],
      ['scenes', null],
    ])
  })
})

describe('taking a change back', () => {
  it('swaps before and after, last edit first, and twice gives the change again', () => {
    const change = planOn(draw())
    const back = invert(change, newUid())
    expect(back.edits[0]).toMatchObject({ before: change.edits[0]?.after, after: null })
    expect(back.undo_of).toBe(change.change_uid)
    expect(invert(back, newUid()).edits).toEqual(change.edits)
  })
})
