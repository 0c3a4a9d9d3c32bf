import type { RecordOf, TableName } from '../domain/records.ts'

/**
 * How a column of a record is kept in SQLite: as it is, as a time that other programs write in other forms, as the
 * text of a JSON array, or as a GeoPackage geometry.
 */
export type ColumnKind = 'text' | 'integer' | 'double' | 'datetime' | 'json' | 'polygon' | 'point'

/** What the project file knows of a table of any kind of record; the columns stand in the order of the contract. */
export interface AnyTable {
  readonly name: TableName
  readonly columns: Readonly<Record<string, ColumnKind>>
  /** The column by which `from` and `to` filter, where there is one. */
  readonly time: string | null
  readonly spatial: boolean
}

/** A table of one kind of record. A column that the record lacks, or the reverse, is a compile error. */
export interface Table<N extends TableName> extends AnyTable {
  readonly name: N
  readonly columns: Readonly<Record<keyof RecordOf[N] & string, ColumnKind>>
  readonly time: (keyof RecordOf[N] & string) | null
}
