import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { invert, makeEdit } from '../../src/commands/change.ts'
import { openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting } from './sample-data.ts'
import { problemOf, spoiled } from './spoiled-project.ts'

/** Ten million letters, made by SQLite itself. */
const giant = `replace(hex(zeroblob(5000000)), '0', 'x')`

function withGiant(...statements: string[]): string {
  return spoiled((file) => {
    const db = new Database(file)
    for (const name of ['ST_IsEmpty', 'ST_MinX', 'ST_MaxX', 'ST_MinY', 'ST_MaxY'])
      db.function(name, (blob) => (blob === null ? null : 0))
    for (const statement of statements) db.exec(statement)
    db.close()
  })
}

test('values that no column can hold never reach the memory, and are named with their record', () => {
  const path = withGiant(
    ...['notes', 'identity_basis', 'observed_at', 'geom'].map(
      (column, row) => `UPDATE sightings SET ${column} = ${giant} WHERE fid = ${row + 1}`,
    ),
    `UPDATE sightings SET uid = ${giant} WHERE fid = 9`,
    `UPDATE vessels SET name = ${giant}`,
    `INSERT INTO history (change_uid, note, action) VALUES ('${newUid()}', ${giant}, 'insert')`,
    `INSERT INTO roadstead_meta VALUES ('setting looks', ${giant})`,
    `INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (${giant}, 'attributes', 'x')`,
  )
  const project = openProject(path)
  const { records, problems } = project.read()
  expect(records.sightings).toHaveLength(39)
  expect(JSON.stringify({ records, problems }).length).toBeLessThan(200_000)
  const named = problems.filter(({ what }) => what.includes('more than 1 MB'))
  expect(named.map(({ what }) => /field (\w+)/.exec(what)?.[1]).sort()).toEqual([
    'identity_basis',
    'name',
    'notes',
    'observed_at',
    'uid',
  ])
  expect(problems.filter(({ what }) => what.includes('field geom'))).toHaveLength(1)
  expect(project.history().undo.at(-1)?.note).toBe('')
  expect(project.setting('looks')).toBeNull()
  expect(JSON.stringify([project.check(), project.list('vessels', {})]).length).toBeLessThan(200_000)
  const drawn = sighting()
  project.apply(change([insertSighting(drawn)]), by)
  expect(project.get('sightings', drawn.uid)).toEqual(drawn)
  project.close()
})

test('a row is not deleted whose foreign value is too large to come back', () => {
  const path = withGiant(
    'ALTER TABLE sightings ADD COLUMN photo BLOB',
    'UPDATE sightings SET photo = zeroblob(51000000) WHERE fid = 1',
    'UPDATE sightings SET photo = zeroblob(1000) WHERE fid = 2',
  )
  const project = openProject(path)
  const [large, small] = project.records().sightings
  const remove = (record: typeof large) => change([makeEdit('sightings', record!.uid, record!, null)])
  expect(problemOf(() => project.apply(remove(large), by)).message).toContain('50 MB')
  const removed = project.apply(remove(small), by)
  project.apply(invert(removed, newUid()), by)
  const photo = 'SELECT count(*) FROM sightings WHERE length(photo) IN (51000000, 1000)'
  project.close()
  const db = new Database(path, { readonly: true })
  expect(db.prepare(photo).pluck().get()).toBe(2)
  db.close()
})
