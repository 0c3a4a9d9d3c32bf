import type { Absence } from '../domain/absence.ts'
import type { Uid } from '../domain/identifiers.ts'
import type { RecordOf, TableName } from '../domain/records.ts'
import type { Sighting } from '../domain/sighting.ts'
import type { Instant } from '../domain/time.ts'

/** What `plan` may read of a project. Tests give it objects, the workbench the project file. */
export interface ProjectView {
  get<N extends TableName>(table: N, uid: Uid): RecordOf[N] | null
  /** The sightings that name this record in one of their reference columns. */
  sightingsWith(column: 'scene_uid' | 'vessel_uid' | 'place_uid', uid: Uid): readonly Sighting[]
  /** The absences that name this record in one of their reference columns. */
  absencesWith(column: 'scene_uid' | 'vessel_uid' | 'place_uid', uid: Uid): readonly Absence[]
}

/** Who plans, and when: `now` in UTC; `newUid` makes the change's identity. */
export interface PlanContext {
  readonly analyst: string | null
  readonly now: Instant
  newUid(): Uid
}
