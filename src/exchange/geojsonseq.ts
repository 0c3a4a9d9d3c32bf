import { Problem } from '../domain/problem.ts'
import type { Sighting } from '../domain/sighting.ts'
import { featuresOf } from './geojson.ts'
import { inOrder, type JoinedRecords } from './joined-records.ts'
import { decodeUtf8, parseJson } from './json-text.ts'
import type { ParsedFile, ParsedRecord } from './parsed-record.ts'
import { readFeature, unreadable } from './read-feature.ts'
import { sightingFeature } from './sighting-feature.ts'

const recordSeparator = '\x1e'

/** Sightings as a GeoJSON text sequence (RFC 8142), in pieces: each feature between U+001E and a line feed, by uid. */
export function* writeGeoJsonSeq(sightings: readonly Sighting[], joined: JoinedRecords): Generator<string> {
  for (const sighting of inOrder(sightings)) {
    yield `${recordSeparator}${sightingFeature(sighting, joined)}\n`
  }
}

/**
 * The sightings of a GeoJSON text sequence (RFC 8142), or of a file with one feature a line. A text that is not
 * GeoJSON, such as a last one that was cut off, is a record with a problem.
 * @throws Problem `import/refused` where the file is not UTF-8.
 */
export function readGeoJsonSeq(bytes: Uint8Array, fileName: string): ParsedFile {
  const text = decodeUtf8(bytes, fileName)
  const separated = text.includes(recordSeparator)
  const texts = text.split(separated ? recordSeparator : '\n').filter((each) => each.trim() !== '')
  return { records: texts.flatMap((each, index) => recordsOf(each, `record ${index + 1}`)) }
}

function recordsOf(text: string, place: string): ParsedRecord[] {
  try {
    return featuresOf(parseJson(text, place), place).map((feature) => readFeature(feature, place))
  } catch (error) {
    if (error instanceof Problem) return [unreadable(place, error.message)]
    throw error
  }
}
