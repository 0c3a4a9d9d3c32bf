import { bounded } from './bounded-values.ts'
import type { Connection, ConnectionOptions } from './connection.ts'
import { ownSchema } from './foreign-schema.ts'
import { blobEnvelope } from './geometry-blob.ts'
import { spatialTables, type SpatialTable } from './spatial-index.ts'

/**
 * Puts back the triggers, indexes and spatial indexes of ours that another program removed: QGIS offers to delete a
 * spatial index, and rebuilding a table loses its triggers. Without them new rows get no uid and searches miss rows.
 * Gives the names of what was put back.
 */
export function restoreSchema(db: Connection, version: number, options: ConnectionOptions): string[] {
  const present = new Set(
    db.prepare<[], string>(`SELECT type || ' ' || name FROM sqlite_schema`).pluck().all(),
  )
  const missing = [...ownSchema(version, options).values()].filter(
    ({ type, name, sql, table }) =>
      !present.has(`${type} ${name}`) &&
      sql !== null &&
      (type !== 'table' || name.startsWith('rtree_')) &&
      // GDAL replaces the update triggers of a spatial index by those of its own version of the standard.
      !(type === 'trigger' && /^rtree_.*_update/.test(name) && hasUpdateTrigger(db, table)),
  )
  // Shadow tables of an R-tree come with it.
  const wanted = missing.filter(({ name }) => !/^rtree_.*_(node|parent|rowid)$/.test(name))
  if (wanted.length === 0) return []
  db.transaction(() => {
    for (const { sql } of wanted) if (sql !== null) db.exec(sql)
    for (const table of spatialTables)
      if (wanted.some(({ name }) => name.startsWith(`rtree_${table}_geom`))) rebuildSpatialIndex(db, table)
  }).immediate()
  return wanted.map(({ name }) => name)
}

function hasUpdateTrigger(db: Connection, table: string): boolean {
  return (
    db
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name GLOB ?`)
      .get(table, `rtree_${table}_geom_update*`) !== undefined
  )
}

function rebuildSpatialIndex(db: Connection, table: SpatialTable): void {
  const rtree = `rtree_${table}_geom`
  db.exec(`DELETE FROM ${rtree}`)
  const insert = db.prepare(`INSERT INTO ${rtree} VALUES (?, ?, ?, ?, ?)`)
  const rows = db
    .prepare<[], { fid: number; geom: unknown }>(`SELECT fid, ${bounded('geom')} FROM ${table}`)
    .all()
  for (const { fid, geom } of rows) {
    const box = blobEnvelope(geom)
    if (box !== null) insert.run(fid, box.minX, box.maxX, box.minY, box.maxY)
  }
  const registered = db
    .prepare(`SELECT 1 FROM gpkg_extensions WHERE table_name = ? AND extension_name = 'gpkg_rtree_index'`)
    .get(table)
  if (registered === undefined)
    db.prepare(`INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')`).run(
      table,
      'http://www.geopackage.org/spec120/#extension_rtree',
    )
}
