import { describe, expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { circle, collection, feature, importOf, named, outline, polygon, ring } from './import-of.ts'
import { projectOf } from './project-in-memory.ts'

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
