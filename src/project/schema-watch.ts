import type { Connection, ConnectionOptions } from './connection.ts'
import { currentVersion } from './migrate.ts'
import { assertOwnSchema } from './open-database.ts'

/** Notices that the schema of an open project changed, so that a trigger slipped in later does not run either. */
export interface SchemaWatch {
  /** Looks through the schema again where it is another than the one last accepted. */
  assertUnchanged(): void
  /** Takes the schema as it is now for known: a bulk change drops and restores triggers of ours. */
  accept(): void
}

export function watchSchema(db: Connection, path: string, options: ConnectionOptions): SchemaWatch {
  const version = () => Number(db.pragma('schema_version', { simple: true }))
  let seen = version()
  return {
    assertUnchanged() {
      const now = version()
      if (now === seen) return
      assertOwnSchema(db, path, currentVersion, options)
      seen = now
    },
    accept() {
      seen = version()
    },
  }
}
