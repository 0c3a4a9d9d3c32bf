import type { TableName } from '../domain/records.ts'
import type { Connection } from './connection.ts'
import { envelopeOf, type Envelope } from './geometry-blob.ts'
import type { Polygon } from '../domain/polygon.ts'

export type SpatialTable = Extract<TableName, 'scenes' | 'sightings' | 'places'> | 'ais_positions'

/** All tables that have an R-tree. */
export const spatialTables: readonly SpatialTable[] = ['scenes', 'sightings', 'places', 'ais_positions']

export function isSpatial(table: string): table is SpatialTable {
  return (spatialTables as readonly string[]).includes(table)
}

/** The box around a polygon, null where there is none. */
export function polygonEnvelope(polygon: Polygon | null): Envelope | null {
  return polygon === null ? null : envelopeOf(polygon.coordinates[0] ?? [])
}

/** Whether the table has its R-tree: other programs offer to delete it. */
export function hasSpatialIndex(db: Connection, table: SpatialTable): boolean {
  return (
    db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(`rtree_${table}_geom`) !==
    undefined
  )
}

interface TriggerRow {
  readonly name: string
  readonly sql: string
}

/**
 * Runs `work` without the R-tree triggers of `tables` and puts them back, inside the caller's transaction. `work`
 * gets a function that keeps the R-tree itself: ten times faster for thousands of rows.
 */
export function withoutSpatialTriggers(
  db: Connection,
  tables: readonly SpatialTable[],
  work: (put: (table: SpatialTable, fid: number, box: Envelope | null) => void) => void,
): void {
  const indexed = tables.filter((table) => hasSpatialIndex(db, table))
  const triggers = indexed.flatMap((table) =>
    db
      .prepare<[string, string], TriggerRow>(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name GLOB ?`,
      )
      .all(table, `rtree_${table}_geom_*`),
  )
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name.replaceAll('"', '""')}"`)
  const statements = new Map(
    indexed.map((table) => [
      table,
      {
        remove: db.prepare(`DELETE FROM rtree_${table}_geom WHERE id = ?`),
        insert: db.prepare(`INSERT INTO rtree_${table}_geom VALUES (?, ?, ?, ?, ?)`),
      },
    ]),
  )
  work((table, fid, box) => {
    const index = statements.get(table)
    index?.remove.run(fid)
    if (box !== null) index?.insert.run(fid, box.minX, box.maxX, box.minY, box.maxY)
  })
  for (const { sql } of triggers) db.exec(sql)
}
