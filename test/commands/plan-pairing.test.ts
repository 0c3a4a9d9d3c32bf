import { describe, expect, it } from 'vitest'
import { Command } from '../../src/commands/command.ts'
import { plan } from '../../src/commands/plan.ts'
import type { ProjectView } from '../../src/commands/view.ts'
import type { Absence } from '../../src/domain/absence.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import type { RecordOf, TableName } from '../../src/domain/records.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { newVessel, type Vessel } from '../../src/domain/vessel.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import { aScene, aSighting, aVessel } from '../records.ts'

const now = '2026-11-23T09:00:00.000Z'
const context = { analyst: 'A. Nalyst', now, newUid }
const [scene, later] = [aScene(), aScene()]
const hull = { centre: [122.05, 29.95] as const, lengthM: 152.4, beamM: 21, headingDeg: 42.5 }
const seen = (vessel: Vessel | null, values: Partial<Sighting> = {}): Sighting =>
  aSighting(hull, { scene_uid: scene.uid, vessel_uid: vessel?.uid ?? null, class: 'cargo.bulk', ...values })
const absence = (vessel: Vessel, values: Partial<Absence> = {}): Absence => ({
  uid: newUid(),
  scene_uid: later.uid,
  vessel_uid: vessel.uid,
  place_uid: null,
  result: 'not_seen',
  reason: null,
  analyst: null,
  created_at: now,
  revision: 1,
  ...values,
})
const unnamed = (): Vessel => newVessel(newUid(), now)

function viewOf(sightings: Sighting[], vessels: Vessel[] = [], absences: Absence[] = []): ProjectView {
  const tables = { scenes: [scene, later], sightings, vessels, absences, places: [] }
  return {
    get: <N extends TableName>(table: N, uid: string) =>
      ((tables[table] as { uid: string }[]).find((one) => one.uid === uid) ?? null) as RecordOf[N] | null,
    sightingsWith: (column, uid) => sightings.filter((one) => one[column] === uid),
    absencesWith: (column, uid) => absences.filter((one) => one[column] === uid),
  }
}

const done = (command: Command, view: ProjectView) => plan(Command.parse(command), view, context).edits
const vesselsOf = (edits: ReturnType<typeof done>) =>
  edits.flatMap((edit) => (edit.table === 'sightings' ? [[edit.uid, edit.after?.vessel_uid]] : []))

describe('holding two sightings for one vessel', () => {
  const link = (a: Sighting, b: Sighting, vessels: Vessel[] = [], more: Sighting[] = []) => {
    const vessel_uid = newUid()
    const uids: [string, string] = [a.uid, b.uid]
    return {
      vessel_uid,
      edits: done({ kind: 'sighting.link', uids, vessel_uid }, viewOf([a, b, ...more], vessels)),
    }
  }

  it('makes a vessel without a name where neither has one', () => {
    const [a, b] = [seen(null), seen(null)]
    const { edits, vessel_uid } = link(a, b)
    expect(edits[0]).toMatchObject({
      table: 'vessels',
      before: null,
      after: { uid: vessel_uid, name: null, class: 'cargo.bulk' },
    })
    expect(vesselsOf(edits)).toEqual([
      [a.uid, vessel_uid],
      [b.uid, vessel_uid],
    ])
  })

  it('gives the one the vessel of the other, and changes nothing where both have it', () => {
    const vessel = aVessel()
    const [a, b] = [seen(vessel), seen(null)]
    expect(vesselsOf(link(a, b, [vessel]).edits)).toEqual([[b.uid, vessel.uid]])
    expect(vesselsOf(link(b, a, [vessel]).edits)).toEqual([[b.uid, vessel.uid]])
    expect(link(a, seen(vessel), [vessel]).edits).toEqual([])
  })

  it('puts a vessel that nobody knows into the known one with all its sightings', () => {
    const [known, nameless] = [aVessel(), unnamed()]
    const [a, b, c] = [seen(known), seen(nameless), seen(nameless)]
    const { edits } = link(a, b, [known, nameless], [c])
    expect(vesselsOf(edits)).toEqual([
      [b.uid, known.uid],
      [c.uid, known.uid],
    ])
    expect(edits.at(-1)).toMatchObject({ table: 'vessels', uid: nameless.uid, after: null })
  })

  it('takes along what the vessel that goes was looked for and not found, once and never where it is sighted', () => {
    const [known, nameless, third] = [aVessel(), unnamed(), aScene()]
    const [a, b] = [seen(known), seen(nameless, { scene_uid: later.uid })]
    const [kept, twice, moved, wrong, hidden] = [
      absence(known, { scene_uid: third.uid }),
      absence(nameless, { scene_uid: third.uid }),
      absence(nameless, { scene_uid: third.uid, result: 'not_visible' }),
      absence(known),
      absence(nameless, { scene_uid: scene.uid }),
    ]
    const view = viewOf([a, b], [known, nameless], [kept, twice, moved, wrong, hidden])
    const uids: [string, string] = [a.uid, b.uid]
    const edits = done({ kind: 'sighting.link', uids, vessel_uid: newUid() }, view)
    expect(
      edits.flatMap((edit) => (edit.table === 'absences' ? [[edit.uid, edit.after?.vessel_uid]] : [])),
    ).toEqual([
      [twice.uid, undefined],
      [moved.uid, known.uid],
      [hidden.uid, undefined],
      [wrong.uid, undefined],
    ])
  })

  it('no longer says of a vessel that it is absent from where it is sighted now', () => {
    const vessel = aVessel()
    const [a, b] = [seen(vessel), seen(null, { scene_uid: later.uid })]
    const [said, other] = [absence(vessel), absence(vessel, { scene_uid: newUid() })]
    const uids: [string, string] = [a.uid, b.uid]
    const view = viewOf([a, b], [vessel], [said, other])
    const edits = done({ kind: 'sighting.link', uids, vessel_uid: newUid() }, view)
    expect(edits.filter(({ table }) => table === 'absences')).toMatchObject([{ uid: said.uid, after: null }])
  })

  it('refuses two vessels that are both known', () => {
    const [one, other] = [aVessel(), aVessel({ name: 'OSTRAVAL', imo: null })]
    expect(() => link(seen(one), seen(other), [one, other])).toThrow(/both known/)
  })
})

