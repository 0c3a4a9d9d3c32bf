import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { makeEdit } from '../../src/commands/change.ts'
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
    ['of a newer SQLite', 'project/newer-version', (path: string) => setByte(path, 19, 3)],
    ['whose rows use up all numbers', 'project/damaged', sql('UPDATE vessels SET fid = 9223372036854775807')],
    [
      'whose next row has no number',
      'project/damaged',
      sql('UPDATE sqlite_sequence SET seq = 9223372036854775807'),
    ],
  ])('%s', (_what, code, spoil) => {
    const path = spoiled(spoil)
    const before = hash(path)
    const folder = readdirSync(join(path, '..'))
    const problem = problemOf(() => openProject(path))
    expect(problem).toMatchObject({ code, subject: 'spoiled.gpkg' })
    if (code === 'project/newer-version') expect(problem.message).toMatch(/99.*\b1\b|3.*\b2\b/)
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

describe('what lies beside a project and is no plain file of SQLite', () => {
  test.each(
    ['-journal', '-wal', '-shm'].flatMap((ending) =>
      ['pipe', 'folder', 'link'].map((kind) => [ending, kind]),
    ),
  )('as %s a %s is refused before anything waits for it', (ending, kind) => {
    const path = spoiled(() => undefined)
    const beside = `${path}${ending}`
    if (kind === 'pipe') execFileSync('mkfifo', [beside])
    else if (kind === 'folder') mkdirSync(beside)
    else symlinkSync('/dev/zero', beside)
    const problem = problemOf(() => openProject(path))
    expect([problem.code, problem.subject]).toEqual(['file/not-regular', `spoiled.gpkg${ending}`])
  })

  test('is a journal that would have another file deleted: both stay as they are', () => {
    const path = spoiled(() => undefined)
    const other = join(path, '..', 'thesis.txt')
    writeFileSync(other, 'ten years')
    writeFileSync(`${path}-journal`, journalNaming(other, readFileSync(path)))
    const before = hash(path)
    expect(problemOf(() => openProject(path)).subject).toBe('spoiled.gpkg-journal')
    expect([readFileSync(other, 'utf8'), hash(path)]).toEqual(['ten years', before])
  })
})

/** The journal of an interrupted write that spanned several files: page 1 as it was, then the name of a further file. */
function journalNaming(other: string, database: Buffer): Buffer {
  const magic = Buffer.from('d9d505f920a163d7', 'hex')
  const pageSize = database.readUInt16BE(16)
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(4 * values.length)
    values.forEach((value, index) => bytes.writeUInt32BE(value >>> 0, 4 * index))
    return bytes
  }
  const head = Buffer.concat([magic, numbers(1, 0, database.length / pageSize, 512, pageSize)], 512)
  const page = database.subarray(0, pageSize)
  let sum = 0
  for (let at = pageSize - 200; at > 0; at -= 200) sum += page.readUInt8(at)
  const pages = Buffer.concat([head, numbers(1), page, numbers(sum)])
  const name = Buffer.from(other)
  const ofName = name.reduce((total, byte) => total + byte, 0)
  const padded = Buffer.concat([pages], Math.ceil(pages.length / 512) * 512)
  return Buffer.concat([
    padded,
    numbers(0x40000000 / pageSize + 1),
    name,
    numbers(name.length, ofName),
    magic,
  ])
}

function setByte(path: string, at: number, value: number): void {
  const bytes = readFileSync(path)
  bytes.writeUInt8(value, at)
  writeFileSync(path, bytes)
}

/** Every "or" may belong to the name or to the condition: two to the power of hundreds of ways to read it. */
const slowCondition = Array.from({ length: 40 }, () => 'new.a' + 'or'.repeat(12)).join(' and ')

const rewritten = (table: string, from: string, to: string) =>
  `PRAGMA writable_schema = ON;
   UPDATE sqlite_schema SET sql = replace(sql, '${from}', '${to}') WHERE name = '${table}'`

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
    [
      'a column that drops rows',
      rewritten('sightings', 'source TEXT', 'source TEXT NOT NULL ON CONFLICT IGNORE'),
    ],
    [
      'a column whose rows drop others',
      rewritten('vessels', 'uid TEXT UNIQUE', 'uid TEXT UNIQUE ON/**/CONFLICT REPLACE'),
    ],
    [
      'a trigger that takes rows out of the index of another layer',
      `CREATE TRIGGER t AFTER DELETE ON sightings BEGIN DELETE FROM rtree_places_geom WHERE id = OLD.fid; END`,
    ],
    [
      'a trigger that takes a new row out of its index',
      `CREATE TRIGGER t AFTER INSERT ON sightings BEGIN DELETE FROM rtree_sightings_geom WHERE id = NEW.fid; END`,
    ],
    [
      'a condition that takes for ever to read',
      `PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger', 't', 'sightings', 0,
       'CREATE TRIGGER t AFTER UPDATE ON sightings WHEN ${slowCondition} and 1 BEGIN DELETE FROM rtree_sightings_geom WHERE id = OLD.fid; END')`,
    ],
    ['a table in the place of a view', 'DROP VIEW sightings_joined; CREATE TABLE sightings_joined (x)'],
    [
      'a trigger that has taken the name of one of ours',
      `DROP TRIGGER roadstead_vessels_fill; CREATE TABLE o (x);
       CREATE TRIGGER roadstead_vessels_fill BEFORE INSERT ON o BEGIN SELECT RAISE(ABORT, 'no'); END`,
    ],
  ])('by %s is named and refused, and the file stays as it is', (_what, statement) => {
    const path = spoiled((file) => {
      const db = new Database(file)
      db.function('st_minx', () => 0)
      db.unsafeMode()
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

  test('by links that delete along deletes nothing along', () => {
    const path = spoiled((file) => {
      const db = new Database(file).unsafeMode()
      db.exec(
        rewritten(
          'sightings',
          'vessel_uid TEXT',
          'vessel_uid TEXT REFERENCES vessels(uid) ON DELETE CASCADE',
        ),
      )
      db.close()
    })
    const project = openProject(path)
    const [ship] = project.records().vessels
    const hull = sighting({ vessel_uid: ship!.uid })
    project.apply(change([insertSighting(hull)]), by)
    project.apply(change([makeEdit('vessels', ship!.uid, ship!, null)]), by)
    expect(project.get('sightings', hull.uid)?.uid).toBe(hull.uid)
    project.close()
  })

  test('by a rule that refuses every row says so, and saves nothing', () => {
    const path = spoiled((file) => {
      const db = new Database(file).unsafeMode()
      db.exec(rewritten('sightings', 'notes TEXT', `notes TEXT CHECK (notes <> ''at the quay'')`))
      db.close()
    })
    const project = openProject(path)
    const problem = problemOf(() =>
      project.apply(change([insertSighting(sighting({ notes: 'at the quay' }))]), by),
    )
    expect([problem.code, problem.message]).toEqual([
      'project/foreign-schema',
      expect.stringContaining('rule') as string,
    ])
    expect(project.records().sightings).toHaveLength(40)
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
