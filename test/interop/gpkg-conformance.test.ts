import { expect, test } from 'vitest'
import { invert, makeEdit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { openProject, type ProjectFile } from '../../src/project/project-file.ts'
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
} from '../project/sample-data.ts'
import { testProject } from '../project/test-project.ts'
import { editWithGdal, ogrinfo, validate, withoutGdal } from './gpkg-gdal.ts'

function undo(project: ProjectFile): void {
  const step = project.history().undo.at(-1)
  if (step !== undefined) project.apply(invert(project.changeOf(step.change_uid), newUid()), by)
}

test.skipIf(withoutGdal)(
  "GDAL's validator is content with a new project and after every kind of work",
  () => {
    const project = testProject()
    project.close()
    expect(validate(project.path)).toBe('')
    const at = openProject(project.path)
    const hull = sighting()
    at.apply(
      change([insertScene(scene()), insertVessel(vessel()), insertPlace(place()), insertSighting(hull)]),
      by,
    )
    const moved = { ...hull, geom: square(-179.9995, -60), revision: 2 }
    at.apply(change([makeEdit('sightings', hull.uid, hull, moved)]), by)
    undo(at)
    const many = Array.from({ length: 2_100 }, (_, index) =>
      sighting({ geom: square(index / 100, 40), notes: '=1+1' }),
    )
    at.applyImport(change(many.map(insertSighting)), { fileName: 'a.geojson', sha256: 'ab' }, by)
    expect(validate(at.path)).toBe('')
    at.apply(change([makeEdit('sightings', hull.uid, hull, null)]), by)
    at.apply(change([insertSighting(sighting({ geom: null, observed_at: null }))]), by)
    undo(at)
    undo(at)
    undo(at)
    at.close()
    expect(validate(at.path)).toBe('')
  },
)

test.skipIf(withoutGdal)('ogrinfo lists the layers, with types and extents, and warns of nothing', () => {
  const project = testProject()
  project.apply(change([insertScene(scene()), insertVessel(vessel()), insertSighting(sighting())]), by)
  project.close()
  const { text, warnings } = ogrinfo(project.path)
  expect(warnings).toBe('')
  const layers = [
    ['scenes', 'Polygon'],
    ['sightings', 'Polygon'],
    ['places', 'Polygon'],
    ['ais_positions', 'Point'],
    ['sightings_joined', 'Polygon'],
    ['absences', 'None'],
    ['vessels', 'None'],
    ['history', 'None'],
  ]
  for (const [name, type] of layers) expect(text).toContain(`${name ?? ''} (${type ?? ''})`)
  expect(text).not.toContain('roadstead_meta')
  const joined = ogrinfo(project.path, '-al', '-q', '-fields=YES', '-where', 'fid = 1').text
  expect(joined).toContain('observed_at (DateTime) = 2026/02/01 02:31:07.250+00')
  const summary = ogrinfo(project.path, '-so', '-al').text
  expect(summary).toContain('Extent: (122.050000, 29.950000) - (122.051000, 29.951000)')
})

test.skipIf(withoutGdal)('edits made with GDAL appear with identity, revision and spatial index', () => {
  const project = testProject()
  const [first, second] = [sighting(), sighting({ geom: square(5, 5) })]
  project.apply(change([insertSighting(first), insertSighting(second)]), by)

  editWithGdal(project.path, 'sql')
  expect(project.records().sightings).toEqual(
    [first, second].map(
      (record) => expect.objectContaining({ uid: record.uid, notes: 'by SQL', revision: 2 }) as unknown,
    ),
  )
  editWithGdal(project.path, 'move')
  expect(project.get('sightings', first.uid)?.revision).toBe(3)
  expect(project.list('sightings', { bbox: [9, 49, 11, 51] })).toHaveLength(1)
  expect(project.list('sightings', { bbox: [122, 29, 123, 30] })).toHaveLength(0)
  editWithGdal(project.path, 'create')
  const made = project.records().sightings.find((record) => record.class === 'fishing')
  expect(made).toMatchObject({ revision: 1, observed_at: '2026-03-01T12:00:00.000Z' })
  expect(made?.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  editWithGdal(project.path, 'multipolygon')
  expect(project.list('sightings', { bbox: [9, 49, 11, 51] })).toHaveLength(3)
  editWithGdal(project.path, 'delete')
  expect(project.get('sightings', first.uid)).toBeNull()
  editWithGdal(project.path, 'empty')
  expect(project.records().sightings.filter(({ geom }) => geom === null)).toHaveLength(1)

  // Undoing an edit of a record that GDAL changed since is refused; new work goes on.
  const drawn = project.history().undo.at(-1)?.change_uid ?? ''
  expect(() => project.apply(invert(project.changeOf(drawn), newUid()), by)).toThrow(
    expect.objectContaining({ code: 'record/conflict' }),
  )
  project.apply(change([insertVessel(vessel())]), by)
  const what = project.check().map((problem) => problem.what)
  expect(what.filter((text) => !/geom|observed_at/.test(text))).toEqual([])
})

test.skipIf(withoutGdal)("GDAL's own layers, counters, metadata and columns are no strangers", () => {
  const project = testProject()
  const hull = sighting()
  project.apply(change([insertSighting(hull)]), by)
  editWithGdal(project.path, 'layer')
  editWithGdal(project.path, 'field')
  const again = openProject(project.path)
  again.apply(change([insertSighting(sighting())]), by)
  expect(again.check()).toEqual([])
  expect(again.get('sightings', hull.uid)?.revision).toBe(2)
  again.close()
  project.close()
  expect(validate(project.path)).toBe('')
})
