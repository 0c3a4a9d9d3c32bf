import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectOf } from './project-in-memory.ts'
import { ringOf, type LonLat } from '../../src/domain/polygon.ts'
import type { Scene } from '../../src/domain/scene.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { readGeoJson, writeGeoJson } from '../../src/exchange/geojson.ts'
import { readGeoJsonSeq, writeGeoJsonSeq } from '../../src/exchange/geojsonseq.ts'
import { joinedRecords } from '../../src/exchange/joined-records.ts'
import { planImport } from '../../src/exchange/plan-import.ts'
import { hull, sighting, yard } from './hulls.ts'
import { rfc7946Faults } from './rfc7946.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const options = {
  fileName: 'yard.geojson',
  scene_uid: null,
  keepGoing: false,
  analyst: 'A. Analyst',
  now: '2026-01-02T03:04:05.000Z',
  newUid: () => crypto.randomUUID(),
}

describe('what is exported can be imported again', () => {
  test('the same sightings, vertex by vertex, and then the same bytes', () => {
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 5 }), (sightings) => {
        const text = [...writeGeoJson(sightings, joinedRecords(yard))].join('')
        expect(rfc7946Faults(text)).toEqual([])
        const { edits, report } = planImport(readGeoJson(utf8(text), 'a.geojson'), projectOf([]), options)
        expect(report).toEqual({
          read: sightings.length,
          imported: sightings.length,
          skipped: 0,
          problems: [],
          ignored_properties: [],
        })
        const project = projectOf(edits)
        for (const each of sightings) expect(project.get('sightings', each.uid)).toEqual(each)
        const again = [...writeGeoJson(project.all('sightings'), joinedRecords(project.records()))].join('')
        expect(again).toBe(text)
      }),
      { numRuns: 400 },
    )
  })

  test('with the doubt about its time and the shift of its scene, which stay the scene’s', () => {
    const [march] = yard.scenes
    if (march === undefined) throw new Error('the yard has no scene')
    const [drawn] = fc.sample(sighting, 1)
    if (drawn === undefined) throw new Error('nothing was drawn')
    const acquired_at = '2024-03-02T02:31:07.000Z'
    const seen = { ...drawn, scene_uid: march.uid, observed_at: acquired_at }
    const exported = (scene: Partial<Scene>) => {
      const given = { ...march, acquired_at, acquired_from: 'filename' as const, ...scene }
      return [...writeGeoJson([seen], joinedRecords({ ...yard, scenes: [given] }))].join('')
    }
    expect(exported({ acquired_confirmed: 0 })).toContain('"observed_at_doubt":"unconfirmed"')
    expect(exported({ acquired_confirmed: 1 })).not.toContain('observed_at_doubt')
    const text = exported({ acquired_confirmed: 0, shift_east_m: 3.5, shift_north_m: -1, shift_by: 'A.' })
    expect(text).toContain('"scene_shift_east_m":3.5')
    const { edits, report } = planImport(readGeoJson(utf8(text), 'a.geojson'), projectOf([]), options)
    expect(report).toMatchObject({ imported: 1, problems: [], ignored_properties: [] })
    expect(projectOf(edits).get('sightings', seen.uid)).toEqual(seen)
  })

  test('a text sequence gives the same as a collection', () => {
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 4 }), (sightings) => {
        const joined = joinedRecords(yard)
        const sequence = readGeoJsonSeq(utf8([...writeGeoJsonSeq(sightings, joined)].join('')), 'a.geojsons')
        const collection = readGeoJson(utf8([...writeGeoJson(sightings, joined)].join('')), 'a.geojson')
        const plain = (records: typeof sequence.records) =>
          Array.from(records, (record) => ({ ...record, where: '' }))
        expect(plain(sequence.records)).toEqual(plain(collection.records))
      }),
      { numRuns: 50 },
    )
  })

  test('importing twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(sighting, { minLength: 1, maxLength: 3 }), (sightings) => {
        const text = [...writeGeoJson(sightings, joinedRecords(yard))].join('')
        const file = readGeoJson(utf8(text), 'a.geojson')
        const project = projectOf(planImport(file, projectOf([]), options).edits)
        const second = planImport(file, project, options)
        expect(second.edits).toEqual([])
        expect(second.report).toMatchObject({
          read: sightings.length,
          imported: 0,
          skipped: sightings.length,
        })
      }),
      { numRuns: 50 },
    )
  })

  test.each<[string, LonLat[]]>([
    [
      'a corner exactly on 180',
      [
        [179.999, 10],
        [180.001, 10],
        [180, 10.001],
        [179.999, 10],
      ],
    ],
    [
      'a vertex in the middle of an edge on 180',
      [
        [179.999, 10],
        [180, 10],
        [180.001, 10],
        [180, 10.001],
        [179.999, 10],
      ],
    ],
    [
      'a corner a hair beyond 180',
      [
        [179.999, 10],
        [180.0000001, 10.0005],
        [179.999, 10.001],
        [179.999, 10],
      ],
    ],
    [
      'an edge along 180',
      [
        [179.999, 10],
        [180, 10],
        [180, 10.001],
        [179.999, 10.001],
        [179.999, 10],
      ],
    ],
    [
      'beginning on 180, to the east',
      [
        [180, 10],
        [180.001, 10],
        [180.001, 10.001],
        [180, 10.001],
        [180, 10],
      ],
    ],
    [
      'passing -180',
      [
        [-180.001, 10],
        [-179.999, 10],
        [-179.999, 10.001],
        [-180.001, 10.001],
        [-180.001, 10],
      ],
    ],
    [
      'beginning beyond 180',
      [
        [180.001, 10],
        [180.001, 10.001],
        [179.999, 10.001],
        [179.999, 10],
        [180.001, 10],
      ],
    ],
    [
      'a U that crosses 180 twice',
      [
        [179.999, 10],
        [180.002, 10],
        [180.002, 10.001],
        [179.9995, 10.001],
        [179.9995, 10.002],
        [180.002, 10.002],
        [180.002, 10.003],
        [179.999, 10.003],
        [179.999, 10],
      ],
    ],
    [
      'two steps on 180',
      [
        [179.999, 10],
        [180, 10],
        [180, 10.001],
        [180.001, 10.001],
        [180.001, 10.002],
        [179.999, 10.002],
        [179.999, 10],
      ],
    ],
    [
      'a notch that touches 180',
      [
        [179.999, 10],
        [180.001, 10],
        [180.001, 10.002],
        [179.999, 10.002],
        [180, 10.001],
        [179.999, 10],
      ],
    ],
    [
      'the pole in reach',
      [
        [0, 89.9999],
        [90, 89.9999],
        [200, 89.99995],
        [0, 89.9999],
      ],
    ],
  ])('the very vertices of %s', (_, ring) => {
    const outline = hullOf(ring)
    const text = [...writeGeoJson([outline], joinedRecords(yard))].join('')
    expect(rfc7946Faults(text)).toEqual([])
    const [record] = readGeoJson(utf8(text), 'a.geojson').records
    expect(record?.problems).toEqual([])
    expect(record?.ring).toEqual(ringOf(outline.geom!))
  })

  test('a hull across the antimeridian needs nothing but its geometry', () => {
    const outline = hullOf(hull([180, 10], 200, 30, 40))
    const text = [...writeGeoJson([outline], joinedRecords(yard))].join('')
    expect(text).toContain('MultiPolygon')
    expect(text).not.toContain('"roadstead"')
  })

  test('a ring beside the geometry is believed only where it is the same footprint', () => {
    const outline = hullOf([
      [-180.001, 10],
      [-179.999, 10],
      [-179.999, 10.001],
      [-180.001, 10.001],
      [-180.001, 10],
    ])
    const text = [...writeGeoJson([outline], joinedRecords(yard))].join('')
    expect(text).toContain('"roadstead":{"ring"')
    const forged = text.replace(/"ring":\[\[-?[0-9.]+,/, '"ring":[[-180.005,')
    const [record] = readGeoJson(utf8(forged), 'a.geojson').records
    expect(record?.problems).toEqual([])
    expect(JSON.stringify(record?.ring)).not.toContain('-180.005')
  })
})

