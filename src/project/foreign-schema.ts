import type { Connection, ConnectionOptions } from './connection.ts'
import { connectInMemory } from './connection.ts'
import { migrate } from './migrate.ts'
import { recordTables } from './tables.ts'

/** An object in a project's schema that Roadstead did not make. */
export interface ForeignObject {
  readonly type: string
  readonly name: string
  readonly table: string
  /** Dangerous ones could change what an edit does; the others are only reported. */
  readonly dangerous: boolean
}

interface SchemaRow {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly sql: string | null
}

const listSchema = 'SELECT type, name, tbl_name, sql FROM sqlite_schema'
const ownTables = new Set([...recordTables, 'ais_positions', 'history', 'roadstead_meta'])
const systemTables = ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_extensions', 'gpkg_spatial_ref_sys']

/** SQL in one spelling: lower case, plain names without quotes, no white space that means nothing. */
function normalise(sql: string): string {
  return sql
    .toLowerCase()
    .replace(/"([a-z_][a-z0-9_]*)"/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),;=]) ?/g, '$1')
    .replace(/\bnot null\b/g, 'notnull')
    .replace(/;?end;?$/, ';end')
    .trim()
}

/**
 * Looks through the schema of a file before anything in it runs. Triggers must be Roadstead's own, or of the kinds
 * that GeoPackage, GDAL and QGIS make; tables must be tables. Triggers of others can do anything when a record is
 * saved (one emptied a table when a note was edited), so they are named and nothing is written.
 */
export function findForeignObjects(
  db: Connection,
  version: number,
  options: ConnectionOptions,
): readonly ForeignObject[] {
  const own = ownSchema(version, options)
  const rows = db.prepare<[], SchemaRow>(listSchema).all()
  const spatial = new Set([...ownTables].map((table) => `rtree_${table}_geom`))
  const places = new Map([...own.values()].map(({ type, name, table }) => [name, `${type} ${table}`]))
  return rows.flatMap((row): ForeignObject[] => {
    const sql = normalise(row.sql ?? '')
    const known = own.get(`${row.type} ${row.name}`)?.normalised === sql
    const foreign = (dangerous: boolean) => [
      { type: row.type, name: row.name.slice(0, 100), table: row.tbl_name.slice(0, 100), dangerous },
    ]
    const name = row.name.toLowerCase()
    const place = places.get(name) ?? ''
    // What has taken the name of an object of ours keeps that from being put back.
    if (place !== '' && place !== `${row.type} ${row.tbl_name.toLowerCase()}`) return foreign(true)
    switch (row.type) {
      case 'trigger':
        return known || isToleratedTrigger(row, sql) ? [] : foreign(true)
      case 'view':
        return known ? [] : foreign(ownTables.has(name) || name.startsWith('gpkg_') || spatial.has(name))
      case 'index':
        return known || row.sql === null || !ownTables.has(row.tbl_name.toLowerCase()) || isPlainIndex(sql)
          ? []
          : foreign(true)
      default:
        return isSoundTable(db, name, sql, spatial.has(name)) ? [] : foreign(true)
    }
  })
}

/** An object that a migration made. */
export interface OwnObject {
  readonly type: string
  readonly name: string
  readonly table: string
  /** Null for what SQLite makes by itself. */
  readonly sql: string | null
  readonly normalised: string
}

const ownSchemas = new Map<number, ReadonlyMap<string, OwnObject>>()

/** What the migrations up to `version` make, by type and name. */
export function ownSchema(version: number, options: ConnectionOptions): ReadonlyMap<string, OwnObject> {
  const known = ownSchemas.get(version)
  if (known !== undefined) return known
  const db = connectInMemory(options)
  try {
    migrate(db, 0, version)
    const rows = db.prepare<[], SchemaRow>(listSchema).all()
    const made = new Map(
      rows.map(({ type, name, tbl_name: table, sql }): [string, OwnObject] => [
        `${type} ${name}`,
        { type, name, table, sql, normalised: normalise(sql ?? '') },
      ]),
    )
    ownSchemas.set(version, made)
    return made
  } finally {
    db.close()
  }
}

/**
 * Tables of ours must be ordinary tables without computed columns and without rules that answer a row by dropping it or
 * another one; our R-trees must be R-trees.
 */
