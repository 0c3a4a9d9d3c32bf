import type { Uid } from '../domain/identifiers.ts'
import type { Instant } from '../domain/time.ts'

/** What an import is told besides the file and the project. */
export interface ImportOptions {
  /** The file's name, noted as `source` where the file gives none. */
  readonly fileName: string
  /** The scene of records that name none. */
  readonly scene_uid: Uid | null
  /** Import the good records although others have problems. */
  readonly keepGoing: boolean
  readonly analyst: string | null
  /** UTC. */
  readonly now: Instant
  newUid(): Uid
  /** The project's scene of this content, where a record's scene is known to the project under another uid. */
  sceneOfSha256?(sha256: string): Uid | null
}
