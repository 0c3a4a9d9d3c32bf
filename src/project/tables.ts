import type { TableName } from '../domain/records.ts'
import type { AnyTable, Table } from './columns.ts'
import { absences } from './tables/absences.ts'
import { places } from './tables/places.ts'
import { scenes } from './tables/scenes.ts'
import { sightings } from './tables/sightings.ts'
import { vessels } from './tables/vessels.ts'

const tables: { readonly [N in TableName]: Table<N> } = { scenes, sightings, absences, vessels, places }

/** The table that holds records of this kind. */
export function tableOf(name: TableName): AnyTable {
  return tables[name]
}

/** The names of all tables of records. */
export const recordTables = Object.keys(tables) as readonly TableName[]
