import { describe, expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { Problem } from '../../src/domain/problem.ts'
import { readGeoJson } from '../../src/exchange/geojson.ts'
import { readGeoJsonSeq } from '../../src/exchange/geojsonseq.ts'
import { planImport } from '../../src/exchange/plan-import.ts'
import { hull } from './hulls.ts'
import { projectOf } from './project-in-memory.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const outline = hull([122.05, 29.95], 100, 20, 30)
const polygon = { type: 'Polygon', coordinates: [outline] }
const observed_at = '2024-03-02T02:31:07Z'

function feature(properties: object = {}, geometry: unknown = polygon, rest: object = {}): object {
  return { type: 'Feature', geometry, properties: { observed_at, ...properties }, ...rest }
}

const collection = (...features: unknown[]): string => JSON.stringify({ type: 'FeatureCollection', features })

function importOf(text: string | Uint8Array, keepGoing = false) {
  const bytes = typeof text === 'string' ? utf8(text) : text
  return planImport(readGeoJson(bytes, 'a.geojson'), projectOf([]), {
    fileName: 'a.geojson',
    scene_uid: null,
    keepGoing,
    analyst: null,
    now: '2026-01-02T03:04:05.000Z',
    newUid,
  })
}

/** The polygon with other coordinates. */
const ring = (...positions: unknown[]): object => ({ type: 'Polygon', coordinates: [positions] })

describe('a record is refused, and the report says why, where', () => {
  test.each<[string, object, RegExp]>([
    ['it is a point', feature({}, { type: 'Point', coordinates: [1, 2] }), /Point.*Polygon/],
    ['it has no geometry', feature({}, null), /no geometry/],
    ['a coordinate is null', feature({}, ring([1, 1], [2, null], [2, 2], [1, 1])), /not a finite number/],
    ['a coordinate is text', feature({}, ring([1, 1], ['2', 1], [2, 2], [1, 1])), /not a finite number/],
    [
      'a latitude is beyond 90',
      feature({}, ring([1, 91], [1.001, 91], [1.001, 91.001], [1, 91])),
      /latitude 91.*swapped/,
    ],
    [
      'coordinates are metres',
      feature({}, ring([500000, 3300000], [500100, 3300000], [500100, 3300100], [500000, 3300000])),
      /look like metres/,
    ],
    ['it has a hole', feature({}, { type: 'Polygon', coordinates: [outline, outline] }), /holes/],
    ['its edges cross', feature({}, ring([1, 1], [1.001, 1.001], [1.001, 1], [1, 1.001], [1, 1])), /cross/],
    [
      'it turns back on itself',
      feature({}, ring([1, 1], [1.001, 1], [1.002, 1], [1.001, 1], [1.001, 1.001], [1, 1])),
      /cross|touch/,
    ],
    ['it has over 1,000 corners', feature({}, ring(...circle(1001))), /1001 corners/],
    [
      'it is under one square metre',
      feature({}, ring([1, 1], [1.000005, 1], [1.000005, 1.000005], [1, 1])),
      /square metre/,
    ],
    [
      'it has two different corners',
      feature({}, ring([1, 1], [1, 1], [2, 2], [1, 1])),
      /three different corners/,
    ],
    ['it has no ring', feature({}, { type: 'Polygon', coordinates: [] }), /no coordinates/],
    ['it lies around a pole', feature({}, ring([0, 89], [120, 89], [-120, 89], [0, 89])), /pole/],
    [
      'it has two parts that are not one outline',
      feature({}, { type: 'MultiPolygon', coordinates: [[outline], [hull([122.06, 29.95], 100, 20, 30)]] }),
      /2 parts/,
    ],
    ['a class is not in the vocabulary', feature({ class: 'cargo' }), /class "cargo"/],
    [
      'a berth state is not in the vocabulary',
      feature({ berth_state: 'floating' }),
      /berth_state "floating"/,
    ],
    [
      'an evidence is not in the vocabulary',
      feature({ identity_basis: [{ kind: 'rumour', note: '' }] }),
      /identity_basis/,
    ],
    ['a raft order is no number', feature({ raft_order: '1' }), /raft_order "1"/],
    ['a scene uid is no UUID', feature({ scene_uid: 'scene-1' }), /scene_uid "scene-1" is not a UUID/],
    ['a text holds NUL', feature({ notes: 'a\0b' }), /notes holds a NUL/],
    ['a text holds half a surrogate pair', feature({ vessel_name: '\ud83d' }), /vessel_name holds half/],
    ['a text is endless', feature({ notes: 'x'.repeat(20_001) }), /20,000/],
    ['its time has no zone', feature({ observed_at: '2024-03-02T02:31:07' }), /observed_at.*zone/],
    ['its time does not exist', feature({ observed_at: '2024-02-30T00:00:00Z' }), /observed_at "2024-02-30/],
    ['its time is 24:00', feature({ observed_at: '2024-02-28T24:00:00Z' }), /observed_at/],
    ['its time is missing', feature({ observed_at: undefined }), /observed_at is missing/],
    ['its time is null', feature({ observed_at: null }), /observed_at is missing/],
    ['its properties are a list', { type: 'Feature', geometry: polygon, properties: [] }, /properties/],
    ['it is no feature', { type: 'Fish', geometry: polygon, properties: { observed_at } }, /not a Feature/],
  ])('%s', (_, bad, why) => {
    const refused = importOf(collection(feature(), bad))
    expect(refused.edits).toEqual([])
    expect(refused.report).toMatchObject({ read: 2, imported: 0, skipped: 0 })
    expect(refused.report.problems).toHaveLength(1)
    expect(refused.report.problems[0]?.where).toMatch(/^features\[1\]/)
    expect(refused.report.problems[0]?.why).toMatch(why)
    const kept = importOf(collection(feature(), bad), true)
    expect(kept.edits).toHaveLength(1)
    expect(kept.report).toMatchObject({ read: 2, imported: 1 })
  })

  test('numbers that JSON does not have name their record', () => {
    const text = collection(feature(), feature()).replace(String(outline[1]![0]), 'NaN')
    expect(importOf(text, true).report.problems).toEqual([
      { where: 'features[0]', why: expect.stringMatching(/not a finite number/) as string },
    ])
    expect(importOf(text.replace('NaN', '1e400')).report.problems[0]?.why).toMatch(/not a finite number/)
  })

  test('two records have one uid, whatever the case of its letters', () => {
    const id = newUid()
    const { report } = importOf(
      collection(feature({}, polygon, { id }), feature({ uid: id.toUpperCase() })),
      true,
    )
    expect(report).toMatchObject({ read: 2, imported: 1 })
    expect(report.problems[0]?.why).toMatch(/uid is that of features\[0\]/)
  })
})

describe('a file is refused as a whole, with its name and the reason, where', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['it is empty', '', /empty/],
    ['it is white space', ' \n ', /empty/],
    ['it is a web page', '<!DOCTYPE html><html></html>', /web page/],
    ['it is {}', '{}', /not GeoJSON/],
    ['it is a list', '[]', /not GeoJSON/],
    ['it is a Topology', '{"type":"Topology","objects":{}}', /not GeoJSON/],
    ['it has no features', '{"type":"FeatureCollection"}', /no list of features/],
    ['it is cut off', collection(feature()).slice(0, -20), /ends too early|not JSON/],
    ['it is UTF-16', utf16('{"type":"FeatureCollection","features":[]}', true), /UTF-16/],
    ['it is UTF-16 without a mark', utf16('{"type":"FeatureCollection","features":[]}', false), /UTF-16/],
    ['it is Latin-1', new Uint8Array([0x22, 0xe9, 0x22]), /UTF-8/],
    ['it holds a raw NUL', '{"type":"FeatureCollection","na\0me":1,"features":[]}', /line 1/],
    [
      'a name stands twice',
      '{"type":"FeatureCollection",\n"features":[],"features":[]}',
      /"features" occurs twice.*line 2/,
    ],
    [
      'a name stands twice, once escaped',
      '{"type":"FeatureCollection","features":[],"fe\\u0061tures":[]}',
      /twice/,
    ],
    ['it is nested without end', '['.repeat(100_000), /nested too deep/],
    [
      'it is in another reference system',
      JSON.stringify({ type: 'FeatureCollection', crs: named('urn:ogc:def:crs:EPSG::32651'), features: [] }),
      /reference system/,
    ],
    [
      'its reference system is unknown',
      JSON.stringify({ type: 'FeatureCollection', crs: null, features: [] }),
      /reference system/,
    ],
  ])('%s', (_, text, why) => {
    let problem: unknown
    try {
      importOf(text, true)
    } catch (error) {
      problem = error
    }
    expect(problem).toBeInstanceOf(Problem)
    expect((problem as Problem).code).toBe('import/refused')
    expect((problem as Problem).subject).toBe('a.geojson')
    expect((problem as Problem).line).toMatch(why)
  })
})

