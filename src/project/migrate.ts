import type { Connection } from './connection.ts'
import { firstLight } from './migrations/0001-first-light.ts'

/** All schema versions in order: the first makes an empty project, each further one brings the one before it up. */
export const migrations: readonly { readonly version: number; readonly sql: string }[] = [
  { version: 1, sql: firstLight },
]

/** The schema version that this Roadstead writes. */
export const currentVersion = migrations.length

/** `GPKG` in ASCII, and version 1.3.0 of the GeoPackage standard. */
export const applicationId = 0x47504b47
const geopackageVersion = 10300

/**
 * Brings a file from `from` (0 is empty) to the current schema, in one transaction with the record of its version:
 * a failure or a kill leaves the old version.
 */
export function migrate(db: Connection, from: number, to: number = currentVersion): void {
  db.transaction(() => {
    if (from === 0) {
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${geopackageVersion}`)
    }
    for (const { version, sql } of migrations) if (version > from && version <= to) db.exec(sql)
    db.prepare('DELETE FROM roadstead_meta WHERE key = ?').run('schema_version')
    db.prepare('INSERT INTO roadstead_meta (key, value) VALUES (?, ?)').run('schema_version', String(to))
  }).immediate()
}