test('numbers are written without exponents and without minus zero', () => {
  const tiny = hullOf([
    [-0, 0],
    [0.0001, 0],
    [0.0001, 0.0000001],
    [0.0000001, 0.0001],
    [0, 0],
  ])
  const text = [...writeGeoJson([tiny], joinedRecords(yard))].join('')
  expect(text).toContain('0.0000001')
  expect(rfc7946Faults(text)).toEqual([])
})

test('no sightings are an empty collection', () => {
  expect([...writeGeoJson([], joinedRecords(yard))].join('')).toBe(
    '{"type":"FeatureCollection","features":[]}\n',
  )
})

test('features stand in the order of their uid, one a line', () => {
  const two = fc.sample(sighting, { numRuns: 6, seed: 1 })
  const lines = [...writeGeoJson([...two].reverse(), joinedRecords(yard))].join('').trimEnd().split('\n')
  expect(lines).toHaveLength(8)
  const ids = lines.slice(1, -1).map((line) => (JSON.parse(line.replace(/,$/, '')) as { id: string }).id)
  expect(ids).toEqual(two.map((each) => each.uid).sort())
})

function hullOf(ring: readonly LonLat[]): Sighting {
  const [template] = fc.sample(sighting, { numRuns: 1, seed: 7 })
  return {
    ...template!,
    geom: { type: 'Polygon', coordinates: [ring.map(([lon, lat]): [number, number] => [lon, lat])] },
  }
}
