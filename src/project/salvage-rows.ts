import type { Connection } from './connection.ts'

/** A row as it is stored, or the trace of one that cannot be read. */
export type SalvagedRow = Readonly<Record<string, unknown>> | 'lost'

export interface ReadableRows {
  readonly columns: readonly string[]
  each(): Iterable<SalvagedRow>
}

/** Above this many row numbers without a row they are not tried one by one. */
const triedNumbers = 5_000_000

/**
 * The rows of a table in a damaged file, each read for itself, so that a broken page costs the rows that lie on it
 * and no others. Their numbers come from the table as far as it can be walked from either end, from its indexes,
 * which lie on other pages, and from the count of numbers ever given. Null where the file has no such table.
 */
export function readableRows(db: Connection, table: string, wanted: readonly string[]): ReadableRows | null {
  const columns = columnsOf(db, table).filter((column) => wanted.includes(column))
  if (!columns.includes('fid')) return null
  return {
    columns,
    *each() {
      const known = knownNumbers(db, table)
      const one = db.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE fid = ?`)
      for (const fid of [...known.all].sort((a, b) => a - b)) {
        const row = attempt(() => one.get(fid) as Readonly<Record<string, unknown>> | undefined)
        if (row !== undefined && row !== null) yield row
        // A number that was merely tried may never have had a row, or lost it to a deletion.
        else if (known.certain.has(fid)) yield 'lost'
      }
    },
  }
}

function columnsOf(db: Connection, table: string): string[] {
  const sql = attempt(() =>
    db
      .prepare<[string], string>(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?`)
      .pluck()
      .get(table),
  )
  // A view or a virtual table of this name would run what someone else wrote.
  if (typeof sql !== 'string' || !/^\s*create\s+table\b/i.test(sql)) return []
  return (
    attempt(() =>
      db
        .prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
        .pluck()
        .all(table),
    ) ?? []
  )
}

/** Row numbers: `certain` ones were seen somewhere, `all` holds besides every number up to the highest. */
function knownNumbers(db: Connection, table: string): { certain: Set<number>; all: Set<number> } {
  const certain = new Set<number>()
  const walk = (sql: string) =>
    attempt(() => {
      for (const fid of db.prepare<[], number>(sql).pluck().iterate()) certain.add(fid)
    })
  walk(`SELECT fid FROM ${table} NOT INDEXED ORDER BY fid`)
  walk(`SELECT fid FROM ${table} NOT INDEXED ORDER BY fid DESC`)
  const indexes =
    attempt(() => db.prepare<[string], string>('SELECT name FROM pragma_index_list(?)').pluck().all(table)) ??
    []
  for (const index of indexes) {
    const column = attempt(() =>
      db.prepare<[string], string>('SELECT name FROM pragma_index_info(?)').pluck().get(index),
    )
    const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
    if (typeof column === 'string')
      walk(`SELECT fid FROM ${table} INDEXED BY ${quote(index)} ORDER BY ${quote(column)}`)
  }
  const given = attempt(() =>
    db.prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table),
  )
  const highest = [...certain].reduce((most, fid) => Math.max(most, fid), given ?? 0)
  const all = new Set(certain)
  if (highest - certain.size <= triedNumbers) for (let fid = 1; fid <= highest; fid += 1) all.add(fid)
  return { certain, all }
}

/** What `work` gives; null where the damage stops it. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