function isSoundTable(db: Connection, name: string, sql: string, spatial: boolean): boolean {
  if (spatial) return sql === `create virtual table ${name} using rtree(id,minx,maxx,miny,maxy)`
  if (!ownTables.has(name) && !systemTables.includes(name)) return true
  if (!/^create table /.test(sql) || /\bconflict\b/.test(withoutText(sql))) return false
  return (
    db.prepare('SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden <> 0').get(name) === undefined &&
    !/\bgenerated always\b/.test(sql)
  )
}

/** SQL without its texts and the names that had to be quoted. */
function withoutText(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"[^"]*"/g, "''")
}

function isPlainIndex(sql: string): boolean {
  return /^create (unique )?index ("[^"]+"|\w+) on \w+\(\w+( collate \w+)?( asc| desc)?(,\w+( collate \w+)?( asc| desc)?)*\)$/.test(
    sql,
  )
}

const trigger =
  /^create trigger (?:if not exists )?(?:"[^"]+"|'[^']+'|\w+) (?:after|before) (insert|delete|update(?: of [\w", ']+?)?) on (?:"[^"]+"|'[^']+'|\w+)(?: for each row)?(?: ?when ?(.*?))? ?begin (.*);end$/

function isToleratedTrigger(row: SchemaRow, sql: string): boolean {
  const bare = withoutText(sql)
  if (/--|\/\*/.test(bare)) return false
  const [, event = '', condition = '', body = ''] = trigger.exec(sql) ?? []
  if (body === '') return false
  return isSpatialTrigger(row, event, condition, body) || isFeatureCount(row, body) || onlyRefuses(row, sql)
}

/**
 * The R-tree triggers of GeoPackage 1.0 to 1.4 and of GDAL, for any layer: they touch an R-tree and nothing else, never
 * that of another layer of ours, and none takes a new row out of its index.
 */
function isSpatialTrigger(row: SchemaRow, event: string, condition: string, body: string): boolean {
  const table = row.tbl_name.toLowerCase()
  const others = [...ownTables].filter((own) => own !== table)
  if (others.some((own) => body.includes(`rtree_${own}_geom`))) return false
  if (event === 'insert' && /(?:^|;) ?(?:delete|update)\b/.test(body)) return false
  const column = String.raw`(?:new|old)\.(?:"[^"]+"|\w+)`
  const rtree = String.raw`(?:"rtree_[^"]+"|rtree_\w+)`
  const boxes = ['minx', 'maxx', 'miny', 'maxy'].map((edge) => String.raw`st_${edge}\(${column}\)`)
  const set = ['minx', 'maxx', 'miny', 'maxy'].map((edge, index) => `${edge}=${boxes[index] ?? ''}`)
  const statement = new RegExp(
    [
      String.raw`^insert (?:or replace )?into ${rtree} values\(${column},${boxes.join(',')}\)$`,
      String.raw`^delete from ${rtree} where id=${column}$`,
      String.raw`^delete from ${rtree} where id in\(${column},${column}\)$`,
      String.raw`^update ${rtree} set ${set.join(',')} where id=${column}$`,
    ].join('|'),
  )
  // Taken out one by one: a pattern of repeated terms tries every way to divide a condition made for that.
  const terms = new RegExp(String.raw`${column}|\b(?:st_isempty|notnull|isnull|not|and|or)\b|[ ()=!<>]`, 'g')
  return condition.replace(terms, '') === '' && body.split(';').every((part) => statement.test(part.trim()))
}

/** GDAL counts the features of its layers. */
function isFeatureCount(row: SchemaRow, body: string): boolean {
  const table = row.tbl_name.toLowerCase().replaceAll("'", "''")
  return ['+', '-'].some(
    (sign) =>
      body.replaceAll(' ', '') ===
      `updategpkg_ogr_contentssetfeature_count=feature_count${sign}1wherelower(table_name)=lower('${table.replaceAll(' ', '')}')`,
  )
}

/** Triggers that can only refuse a row, on tables that Roadstead never writes (GDAL's tile and metadata tables). */
function onlyRefuses(row: SchemaRow, sql: string): boolean {
  const table = row.tbl_name.toLowerCase()
  if (ownTables.has(table) || systemTables.includes(table) || table.startsWith('rtree_')) return false
  if (table === 'gpkg_ogr_contents') return false
  const body = sql.replace(/'(?:[^']|'')*'/g, "''").replace(/^.*?\bbegin /, '')
  return body
    .replace(/;end$/, '')
    .split(';')
    .every(
      (part) =>
        /^ ?select raise\((?:abort|rollback|fail|ignore)/.test(part) &&
        !/\b(?:insert|update|delete|replace|drop|alter|attach|pragma)\b/.test(part),
    )
}
