import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from '../domain/problem.ts'
import { blobEnvelope } from './geometry-blob.ts'

/** An open SQLite file. Only this folder knows the library. */
export type Connection = Database.Database

export interface ConnectionOptions {
  /** Path of the compiled SQLite add-on where the one inside the package does not fit the runtime. */
  readonly nativeBinding?: string | undefined
  /** How long to wait for another program's lock, in milliseconds. */
  readonly timeoutMs?: number | undefined
}

/**
 * Opens an existing SQLite file and sets nothing in it. The functions that the R-tree triggers of GeoPackage call
 * are registered, because every connection that writes needs them.
 */
export function connect(
  path: string,
  mode: 'read' | 'write' | 'create',
  options: ConnectionOptions,
): Connection {
  const db = new Database(path, {
    readonly: mode === 'read',
    fileMustExist: mode !== 'create',
    timeout: options.timeoutMs ?? 5_000,
    ...nativeBindingOf(options),
  })
  prepareConnection(db)
  return db
}

/** Opens the bytes of a SQLite file for reading, for a file that cannot be opened in its own folder. */
export function connectToBytes(bytes: Buffer, options: ConnectionOptions): Connection {
  const db = new Database(bytes, { readonly: true, ...nativeBindingOf(options) })
  prepareConnection(db)
  return db
}

/** An empty database in memory. */
export function connectInMemory(options: ConnectionOptions): Connection {
  const db = new Database(':memory:', nativeBindingOf(options))
  prepareConnection(db)
  return db
}

function nativeBindingOf({ nativeBinding }: ConnectionOptions): { nativeBinding?: string } {
  return nativeBinding === undefined ? {} : { nativeBinding }
}

function prepareConnection(db: Connection): void {
  db.pragma('cell_size_check = ON')
  // A project has no foreign keys. Those that someone else wrote into it could delete records along with others.
  db.pragma('foreign_keys = OFF')
  // 64 MB, so that the indexes of an import of 100,000 records stay in memory.
  db.pragma('cache_size = -65536')
  const on = (name: string, of: (blob: unknown) => number | null) =>
    db.function(name, { deterministic: true }, of)
  on('ST_IsEmpty', (blob) => (blob === null ? null : blobEnvelope(blob) === null ? 1 : 0))
  on('ST_MinX', (blob) => blobEnvelope(blob)?.minX ?? null)
  on('ST_MaxX', (blob) => blobEnvelope(blob)?.maxX ?? null)
  on('ST_MinY', (blob) => blobEnvelope(blob)?.minY ?? null)
  on('ST_MaxY', (blob) => blobEnvelope(blob)?.maxY ?? null)
}

/**
 * Sets the journal and the syncing under which nothing that was acknowledged is lost on a power cut, and reads both
 * back: SQLite answers a setting it cannot honour with the old one, not with an error.
 */
export function makeDurable(db: Connection, path: string): void {
  db.pragma('journal_mode = DELETE')
  db.pragma('synchronous = EXTRA')
  const [journal, synchronous] = ['journal_mode', 'synchronous'].map((name) =>
    db.pragma(name, { simple: true }),
  )
  if (journal === 'delete' && synchronous === 3) return
  throw new Problem(
    'project/locked',
    basename(path),
    'Another program keeps the project open in a way in which Roadstead could lose work (write-ahead log).',
    'Close the project in the other program (QGIS: close the layer or its project), then try again.',
  )
}
