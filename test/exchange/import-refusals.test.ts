import { describe, expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { Problem } from '../../src/domain/problem.ts'
import { readGeoJsonSeq } from '../../src/exchange/geojsonseq.ts'
import { hull } from './hulls.ts'
import {
  circle,
  collection,
  feature,
  importOf,
  named,
  observed_at,
  outline,
  polygon,
  ring,
  utf8,
} from './import-of.ts'

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
    [
      'its own reference system is another',
      feature({}, { ...polygon, crs: named('EPSG:32651') }),
      /reference system/,
    ],
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

test('a text sequence gives its good records although the last one is cut off', () => {
  const lines = [feature(), feature(), feature()].map((each) => JSON.stringify(each))
  for (const separator of ['', '\x1e']) {
    const text = lines
      .map((line) => `${separator}${line}\n`)
      .join('')
      .slice(0, -30)
    const records = [...readGeoJsonSeq(utf8(text), 'a.geojsons').records]
    expect(records.map((record) => record.problems.length)).toEqual([0, 0, 1])
    expect(records[2]?.where).toBe('record 3')
  }
})

function utf16(text: string, mark: boolean): Uint8Array {
  return new Uint8Array(Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le'))
}
