/**
 * Schema version 1: the whole project file. Frozen once shipped; it stands alone, so that no later change elsewhere
 * can change what an old version was. OGC GeoPackage 1.3.0 (OGC 12-128r17), R-tree extension included.
 */

const wgs84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],' +
  'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,' +
  'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'

const geopackage = `
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, '${wgs84}',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
`

const tables = `
CREATE TABLE scenes (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POLYGON, uid TEXT UNIQUE, name TEXT,
  path TEXT, sha256 TEXT, size_bytes INTEGER, acquired_at DATETIME, acquired_from TEXT, acquired_confirmed INTEGER,
  sensor TEXT, provider TEXT, crs TEXT, gsd_m DOUBLE, off_nadir_deg DOUBLE, width INTEGER, height INTEGER,
  band_count INTEGER, dtype TEXT, shift_east_m DOUBLE, shift_north_m DOUBLE, shift_reference_uid TEXT,
  shift_residual_m DOUBLE, shift_by TEXT, shift_at DATETIME, notes TEXT, added_at DATETIME, revision INTEGER);
CREATE INDEX scenes_by_acquired_at ON scenes (acquired_at);
CREATE INDEX scenes_by_sha256 ON scenes (sha256);

CREATE TABLE sightings (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POLYGON, uid TEXT UNIQUE,
  scene_uid TEXT, vessel_uid TEXT, place_uid TEXT, observed_at DATETIME, class TEXT, class_confidence TEXT,
  berth_state TEXT, activity TEXT, raft_order INTEGER, identity_confidence TEXT, identity_basis TEXT,
  length_m DOUBLE, length_error_m DOUBLE, beam_m DOUBLE, beam_error_m DOUBLE, heading_deg DOUBLE,
  heading_known INTEGER, area_m2 DOUBLE, edge TEXT, lon DOUBLE, lat DOUBLE, analyst TEXT, source TEXT, notes TEXT,
  created_at DATETIME, updated_at DATETIME, revision INTEGER);
CREATE INDEX sightings_by_scene_uid ON sightings (scene_uid);
CREATE INDEX sightings_by_vessel_uid ON sightings (vessel_uid);
CREATE INDEX sightings_by_place_uid ON sightings (place_uid);
CREATE INDEX sightings_by_observed_at ON sightings (observed_at);
CREATE INDEX sightings_by_class ON sightings (class);

CREATE TABLE absences (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uid TEXT UNIQUE, scene_uid TEXT,
  vessel_uid TEXT, place_uid TEXT, result TEXT, reason TEXT, analyst TEXT, created_at DATETIME, revision INTEGER);
CREATE INDEX absences_by_scene_uid ON absences (scene_uid);
CREATE INDEX absences_by_vessel_uid ON absences (vessel_uid);

CREATE TABLE vessels (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uid TEXT UNIQUE, name TEXT, imo TEXT,
  mmsi TEXT, call_sign TEXT, flag TEXT, class TEXT, length_m DOUBLE, beam_m DOUBLE, built INTEGER, aliases TEXT,
  designations TEXT, notes TEXT, created_at DATETIME, updated_at DATETIME, revision INTEGER);
CREATE INDEX vessels_by_imo ON vessels (imo);
CREATE INDEX vessels_by_mmsi ON vessels (mmsi);

CREATE TABLE places (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POLYGON, uid TEXT UNIQUE,
  parent_uid TEXT, name TEXT, kind TEXT, notes TEXT, created_at DATETIME, updated_at DATETIME, revision INTEGER);

CREATE TABLE ais_positions (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, import_uid TEXT, mmsi TEXT,
  imo TEXT, name TEXT, call_sign TEXT, ship_type TEXT, observed_at DATETIME, sog_kn DOUBLE, cog_deg DOUBLE,
  heading_deg DOUBLE, nav_status TEXT, to_bow_m DOUBLE, to_stern_m DOUBLE, to_port_m DOUBLE, to_starboard_m DOUBLE,
  source TEXT);
CREATE INDEX ais_positions_by_observed_at ON ais_positions (observed_at);
CREATE INDEX ais_positions_by_mmsi ON ais_positions (mmsi);
CREATE INDEX ais_positions_by_imo ON ais_positions (imo);
CREATE INDEX ais_positions_by_import_uid ON ais_positions (import_uid);

CREATE TABLE history (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, change_uid TEXT, undo_of TEXT, note TEXT,
  at DATETIME, analyst TEXT, action TEXT, table_name TEXT, record_uid TEXT, before TEXT, after TEXT);
CREATE INDEX history_by_change_uid ON history (change_uid);
CREATE INDEX history_by_record_uid ON history (record_uid);

CREATE TABLE roadstead_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT);

CREATE VIEW sightings_joined AS SELECT s.fid AS fid, s.geom AS geom, s.uid AS uid, s.scene_uid AS scene_uid,
  s.vessel_uid AS vessel_uid, s.place_uid AS place_uid, s.observed_at AS observed_at, s.class AS class,
  s.class_confidence AS class_confidence, s.berth_state AS berth_state, s.activity AS activity,
  s.raft_order AS raft_order, s.identity_confidence AS identity_confidence, s.identity_basis AS identity_basis,
  s.length_m AS length_m, s.length_error_m AS length_error_m, s.beam_m AS beam_m, s.beam_error_m AS beam_error_m,
  s.heading_deg AS heading_deg, s.heading_known AS heading_known, s.area_m2 AS area_m2, s.edge AS edge,
  s.lon AS lon, s.lat AS lat, s.analyst AS analyst, s.source AS source, s.notes AS notes,
  s.created_at AS created_at, s.updated_at AS updated_at, s.revision AS revision,
  v.name AS vessel_name, v.imo AS vessel_imo, c.name AS scene_name, p.name AS place_name
  FROM sightings AS s LEFT JOIN vessels AS v ON v.uid = s.vessel_uid LEFT JOIN scenes AS c ON c.uid = s.scene_uid
  LEFT JOIN places AS p ON p.uid = s.place_uid;
`

