import type { Instant } from '../domain/time.ts'
import type { Connection } from './connection.ts'
import type { Envelope } from './geometry-blob.ts'
import { hasSpatialIndex, isSpatial, spatialTables, type SpatialTable } from './spatial-index.ts'

interface ContentsRow {
  readonly min_x: number | null
  readonly max_x: number | null
  readonly min_y: number | null
  readonly max_y: number | null
}

/** What a transaction did to one table: the boxes that went and came. */
export class TouchedTable {
  readonly gone: Envelope[] = []
  readonly come: Envelope[] = []
}

/** Keeps gpkg_contents right after a change: the extent of each touched layer, and when it last changed. */
export function updateContents(
  db: Connection,
  touched: ReadonlyMap<string, TouchedTable>,
  at: Instant,
): void {
  for (const [table, { gone, come }] of touched) {
    for (const layer of layersOf(table))
      db.prepare('UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?').run(at, layer)
    if (!isSpatial(table) || gone.length + come.length === 0) continue
    const stored = storedExtent(db, table)
    // Only a box at the edge of the layer can shrink it; that is rare, and then the layer is measured anew.
    const measured =
      stored === null || gone.some((box) => !liesInside(box, stored))
        ? measureExtent(db, table)
        : come.reduce(join, stored)
    storeExtent(db, table, measured)
  }
}

/** Measures all layers and corrects gpkg_contents where it says something else. Gives the layers that were wrong. */
export function correctContents(db: Connection): string[] {
  return spatialTables.filter((table) => {
    const measured = measureExtent(db, table)
    if (sameExtent(measured, storedExtent(db, table))) return false
    storeExtent(db, table, measured)
    return true
  })
}

/** GDAL stores extents rounded as the R-tree is; less than this many degrees is no fault. */
const extentTolerance = 1e-4

/** Layers whose data reach beyond the extent in gpkg_contents. Too large is allowed: other programs never shrink it. */
export function exceededExtents(db: Connection): string[] {
  return spatialTables.filter((table) => {
    const [measured, stored] = [measureExtent(db, table), storedExtent(db, table)]
    if (measured === null) return false
    if (stored === null) return true
    return (
      measured.minX < stored.minX - extentTolerance ||
      measured.maxX > stored.maxX + extentTolerance ||
      measured.minY < stored.minY - extentTolerance ||
      measured.maxY > stored.maxY + extentTolerance
    )
  })
}

/** The view is a layer too, and shows the sightings' geometry. */
function layersOf(table: string): readonly string[] {
  return table === 'sightings' ? ['sightings', 'sightings_joined'] : [table]
}

function storedExtent(db: Connection, table: SpatialTable): Envelope | null {
  const row = db
    .prepare<[string], ContentsRow>(
      'SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = ?',
    )
    .get(table)
  if (row === undefined) return null
  const { min_x: minX, max_x: maxX, min_y: minY, max_y: maxY } = row
  if (minX === null || maxX === null || minY === null || maxY === null) return null
  return { minX, maxX, minY, maxY }
}

function storeExtent(db: Connection, table: SpatialTable, box: Envelope | null): void {
  const values = [box?.minX ?? null, box?.maxX ?? null, box?.minY ?? null, box?.maxY ?? null]
  for (const layer of layersOf(table))
    db.prepare(
      'UPDATE gpkg_contents SET min_x = ?, max_x = ?, min_y = ?, max_y = ? WHERE table_name = ?',
    ).run(...values, layer)
}

/**
 * The exact extent of a layer. R-tree values are rounded outward to 32 bits, which keeps their order, so the exact
 * extreme is among the few rows whose rounded value is the extreme one.
 */
function measureExtent(db: Connection, table: SpatialTable): Envelope | null {
  const indexed = hasSpatialIndex(db, table)
  const extreme = (choose: 'min' | 'max', column: string, measure: string): number | null => {
    const rtree = `rtree_${table}_geom`
    const nearest = `fid IN (SELECT id FROM ${rtree} WHERE ${column} = (SELECT ${choose}(${column}) FROM ${rtree}))`
    const sql = `SELECT ${choose}(${measure}(geom)) FROM ${table} ${indexed ? `WHERE ${nearest}` : ''}`
    return db.prepare<[], number | null>(sql).pluck().get() ?? null
  }
  const [minX, maxX] = [extreme('min', 'minx', 'ST_MinX'), extreme('max', 'maxx', 'ST_MaxX')]
  const [minY, maxY] = [extreme('min', 'miny', 'ST_MinY'), extreme('max', 'maxy', 'ST_MaxY')]
  if (minX === null || maxX === null || minY === null || maxY === null) return null
  return { minX, maxX, minY, maxY }
}

function liesInside(box: Envelope, outer: Envelope): boolean {
  return box.minX > outer.minX && box.maxX < outer.maxX && box.minY > outer.minY && box.maxY < outer.maxY
}

function join(a: Envelope, b: Envelope): Envelope {
  return {
    minX: Math.min(a.minX, b.minX),
    maxX: Math.max(a.maxX, b.maxX),
    minY: Math.min(a.minY, b.minY),
    maxY: Math.max(a.maxY, b.maxY),
  }
}

function sameExtent(a: Envelope | null, b: Envelope | null): boolean {
  if (a === null || b === null) return a === b
  return a.minX === b.minX && a.maxX === b.maxX && a.minY === b.minY && a.maxY === b.maxY
}
