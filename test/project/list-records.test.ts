import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { connect } from '../../src/project/connection.ts'
import { aisQuery, recordQuery } from '../../src/project/list-records.ts'
import { pointBlob } from '../../src/project/geometry-blob.ts'
import { sightings as sightingsTable } from '../../src/project/tables/sightings.ts'
import {
  by,
  change,
  insertPlace,
  insertScene,
  insertSighting,
  insertVessel,
  place,
  scene,
  sighting,
  square,
  vessel,
} from './sample-data.ts'
import { otherProgram, testProject } from './test-project.ts'

const uids = (listed: readonly Record<string, unknown>[]) => listed.map(({ uid }) => uid)

describe('a list', () => {
  test('has the fields of the contract in order, the geometry last, and nothing else', () => {
    const project = testProject()
    const record = sighting()
    project.apply(change([insertSighting(record)]), by)
    const [listed] = project.list('sightings', {})
    const { geom, ...rest } = record
    expect(listed).toEqual({ ...rest, geometry: geom })
    const fields = Object.keys(sightingsTable.columns).filter((column) => column !== 'geom')
    expect(Object.keys(listed ?? {})).toEqual([...fields, 'geometry'])
  })

  test('of scenes is in order of time, those without one last; of sightings in order of uid', () => {
    const project = testProject()
    const [late, none, early] = [
      scene({ acquired_at: '2026-03-01T00:00:00.000Z' }),
      scene({ acquired_at: null }),
      scene({ acquired_at: '2026-01-01T00:00:00.000Z' }),
    ]
    const hulls = [sighting(), sighting(), sighting()]
    project.apply(
      change([...[late, none, early].map(insertScene), ...hulls.toReversed().map(insertSighting)]),
      by,
    )
    expect(uids(project.list('scenes', {}))).toEqual([early.uid, late.uid, none.uid])
    expect(uids(project.list('scenes', { limit: 2 }))).toEqual([early.uid, late.uid])
    expect(uids(project.list('sightings', { limit: 2 }))).toEqual(uids(hulls).slice(0, 2))
    expect(project.list('sightings', { limit: 0 })).toEqual([])
  })

  test('from a time has that time, and to a time has it not', () => {
    const project = testProject()
    const at = (observed_at: string | null) => sighting({ observed_at })
    const [before, exact, later] = [
      at('2026-02-28T23:59:59.999Z'),
      at('2026-03-01T00:00:00.000Z'),
      at('2026-03-02T00:00:00.000Z'),
    ]
    project.apply(change([before, exact, later, at(null)].map(insertSighting)), by)
    const filter = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' }
    expect(uids(project.list('sightings', filter))).toEqual([exact.uid])
  })

  test('finds times that another program wrote with an offset by the instant that they mean', () => {
    const project = testProject()
    const record = sighting()
    project.apply(change([insertSighting(record)]), by)
    otherProgram(project.path, (db) =>
      db.prepare(`UPDATE sightings SET observed_at = '2026-03-02T04:00:00.000+08:00'`).run(),
    )
    const day = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' }
    expect(project.list('sightings', day)).toMatchObject([{ observed_at: '2026-03-01T20:00:00.000Z' }])
    expect(project.list('sightings', { from: day.to })).toEqual([])
  })

  test('by class takes a code or a group, by vessel a uid or an IMO number', () => {
    const project = testProject()
    const ship = vessel({ imo: '9811000' })
    const [bulk, ferry] = [sighting({ vessel_uid: ship.uid }), sighting({ class: 'passenger.ferry' })]
    project.apply(change([insertVessel(ship), insertSighting(bulk), insertSighting(ferry)]), by)
    expect(uids(project.list('sightings', { class: 'cargo' }))).toEqual([bulk.uid])
    expect(uids(project.list('sightings', { class: 'passenger.ferry' }))).toEqual([ferry.uid])
    expect(project.list('sightings', { class: 'pass' })).toEqual([])
    for (const named of [ship.uid, '9811000', 'IMO 9811000']) {
      expect(uids(project.list('sightings', { vessel: named }))).toEqual([bulk.uid])
      expect(uids(project.list('vessels', { vessel: named }))).toEqual([ship.uid])
    }
  })

  test('of vessels, scenes and places follows their sightings where they lack the field themselves', () => {
    const project = testProject()
    const [shown, other] = [scene(), scene()]
    const [ship, idle] = [vessel(), vessel()]
    const [dock, quay] = [place(), place()]
    const hull = sighting({ scene_uid: shown.uid, vessel_uid: ship.uid, place_uid: dock.uid })
    const edits = [
      ...[shown, other].map(insertScene),
      ...[ship, idle].map(insertVessel),
      ...[dock, quay].map(insertPlace),
      insertSighting(hull),
    ]
    project.apply(change(edits), by)
    expect(uids(project.list('vessels', { scene_uid: shown.uid }))).toEqual([ship.uid])
    expect(uids(project.list('scenes', { vessel: ship.uid }))).toEqual([shown.uid])
    expect(uids(project.list('places', { from: '2026-01-01T00:00:00.000Z' }))).toEqual([dock.uid])
    expect(uids(project.list('vessels', { bbox: [0, 0, 1, 1] }))).toEqual([])
  })

  test('by box agrees with arithmetic on every envelope, across the antimeridian too', () => {
    const corner = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(corner, { maxLength: 30 }), corner, corner, (corners, a, b) => {
        const project = testProject()
        const hulls = corners.map(([lon, lat]) => sighting({ geom: square(lon, lat, 3) }))
        project.apply(change(hulls.map(insertSighting)), by)
        const [west, east] = [a[0], b[0]]
        const [south, north] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])]
        const width = east >= west ? east - west : east - west + 360
        const expected = hulls.filter(({ geom }) => {
          const ring = geom?.coordinates[0] ?? []
          const [w, s] = ring[0] ?? [0, 0]
          const [e, n] = ring[2] ?? [0, 0]
          const across = [-360, 0, 360].some((turn) => e >= west + turn && w <= west + turn + width)
          return across && n >= south && s <= north
        })
        const listed = project.list('sightings', { bbox: [west, south, east, north] })
        expect(uids(listed)).toEqual(uids(expected.toSorted((x, y) => (x.uid < y.uid ? -1 : 1))))
        project.close()
      }),
      { numRuns: 30 },
    )
  })

  test('of AIS positions is in order of time and can be narrowed by ship, time and box', () => {
    const project = testProject()
    const ship = vessel({ imo: '9811000', mmsi: '431000777' })
    project.apply(change([insertVessel(ship)]), by)
    otherProgram(project.path, (db) => {
      const insert = db.prepare(
        'INSERT INTO ais_positions (geom, import_uid, mmsi, imo, observed_at, sog_kn) VALUES (?, ?, ?, ?, ?, ?)',
      )
      const at = (lon: number) => pointBlob({ type: 'Point', coordinates: [lon, 30] })
      insert.run(at(122), newUid(), '431000777', null, '2026-03-01T02:00:00.000Z', 0.1)
      insert.run(at(123), newUid(), '563000001', '9811000', '2026-03-01T01:00:00.000Z', Infinity)
      insert.run(null, null, '563000002', null, null, 12)
    })
    expect(project.list('ais', {}).map(({ mmsi }) => mmsi)).toEqual(['563000001', '431000777', '563000002'])
    expect(project.list('ais', {})[0]).toMatchObject({ sog_kn: null, geometry: { coordinates: [123, 30] } })
    expect(project.list('ais', { vessel: ship.uid })).toHaveLength(2)
    expect(project.list('ais', { vessel: '9811000' })).toHaveLength(1)
    expect(project.list('ais', { bbox: [121, 29, 122.5, 31], limit: 5 })).toHaveLength(1)
    expect(() => project.list('ais', { class: 'cargo' })).toThrow(
      expect.objectContaining({ code: 'input/invalid' }),
    )
  })
})

