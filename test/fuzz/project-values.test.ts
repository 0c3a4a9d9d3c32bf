import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordSchemas, tableNames, type TableName } from '../../src/domain/records.ts'
import { Problem } from '../../src/domain/problem.ts'
import { joinedRecords } from '../../src/exchange/joined-records.ts'
import { formats, type Format } from '../../src/exchange/registry.ts'
import { createProject, openProject, type ProjectFile } from '../../src/project/project-file.ts'
import { tableOf } from '../../src/project/tables.ts'
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
  vessel,
} from '../project/sample-data.ts'
import { testFolder } from '../project/test-project.ts'

const seed = Number(process.env['ROADSTEAD_FUZZ_SEED'] ?? 4_711)

/** What another program, a damaged disk or someone with bad intent can put into a column. */
const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    'NaN',
    '1e3',
    '12,5',
    '0x10',
    -1,
    0,
    1e308,
    -1e308,
    Infinity,
    -Infinity,
    2n ** 62n,
    -(2n ** 62n),
    0.5,
    "'; DROP TABLE vessels;--",
    '<img src=x onerror=alert(1)>',
    '{{7*7}}',
    '../../etc/passwd',
    '\\\\10.0.0.1\\share\\x',
    'file:///etc/passwd',
    '=cmd|calc',
    '\u202egpj.exe',
    '__proto__',
    'CON',
    '%s%n',
    'a\0b',
    '[]',
    '{}',
    '{"__proto__":{"polluted":1}}',
    '[1,2,3]',
    '2026-02-30T00:00:00.000Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T12:00:60Z',
    '+012026-01-01T00:00:00.000Z',
    '1677-01-01T00:00:00.000Z',
    '03/04/2026',
    '2026-3-1',
    '٢٠٢٦-03-01T00:00:00Z',
    'x'.repeat(1_000_000),
    Buffer.alloc(2_000_000, 65),
    Buffer.from('\ud800', 'utf16le'),
    Buffer.from([0xff, 0xfe, 0xc0]),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
)

/** A geometry with hostile coordinates, or bytes that say they are one. */
const hostileGeometry = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from([0x47, 0x50, 0, 3]), bytes])),
  fc
    .array(fc.constantFrom(NaN, Infinity, -Infinity, 181, 1e300, -90.5, 0, 122.05, 29.95), {
      minLength: 8,
      maxLength: 20,
    })
    .map((numbers) => {
      const head = Buffer.from([0x47, 0x50, 0, 1, 0xe6, 0x10, 0, 0, 1, 3, 0, 0, 0, 1, 0, 0, 0])
      const body = Buffer.alloc(4 + 8 * numbers.length)
      body.writeUInt32LE(Math.floor(numbers.length / 2))
      numbers.forEach((number, index) => body.writeDoubleLE(number, 4 + 8 * index))
      return Buffer.concat([head, body])
    }),
)

const table = fc.constantFrom<TableName>(...tableNames)
const mutation = table.chain((name) =>
  fc.constantFrom(...Object.keys(tableOf(name).columns), 'fid').chain((column) =>
    fc.record({
      name: fc.constant(name),
      column: fc.constant(column),
      value: column === 'geom' ? fc.oneof(hostileGeometry, hostileValue) : hostileValue,
    }),
  ),
)

/** A project with a record of every kind, as bytes. */
function soundProject(): Buffer {
  const project = createProject(join(testFolder(), 'sound.gpkg'))
  const [march, ship, dock] = [scene(), vessel(), place()]
  const refs = { scene_uid: march.uid, vessel_uid: ship.uid, place_uid: dock.uid }
  const created_at = '2026-03-01T09:00:00.000Z'
  const absence = {
    ...refs,
    uid: sighting().uid,
    result: 'not_seen',
    reason: null,
    analyst: null,
    created_at,
    revision: 1,
  }
  const inserts = [
    insertScene(march),
    insertVessel(ship),
    insertPlace(dock),
    insertSighting(sighting(refs)),
    insertSighting(sighting(refs)),
    { table: 'absences', uid: absence.uid, before: null, after: absence } as never,
  ]
  project.apply(change(inserts), by)
  project.close()
  return readFileSync(project.path)
}

/** Everything that a session does with a project. A problem that names what is wrong is an answer, too. */
function useEverything(project: ProjectFile): void {
  const { records } = project.read()
  for (const name of tableNames)
    for (const record of records[name]) expect(recordSchemas[name].safeParse(record).error).toBeUndefined()
  for (const name of tableNames) JSON.stringify(project.list(name, {}))
  for (const format of Object.values<Format>(formats)) {
    // Formats that write one scene say so; what they refuse is theirs.
    const text = [...(format.write?.(records.sightings, joinedRecords(records)) ?? [])].join('')
    expect(text).not.toMatch(/NaN|Infinity/)
  }
  for (const problem of project.check()) expect(problem.what).not.toBe('')
  project.history()
  const drawn = sighting()
  project.apply(change([insertSighting(drawn)]), by)
  expect(project.get('sightings', drawn.uid)).toEqual(drawn)
}

test('whatever stands in a column, the project opens with sound records, says what is wrong, and can be worked on', () => {
  const sound = soundProject()
  const path = join(testFolder(), 'hostile.gpkg')
  let told = 0
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      writeFileSync(path, sound)
      const raw = new Database(path)
      // As a program does whose spatial functions believe everything.
      raw.function('ST_IsEmpty', () => 0)
      for (const name of ['ST_MinX', 'ST_MaxX', 'ST_MinY', 'ST_MaxY']) raw.function(name, () => 0)
      for (const { name, column, value } of mutations)
        try {
          raw.prepare(`UPDATE ${name} SET ${column} = ?`).run(value)
        } catch (error) {
          // Where SQLite itself refuses it, another program cannot store it either.
          if (!(error instanceof Database.SqliteError)) throw error
        }
      raw.close()
      try {
        const project = openProject(path)
        try {
          if (project.check().length > 0) told += 1
          useEverything(project)
        } finally {
          project.close()
        }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        expect(error.code).not.toBe('internal')
        told += 1
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    }),
    { numRuns: 120, seed },
  )
  // Many a mutation is what a column may hold; a quarter that is told of shows that these cases are hostile.
  expect(told).toBeGreaterThan(30)
}, 120_000)