describe('it is taken, mended', () => {
  const one = (bad: object) => {
    const { edits, report } = importOf(collection(bad))
    expect(report.problems).toEqual([])
    return projectOf(edits).all('sightings')[0]!
  }
  const stored = (bad: object) => one(bad).geom?.coordinates[0]

  test('an unclosed ring', () => expect(stored(feature({}, ring(...outline.slice(0, -1))))).toEqual(outline))
  test('a clockwise ring, from the same corner', () =>
    expect(stored(feature({}, ring(...[...outline].reverse())))).toEqual(outline))
  test('repeated corners', () =>
    expect(stored(feature({}, ring(...outline.flatMap((p) => [p, p]))))).toEqual(outline))
  test('altitudes', () =>
    expect(stored(feature({}, ring(...outline.map((p) => [...p, 12.5]))))).toEqual(outline))
  test('more decimals than seven', () =>
    expect(stored(feature({}, ring(...outline.map(([lon, lat]) => [lon + 2e-9, lat - 2e-9]))))).toEqual(
      outline,
    ))
  test('1,000 corners', () => expect(stored(feature({}, ring(...circle(1000))))).toHaveLength(1001))
  test('a MultiPolygon of one part', () =>
    expect(stored(feature({}, { type: 'MultiPolygon', coordinates: [[outline]] }))).toEqual(outline))
  test('a ring that jumps from 180 to -180', () =>
    expect(
      stored(
        feature(
          {},
          ring([179.999, 10], [-179.999, 10], [-179.999, 10.001], [179.999, 10.001], [179.999, 10]),
        ),
      ),
    ).toEqual([
      [179.999, 10],
      [180.001, 10],
      [180.001, 10.001],
      [179.999, 10.001],
      [179.999, 10],
    ]))
  test('longitudes from 0 to 360', () =>
    expect(stored(feature({}, ring(...outline.map(([lon, lat]) => [lon - 360, lat]))))).toEqual(outline))
  test('two parts that another program cut at the antimeridian', () => {
    const west = [
      [179.99, 10],
      [180, 10.0004],
      [180, 10.0014],
      [179.99, 10.001],
      [179.99, 10],
    ]
    const east = [
      [-180, 10.0014],
      [-180, 10.0004],
      [-179.995, 10.0006],
      [-179.995, 10.0016],
      [-180, 10.0014],
    ]
    expect(stored(feature({}, { type: 'MultiPolygon', coordinates: [[west], [east]] }))).toEqual([
      [179.99, 10],
      [180.005, 10.0006],
      [180.005, 10.0016],
      [179.99, 10.001],
      [179.99, 10],
    ])
  })
  test('a byte order mark', () =>
    expect(importOf(`\ufeff${collection(feature())}`).report).toMatchObject({ read: 1, imported: 1 }))
  test('an empty collection', () =>
    expect(importOf(collection()).report).toEqual({
      read: 0,
      imported: 0,
      skipped: 0,
      problems: [],
      ignored_properties: [],
    }))
  test('no class, as unknown', () => expect(one(feature()).class).toBe('unknown'))
  test.each([
    'urn:ogc:def:crs:OGC:1.3:CRS84',
    'urn:ogc:def:crs:OGC::CRS84',
    'EPSG:4326',
    'urn:ogc:def:crs:EPSG::4326',
    'OGC:CRS84',
  ])('the reference system %s', (name) => {
    const text = JSON.stringify({ type: 'FeatureCollection', crs: named(name), features: [feature()] })
    expect(importOf(text).report.imported).toBe(1)
  })
  test('names that mean something to JavaScript', () => {
    const text = collection(feature()).replace(
      '"observed_at"',
      '"__proto__":{"class":"fishing"},"constructor":1,"toString":2,"observed_at"',
    )
    const { edits, report } = importOf(text)
    expect(report.ignored_properties).toEqual(['__proto__', 'constructor', 'toString'])
    expect(projectOf(edits).all('sightings')[0]?.class).toBe('unknown')
  })
  test('its own times, revision, analyst and source', () => {
    const own = {
      created_at: '2001-02-03T04:05:06.789Z',
      updated_at: '2002-02-03T04:05:06Z',
      revision: 7,
      analyst: ' B\t',
      source: '',
    }
    expect(one(feature(own))).toMatchObject({ ...own, updated_at: '2002-02-03T04:05:06.000Z' })
  })
  test('an id that is no UUID, under a new one; one in uid is kept', () => {
    const uid = newUid()
    expect(one(feature({ uid }, polygon, { id: 17 })).uid).toBe(uid)
    expect(one(feature({ uid: 'x' }, polygon, { id: 17 })).uid).toMatch(/^[0-9a-f-]{36}$/)
  })
  test('measures that are wrong, computed anew', () => {
    const sighting = one(
      feature({ length_m: 1, beam_m: 'x', area_m2: -3, heading_known: 1, heading_deg: 200 }),
    )
    expect(sighting.length_m).toBeCloseTo(100, 0)
    expect(sighting.heading_deg).toBeCloseTo(210, 0)
    expect(sighting.heading_known).toBe(1)
  })
})

test('a text sequence gives its good records although the last one is cut off', () => {
  const lines = [feature(), feature(), feature()].map((each) => JSON.stringify(each))
  for (const separator of ['', '\x1e']) {
    const text = lines
      .map((line) => `${separator}${line}\n`)
      .join('')
      .slice(0, -30)
    const { records } = readGeoJsonSeq(utf8(text), 'a.geojsons')
    expect(records.map((record) => record.problems.length)).toEqual([0, 0, 1])
    expect(records[2]?.where).toBe('record 3')
  }
})

function named(name: string): object {
  return { type: 'name', properties: { name } }
}

function circle(corners: number): [number, number][] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners
    return [10 + 0.01 * Math.cos(angle), 10 + 0.01 * Math.sin(angle)]
  })
}

function utf16(text: string, mark: boolean): Uint8Array {
  return new Uint8Array(Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le'))
}