describe('holding two sightings for two vessels', () => {
  const part = (a: Sighting, b: Sighting, vessels: Vessel[] = []) => {
    const vessel_uids: [string, string] = [newUid(), newUid()]
    const uids: [string, string] = [a.uid, b.uid]
    return { vessel_uids, edits: done({ kind: 'sighting.part', uids, vessel_uids }, viewOf([a, b], vessels)) }
  }

  it('gives each a vessel of its own', () => {
    const vessel = aVessel()
    const [a, b, c] = [seen(null), seen(null), seen(vessel)]
    const both = part(a, b)
    expect(vesselsOf(both.edits)).toEqual([
      [a.uid, both.vessel_uids[0]],
      [b.uid, both.vessel_uids[1]],
    ])
    const one = part(c, b, [vessel])
    expect(vesselsOf(one.edits)).toEqual([[b.uid, one.vessel_uids[1]]])
    const same = part(c, { ...seen(vessel), uid: b.uid }, [vessel])
    expect(vesselsOf(same.edits)).toEqual([[b.uid, same.vessel_uids[1]]])
  })
})

describe('recording that a vessel is not on another scene', () => {
  const absent = (one: Sighting, view: ProjectView, result: 'not_seen' | 'not_visible' = 'not_seen') => {
    const uids = { absence_uid: newUid(), vessel_uid: newUid() }
    const command = {
      kind: 'sighting.absent',
      uid: one.uid,
      scene_uid: later.uid,
      result,
      reason: null,
    } as const
    return { ...uids, edits: done({ ...command, ...uids }, view) }
  }

  it('says it of its vessel, or of a new one without a name, in one step', () => {
    const vessel = aVessel()
    const [named, nameless] = [seen(vessel), seen(null)]
    expect(absent(named, viewOf([named], [vessel])).edits).toMatchObject([
      { table: 'absences', after: { scene_uid: later.uid, vessel_uid: vessel.uid, result: 'not_seen' } },
    ])
    const made = absent(nameless, viewOf([nameless]))
    expect(made.edits.map(({ table }) => table)).toEqual(['vessels', 'sightings', 'absences'])
    expect(made.edits.at(-1)).toMatchObject({
      uid: made.absence_uid,
      after: { vessel_uid: made.vessel_uid, analyst: 'A. Nalyst' },
    })
  })

  it('refuses it of a vessel that is sighted there', () => {
    const vessel = aVessel()
    const [a, b] = [seen(vessel), seen(vessel, { scene_uid: later.uid })]
    expect(() => absent(a, viewOf([a, b], [vessel]))).toThrow(/sighted on that scene/)
  })
})

describe('moving sightings', () => {
  it('moves footprints by metres on the ground and measures them again', () => {
    const one = seen(null)
    const [edit] = done({ kind: 'sighting.move', uids: [one.uid], east_m: 30, north_m: 40 }, viewOf([one]))
    const after = edit?.table === 'sightings' ? edit.after : null
    expect(geodesicBetween([one.lon!, one.lat!], [after!.lon!, after!.lat!]).distanceM).toBeCloseTo(50, 1)
    expect(after?.length_m).toBeCloseTo(one.length_m!, 1)
  })
})
