import { acceptance, changeRows, correction, joining, type ChangeRow } from './change-rows.ts'
import type { Desk } from './desk.ts'
import { select } from './workbench-store.ts'

/** The rows of what changed between A and B, as the table shows them; none while it is not known. */
export function shownChanges({ project, workbench }: Desk): readonly ChangeRow[] {
  const { index, comparison } = project.getState()
  const { shown, compared } = workbench.getState()
  const result = comparison?.from === compared && comparison.to === shown ? comparison.result : null
  return result === null ? [] : changeRows(index, result)
}

/** Which row is chosen: the one of this key, or where it was before the table changed; -1 where there is none. */
export function activeChange(
  rows: readonly ChangeRow[],
  chosen: { readonly key: string; readonly at: number } | null,
): number {
  if (chosen === null) return -1
  const at = rows.findIndex(({ key }) => key === chosen.key)
  return at >= 0 ? at : Math.min(chosen.at, rows.length - 1)
}

/** The row that keys are about; null where none is chosen. */
export function chosenChange(desk: Desk): ChangeRow | null {
  const rows = shownChanges(desk)
  return rows[activeChange(rows, desk.workbench.getState().changes.row)] ?? null
}

/** Makes a row the chosen one, and its sightings the selection. */
export function chooseChange(desk: Desk, row: ChangeRow): void {
  const at = shownChanges(desk).findIndex(({ key }) => key === row.key)
  desk.workbench.setState(({ changes }) => ({ changes: { ...changes, row: { key: row.key, at } } }))
  select(
    desk.workbench,
    [row.from?.uid, row.to?.uid].filter((uid) => uid !== undefined),
  )
}

/** Writes the chosen row into the project and goes on to the next one that is not in it. */
export async function acceptChange(desk: Desk): Promise<void> {
  const row = chosenChange(desk)
  const command = row === null ? null : acceptance(row)
  if (row === null || command === null) return
  const rows = shownChanges(desk)
  const at = rows.findIndex(({ key }) => key === row.key)
  const next = rows.slice(at + 1).find(({ accepted }) => !accepted) ?? rows[at + 1]
  if (next !== undefined) chooseChange(desk, next)
  await desk.session.edit(command)
}

/** Says that the chosen row is wrong. */
export async function rejectChange(desk: Desk): Promise<void> {
  const row = chosenChange(desk)
  const command = row === null ? null : correction(row)
  if (command !== null) await desk.session.edit(command)
}

/**
 * Holds the two sightings of an unclear row for one vessel; else marks the chosen row, or holds its sighting and that of
 * the row marked before for one vessel.
 */
export async function joinChange(desk: Desk): Promise<void> {
  const row = chosenChange(desk)
  const { marked } = desk.workbench.getState().changes
  const mark = (key: string | null) =>
    desk.workbench.setState(({ changes }) => ({ changes: { ...changes, marked: key } }))
  if (row === null) return
  const rival = marked === null ? shownChanges(desk).find(({ key }) => key === row.rival) : undefined
  const both = rival === undefined ? null : joining(row, rival)
  if (both !== null) {
    await desk.session.edit(both)
    return
  }
  if (marked === null || marked === row.key) {
    mark(marked === null ? row.key : null)
    return
  }
  const first = shownChanges(desk).find(({ key }) => key === marked)
  const command = first === undefined ? null : joining(first, row)
  mark(command === null ? row.key : null)
  if (command !== null) await desk.session.edit(command)
}
