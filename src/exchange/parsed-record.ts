import type { Uid } from '../domain/identifiers.ts'
import type { LonLat } from '../domain/polygon.ts'
import type { Sighting } from '../domain/sighting.ts'
import type { JoinedText } from './joined-records.ts'

/** What a file itself says of a sighting: the members that it has. Measures are not among them: they are computed. */
export type GivenFields = Partial<
  Omit<
    Sighting,
    'uid' | 'geom' | 'length_m' | 'beam_m' | 'heading_deg' | 'heading_known' | 'area_m2' | 'lon' | 'lat'
  >
>

/** One record of a file, before anything is known of the project. */
export interface ParsedRecord {
  /** Names the record in a report: `features[2]`, `record 3`. */
  readonly where: string
  /** The uid that the file gives it; null where it gives none. */
  readonly uid: Uid | null
  readonly given: GivenFields
  /** Degrees clockwise from true north, stern to bow; null where the file does not say; undefined where silent. */
  readonly bowDeg: number | null | undefined
  readonly joined: Partial<JoinedText>
  /** Contiguous, closed, counterclockwise ring (lon, lat); null where there is a problem with it. */
  readonly ring: readonly LonLat[] | null
  /** In plain words; a record with problems is not imported. */
  readonly problems: readonly string[]
  /** Names of properties that mean nothing to Roadstead. */
  readonly ignored: readonly string[]
}

/** A file of sightings as read. Its records are read while they are asked for, so that a long file fits in memory. */
export interface ParsedFile {
  /** Asking throws a Problem `import/refused` where the file as a whole can't be read on. */
  readonly records: Iterable<ParsedRecord>
}