/** Registered layers: table, data type, geometry type, description. */
const layers = [
  ['scenes', 'features', 'POLYGON', 'Satellite scenes; the geometry is the outline of the scene'],
  ['sightings', 'features', 'POLYGON', 'Vessels seen in a scene; the geometry is the footprint'],
  ['absences', 'attributes', null, 'Vessels looked for and not seen'],
  ['vessels', 'attributes', null, 'Vessels that are followed'],
  ['places', 'features', 'POLYGON', 'Yards, docks, berths, anchorages and other areas'],
  ['ais_positions', 'features', 'POINT', 'Imported AIS positions'],
  ['history', 'attributes', null, 'Every change made with Roadstead'],
  [
    'sightings_joined',
    'features',
    'POLYGON',
    'Sightings with the names of vessel, scene and place (read only)',
  ],
] as const

const now = `strftime('%Y-%m-%dT%H:%M:%fZ','now')`

/** A UUID version 7 (RFC 9562) in plain SQL: other programs fire this trigger, and have no functions of ours. */
const unixMilliseconds = `printf('%012x',CAST((julianday('now')-2440587.5)*86400000 AS INTEGER))`
const uuid7 =
  `lower(substr(${unixMilliseconds},1,8)||'-'||substr(${unixMilliseconds},9,4)||'-7'||` +
  `substr(hex(randomblob(2)),2)||'-'||substr('89ab',1+(random()&3),1)||substr(hex(randomblob(2)),2)||'-'||` +
  `hex(randomblob(6)))`

/** What of each table is the analyst's, so that a change of it counts as a revision; and what is filled in. */
const filled = [
  ['scenes', ['added_at'], null],
  ['sightings', ['created_at', 'updated_at'], 'updated_at'],
  ['absences', ['created_at'], null],
  ['vessels', ['created_at', 'updated_at'], 'updated_at'],
  ['places', ['created_at', 'updated_at'], 'updated_at'],
] as const

/** The columns of `table` in the SQL above that an analyst's program may edit. */
function editable(table: string): string[] {
  const body = new RegExp(`CREATE TABLE ${table} \\(([^;]*)\\);`).exec(tables)?.[1] ?? ''
  const names = body.split(',').map((column) => column.trim().split(/\s/)[0] ?? '')
  return names.filter(
    (name) => !['fid', 'uid', 'created_at', 'updated_at', 'added_at', 'revision'].includes(name),
  )
}