describe('SQLite finds', () => {
  const plan = (ask: 'ais' | 'sightings' | 'vessels', filter: object) => {
    const project = testProject()
    const db = connect(project.path, 'read', {})
    const { sql, parameters } = ask === 'ais' ? aisQuery(db, filter) : recordQuery(db, ask, filter)
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]
    db.close()
    return steps.map(({ detail }) => detail).join('\n')
  }

  test.each([
    ['sightings of a scene', 'sightings', { scene_uid: newUid() }, /sightings_by_scene_uid/],
    ['sightings of a vessel', 'sightings', { vessel: newUid() }, /sightings_by_vessel_uid/],
    ['sightings of an IMO number', 'sightings', { vessel: '9811000' }, /vessels_by_imo/],
    ['sightings of a time', 'sightings', { from: by.at, to: by.at }, /sightings_by_observed_at/],
    ['sightings in a box', 'sightings', { bbox: [0, 0, 1, 1] }, /INTEGER PRIMARY KEY[^]*VIRTUAL TABLE INDEX/],
    ['AIS positions of a time', 'ais', { from: by.at, to: by.at }, /ais_positions_by_observed_at/],
    ['AIS positions in a box', 'ais', { bbox: [0, 0, 1, 1] }, /INTEGER PRIMARY KEY[^]*VIRTUAL TABLE INDEX/],
  ] as const)('%s by an index', (_what, table, filter, expected) => {
    expect(plan(table, filter)).toMatch(expected)
  })
})
