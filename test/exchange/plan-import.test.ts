import { describe, expect, test } from 'vitest'
import { makeEdit, type Edit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { readGeoJson } from '../../src/exchange/geojson.ts'
import { planImport } from '../../src/exchange/plan-import.ts'
import { hull, yard } from './hulls.ts'
import { projectOf, type ProjectInMemory } from './project-in-memory.ts'

const geometry = { type: 'Polygon', coordinates: [hull([122.05, 29.95], 100, 20, 30)] }
const observed_at = '2024-03-02T02:31:07.000Z'
const uid = newUid()
const scene = { ...yard.scenes[0]!, acquired_at: '2023-01-01T00:00:00.000Z', gsd_m: 3 }
const withScene = () => projectOf([makeEdit('scenes', scene.uid, null, scene)])

function plan(project: ProjectInMemory, properties: object, more: object = {}, id: unknown = uid) {
  const file = { type: 'FeatureCollection', features: [{ type: 'Feature', id, geometry, properties }] }
  return planImport(readGeoJson(new TextEncoder().encode(JSON.stringify(file)), 'a.geojson'), project, {
    fileName: 'a.geojson',
    scene_uid: null,
    keepGoing: false,
    analyst: 'A. Analyst',
    now: '2026-01-02T03:04:05.000Z',
    newUid,
    ...more,
  })
}

describe('a uid that the project has', () => {
  const first = plan(projectOf([]), { observed_at, class: 'fishing', notes: 'seen', revision: 3 })
  const project = projectOf(first.edits)

  test('is skipped where it says the same', () => {
    expect(plan(project, { observed_at, class: 'fishing' }).report).toMatchObject({
      imported: 0,
      skipped: 1,
      problems: [],
    })
  })
  test('updates under a higher revision, and keeps what the file leaves out', () => {
    const { edits, report } = plan(project, { observed_at, class: 'leisure', revision: 4 })
    expect(report).toMatchObject({ imported: 1, skipped: 0 })
    expect(edits).toHaveLength(1)
    expect(edits[0]?.before).toEqual(project.get('sightings', uid))
    expect(edits[0]?.after).toMatchObject({ uid, class: 'leisure', notes: 'seen', revision: 4 })
  })
  test.each([3, 2, undefined])('is a problem where it says something else under revision %s', (revision) => {
    const { edits, report } = plan(project, { observed_at, class: 'leisure', revision })
    expect(edits).toEqual([])
    expect(report.problems[0]?.why).toMatch(/other content/)
  })
  test('is the same uid in capital letters', () => {
    expect(plan(project, { observed_at, class: 'fishing' }, {}, uid.toUpperCase()).report.skipped).toBe(1)
  })
  test('stays without a time where its scene has been given one since', () => {
    const timeless = projectOf([
      ...plan(withScene(), { scene_uid: scene.uid }).edits.map((edit) => ({
        ...edit,
        after: { ...edit.after, observed_at: null },
      })),
      makeEdit('scenes', scene.uid, null, scene),
    ] as Edit[])
    const own = { scene_uid: scene.uid, observed_at: null, revision: 1 }
    expect(plan(timeless, own).report).toMatchObject({ skipped: 1, problems: [] })
  })
  test('is a problem where only the bow is another', () => {
    const known = projectOf(plan(projectOf([]), { observed_at, heading_deg: 30, heading_known: 1 }).edits)
    expect(plan(known, { observed_at, heading_deg: 30, heading_known: 1 }).report.skipped).toBe(1)
    expect(plan(known, { observed_at, heading_deg: 210, heading_known: 1 }).report.problems).toHaveLength(1)
  })
})

describe('the scene of a record', () => {
  test('gives the time that the record lacks, and the error of its measures', () => {
    const { edits } = plan(withScene(), { scene_uid: scene.uid, length_error_m: 99 })
    expect(edits).toHaveLength(1)
    expect(edits[0]?.after).toMatchObject({ observed_at: scene.acquired_at, length_error_m: 4.158 })
  })
  test('is that of --scene where the record names none', () => {
    expect(plan(withScene(), {}, { scene_uid: scene.uid }).edits[0]?.after).toMatchObject({
      scene_uid: scene.uid,
    })
  })
  test('of --scene must be in the project', () => {
    expect(() => plan(projectOf([]), { observed_at }, { scene_uid: newUid() })).toThrow(/no such scene/)
  })
  test('is the one of the project that has the same content', () => {
    const properties = { scene_uid: newUid(), scene_sha256: scene.sha256, scene_name: 'copy.tif' }
    const { edits } = plan(withScene(), properties, {
      sceneOfSha256: (sha256: string) => (sha256 === scene.sha256 ? scene.uid : null),
    })
    expect(edits).toHaveLength(1)
    expect(edits[0]?.after).toMatchObject({ scene_uid: scene.uid, observed_at: scene.acquired_at })
  })
})

describe('what only the file knows', () => {
  test('comes into the project under the same uid, without path and outline', () => {
    const [scene_uid, vessel_uid, place_uid] = [newUid(), newUid(), newUid()]
    const { edits } = plan(projectOf([]), {
      observed_at,
      scene_uid,
      vessel_uid,
      place_uid,
      scene_name: 'a.tif',
      scene_sha256: 'ff',
      scene_provider: 'P',
      vessel_name: 'MV  Ünïcode ',
      vessel_imo: '9074729',
      vessel_mmsi: null,
      place_name: 'Dock 3',
    })
    const project = projectOf(edits)
    expect(project.get('scenes', scene_uid)).toMatchObject({
      name: 'a.tif',
      sha256: 'ff',
      provider: 'P',
      path: null,
      geom: null,
    })
    expect(project.get('vessels', vessel_uid)).toMatchObject({
      name: 'MV  Ünïcode ',
      imo: '9074729',
      mmsi: null,
    })
    expect(project.get('places', place_uid)).toMatchObject({ name: 'Dock 3', geom: null })
  })
  test('does not change what the project knows better', () => {
    const { edits } = plan(withScene(), { observed_at, scene_uid: scene.uid, scene_name: 'other' })
    expect(edits.map((edit) => edit.table)).toEqual(['sightings'])
  })
  test('is a problem where the file contradicts itself', () => {
    const vessel_uid = newUid()
    const features = ['A', 'B'].map((vessel_name) => ({
      type: 'Feature',
      geometry,
      properties: { observed_at, vessel_uid, vessel_name },
    }))
    const bytes = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }))
    const { report } = planImport(readGeoJson(bytes, 'a.geojson'), projectOf([]), {
      fileName: 'a.geojson',
      scene_uid: null,
      keepGoing: true,
      analyst: null,
      now: observed_at,
      newUid,
    })
    expect(report).toMatchObject({ imported: 1, problems: [{ where: 'features[1]' }] })
    expect(report.problems[0]?.why).toMatch(/vessel_name contradicts/)
  })
  test('in properties of another program is named', () => {
    const { report } = plan(projectOf([]), { observed_at, fid: 1, Name: 'x' })
    expect(report.ignored_properties).toEqual(['Name', 'fid'])
  })
})
