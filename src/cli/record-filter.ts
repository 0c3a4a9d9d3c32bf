import { InvalidArgumentError, type Command } from 'commander'
import { isUid, normaliseImo } from '../domain/identifiers.ts'
import type { RecordFilter } from '../domain/records.ts'
import { parseInstant } from '../domain/time.ts'
import { vesselClasses } from '../domain/vocabulary.ts'

/** The options that `list` and `export` share, as commander gives them. */
export interface FilterOptions {
  readonly from?: string
  readonly to?: string | undefined
  readonly scene?: string
  readonly vessel?: string
  readonly class?: string
  readonly bbox?: [number, number, number, number]
  readonly limit?: number
}

/** Adds the filters to a command, but for `--to`, which `export` reads in its own way. */
export function withFilters(command: Command): Command {
  return command
    .option('--from <time>', 'from this time on (RFC 3339 with a zone, or a day in UTC)', readTime)
    .option('--scene <uid>', 'on this scene', readUid)
    .option('--vessel <uid or IMO>', 'of this vessel', readVessel)
    .option('--class <code>', 'of this class or group of classes (cargo, naval.frigate)', readClass)
    .option('--bbox <W,S,E,N>', 'touching this box in degrees; W > E across the antimeridian', readBox)
    .option('--limit <number>', 'at most so many', readLimit)
}

/** The filter that the options ask for. */
export function filterOf(options: FilterOptions): RecordFilter {
  const { from, to, scene, vessel, bbox, limit } = options
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(scene === undefined ? {} : { scene_uid: scene }),
    ...(vessel === undefined ? {} : { vessel }),
    ...(options.class === undefined ? {} : { class: options.class }),
    ...(bbox === undefined ? {} : { bbox }),
    ...(limit === undefined ? {} : { limit }),
  }
}

/** A time on the command line as UTC. @throws InvalidArgumentError where it has no zone or does not exist */
export function readTime(given: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(given)
  const instant = parseInstant(day ? `${given}T00:00:00Z` : given)
  if (instant !== null) return instant
  throw new InvalidArgumentError('It needs to exist and to have a zone, like 2024-03-02T02:31:07Z.')
}

/** @throws InvalidArgumentError where it is not a UUID */
export function readUid(given: string): string {
  if (isUid(given)) return given
  throw new InvalidArgumentError('It is not a uid; "roadstead list" shows them.')
}

function readVessel(given: string): string {
  const imo = normaliseImo(given)
  if (imo !== null || isUid(given)) return imo ?? given
  throw new InvalidArgumentError('It is neither a uid nor an IMO number of seven digits.')
}

function readClass(given: string): string {
  if (Object.keys(vesselClasses).some((code) => code === given || code.startsWith(`${given}.`))) return given
  throw new InvalidArgumentError('There is no such class or group of classes.')
}

function readBox(given: string): [number, number, number, number] {
  const parts = given
    .split(',')
    .map((part) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(part) ? Number(part) : NaN))
  const [west, south, east, north] = parts
  const valid =
    parts.length === 4 &&
    west !== undefined &&
    Math.abs(west) <= 180 &&
    east !== undefined &&
    Math.abs(east) <= 180 &&
    south !== undefined &&
    south >= -90 &&
    north !== undefined &&
    north <= 90 &&
    south <= north
  if (valid) return [west, south, east, north]
  throw new InvalidArgumentError('It needs west,south,east,north in degrees, like -158,20,-157,22.')
}

function readLimit(given: string): number {
  if (/^\d{1,15}$/.test(given)) return Number(given)
  throw new InvalidArgumentError('It needs to be a whole number.')
}
