import { Problem } from '../domain/problem.ts'
import type { Sighting } from '../domain/sighting.ts'
import { featuresOf } from './geojson.ts'
import { inOrder, type JoinedRecords } from './joined-records.ts'
import { largestPart, mostRecords, tooMany } from './json-list.ts'
import { assertUtf8, decodeUtf8, parseJson } from './json-text.ts'
import type { ParsedFile, ParsedRecord } from './parsed-record.ts'
import { readFeature, unreadable } from './read-feature.ts'
import { sightingFeature } from './sighting-feature.ts'

const recordSeparator = '\x1e'
const [separatorByte, lineFeed] = [0x1e, 0x0a]

/** Sightings as a GeoJSON text sequence (RFC 8142), in pieces: each feature between U+001E and a line feed, by uid. */
export function* writeGeoJsonSeq(sightings: readonly Sighting[], joined: JoinedRecords): Generator<string> {
  for (const sighting of inOrder(sightings)) {
    yield `${recordSeparator}${sightingFeature(sighting, joined)}\n`
  }
}

/**
 * The sightings of a GeoJSON text sequence (RFC 8142), or of a file with one feature a line. A text that is not
 * GeoJSON, such as a last one that was cut off, is a record with a problem.
 * @throws Problem `import/refused` where the file is not UTF-8, and over 200,000 records when they are asked for.
 */
export function readGeoJsonSeq(bytes: Uint8Array, fileName: string): ParsedFile {
  assertUtf8(bytes, fileName)
  return {
    records: {
      *[Symbol.iterator]() {
        let number = 0
        for (const part of partsOf(bytes)) {
          const text = part.length > largestPart ? null : decodeUtf8(part, fileName)
          if (text?.trim() === '') continue
          number += 1
          if (number > mostRecords) throw tooMany(fileName)
          const place = `record ${number}`
          if (text === null) yield unreadable(place, 'it has more than 16 MB')
          else yield* recordsOf(text, place)
        }
      },
    },
  }
}

/** The texts between separators, or lines where there is no separator. */
function* partsOf(bytes: Uint8Array): Generator<Uint8Array> {
  const end = bytes.includes(separatorByte) ? separatorByte : lineFeed
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(end, from)
    const to = at < 0 ? bytes.length : at
    if (to > from) yield bytes.subarray(from, to)
    from = to + 1
  }
}

function recordsOf(text: string, place: string): ParsedRecord[] {
  try {
    return featuresOf(parseJson(text, place), place).map((feature) => readFeature(feature, place))
  } catch (error) {
    if (error instanceof Problem) return [unreadable(place, error.message)]
    throw error
  }
}
