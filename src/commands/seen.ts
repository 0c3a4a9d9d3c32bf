import type { RecordOf, TableName } from '../domain/records.ts'
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
  switch (command.kind) {
    case 'sighting.revise': {
      const [uid] = command.uids
      if (uid !== undefined && command.uids.length === 1)
        compare('sightings', uid, command.seen, command.patch, view)
      return
    }
    case 'sighting.reshape':
      compare(
        'sightings',
        command.uid,
        command.seen && { geom: command.seen },
        { geom: command.footprint },
        view,
      )
      return
    case 'vessel.revise':
      compare('vessels', command.uid, command.seen, command.patch, view)
      return
    case 'scene.revise':
      compare('scenes', command.uid, command.seen, command.patch, view)
      return
    case 'place.revise':
      compare('places', command.uid, command.seen, command.patch, view)
      return
    default:
      return
  }
}

type Values = Readonly<Record<string, unknown>>

function compare<N extends TableName>(
  table: N,
  uid: string,
  seen: Values | undefined,
  patch: Values,
  view: ProjectView,
): void {
  const record: RecordOf[N] | null = view.get(table, uid)
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
