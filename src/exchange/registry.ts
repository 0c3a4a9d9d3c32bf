import type { ImportFormat } from '../contract/exchange-report.ts'
import type { Sighting } from '../domain/sighting.ts'
import { readGeoJson, writeGeoJson } from './geojson.ts'
import { readGeoJsonSeq, writeGeoJsonSeq } from './geojsonseq.ts'
import type { JoinedRecords } from './joined-records.ts'
import type { ParsedFile } from './parsed-record.ts'

/** A format that sightings are written in, read from, or both. */
export interface Format {
  readonly id: string
  readonly label: string
  /** Endings of file names in small letters without the full stop; the first is the one to write. */
  readonly endings: readonly string[]
  /** @throws Problem `import/refused` where the file as a whole can't be read. */
  readonly read?: (bytes: Uint8Array, fileName: string) => ParsedFile
  /** The file's text, piece by piece. */
  readonly write?: (sightings: readonly Sighting[], joined: JoinedRecords) => Iterable<string>
}

/** Every format, one entry each. */
export const formats = {
  geojson: {
    id: 'geojson',
    label: 'GeoJSON',
    endings: ['geojson', 'json'],
    read: readGeoJson,
    write: writeGeoJson,
  },
  geojsonseq: {
    id: 'geojsonseq',
    label: 'GeoJSON text sequence',
    endings: ['geojsons', 'geojsonseq', 'geojsonl', 'ndjson', 'jsonl'],
    read: readGeoJsonSeq,
    write: writeGeoJsonSeq,
  },
} as const satisfies Record<ImportFormat, Format>

/** The format that a file's ending stands for, or null. */
export function formatOfFile(fileName: string): (typeof formats)[ImportFormat] | null {
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase()
  if (ending === undefined) return null
  return Object.values(formats).find(({ endings }) => endings.some((each) => each === ending)) ?? null
}
