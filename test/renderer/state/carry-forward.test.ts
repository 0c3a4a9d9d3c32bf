import { describe, expect, it } from 'vitest'
import { actionForKey, actionOf } from '../../../renderer/state/actions.ts'
import { ghostShape, proposalFor, walkOf } from '../../../renderer/state/carry-forward.ts'
import { carryCounts, reshapeGhost } from '../../../renderer/state/carry-work.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { select } from '../../../renderer/state/workbench-store.ts'
import type { Absence } from '../../../src/domain/absence.ts'
import { carriedSource, lookedForReason } from '../../../src/domain/origin.ts'
import type { Records } from '../../../src/domain/records.ts'
import type { Polygon } from '../../../src/domain/polygon.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { aDesk, keyPress } from './a-desk.ts'
import { aScene, aSighting, aVessel, uidOf } from './records.ts'

const [january, february, march] = [
  aScene(2, { acquired_at: '2024-01-01T00:00:00.000Z' }),
  aScene(3, { acquired_at: '2024-02-01T00:00:00.000Z' }),
  aScene(1),
]

/** A hull of about 100 m whose middle is so many thousandths of a degree east of the yard. */
function hullAt(number: number, east: number, part: Partial<Sighting> = {}): Sighting {
  const [lon, lat] = [122.05 + east / 1000, 29.95]
  const ring: [number, number][] = [
    [lon - 0.0005, lat - 0.0001],
    [lon + 0.0005, lat - 0.0001],
    [lon + 0.0005, lat + 0.0001],
    [lon - 0.0005, lat + 0.0001],
    [lon - 0.0005, lat - 0.0001],
  ]
  const geom: Polygon = { type: 'Polygon', coordinates: [ring] }
  return aSighting(number, { lon, lat, geom, scene_uid: february.uid, ...part })
}

const absence = (number: number, part: Partial<Absence>): Absence => ({
  uid: uidOf(number),
  scene_uid: march.uid,
  vessel_uid: null,
  place_uid: null,
  result: 'not_seen',
  reason: null,
  analyst: null,
  created_at: null,
  revision: 1,
  ...part,
})

const indexOf = (records: Partial<Records>) =>
  buildIndex({
    scenes: [january, february, march],
    sightings: [],
    absences: [],
    vessels: [],
    places: [],
    ...records,
  })

const proposed = (records: Partial<Records>, area: Polygon | null = null) => {
  const found = proposalFor(indexOf(records), march, area)
  return typeof found === 'string' ? found : found.sightings.map(({ uid }) => uid)
}

describe('what is carried forward', () => {
  it('are the hulls of the last date that has some, within the scene', () => {
    const sightings = [
      hullAt(100, 0),
      hullAt(101, 5),
      hullAt(102, 0, { scene_uid: january.uid }),
      hullAt(103, 5_000),
    ]
    expect(proposed({ sightings })).toEqual([uidOf(100), uidOf(101)])
    expect(proposed({})).toBe('No earlier date has hulls here.')
  })

  it('leaves out what is known of already: carried, named, drawn over, or absent', () => {
    const sightings = [
      hullAt(100, 0),
      hullAt(101, 3, { vessel_uid: uidOf(500) }),
      hullAt(102, 6),
      hullAt(103, 9),
      hullAt(104, 12),
      hullAt(200, 0.5, { scene_uid: march.uid, source: carriedSource(uidOf(100)) }),
      hullAt(201, 50, { scene_uid: march.uid, vessel_uid: uidOf(500) }),
      hullAt(202, 6.1, { scene_uid: march.uid }),
    ]
    const absences = [absence(300, { reason: lookedForReason(uidOf(103)) })]
    expect(proposed({ sightings, absences })).toEqual([uidOf(104)])
  })

  it('asks for a ship in whose berth another one lies, which is called something else', () => {
    const sightings = [
      hullAt(100, 0, { vessel_uid: uidOf(500) }),
      hullAt(200, 0.1, { scene_uid: march.uid, vessel_uid: uidOf(501) }),
    ]
    expect(proposed({ sightings, vessels: [aVessel(500), aVessel(501)] })).toEqual([uidOf(100)])
    const followed = [aVessel(500), aVessel(501, { name: null })]
    expect(proposed({ sightings, vessels: followed })).toContain('answered for')
  })

  it('looks again, where it was seen last, for a hull that could not be told on the last date', () => {
    const sightings = [hullAt(100, 0, { scene_uid: january.uid }), hullAt(101, 5)]
    const unclear = { scene_uid: february.uid, reason: lookedForReason(uidOf(100)) }
    expect(proposed({ sightings, absences: [absence(300, { ...unclear, result: 'not_visible' })] })).toEqual([
      uidOf(101),
      uidOf(100),
    ])
    expect(proposed({ sightings, absences: [absence(300, unclear)] })).toEqual([uidOf(101)])
  })

  it('stays within the place that is watched', () => {
    const area: Polygon = { type: 'Polygon', coordinates: [hullAt(1, 5).geom?.coordinates[0] ?? []] }
    expect(proposed({ sightings: [hullAt(100, 0), hullAt(101, 5)] }, area)).toEqual([uidOf(101)])
  })

  it('walks from hull to hull without going to and fro', () => {
    const walk = walkOf([hullAt(100, 9), hullAt(101, 0), hullAt(102, 6), hullAt(103, 3)])
    expect(walk.map(({ uid }) => uid)).toEqual([uidOf(101), uidOf(103), uidOf(102), uidOf(100)])
  })

  it('is looked for where the hulls around it were found, when the pictures do not quite fit', () => {
    const carried = hullAt(200, 0.1, { scene_uid: march.uid, source: carriedSource(uidOf(100)) })
    const index = indexOf({ sightings: [hullAt(100, 0), hullAt(101, 5), carried] })
    const hull = { uid: uidOf(900), absence: uidOf(901), from: uidOf(101) }
    const carry = {
      scene: march.uid,
      hulls: [hull],
      at: 0,
      reshaped: new Map(),
      refits: new Map(),
      awaited: new Set<string>(),
    }
    const [corner] = ghostShape(index, carry, hull)?.footprint.coordinates[0] ?? []
    expect(corner?.[0]).toBeCloseTo(122.05 + 0.005 - 0.0005 + 0.0001, 7)
  })
})

