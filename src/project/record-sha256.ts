import type { Uid } from '../domain/identifiers.ts'
import type { Scene } from '../domain/scene.ts'
import { boundedList } from './bounded-values.ts'
import type { SchemaWatch } from './schema-watch.ts'
import { assertInPlace, assertWritable, type OpenFile } from './open-file.ts'

interface StoredRow {
  readonly fid: number
  readonly before: string | null
  readonly after: string | null
}

/**
 * Writes the SHA-256 of scene files into scenes that were added without one. This is no step of an analyst's work: it
 * gets no row in the history and leaves the revision, and what the history keeps of these scenes is completed too, so
 * that every step can be undone and redone as before. A scene that has a SHA-256, or is gone, is passed over.
 * @returns the scenes that it was written into, before and after
 * @throws Problem as `applyChange` does
 */
export function recordSha256(
  file: OpenFile,
  found: ReadonlyMap<Uid, string>,
  schema: SchemaWatch,
): { before: Scene; after: Scene }[] {
  assertWritable(file)
  assertInPlace(file)
  const { db } = file
  // The trigger that raises the revision of a row which another program edits stays out of the way of the first
  // statement, and does not look at the second.
  const put = db.prepare('UPDATE scenes SET sha256 = ?, revision = coalesce(revision, 0) + 1 WHERE fid = ?')
  const restore = db.prepare('UPDATE scenes SET revision = ? WHERE fid = ?')
  const rowsOf = db.prepare<[string], StoredRow>(
    `SELECT fid, ${boundedList(['before', 'after'])} FROM history WHERE table_name = 'scenes' AND record_uid = ?`,
  )
  const keep = db.prepare('UPDATE history SET before = ?, after = ? WHERE fid = ?')
  const written = db
    .transaction(() => {
      schema.assertUnchanged()
      const done = [...found].flatMap(([uid, sha256]) => {
        const row = file.rows('scenes').get(uid, [])
        if (row?.record.sha256 !== null) return []
        put.run(sha256, row.fid)
        restore.run(row.record.revision, row.fid)
        for (const { fid, before, after } of rowsOf.all(uid)) {
          keep.run(withSha256(before, sha256), withSha256(after, sha256), fid)
        }
        return [{ before: row.record, after: { ...row.record, sha256 } }]
      })
      schema.accept()
      assertInPlace(file)
      return done
    })
    .immediate()
  assertInPlace(file)
  return written
}

function withSha256(text: string | null, sha256: string): string | null {
  if (text === null) return null
  try {
    const record: unknown = JSON.parse(text)
    if (typeof record !== 'object' || record === null || !('sha256' in record)) return text
    return record.sha256 === null ? JSON.stringify({ ...record, sha256 }) : text
  } catch {
    // Another program wrote it: not for us to mend.
    return text
  }
}
