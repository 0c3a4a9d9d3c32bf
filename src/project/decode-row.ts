import type { z } from 'zod'
import { AisPosition } from '../domain/ais-position.ts'
import { recordSchemas, type RecordOf, type TableName } from '../domain/records.ts'
import { isInstant, parseInstant } from '../domain/time.ts'
import { isTooLarge } from './bounded-values.ts'
import type { ColumnKind } from './columns.ts'
import { readPoint, readPolygon } from './geometry-blob.ts'
import { tableOf } from './tables.ts'
import { aisPositions } from './tables/ais-positions.ts'

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>

/**
 * A stored value that is not what its column says. `unreadable` ones count as missing; `assumed` ones are read with
 * an assumption that may be wrong; `converted` ones are read without doubt, but other programs may not manage to.
 */
export interface Fault {
  readonly kind: 'unreadable' | 'assumed' | 'converted'
  readonly table: string
  /** The record's uid, else its row number. */
  readonly record: string
  readonly column: string
  /** What is wrong, as the end of a sentence that begins with the column's name. */
  readonly what: string
}

type Report = (kind: Fault['kind'], column: string, what: string) => void

const shown = (value: unknown): string => {
  if (isTooLarge(value)) return 'more than 1 MB'
  if (Buffer.isBuffer(value)) return 'binary data'
  const text = typeof value === 'string' ? value : String(value)
  // Part of a text keeps all of it in memory; a copy doesn't.
  return `“${text.length > 40 ? `${Buffer.from(text.slice(0, 40)).toString()}…` : text}”`
}

const withoutZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?$/

function readInstant(value: unknown, column: string, report: Report): string | null {
  if (value === null || (typeof value === 'string' && isInstant(value))) return value
  if (typeof value !== 'string') {
    report('unreadable', column, `holds ${shown(value)}, which is not a time`)
    return null
  }
  const zoned = parseInstant(value)
  if (zoned !== null) {
    report('converted', column, `holds ${shown(value)}, not the UTC form ${zoned}`)
    return zoned
  }
  const assumed = withoutZone.test(value) ? parseInstant(`${value}Z`) : null
  if (assumed !== null) report('assumed', column, `holds ${shown(value)} without a time zone, read as UTC`)
  else report('unreadable', column, `holds ${shown(value)}, which is not a time`)
  return assumed
}

function readJson(value: unknown, column: string, report: Report): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    report('unreadable', column, `holds ${shown(value)}, which is not JSON`)
    return null
  }
}

function readColumn(kind: ColumnKind, value: unknown, column: string, report: Report): unknown {
  switch (kind) {
    case 'datetime':
      return readInstant(value, column, report)
    case 'json':
      return readJson(value, column, report)
    case 'polygon':
    case 'point': {
      const read = kind === 'polygon' ? readPolygon(value) : readPoint(value)
      if (read.note !== null)
        report(
          read.geometry === null ? 'unreadable' : 'converted',
          column,
          `cannot be used as it is: ${read.note}`,
        )
      return read.geometry
    }
    case 'integer':
    case 'double':
      return typeof value === 'number' ? value + 0 : value
    case 'text':
      return value
  }
}

function decode(
  table: string,
  columns: Readonly<Record<string, ColumnKind>>,
  schema: z.ZodType,
  row: Row,
  faults: Fault[],
): unknown {
  const record =
    typeof row['uid'] === 'string' && row['uid'].length <= 64 ? row['uid'] : `row ${String(row['fid'])}`
  const report: Report = (kind, column, what) => faults.push({ kind, table, record, column, what })
  const candidate: Record<string, unknown> = {}
  for (const [column, kind] of Object.entries(columns)) {
    candidate[column] = readColumn(kind, row[column] ?? null, column, report)
  }
  const parsed = schema.safeParse(candidate)
  if (parsed.success) return parsed.data
  for (const column of new Set(parsed.error.issues.map((issue) => String(issue.path[0])))) {
    report('unreadable', column, `holds ${shown(row[column])}, which this column cannot hold`)
    candidate[column] = null
  }
  const again = schema.safeParse(candidate)
  return again.success ? again.data : null
}

/**
 * The record that a row holds. A value that its column cannot hold reads as null and is added to `faults`; a row
 * without a UUID is no record: null, with a fault.
 */
export function decodeRecord<N extends TableName>(table: N, row: Row, faults: Fault[]): RecordOf[N] | null {
  // The schema of table N gives records of table N; TypeScript cannot follow that through the lookup.
  return decode(table, tableOf(table).columns, recordSchemas[table], row, faults) as RecordOf[N] | null
}

/** The AIS position that a row holds; see `decodeRecord`. */
export function decodeAisPosition(row: Row, faults: Fault[]): AisPosition {
  return AisPosition.parse(decode(aisPositions.name, aisPositions.columns, AisPosition, row, faults))
}
