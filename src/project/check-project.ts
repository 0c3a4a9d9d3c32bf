import { basename } from 'node:path'
import type { ProblemReport } from '../domain/problem.ts'
import { Problem } from '../domain/problem.ts'
import { bounded, boundedList } from './bounded-values.ts'
import type { ConnectionOptions } from './connection.ts'
import { exceededExtents } from './contents.ts'
import { decodeAisPosition, decodeRecord, type Fault, type Row } from './decode-row.ts'
import { findForeignObjects } from './foreign-schema.ts'
import { blobEnvelope } from './geometry-blob.ts'
import { currentVersion } from './migrate.ts'
import type { OpenFile } from './open-file.ts'
import { reportFaults } from './report-faults.ts'
import { hasSpatialIndex, spatialTables, type SpatialTable } from './spatial-index.ts'
import { recordTables, tableOf } from './tables.ts'
import { aisPositions } from './tables/ais-positions.ts'

/** At most this many faults are named one by one; a file with more has one cause for all. */
const namedFaults = 1_000

/**
 * Everything that is wrong with an open project: damaged pages, indexes that disagree with the data, foreign
 * triggers and views, what GeoPackage asks for, and values that are not what their column says.
 */
export function checkProject(file: OpenFile, options: ConnectionOptions): ProblemReport[] {
  const subject = basename(file.path)
  const problem = (code: Problem['code'], what: string, remedy: string) => ({
    code,
    subject,
    what,
    do: remedy,
  })
  const damage = pagesProblem(file)
  if (damage !== null)
    return [
      problem(
        'project/damaged',
        `The project file is damaged: ${damage}.`,
        'Keep the file as it is, and open the newest copy that is sound.',
      ),
    ]
  const foreign = findForeignObjects(file.db, currentVersion, options).map(({ type, name, table }) =>
    problem(
      'project/foreign-schema',
      `The project contains a ${type} that Roadstead did not make: ${name}${type === 'trigger' ? ` on ${table}` : ''}.`,
      'Remove it in the program that made it, unless you know what it does.',
    ),
  )
  const index = spatialTables.flatMap((table) => {
    const fault = spatialIndexFault(file, table)
    return fault === null
      ? []
      : [
          problem(
            'project/damaged',
            `The spatial index of ${table} ${fault}.`,
            'Rebuild the spatial index of this layer in QGIS or with ogrinfo; the records are not harmed.',
          ),
        ]
  })
  const extents = exceededExtents(file.db).map((table) =>
    problem(
      'project/damaged',
      `The data of ${table} reach beyond the extent that gpkg_contents gives for it.`,
      'Any edit in Roadstead puts it right; the records are not harmed.',
    ),
  )
  const conformance = conformanceFaults(file).map((what) =>
    problem('project/damaged', what, 'Another program changed it; a backup has it as it was.'),
  )
  return [...foreign, ...conformance, ...index, ...extents, ...valueProblems(file)]
}

function pagesProblem({ db }: OpenFile): string | null {
  const found = db.pragma('integrity_check(5)') as { integrity_check: string }[]
  const lines = found.map((row) => row.integrity_check)
  return lines.length === 1 && lines[0] === 'ok' ? null : lines.join('; ')
}

function conformanceFaults({ db }: OpenFile): string[] {
  const faults: string[] = []
  const violations = db.pragma('foreign_key_check') as { table: string }[]
  for (const table of new Set(violations.map((row) => row.table)))
    faults.push(`The table ${table} refers to rows that do not exist.`)
  const layers = db
    .prepare<[]>(`SELECT ${bounded('table_name', 500)} FROM gpkg_contents`)
    .pluck()
    .all()
  const present = new Set<unknown>(
    db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')`).pluck().all(),
  )
  for (const layer of layers)
    if (!present.has(layer))
      faults.push(`gpkg_contents names the layer ${String(layer).slice(0, 100)}, which does not exist.`)
  for (const table of [...recordTables, aisPositions.name, 'history'])
    if (!layers.includes(table)) faults.push(`gpkg_contents does not name the layer ${table}.`)
  return faults
}

/** What is wrong with an R-tree: its own structure, or a geometry whose box it does not hold. */
function spatialIndexFault({ db }: OpenFile, table: SpatialTable): string | null {
  if (!hasSpatialIndex(db, table)) return 'is missing'
  const rtree = `rtree_${table}_geom`
  const structure = db.prepare<[string], string>('SELECT rtreecheck(?)').pluck().get(rtree)
  if (structure !== 'ok') return `is damaged (${structure ?? 'no answer'})`
  const rows = db
    .prepare<
      [],
      { fid: number; geom: unknown; minx: number | null; maxx: number; miny: number; maxy: number }
    >(
      `SELECT t.fid, t.geom, r.minx, r.maxx, r.miny, r.maxy FROM ${table} AS t LEFT JOIN ${rtree} AS r ON r.id = t.fid`,
    )
    .iterate()
  for (const { fid, geom, minx, maxx, miny, maxy } of rows) {
    const box = blobEnvelope(geom)
    if ((box === null) !== (minx === null)) return `does not agree with row ${fid}`
    if (box === null || minx === null) continue
    const holds = minx <= box.minX && maxx >= box.maxX && miny <= box.minY && maxy >= box.maxY
    if (!holds) return `does not hold the geometry of row ${fid}`
  }
  const orphan = db
    .prepare<[], number>(`SELECT id FROM ${rtree} WHERE id NOT IN (SELECT fid FROM ${table}) LIMIT 1`)
    .pluck()
    .get()
  return orphan === undefined ? null : `holds row ${orphan}, which does not exist`
}

function valueProblems({ db }: OpenFile): ProblemReport[] {
  const faults: Fault[] = []
  const look = (table: string, columns: object, decode: (row: Row) => unknown) => {
    const sql = `SELECT fid, ${boundedList(Object.keys(columns))} FROM ${table}`
    for (const row of db.prepare(sql).iterate()) {
      if (faults.length > namedFaults) return
      decode(row as Row)
    }
  }
  for (const table of recordTables)
    look(table, tableOf(table).columns, (row) => decodeRecord(table, row, faults))
  look(aisPositions.name, aisPositions.columns, (row) => decodeAisPosition(row, faults))
  return reportFaults(faults.slice(0, namedFaults))
}
