import type { TableName } from '../domain/records.ts'
import { Problem } from '../domain/problem.ts'
import { sameValue } from './change.ts'
import type { Command } from './command.ts'
import type { ProjectView } from './view.ts'

/**
 * Refuses a revision where the record no longer has the values that the analyst saw when they made it: another program
 * or another analyst changed them meanwhile. A value that is the new one already is no conflict.
 * @throws Problem `record/conflict`, which names the fields and what they hold now
 */
export function assertSeen(command: Command, view: ProjectView): void {
  if (command.kind === 'sighting.revise') {
    const [uid] = command.uids
    if (uid !== undefined && command.uids.length === 1)
      compare('sightings', uid, command.seen, command.patch, view)
  } else if (command.kind === 'sighting.reshape') {
    const seen = command.seen === undefined ? undefined : { geom: command.seen }
    compare('sightings', command.uid, seen, { geom: command.footprint }, view)
  } else if (command.kind === 'vessel.revise') {
    compare('vessels', command.uid, command.seen, command.patch, view)
  } else if (command.kind === 'scene.revise') {
    compare('scenes', command.uid, command.seen, command.patch, view)
  } else if (command.kind === 'place.revise') {
    compare('places', command.uid, command.seen, command.patch, view)
  }
}

type Values = Readonly<Record<string, unknown>>

function compare(
  table: TableName,
  uid: string,
  seen: Values | undefined,
  patch: Values,
  view: ProjectView,
): void {
  const record = view.get(table, uid)
  if (seen === undefined || record === null) return
  const now = record as unknown as Values
  const changed = Object.keys(seen).filter(
    (field) => !sameValue(now[field], seen[field]) && !sameValue(now[field], patch[field]),
  )
  if (changed.length === 0) return
  const fields = changed.map((field) =>
    field === 'geom' ? 'the outline' : `${field} to ${shown(now[field])}`,
  )
  throw new Problem(
    'record/conflict',
    nouns[table],
    `Someone else changed ${fields.join(' and ')} meanwhile; yours is not saved.`,
    'Keep theirs by discarding yours, or save yours over it.',
  )
}

const nouns: Readonly<Record<TableName, string>> = {
  scenes: 'This scene',
  sightings: 'This sighting',
  absences: 'This absence',
  vessels: 'This vessel',
  places: 'This place',
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
}
