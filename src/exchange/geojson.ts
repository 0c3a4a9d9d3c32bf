import { Problem } from '../domain/problem.ts'
import type { Sighting } from '../domain/sighting.ts'
import { inOrder, type JoinedRecords } from './joined-records.ts'
import { parseJsonWithList } from './json-list.ts'
import type { ParsedFile } from './parsed-record.ts'
import { isObject } from './json-object.ts'
import { readFeature } from './read-feature.ts'
import { sightingFeature } from './sighting-feature.ts'
import { foreignCrs } from './wgs84.ts'

/**
 * Sightings as one RFC 7946 FeatureCollection, in pieces of text: a feature a line, ordered by uid, so that two
 * exports can be compared line by line. The same data give the same bytes.
 */
export function* writeGeoJson(sightings: readonly Sighting[], joined: JoinedRecords): Generator<string> {
  let lead = '{"type":"FeatureCollection","features":['
  for (const sighting of inOrder(sightings)) {
    yield `${lead}\n${sightingFeature(sighting, joined)}`
    lead = ','
  }
  yield lead === ',' ? '\n]}\n' : `${lead}]}\n`
}

/**
 * The sightings of a GeoJSON file: a FeatureCollection, one Feature, or one geometry. What is wrong with a record
 * stands in the record.
 * @throws Problem `import/refused` where the file as a whole is not GeoJSON in longitude and latitude on WGS 84.
 */
export function readGeoJson(bytes: Uint8Array, fileName: string): ParsedFile {
  const features = featuresIn(bytes, fileName)
  return {
    records: {
      *[Symbol.iterator]() {
        let index = 0
        for (const feature of features) yield readFeature(feature, `features[${index++}]`)
      },
    },
  }
}

/**
 * The features of a GeoJSON file, however many: one at a time is held in memory.
 * @throws Problem `import/refused` as `featuresOf` does, and where a feature that is asked for is not JSON
 */
export function featuresIn(bytes: Uint8Array, fileName: string): Iterable<unknown> {
  const { document, elements } = parseJsonWithList(bytes, 'features', fileName)
  const features = featuresOf(document, fileName)
  const isCollection = isObject(document) && document['type'] === 'FeatureCollection'
  return isCollection && elements !== null ? elements : features
}

/**
 * The features of a GeoJSON document; a bare geometry becomes a feature without properties.
 * @throws Problem `import/refused` where it is none, or names another CRS than WGS 84.
 */
export function featuresOf(document: unknown, fileName: string): readonly unknown[] {
  const refuse = (what: string, remedy: string): Problem =>
    new Problem('import/refused', fileName, what, remedy)
  if (!isObject(document)) throw refuse('This JSON is not GeoJSON.', 'Choose a GeoJSON file.')
  if (foreignCrs(document)) {
    const remedy = 'Transform it to longitude and latitude on WGS 84 (EPSG:4326) and import that.'
    throw refuse('Its coordinates are in another reference system (member "crs").', remedy)
  }
  switch (document['type']) {
    case 'FeatureCollection':
      if (Array.isArray(document['features'])) return document['features'] as unknown[]
      throw refuse('The FeatureCollection has no list of features.', 'Write the file again and import that.')
    case 'Feature':
      return [document]
    case 'Point':
    case 'MultiPoint':
    case 'LineString':
    case 'MultiLineString':
    case 'Polygon':
    case 'MultiPolygon':
    case 'GeometryCollection':
      return [{ type: 'Feature', geometry: document, properties: null }]
    default:
      throw refuse('This JSON is not GeoJSON.', 'Choose a GeoJSON file.')
  }
}
