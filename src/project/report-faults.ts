import type { ProblemReport } from '../domain/problem.ts'
import type { Fault } from './decode-row.ts'

const nouns: Readonly<Record<string, string>> = {
  scenes: 'Scene',
  sightings: 'Sighting',
  absences: 'Absence',
  vessels: 'Vessel',
  places: 'Place',
  ais_positions: 'AIS position',
}

/** What is wrong with stored values, as problems that name the record. */
export function reportFaults(faults: readonly Fault[]): ProblemReport[] {
  return faults.map(({ table, record, column, what, kind }) => ({
    code: 'record/invalid',
    subject: `${nouns[table] ?? table} ${record}`,
    what: `The field ${column} ${what}.`,
    do:
      kind === 'unreadable'
        ? 'Correct it in Roadstead or in the program that wrote it; until then it counts as missing.'
        : 'Check the value, and save it once in Roadstead to store it in the usual form.',
  }))
}