describe('carrying forward by key', () => {
  function begun(count: number) {
    const found = aDesk()
    found.open(
      Array.from({ length: count }, (_, i) => hullAt(100 + i, i)),
      { scenes: [january, february, march] },
    )
    const { desk } = found
    desk.workbench.setState({ shown: march.uid, compared: february.uid })
    desk.project.setState({ readiness: ready() })
    const press = (key: string, code?: string) => actionForKey(keyPress(key, code), false, desk)?.run(desk)
    press('C')
    actionForKey(keyPress('C', 'KeyC', { shiftKey: true }), false, desk)?.run(desk)
    return { ...found, press }
  }
  const ready = () =>
    new Map([
      [march.uid, { state: 'ready', display: { affine: [0], projDefinition: '', problems: [] } } as never],
    ])
  const requests = ({ desk }: ReturnType<typeof begun>) =>
    desk.project.getState().edits.map(({ request }) => request)

  it('asks one key for each hull, and ends by itself', () => {
    const at = begun(30)
    expect(at.desk.workbench.getState().carry?.hulls).toHaveLength(30)
    for (let i = 0; i < 28; i += 1) at.press('Enter', 'Enter')
    at.press('x')
    expect(carryCounts(at.desk)).toMatchObject({ there: 28, gone: 1, open: 1, total: 30 })
    at.press('.', 'Period')
    expect(at.desk.workbench.getState().carry).toBeNull()
    expect(requests(at).filter(({ kind }) => kind === 'sighting.carry')).toHaveLength(28)
    expect(requests(at).slice(-2)).toMatchObject([
      {
        kind: 'sighting.absent',
        result: 'not_seen',
        scene_uid: march.uid,
        reason: lookedForReason(uidOf(128)),
      },
      { kind: 'sighting.absent', result: 'not_visible' },
    ])
    expect(at.desk.workbench.getState().notices.at(-1)?.report.what).toBe(
      '28 still there, 1 gone, 1 not to be told.',
    )
  })

  it('gives the keys back to their usual meaning when it ends, or while a hull is drawn or selected', () => {
    const { desk, press } = begun(3)
    expect(actionForKey(keyPress('x'), false, desk)?.id).toBe('carry.gone')
    desk.workbench.setState({ tool: 'hull' })
    expect(actionForKey(keyPress('Enter', 'Enter'), false, desk)?.id).not.toBe('carry.there')
    press('Escape', 'Escape')
    expect(desk.workbench.getState().tool).toBe('select')
    expect(actionForKey(keyPress('Enter', 'Enter'), false, desk)?.id).toBe('carry.there')
    select(desk.workbench, [uidOf(100)])
    expect(actionForKey(keyPress('x'), false, desk)?.id).toBe('scene.swap')
    press('Escape', 'Escape')
    expect(desk.workbench.getState().carry).not.toBeNull()
    press('Escape', 'Escape')
    expect(desk.workbench.getState().carry).toBeNull()
    expect(actionForKey(keyPress('x'), false, desk)?.id).toBe('scene.swap')
    expect(actionOf('carry.gone').when(desk)).toBe('Begin to carry hulls forward first.')
  })

  it('goes on and back without an answer, and comes round to what was left out', () => {
    const { desk, press } = begun(3)
    const at = () => desk.workbench.getState().carry?.at
    press('ArrowRight', 'ArrowRight')
    expect(at()).toBe(1)
    press('Enter', 'Enter')
    expect(at()).toBe(2)
    press('ArrowRight', 'ArrowRight')
    expect(at()).toBe(0)
    press('ArrowLeft', 'ArrowLeft')
    expect(at()).toBe(2)
  })

  it('writes the rectangle that the ghost was moved to', () => {
    const at = begun(2)
    const ghost = at.desk.workbench.getState().carry?.hulls[0]?.uid ?? ''
    const footprint = hullAt(1, 0.3).geom as Polygon
    reshapeGhost(at.desk, ghost, footprint, 90)
    at.press('Enter', 'Enter')
    expect(requests(at)).toMatchObject([{ uid: ghost, footprint, heading_deg: 90 }])
  })
})
