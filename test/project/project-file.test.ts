import { copyFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { invert, makeEdit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { recordSchemas, tableNames } from '../../src/domain/records.ts'
import { AisPosition } from '../../src/domain/ais-position.ts'
import { createProject, openProject } from '../../src/project/project-file.ts'
import { tableOf } from '../../src/project/tables.ts'
import { aisPositions } from '../../src/project/tables/ais-positions.ts'
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
import { otherProgram, testFolder, testProject } from './test-project.ts'

describe('a new project', () => {
  test('belongs to its owner alone, keeps no journal, and is sound', () => {
    const project = testProject()
    expect(statSync(project.path).mode & 0o777).toBe(0o600)
    expect(project.check()).toEqual([])
    expect(project.records()).toEqual({ scenes: [], sightings: [], absences: [], vessels: [], places: [] })
  })

  test('never replaces a file', () => {
    const project = testProject()
    expect(() => createProject(project.path)).toThrow(expect.objectContaining({ code: 'file/exists' }))
  })

  test('has for each field of a record the column that the contract names', () => {
    const project = testProject()
    const db = new Database(project.path, { readonly: true })
    const columnsOf = (table: string) =>
      db
        .prepare('SELECT name FROM pragma_table_info(?)')
        .pluck()
        .all(table)
        .filter((name) => name !== 'fid')
    for (const table of tableNames) {
      const fields = Object.keys(recordSchemas[table].shape)
      expect(Object.keys(tableOf(table).columns)).toEqual(fields)
      expect(columnsOf(table).toSorted()).toEqual(fields.toSorted())
    }
    expect(Object.keys(aisPositions.columns)).toEqual(Object.keys(AisPosition.shape))
    expect(columnsOf('ais_positions').toSorted()).toEqual(Object.keys(AisPosition.shape).toSorted())
    db.close()
  })
})

describe('what was saved', () => {
  test('comes back in every field after closing and opening', () => {
    const project = testProject()
    const [s, v, c, p] = [sighting(), vessel(), scene(), place()]
    const a = {
      uid: newUid(),
      scene_uid: c.uid,
      vessel_uid: v.uid,
      place_uid: p.uid,
      result: 'not_visible' as const,
      reason: 'cloud',
      analyst: 'B',
      created_at: by.at,
      revision: 1,
    }
    const edits = [
      insertSighting(s),
      insertVessel(v),
      insertScene(c),
      insertPlace(p),
      makeEdit('absences', a.uid, null, a),
    ]
    const made = change(edits)
    expect(project.apply(made, by)).toEqual(made)
    project.close()
    const again = openProject(project.path)
    expect(again.records()).toEqual({ scenes: [c], sightings: [s], absences: [a], vessels: [v], places: [p] })
    expect(again.get('vessels', v.uid)).toEqual(v)
    expect(again.get('vessels', newUid())).toBeNull()
    expect(again.check()).toEqual([])
    again.close()
  })

  test('has footprints rounded to seven decimals, and says so to whoever saved it', () => {
    const project = testProject()
    const record = sighting()
    const ring = record.geom?.coordinates[0] ?? []
    for (const position of ring) position[0] += 1.23e-9
    const stored = project.apply(change([insertSighting(record)]), by).edits[0]?.after
    expect(stored).toEqual(project.get('sightings', record.uid))
    expect(stored).toMatchObject({ geom: square(122.05, 29.95) })
  })

  test('is where the layer says it reaches, also when the outermost record is gone or undone', () => {
    const project = testProject()
    const extents = () => {
      const db = new Database(project.path, { readonly: true })
      const sql = `SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name LIKE 'sightings%'`
      const rows = db.prepare(sql).raw().all()
      db.close()
      expect(rows[1]).toEqual(rows[0])
      return rows[0]
    }
    expect(extents()).toEqual([null, null, null, null])
    const [near, far] = [sighting(), sighting({ geom: square(-70, -10) })]
    project.apply(change([insertSighting(near), insertSighting(far)]), by)
    expect(extents()).toEqual([-70, -10, 122.051, 29.951])
    const removal = change([makeEdit('sightings', far.uid, project.get('sightings', far.uid), null)])
    const removed = project.apply(removal, by)
    expect(extents()).toEqual([122.05, 29.95, 122.051, 29.951])
    project.apply(invert(removed, newUid()), by)
    expect(extents()).toEqual([-70, -10, 122.051, 29.951])
  })

  test('gets identity, times and a revision where it had none', () => {
    const project = testProject()
    const bare = sighting({ created_at: null, updated_at: null, revision: null })
    const stored = project.apply(change([insertSighting(bare)]), by).edits[0]?.after
    expect(stored).toMatchObject({ revision: 1, created_at: expect.stringMatching(/Z$/) as string })
  })

  test.each([
    ['a length that is not a number', { length_m: Number.NaN }],
    ['an infinite latitude', { lat: Infinity }],
    ['a class that is not in the vocabulary', { class: 'battleship' as 'unknown' }],
    ['30 February', { observed_at: '2026-02-30T00:00:00.000Z' }],
    ['half a surrogate pair', { notes: 'a\ud83d' }],
    ['a NUL', { notes: 'a\0b' }],
    ['another uid', { uid: newUid() }],
  ])('is not %s: that is refused and nothing is saved', (_what, fields) => {
    const project = testProject()
    const good = sighting()
    const bad = sighting()
    const edits = [insertSighting(good), makeEdit('sightings', bad.uid, null, { ...bad, ...fields })]
    expect(() => project.apply(change(edits), by)).toThrow(
      expect.objectContaining({ code: 'record/invalid' }),
    )
    expect(project.records().sightings).toEqual([])
    expect(project.history().undo).toEqual([])
  })

  test('is there in the columns that an edit did not touch, whatever they held', () => {
    const project = testProject()
    const record = sighting()
    project.apply(change([insertSighting(record)]), by)
    otherProgram(project.path, (db) => {
      db.exec('ALTER TABLE sightings ADD COLUMN colour TEXT')
      db.prepare(`UPDATE sightings SET class = 'trawler', colour = 'red', revision = 7`).run()
    })
    const before = project.get('sightings', record.uid)
    expect(before).toMatchObject({ class: null, revision: 7 })
    if (before === null) return
    project.apply(
      change([makeEdit('sightings', record.uid, before, { ...before, notes: 'new', revision: 8 })]),
      by,
    )
    const look = new Database(project.path, { readonly: true })
    expect(look.prepare('SELECT class, colour, notes FROM sightings').get()).toEqual({
      class: 'trawler',
      colour: 'red',
      notes: 'new',
    })
    look.close()
  })
})

describe('an edit', () => {
  test('of a record that changed elsewhere is refused, and names the record', () => {
    const project = testProject()
    const record = sighting()
    project.apply(change([insertSighting(record)]), by)
    const second = openProject(project.path)
    second.apply(
      change([makeEdit('sightings', record.uid, record, { ...record, notes: 'theirs', revision: 2 })]),
      by,
    )
    second.close()
    const mine = change([
      makeEdit('sightings', record.uid, record, { ...record, notes: 'mine', revision: 2 }),
    ])
    expect(() => project.apply(mine, by)).toThrow(
      expect.objectContaining({ code: 'record/conflict', subject: `Sighting ${record.uid}` }),
    )
    expect(project.get('sightings', record.uid)?.notes).toBe('theirs')
    expect(project.history().undo).toHaveLength(2)
  })

  test('that deletes what is gone, or adds what is there, is refused', () => {
    const project = testProject()
    const record = vessel()
    expect(() => project.apply(change([makeEdit('vessels', record.uid, record, null)]), by)).toThrow(
      expect.objectContaining({ code: 'record/conflict' }),
    )
    project.apply(change([insertVessel(record)]), by)
    expect(() => project.apply(change([insertVessel(record)]), by)).toThrow(
      expect.objectContaining({ code: 'record/conflict' }),
    )
  })

  test('made by another program is noticed', () => {
    const project = testProject()
    const before = project.dataVersion()
    project.apply(change([insertVessel(vessel())]), by)
    expect(project.dataVersion()).toBe(before)
    const other = new Database(project.path)
    other.prepare(`INSERT INTO vessels (name) VALUES ('From QGIS')`).run()
    other.close()
    expect(project.dataVersion()).not.toBe(before)
    expect(project.records().vessels).toContainEqual(
      expect.objectContaining({ name: 'From QGIS', revision: 1 }),
    )
  })

  test.each(['deleted', 'replaced'])('is not acknowledged when the file was %s meanwhile', (how) => {
    const project = testProject()
    if (how === 'deleted') rmSync(project.path)
    else {
      copyFileSync(project.path, `${project.path}.other`)
      renameSync(`${project.path}.other`, project.path)
    }
    expect(() => project.apply(change([insertVessel(vessel())]), by)).toThrow(
      expect.objectContaining({ code: 'project/moved' }),
    )
  })

  test('waits for a lock and then says who is in the way', () => {
    const path = join(testFolder(), 'locked.gpkg')
    createProject(path).close()
    const project = openProject(path, { timeoutMs: 50 })
    const other = new Database(path)
    other.exec('BEGIN IMMEDIATE')
    expect(() => project.apply(change([insertVessel(vessel())]), by)).toThrow(
      expect.objectContaining({ code: 'project/locked' }),
    )
    other.exec('ROLLBACK')
    other.close()
    project.apply(change([insertVessel(vessel())]), by)
    expect(project.records().vessels).toHaveLength(1)
    project.close()
  })

  test('also holds while another program has switched the file to a write-ahead log, and closing ends that', () => {
    const project = testProject()
    const other = new Database(project.path)
    expect(other.pragma('journal_mode = WAL', { simple: true })).toBe('wal')
    project.apply(change([insertVessel(vessel())]), by)
    expect(other.prepare('SELECT count(*) FROM vessels').pluck().get()).toBe(1)
    other.close()
    project.close()
    const look = new Database(project.path, { readonly: true })
    expect(look.pragma('journal_mode', { simple: true })).toBe('delete')
    look.close()
  })
})

describe('the history', () => {
  test('undoes and redoes across closing, and says what comes next', () => {
    const project = testProject()
    const record = sighting()
    const drawn = project.apply(change([insertSighting(record)], 'Draw hull'), by)
    const revised = { ...record, notes: 'seen', revision: 2 }
    project.apply(change([makeEdit('sightings', record.uid, record, revised)], 'Note'), by)
    project.close()

    const again = openProject(project.path)
    expect(again.history().undo.map(({ note }) => note)).toEqual(['Draw hull', 'Note'])
    const last = again.history().undo.at(-1)
    if (last === undefined) return
    again.apply(invert(again.changeOf(last.change_uid), newUid()), by)
    expect(again.get('sightings', record.uid)).toEqual(record)
    again.apply(invert(again.changeOf(drawn.change_uid), newUid()), by)
    expect(again.records().sightings).toEqual([])
    expect(again.history().redo.map(({ note }) => note)).toEqual(['Note', 'Draw hull'])
    for (let step = again.history().redo.at(-1); step !== undefined; step = again.history().redo.at(-1))
      again.apply(invert(again.changeOf(step.change_uid), newUid()), by)
    expect(again.records().sightings).toEqual([revised])
    again.close()
  })

  test('keeps each record before and after, with its geometry as GeoJSON', () => {
    const project = testProject()
    const record = sighting()
    project.apply(change([insertSighting(record)]), by)
    const look = new Database(project.path, { readonly: true })
    const row = look.prepare('SELECT * FROM history').get() as Record<string, string>
    look.close()
    expect(row).toMatchObject({ action: 'insert', table_name: 'sightings', record_uid: record.uid, ...by })
    expect(JSON.parse(row['after'] ?? '')).toEqual(record)
  })
})
