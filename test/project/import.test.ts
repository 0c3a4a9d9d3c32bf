import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { invert, makeEdit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { by, change, insertSighting, insertVessel, sighting, square, vessel } from './sample-data.ts'
import { otherProgram, testProject } from './test-project.ts'

const source = { fileName: 'hulls.geojson', sha256: 'cd'.repeat(32) }

test('an import is one step and one row of the history, and its updates have rows of their own', () => {
  const project = testProject()
  const old = vessel()
  project.apply(change([insertVessel(old)]), by)
  const added = [sighting(), sighting({ revision: 5 })]
  const imported = change(
    [...added.map(insertSighting), makeEdit('vessels', old.uid, old, { ...old, name: 'New', revision: 2 })],
    'Import hulls.geojson',
  )
  project.applyImport(imported, source, by)
  const look = new Database(project.path, { readonly: true })
  const rows = look.prepare('SELECT action, after FROM history WHERE change_uid = ?').all(imported.change_uid)
  look.close()
  expect(rows).toHaveLength(2)
  const note = (rows as { action: string; after: string }[]).find(({ action }) => action === 'import')
  expect(JSON.parse(note?.after ?? '')).toMatchObject({
    file: 'hulls.geojson',
    sha256: source.sha256,
    uids: { sightings: added.map(({ uid }) => uid) },
  })
})

test('undoing an import takes back what is still unchanged, and redoing brings it back', () => {
  const project = testProject()
  const records = [sighting(), sighting({ revision: 3 }), sighting()]
  const imported = project.applyImport(change(records.map(insertSighting), 'Import'), source, by)
  otherProgram(project.path, (db) => {
    db.prepare(`UPDATE sightings SET notes = 'corrected in QGIS' WHERE uid = ?`).run(records[2]?.uid)
  })
  const undone = project.apply(invert(project.changeOf(imported.change_uid), newUid()), by)
  expect(project.records().sightings).toEqual([
    expect.objectContaining({ notes: 'corrected in QGIS', revision: 2 }),
  ])
  project.apply(invert(project.changeOf(undone.change_uid), newUid()), by)
  expect(project.get('sightings', records[1]?.uid ?? '')).toEqual(records[1])
  expect(project.records().sightings).toHaveLength(3)
})

test('an import of thousands keeps the spatial index, its triggers and the extents right, and so does its undo', () => {
  const project = testProject()
  const records = Array.from({ length: 2_500 }, (_, index) =>
    sighting({ geom: square(120 + (index % 50) / 10, 30 + Math.floor(index / 50) / 10), revision: 1 }),
  )
  const imported = project.applyImport(change(records.map(insertSighting), 'Import'), source, by)
  expect(project.check()).toEqual([])
  expect(project.list('sightings', { bbox: [120, 30, 120.05, 30.05] })).toHaveLength(1)
  const [first] = records
  if (first === undefined) return
  const moved = { ...first, geom: square(10, 10), revision: 2 }
  project.apply(change([makeEdit('sightings', first.uid, first, moved)]), by)
  expect(project.list('sightings', { bbox: [9, 9, 11, 11] })).toHaveLength(1)
  expect(project.list('sightings', { bbox: [120, 30, 120.05, 30.05] })).toHaveLength(0)
  expect(project.check()).toEqual([])
  const undoMove = project.history().undo.at(-1)?.change_uid ?? ''
  project.apply(invert(project.changeOf(undoMove), newUid()), by)
  project.apply(invert(project.changeOf(imported.change_uid), newUid()), by)
  expect(project.records().sightings).toEqual([])
  expect(project.check()).toEqual([])
})
