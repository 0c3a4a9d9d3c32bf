import type { Envelope } from './geometry-blob.ts'
import { isUid, normaliseImo } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { RecordFilter, RecordOf, TableName } from '../domain/records.ts'
import { inClass } from '../domain/vocabulary.ts'
import { boundedList } from './bounded-values.ts'
import type { AnyTable, ColumnKind } from './columns.ts'
import type { Connection } from './connection.ts'
import { decodeAisPosition, decodeRecord, type Row } from './decode-row.ts'
import { blobEnvelope } from './geometry-blob.ts'
import { hasSpatialIndex, type SpatialTable } from './spatial-index.ts'
import { tableOf } from './tables.ts'
import { aisPositions } from './tables/ais-positions.ts'

/** A record as `list` gives it: the fields in the order of the contract, the geometry last under `geometry`. */
export type Listed = Record<string, unknown>

interface Query {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** The conditions of a filter on one table: SQL that may let too much through, and what decides. */
interface Conditions {
  readonly where: string[]
  readonly parameters: unknown[]
  readonly decide: ((row: Row, fields: Listed) => boolean)[]
}

/**
 * The records of a table that a filter lets through. Scenes come in the order of acquired_at (those without one
 * last), all else of uid. Where a table has no field of its own for a part of the filter, the part asks for the
 * record's sightings: vessels with `scene_uid` are the vessels seen on that scene.
 */
export function listRecords(db: Connection, name: TableName, filter: RecordFilter): Listed[] {
  return findRecords(db, name, filter).map((record) => withGeometry(record as unknown as Listed))
}

/** The same records as the program knows them, geometry under `geom`. */
export function findRecords<N extends TableName>(
  db: Connection,
  name: N,
  filter: RecordFilter,
): RecordOf[N][] {
  const { sql, parameters, conditions } = recordQuery(db, name, filter)
  const found: RecordOf[N][] = []
  const early = name === 'scenes' ? Infinity : (filter.limit ?? Infinity)
  for (const row of db.prepare(sql).iterate(...parameters) as Iterable<Row>) {
    if (found.length >= early) break
    const record = decodeRecord(name, row, [])
    if (record === null) continue
    const fields = record as unknown as Listed
    if (conditions.decide.every((holds) => holds(row, fields))) found.push(record)
  }
  if (name === 'scenes') (found as unknown as Listed[]).sort(byTime('acquired_at'))
  return found.slice(0, filter.limit)
}

/** The statement that `listRecords` runs; exported so that a test can ask SQLite how it goes about it. */
export function recordQuery(
  db: Connection,
  name: TableName,
  filter: RecordFilter,
): Query & { conditions: Conditions } {
  const conditions = recordConditions(db, tableOf(name), filter)
  return { ...query(name, tableOf(name).columns, conditions, `${name}.uid`), conditions }
}

/**
 * AIS positions in the order of observed_at, then of import. `vessel` is an IMO number, or the uid of a vessel whose
 * IMO number or MMSI then counts.
 */
export function listAisPositions(db: Connection, filter: RecordFilter): Listed[] {
  refuse(filter, ['scene_uid', 'class'], 'AIS positions have no scene and no class of Roadstead.')
  const { sql, parameters, conditions } = aisQuery(db, filter)
  const listed: Listed[] = []
  for (const row of db.prepare(sql).iterate(...parameters) as Iterable<Row>) {
    if (listed.length >= (filter.limit ?? Infinity)) break
    const fields = decodeAisPosition(row, []) as unknown as Listed
    if (conditions.decide.every((holds) => holds(row, fields))) listed.push(fields)
  }
  return listed.map(withGeometry)
}

const aisOrder = 'ais_positions.observed_at IS NULL, ais_positions.observed_at, fid'

/** The statement of `listAisPositions`. */
export function aisQuery(db: Connection, filter: RecordFilter): Query & { conditions: Conditions } {
  const conditions: Conditions = { where: [], parameters: [], decide: [] }
  addTime(conditions, 'observed_at', filter)
  if (filter.vessel !== undefined) {
    const given = [filter.vessel, normaliseImo(filter.vessel) ?? filter.vessel]
    conditions.where.push(
      `(imo IN (?, ?) OR imo IN (SELECT imo FROM vessels WHERE uid = ?) OR mmsi IN (SELECT mmsi FROM vessels WHERE uid = ?))`,
    )
    conditions.parameters.push(...given, filter.vessel, filter.vessel)
  }
  addBox(db, conditions, 'ais_positions', filter)
  return {
    ...query(aisPositions.name, aisPositions.columns, conditions, aisOrder),
    conditions,
  }
}

function query(
  table: string,
  columns: Readonly<Record<string, ColumnKind>>,
  { where, parameters }: Conditions,
  order: string,
): Query {
  const condition = where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`
  return {
    sql: `SELECT fid, ${boundedList(Object.keys(columns))} FROM ${table}${condition} ORDER BY ${order}`,
    parameters,
  }
}

function recordConditions(db: Connection, table: AnyTable, filter: RecordFilter): Conditions {
  const conditions: Conditions = { where: [], parameters: [], decide: [] }
  const through: RecordFilter = {}
  const has = (column: string) => column in table.columns
  if (filter.from !== undefined || filter.to !== undefined) {
    if (table.time !== null) addTime(conditions, table.time, filter)
    else Object.assign(through, pick(filter, 'from'), pick(filter, 'to'))
  }
  if (filter.scene_uid !== undefined) {
    if (table.name === 'scenes') equal(conditions, 'uid', filter.scene_uid)
    else if (has('scene_uid')) equal(conditions, 'scene_uid', filter.scene_uid)
    else through.scene_uid = filter.scene_uid
  }
  if (filter.vessel !== undefined) {
    if (table.name === 'vessels') addVessel(conditions, 'uid', filter.vessel)
    else if (has('vessel_uid')) addVessel(conditions, 'vessel_uid', filter.vessel)
    else through.vessel = filter.vessel
  }
  if (filter.class !== undefined) {
    if (has('class')) addClass(conditions, filter.class)
    else through.class = filter.class
  }
  if (filter.bbox !== undefined) {
    if (table.spatial) addBox(db, conditions, table.name as SpatialTable, filter)
    else through.bbox = filter.bbox
  }
  if (Object.keys(through).length > 0) addThroughSightings(db, conditions, table, through)
  return conditions
}

const links: Readonly<Record<TableName, readonly [own: string, sighting: string] | null>> = {
  scenes: ['uid', 'scene_uid'],
  vessels: ['uid', 'vessel_uid'],
  places: ['uid', 'place_uid'],
  absences: ['scene_uid', 'scene_uid'],
  sightings: null,
}

/** Records that a sighting which the rest of the filter lets through points at. */
function addThroughSightings(
  db: Connection,
  conditions: Conditions,
  table: AnyTable,
  filter: RecordFilter,
): void {
  const link = links[table.name]
  if (link === null) return
  const [own, foreign] = link
  const found = new Set(listRecords(db, 'sightings', filter).map((sighting) => sighting[foreign]))
  conditions.decide.push((_row, fields) => fields[own] !== null && found.has(fields[own]))
}

function equal({ where, parameters }: Conditions, column: string, value: string): void {
  where.push(`${column} = ?`)
  parameters.push(value)
}

function addVessel({ where, parameters }: Conditions, column: string, vessel: string): void {
  if (isUid(vessel)) {
    where.push(`${column} = ?`)
    parameters.push(vessel)
  } else {
    where.push(`${column} IN (SELECT uid FROM vessels WHERE imo IN (?, ?))`)
    parameters.push(vessel, normaliseImo(vessel) ?? vessel)
  }
}

/** `.` and `/` are neighbours in ASCII, so the range holds exactly the codes of the group. */
function addClass(conditions: Conditions, code: string): void {
  conditions.where.push(`(class = ? OR (class >= ? AND class < ?))`)
  conditions.parameters.push(code, `${code}.`, `${code}/`)
  conditions.decide.push((_row, fields) => inClass(fields['class'] as string | null, code))
}

const dayMs = 86_400_000

/**
 * `from` <= time < `to`. Other programs store times with an offset; their text begins with a day at most one off,
 * so SQL asks for the days around (by index) and the time as it was read decides.
 */
function addTime({ where, parameters, decide }: Conditions, column: string, filter: RecordFilter): void {
  const { from, to } = filter
  const day = (instant: string, days: number) =>
    new Date(Date.parse(instant) + days * dayMs).toISOString().slice(0, 10)
  if (from !== undefined) {
    where.push(`${column} >= ?`)
    parameters.push(day(from, -1))
    decide.push((_row, fields) => typeof fields[column] === 'string' && fields[column] >= from)
  }
  if (to !== undefined) {
    where.push(`${column} < ?`)
    parameters.push(day(to, 2))
    decide.push((_row, fields) => typeof fields[column] === 'string' && fields[column] < to)
  }
}

/** The R-tree (32 bits, rounded outward) gives candidates, the stored envelope decides. Edges count as inside. */
function addBox(db: Connection, conditions: Conditions, table: SpatialTable, filter: RecordFilter): void {
  if (filter.bbox === undefined) return
  const [west, south, east, north] = filter.bbox
  const width = east >= west ? east - west : east - west + 360
  const windows = [-360, 0, 360].map((turn): Envelope => ({
    minX: west + turn,
    maxX: west + turn + width,
    minY: south,
    maxY: north,
  }))
  const { where, parameters, decide } = conditions
  if (hasSpatialIndex(db, table)) {
    const window = '(maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)'
    const each = windows.map(() => `SELECT id FROM rtree_${table}_geom WHERE ${window}`)
    where.push(`fid IN (${each.join(' UNION ')})`)
    for (const { minX, maxX, minY, maxY } of windows) parameters.push(minX, maxX, minY, maxY)
  } else {
    where.push('geom IS NOT NULL')
  }
  decide.push((row) => {
    const box = blobEnvelope(row['geom'])
    return box !== null && windows.some((window) => overlap(box, window))
  })
}

function overlap(a: Envelope, b: Envelope): boolean {
  return a.maxX >= b.minX && a.minX <= b.maxX && a.maxY >= b.minY && a.minY <= b.maxY
}

function pick<K extends keyof RecordFilter>(filter: RecordFilter, key: K): Pick<RecordFilter, K> {
  return filter[key] === undefined
    ? ({} as Pick<RecordFilter, K>)
    : ({ [key]: filter[key] } as Pick<RecordFilter, K>)
}

function refuse(filter: RecordFilter, parts: readonly (keyof RecordFilter)[], why: string): void {
  if (parts.every((part) => filter[part] === undefined)) return
  throw new Problem('input/invalid', 'Filter', why, 'Leave that part of the filter out.')
}

function withGeometry(fields: Listed): Listed {
  if (!('geom' in fields)) return fields
  const { geom, ...rest } = fields
  return { ...rest, geometry: geom }
}

function byTime(column: string): (a: Listed, b: Listed) => number {
  return (a, b) => {
    const [left, right] = [a[column], b[column]] as [string | null, string | null]
    if (left === right) return 0
    if (left === null) return 1
    if (right === null) return -1
    return left < right ? -1 : 1
  }
}
