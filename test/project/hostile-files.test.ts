import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { checkProjectFile, createProject, openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, insertVessel, sighting, vessel } from './sample-data.ts'
import { problemOf, sound, spoiled, sql } from './spoiled-project.ts'
import { testFolder } from './test-project.ts'

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('a file that is no project is refused as what it is, and not a byte of it changes', () => {
  test.each([
    ['text', 'project/not-geopackage', (path: string) => writeFileSync(path, 'hello '.repeat(100))],
    ['empty', 'project/not-geopackage', (path: string) => writeFileSync(path, '')],
    ['another SQLite database', 'project/not-geopackage', sql('PRAGMA application_id = 5')],
    ["another program's GeoPackage", 'project/not-roadstead', sql('DROP TABLE roadstead_meta')],
    ['of a newer Roadstead', 'project/newer-version', sql(`UPDATE roadstead_meta SET value = '99'`)],
    ['cut off', 'project/damaged', (path: string) => truncateSync(path, 40_960)],
    ['without one of our tables', 'project/damaged', sql('DROP TABLE absences')],
  ])('%s', (_what, code, spoil) => {
    const path = spoiled(spoil)
    const before = hash(path)
    const folder = readdirSync(join(path, '..'))
    const problem = problemOf(() => openProject(path))
    expect(problem).toMatchObject({ code, subject: 'spoiled.gpkg' })
    if (code === 'project/newer-version') expect(problem.message).toMatch(/99.*\b1\b/)
    expect(hash(path)).toBe(before)
    expect(readdirSync(join(path, '..'))).toEqual(folder)
  })

  test.each([
    ['missing', 'file/not-found', () => undefined],
    ['a folder', 'file/not-regular', (path: string) => mkdirSync(path)],
    ['a pipe', 'file/not-regular', (path: string) => execFileSync('mkfifo', [path])],
    ['a device', 'file/not-regular', (path: string) => symlinkSync('/dev/zero', path)],
    ['a link round in a circle', 'file/unreadable', (path: string) => symlinkSync(path, path)],
  ])('%s', (_what, code, make) => {
    const path = join(testFolder(), 'odd.gpkg')
    make(path)
    expect(problemOf(() => openProject(path)).code).toBe(code)
  })

  test('a name that ends in white space', () => {
    const path = `${spoiled(() => undefined)} `
    writeFileSync(path, sound)
    expect(problemOf(() => openProject(path)).code).toBe('input/invalid')
    expect(problemOf(() => createProject(`${path}.gpkg `)).code).toBe('input/invalid')
  })
})

describe('a schema that was tampered with', () => {
  test.each([
    [
      'a trigger that empties vessels',
      'CREATE TRIGGER evil AFTER UPDATE ON sightings BEGIN DELETE FROM vessels; END',
    ],
    [
      'a trigger under the name of one of ours',
      `DROP TRIGGER roadstead_vessels_fill;
       CREATE TRIGGER roadstead_vessels_fill AFTER INSERT ON vessels BEGIN DELETE FROM sightings; END`,
    ],
    [
      'a trigger dressed up as a spatial one',
      `CREATE TRIGGER rtree_sightings_geom_update6 AFTER UPDATE OF geom ON sightings
       WHEN OLD.fid = NEW.fid BEGIN DELETE FROM rtree_sightings_geom WHERE id = OLD.fid; DELETE FROM vessels; END`,
    ],
    [
      'a trigger dressed up as a count of features',
      `CREATE TABLE gpkg_ogr_contents (table_name TEXT, feature_count INTEGER);
       CREATE TRIGGER trigger_insert_feature_count_sightings AFTER INSERT ON sightings BEGIN
       UPDATE gpkg_ogr_contents SET feature_count = (SELECT load_extension('x')) WHERE lower(table_name) = lower('sightings'); END`,
    ],
    [
      'a trigger on the layer list',
      'CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM vessels; END',
    ],
    [
      'a trigger that forbids every row',
      `CREATE TRIGGER t BEFORE INSERT ON sightings BEGIN SELECT RAISE(ABORT, 'no'); END`,
    ],
    [
      'a view in the place of a table',
      `ALTER TABLE vessels RENAME TO old_vessels; CREATE VIEW vessels AS SELECT * FROM old_vessels`,
    ],
    ['a computed column', `ALTER TABLE sightings ADD COLUMN x TEXT AS (hex(zeroblob(1e9)))`],
    ['an index over an expression', 'CREATE INDEX x ON sightings (length(notes))'],
  ])('by %s is named and refused, and the file stays as it is', (_what, statement) => {
    const path = spoiled((file) => {
      const db = new Database(file)
      db.function('st_minx', () => 0)
      db.exec('PRAGMA legacy_alter_table = ON')
      db.exec(statement)
      db.close()
    })
    const before = hash(path)
    const problem = problemOf(() => openProject(path))
    expect(problem.code).toBe('project/foreign-schema')
    expect(checkProjectFile(path)).toMatchObject([{ code: 'project/foreign-schema' }])
    expect(hash(path)).toBe(before)
  })

  test('by a view of its own opens, and a check names the view', () => {
    const path = spoiled(
      sql(
        'CREATE VIEW bomb AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c',
      ),
    )
    expect(checkProjectFile(path)).toMatchObject([
      { code: 'project/foreign-schema', what: expect.stringContaining('bomb') as string },
    ])
  })

  test('while the project is open does not run either', () => {
    const path = spoiled(() => undefined)
    const project = openProject(path)
    sql('CREATE TRIGGER evil AFTER INSERT ON sightings BEGIN DELETE FROM vessels; END')(path)
    expect(problemOf(() => project.apply(change([insertSighting(sighting())]), by)).code).toBe(
      'project/foreign-schema',
    )
    expect(project.records().vessels).toHaveLength(1)
    project.close()
  })

  test('by a column and a table that an analyst added in QGIS is none, and both survive edits', () => {
    const path = spoiled(
      sql(
        'ALTER TABLE vessels ADD COLUMN owner TEXT',
        `UPDATE vessels SET owner = 'someone'`,
        'CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleqml TEXT)',
        'CREATE INDEX my_index ON sightings (berth_state)',
      ),
    )
    const project = openProject(path)
    project.apply(change([insertVessel(vessel())]), by)
    expect(project.check()).toEqual([])
    project.close()
    const db = new Database(path, { readonly: true })
    expect(db.prepare('SELECT owner FROM vessels').pluck().all()).toEqual(['someone', null])
    db.close()
  })
})