function fillTriggers([table, times, touched]: (typeof filled)[number]): string {
  const missing = ['uid', 'revision', ...times].map((name) => `NEW.${name} IS NULL`).join(' OR ')
  const set = times.map((name) => `${name}=coalesce(NEW.${name},${now})`).join(', ')
  const touch = touched === null ? '' : `, ${touched}=${now}`
  return `
CREATE TRIGGER roadstead_${table}_fill AFTER INSERT ON ${table} WHEN ${missing}
BEGIN UPDATE ${table} SET uid=coalesce(NEW.uid,${uuid7}), revision=coalesce(NEW.revision,1), ${set}
  WHERE fid=NEW.fid; END;
CREATE TRIGGER roadstead_${table}_revise AFTER UPDATE OF ${editable(table).join(', ')} ON ${table}
WHEN NEW.revision IS OLD.revision
BEGIN UPDATE ${table} SET revision=coalesce(OLD.revision,0)+1${touch} WHERE fid=NEW.fid; END;
CREATE TRIGGER roadstead_${table}_keep_uid AFTER UPDATE OF uid ON ${table} WHEN NEW.uid IS NULL
BEGIN UPDATE ${table} SET uid=coalesce(OLD.uid,${uuid7}) WHERE fid=NEW.fid; END;
`
}

/** The R-tree and its triggers of GeoPackage 1.3, Annex F.3. They rule out UPSERT and REPLACE on `table`. */
function spatialIndex(table: string): string {
  const rtree = `rtree_${table}_geom`
  const box = `NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)`
  const present = `(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))`
  const missing = `(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))`
  const put = `INSERT OR REPLACE INTO ${rtree} VALUES (${box});`
  return `
CREATE VIRTUAL TABLE ${rtree} USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER ${rtree}_insert AFTER INSERT ON ${table}
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN ${put} END;
CREATE TRIGGER ${rtree}_update1 AFTER UPDATE OF geom ON ${table}
WHEN OLD.fid = NEW.fid AND ${present} BEGIN ${put} END;
CREATE TRIGGER ${rtree}_update2 AFTER UPDATE OF geom ON ${table}
WHEN OLD.fid = NEW.fid AND ${missing} BEGIN DELETE FROM ${rtree} WHERE id = OLD.fid; END;
CREATE TRIGGER ${rtree}_update3 AFTER UPDATE ON ${table}
WHEN OLD.fid != NEW.fid AND ${present} BEGIN DELETE FROM ${rtree} WHERE id = OLD.fid; ${put} END;
CREATE TRIGGER ${rtree}_update4 AFTER UPDATE ON ${table}
WHEN OLD.fid != NEW.fid AND ${missing} BEGIN DELETE FROM ${rtree} WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER ${rtree}_delete AFTER DELETE ON ${table}
WHEN OLD.geom NOT NULL BEGIN DELETE FROM ${rtree} WHERE id = OLD.fid; END;
INSERT INTO gpkg_extensions VALUES ('${table}', 'geom', 'gpkg_rtree_index',
  'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
`
}

function registration(): string {
  const contents = layers.map(
    ([table, kind, geometry, description]) =>
      `INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
       VALUES ('${table}', '${kind}', '${table}', '${description}', ${geometry === null ? 'NULL' : '4326'});`,
  )
  const geometries = layers.flatMap(([table, , geometry]) =>
    geometry === null
      ? []
      : [`INSERT INTO gpkg_geometry_columns VALUES ('${table}', 'geom', '${geometry}', 4326, 0, 0);`],
  )
  const extension = `INSERT INTO gpkg_extensions VALUES ('roadstead_meta', NULL, 'roadstead_project',
    'Settings of a Roadstead project as key and value; other programs may ignore the table.', 'write-only');`
  return [...contents, ...geometries, extension].join('\n')
}

/** The statements that make an empty project of version 1 in an empty SQLite file. */
export const firstLight = [
  geopackage,
  tables,
  registration(),
  ...['scenes', 'sightings', 'places', 'ais_positions'].map(spatialIndex),
  ...filled.map(fillTriggers),
].join('\n')
