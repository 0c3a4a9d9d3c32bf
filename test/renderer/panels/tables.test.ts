import { describe, expect, it } from 'vitest'
import type { SceneFacts } from '../../../src/contract/scene-file.ts'
import { changeRows } from '../../../renderer/state/change-rows.ts'
import { readUtc } from '../../../renderer/panels/scenes/read-utc.ts'
import { sceneLines } from '../../../renderer/panels/scenes/scene-row-text.ts'
import { remarksOn } from '../../../renderer/panels/scenes/time-source.ts'
import { sightingRows } from '../../../renderer/panels/sightings/sighting-rows.ts'
import { buildIndex } from '../../../renderer/state/project-index.ts'
import { visibleSightings } from '../../../renderer/state/sighting-filter.ts'
import { aScene, aSighting, aVessel, uidOf } from '../state/records.ts'

const index = buildIndex({
  scenes: [aScene(1), aScene(2)],
  sightings: [
    aSighting(100, { length_m: 90, vessel_uid: uidOf(21), notes: 'rust at the bow' }),
    aSighting(101, { length_m: null, class: 'fishing' }),
    aSighting(102, { length_m: 200, class: 'cargo.container' }),
    aSighting(103, {
      scene_uid: uidOf(2),
      vessel_uid: uidOf(21),
      observed_at: '2024-02-11T02:31:07.000Z',
    }),
  ],
  absences: [],
  vessels: [aVessel(21, { name: 'ANGARA', imo: '9179842' })],
  places: [],
})
const all = [...index.sightings.values()]
const numbers = (uids: readonly { uid: string }[]) => uids.map(({ uid }) => Number(uid.slice(-3)))

describe('the table of sightings', () => {
  it('sorts by a column both ways with empty cells last', () => {
    const order = (descending: boolean) =>
      numbers(sightingRows(index, all, { column: 'length', descending }).map(({ sighting }) => sighting))
    expect(order(false)).toEqual([100, 103, 102, 101])
    expect(order(true)).toEqual([102, 103, 100, 101])
  })

  it('says since when a vessel is known', () => {
    const [row] = sightingRows(index, all.slice(0, 1), { column: 'vessel', descending: false })
    expect(row).toMatchObject({ title: 'ANGARA', since: '2024-02-11T02:31:07.000Z', days: 20 })
  })

  it('is filtered by scene, by group of classes, and by words anywhere in a row', () => {
    const visible = (text: string, classCode: string | null = null, thisScene = true) =>
      numbers(
        visibleSightings(index, { shown: uidOf(1), filter: { text, classCode, place: null, thisScene } }),
      )
    expect(visible('')).toEqual([100, 101, 102])
    expect(visible('', null, false)).toEqual([100, 101, 102, 103])
    expect(visible('', 'cargo')).toEqual([100, 102])
    expect(visible('9179842 RUST')).toEqual([100])
    expect(visible('nothing like it')).toEqual([])
  })
})

describe('the list of scenes', () => {
  it('says everything that is not as it should be', () => {
    const scene = aScene(3, {
      acquired_confirmed: 0,
      acquired_from: 'filename',
      shift_east_m: 3,
      shift_north_m: 4,
      geom: null,
    })
    expect(sceneLines(scene, { away: 'missing' }).map(({ text }) => text)).toEqual([
      'PlanetScope · 3.0 m · shifted 5.0 m',
      'unconfirmed (file name)',
      'not placed on the ground',
      'file not found',
    ])
  })

  it('says how far the display pyramid is and for how long it will be made, or that it waits', () => {
    const scene = aScene(3)
    const texts = (pyramid: { done: number; total: number; timeLeft: string }) =>
      sceneLines(scene, { pyramid: { ...pyramid, cancel: () => undefined } }).map(({ text }) => text)
    expect(texts({ done: 30, total: 80, timeLeft: '40 s left' })).toContain('preparing, 37 %, 40 s left')
    expect(texts({ done: 3, total: 80, timeLeft: '' })).toContain('preparing, 3 %')
    expect(texts({ done: 0, total: 0, timeLeft: '' })).toContain('waiting to be prepared')
  })

  it('tells scenes apart that have neither time nor sensor, and offers the key that mends it', () => {
    const scene = aScene(3, { acquired_at: null, acquired_from: null, acquired_confirmed: 0, sensor: null })
    const lines = sceneLines({ ...scene, name: 'pan1.tif', provider: null }, {})
    expect(lines[0]?.text).toBe('pan1.tif · 3.0 m')
    expect(lines.find(({ text }) => text === 'no time: enter it')?.keys).toBe('Y')
    const stamped = aScene(3, { acquired_from: 'tiff_datetime', acquired_confirmed: 0 })
    const said = sceneLines(stamped, {}).map(({ text }) => text)
    expect(said).toContain('unconfirmed (processing time)')
  })

  it('says where sources disagree on the time, until it is confirmed', () => {
    const facts: SceneFacts = {
      georeferencing: 'affine',
      gcps: 0,
      gcpResidualM: null,
      acquired_at: null,
      precision: null,
      acquired_rule: null,
      other_times: ['The acquisition time is …, but … by PlanetScope file name.'],
      time_doubts: ['Only the day of acquisition is known (Landsat file name).'],
      problems: ['It has no nodata.', 'Only the day of acquisition is known (Landsat file name).'],
    }
    const has = (acquired_confirmed: 0 | 1) =>
      sceneLines(aScene(3, { acquired_confirmed }), { facts }).some(
        ({ text }) => text === 'sources disagree on the time',
      )
    expect([has(0), has(1)]).toEqual([true, false])
    const remarks = (acquired_confirmed: 0 | 1) => remarksOn(aScene(3, { acquired_confirmed }), facts)
    expect(remarks(0)).toEqual(facts.problems)
    expect(remarks(1)).toEqual(['It has no nodata.'])
  })

  it('takes a time as it is shown, and none without a zone or that does not exist', () => {
    expect(readUtc('2024-03-02 02:31:07 UTC')).toBe('2024-03-02T02:31:07.000Z')
    expect(readUtc('2024-03-02 02:31 UTC')).toBe('2024-03-02T02:31:00.000Z')
    expect(readUtc('2024-03-02T04:31:07+02:00')).toBe('2024-03-02T02:31:07.000Z')
    expect(readUtc('2024-03-02 02:31:07')).toBeNull()
    expect(readUtc('2024-02-30 02:31:07 UTC')).toBeNull()
  })
})

const known = { pixels_read: true, cloud_mask: true }

describe('the table of changes', () => {
  it('lists what changed before what stayed, with each sighting on its own side', () => {
    const rows = changeRows(index, {
      from: { scene_uid: uidOf(2), acquired_at: null },
      to: { scene_uid: uidOf(1), acquired_at: null },
      overlap_wgs84: [122, 29, 123, 30],
      stayed: [{ from_uid: uidOf(103), to_uid: uidOf(100), iou: 0.91, shift_m: 1.2, turned_deg: 3 }],
      moved: [],
      arrived: [uidOf(102)],
      departed: [],
      outside: [uidOf(101)],
      unseen: [{ uid: uidOf(101), scene_uid: uidOf(2), reason: 'cloud' }],
      unclear: [],
      coverage: { from: known, to: known },
    })
    expect(rows.map(({ kind, from, to, why }) => [kind, from?.uid ?? null, to?.uid ?? null, why])).toEqual([
      ['arrived', null, uidOf(102), 'no hull there in A'],
      ['stayed', uidOf(103), uidOf(100), 'same vessel, overlap 0.91, turned 3°'],
      ['outside', null, uidOf(101), 'under cloud in A'],
    ])
  })
})
