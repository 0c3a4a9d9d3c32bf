import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { RecordOf, TableName } from '../domain/records.ts'
import type { Edit } from './change.ts'
import { makeEdit, sameRecord } from './change.ts'
import type { PlanContext, ProjectView } from './view.ts'

/** What a command does, and how the Undo menu calls it. */
export interface Planned {
  readonly note: string
  readonly edits: readonly Edit[]
}

const names: Readonly<Record<TableName, string>> = {
  scenes: 'scene',
  sightings: 'sighting',
  absences: 'absence',
  vessels: 'vessel',
  places: 'place',
}

/** A patch whose members are given or absent, never undefined. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** The members of a patch that are given. An undefined one means "leave as it is", as an absent one does. */
export function given<T extends object>(patch: T): Given<T> {
  // Object.fromEntries forgets the types of the members; none is changed here, some are left out.
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Given<T>
}

/** @throws Problem `record/not-found` where the project has no such record */
export function required<N extends TableName>(table: N, uid: Uid, view: ProjectView): RecordOf[N] {
  const record = view.get(table, uid)
  if (record !== null) return record
  throw new Problem(
    'record/not-found',
    `${names[table]} ${uid}`,
    `The project has no such ${names[table]}.`,
    'It may have been deleted; look at the list and try again.',
  )
}

/** @throws Problem `record/not-found` where a reference is given and leads nowhere */
export function requireReference(table: TableName, uid: Uid | null | undefined, view: ProjectView): void {
  if (uid !== null && uid !== undefined) required(table, uid, view)
}

/** The edit that adds a record. @throws Problem `record/conflict` where the project has its uid already */
export function insertion<N extends TableName>(
  table: N,
  record: RecordOf[N] & { uid: Uid },
  view: ProjectView,
): Edit {
  if (view.get(table, record.uid) === null) return makeEdit(table, record.uid, null, record)
  throw new Problem(
    'record/conflict',
    `${names[table]} ${record.uid}`,
    `The project already has a ${names[table]} with this uid.`,
    'Nothing was changed; draw or enter it again.',
  )
}

/** The edit that deletes a record. */
export function removal(table: TableName, uid: Uid, view: ProjectView): Edit {
  return makeEdit(table, uid, required(table, uid, view), null)
}

/**
 * The edit that changes a record, its revision raised and its `updated_at` set where it has one; none where the new
 * values are the old ones, so that a form that was only looked at leaves no trace.
 */
export function revision<N extends TableName>(
  table: N,
  before: RecordOf[N] & { uid: Uid; revision: number | null },
  values: Partial<RecordOf[N]>,
  context: PlanContext,
): Edit[] {
  const after = { ...before, ...values }
  if (sameRecord(before, after)) return []
  const stamped = {
    ...after,
    revision: (before.revision ?? 0) + 1,
    ...('updated_at' in before ? { updated_at: context.now } : {}),
  }
  return [makeEdit(table, before.uid, before, stamped)]
}
