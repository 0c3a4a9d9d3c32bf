import { bounded } from './bounded-values.ts'
import { assertInPlace, assertWritable, type OpenFile } from './open-file.ts'
import type { SchemaWatch } from './schema-watch.ts'

/** Keys of `roadstead_meta` that are settings begin so; the others are the file's own. */
const prefix = 'setting '

/** What is kept under a name in the project's private table, null where nothing is. */
export function readSetting({ db }: OpenFile, name: string): string | null {
  const value = db
    .prepare<[string], string | null>(`SELECT ${bounded('value')} FROM roadstead_meta WHERE key = ?`)
    .pluck()
    .get(prefix + name)
  return typeof value === 'string' ? value : null
}

/**
 * Keeps a text under a name, or with null forgets it. No step of the history: it says how the project is looked at.
 * @throws Problem as an edit does: read-only, moved, locked, changed schema
 */
export function keepSetting(file: OpenFile, schema: SchemaWatch, name: string, value: string | null): void {
  assertWritable(file)
  assertInPlace(file)
  if (readSetting(file, name) === value) return
  const { db } = file
  db.transaction(() => {
    schema.assertUnchanged()
    db.prepare('DELETE FROM roadstead_meta WHERE key = ?').run(prefix + name)
    if (value !== null)
      db.prepare('INSERT INTO roadstead_meta (key, value) VALUES (?, ?)').run(prefix + name, value)
  }).immediate()
}
