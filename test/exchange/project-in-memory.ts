import type { Edit } from '../../src/commands/change.ts'
import type { AnyRecord, RecordOf, Records, TableName } from '../../src/domain/records.ts'

/** A project that holds what a list of edits leaves behind. */
export interface ProjectInMemory {
  get<N extends TableName>(table: N, uid: string): RecordOf[N] | null
  all<N extends TableName>(table: N): RecordOf[N][]
  records(): Records
}

/** The project that the edits make. */
export function projectOf(edits: readonly Edit[]): ProjectInMemory {
  const rows = new Map<string, AnyRecord>()
  for (const { table, uid, after } of edits) {
    if (after === null) rows.delete(`${table} ${uid}`)
    else rows.set(`${table} ${uid}`, after)
  }
  const all = <N extends TableName>(table: N) =>
    [...rows].filter(([key]) => key.startsWith(`${table} `)).map(([, row]) => row as RecordOf[N])
  return {
    get: <N extends TableName>(table: N, uid: string) =>
      (rows.get(`${table} ${uid}`) ?? null) as RecordOf[N] | null,
    all,
    records: () => ({
      scenes: all('scenes'),
      sightings: all('sightings'),
      absences: all('absences'),
      vessels: all('vessels'),
      places: all('places'),
    }),
  }
}
