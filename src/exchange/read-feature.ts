import { isUid } from '../domain/identifiers.ts'
import { parseInstant } from '../domain/time.ts'
import { Sighting } from '../domain/sighting.ts'
import { readFootprint } from './footprint-geometry.ts'
import { doubtField, joinedFields, shiftFields, type JoinedField } from './joined-records.ts'
import { isObject, type JsonObject } from './json-object.ts'
import { plainJson, plainNumber } from './plain-json.ts'
import type { GivenFields, ParsedRecord } from './parsed-record.ts'
import { sightingFields } from './sighting-feature.ts'
import { foreignCrs } from './wgs84.ts'

/** Computed from the footprint whatever a file says; the heading only tells which end is the bow. */
const measured: ReadonlySet<string> = new Set([
  'length_m',
  'beam_m',
  'heading_deg',
  'heading_known',
  'area_m2',
  'lon',
  'lat',
])
const times: ReadonlySet<string> = new Set(['observed_at', 'created_at', 'updated_at'])
/** How a scene was shifted and whether its time was confirmed is the scene's business, whatever a file says. */
const ofScene: ReadonlySet<string> = new Set([doubtField, ...shiftFields])
const ours: ReadonlySet<string> = new Set<string>([...sightingFields, ...joinedFields, ...ofScene])
const joinedNames: ReadonlySet<string> = new Set(joinedFields)

/** A record of which nothing could be read. */
export function unreadable(where: string, why: string): ParsedRecord {
  return {
    where,
    uid: null,
    given: {},
    bowDeg: undefined,
    joined: {},
    ring: null,
    problems: [why],
    ignored: [],
  }
}

/** Reads one GeoJSON feature as a sighting. Never throws: what is wrong stands in `problems`. */
export function readFeature(feature: unknown, place: string): ParsedRecord {
  const problems: string[] = []
  const object = isObject(feature) ? feature : {}
  if (object['type'] !== 'Feature') problems.push('it is not a Feature')
  if ([object, object['geometry']].some((each) => isObject(each) && foreignCrs(each))) {
    problems.push('its coordinates are in another reference system (member "crs")')
  }
  const { id } = object
  const properties = isObject(object['properties']) ? object['properties'] : {}
  if (object['properties'] != null && !isObject(object['properties']))
    problems.push('its properties are not an object')
  const isOurs = (each: unknown): each is string => typeof each === 'string' && isUid(each)
  const uid = [id, properties['uid']].find(isOurs) ?? null
  const remark = isObject(object['roadstead']) ? object['roadstead']['ring'] : undefined
  const footprint = readFootprint(object['geometry'], remark)
  if ('why' in footprint) problems.push(footprint.why)
  const name = typeof id === 'string' ? id : typeof id === 'number' ? String(id) : uid
  return {
    where: name === null ? place : `${place} (${name.slice(0, 80).toWellFormed()})`,
    uid,
    ring: 'value' in footprint ? footprint.value : null,
    ...readProperties(properties, problems),
    problems,
  }
}

type PropertyReading = Pick<ParsedRecord, 'given' | 'bowDeg' | 'joined' | 'ignored'>

/** The properties of a sighting that Roadstead knows; adds to `problems` what is wrong with their values. */
export function readProperties(properties: JsonObject, problems: string[]): PropertyReading {
  const given = new Map<string, unknown>()
  const joined: Partial<Record<JoinedField, string | null>> = {}
  const ignored: string[] = []
  // A record with a revision comes from Roadstead: there a null is what the project holds, else it is a gap.
  const nullIsValue = Number.isInteger(properties['revision'])
  for (const [name, value] of Object.entries(properties)) {
    if (!ours.has(name)) {
      ignored.push(name.toWellFormed())
    } else if (name === 'uid' || measured.has(name) || ofScene.has(name)) {
      continue
    } else if (value === null || value === undefined) {
      if (nullIsValue && !joinedNames.has(name)) given.set(name, null)
    } else if (joinedNames.has(name)) {
      const text = typeof value === 'number' && name !== 'scene_name' ? plainNumber(value) : value
      const why = typeof text === 'string' ? faultInText(text) : 'is not text'
      if (why !== null) problems.push(`${name} ${why}`)
      else joined[name as JoinedField] = text as string
    } else {
      const read = readField(name as keyof GivenFields, value)
      if ('why' in read) problems.push(read.why)
      else given.set(name, read.value)
    }
  }
  return { given: Object.fromEntries(given), bowDeg: bowOf(properties, problems), joined, ignored }
}

function readField(name: keyof GivenFields, value: unknown): { value: unknown } | { why: string } {
  if (times.has(name)) {
    const instant = typeof value === 'string' ? parseInstant(value.trim()) : null
    if (instant !== null) return { value: instant }
    return { why: `${name} ${shown(value)} is not a time that exists, with a zone (2024-03-02T02:31:07Z)` }
  }
  const candidate = name === 'identity_basis' && typeof value === 'string' ? parsedOrSame(value) : value
  const faulty = textsIn(candidate).map(faultInText)
  const fault = faulty.find((each) => each !== null)
  if (fault != null) return { why: `${name} ${fault}` }
  if ((name === 'length_error_m' || name === 'beam_error_m') && !(Number(candidate) >= 0)) {
    return { why: `${name} ${shown(value)} is not a length` }
  }
  const read = Sighting.shape[name].safeParse(candidate)
  if (read.success) return { value: read.data }
  return { why: `${name} ${shown(value)} is not ${expectedOf(name)}` }
}

function expectedOf(name: keyof GivenFields): string {
  if (name === 'identity_basis') return 'a list of {"kind": a kind of evidence, "note": text}'
  return name.endsWith('_uid') ? 'a UUID' : 'one of its values'
}

/** GIS programs carry lists as JSON text. */
function parsedOrSame(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) =>
    isObject(item) ? Object.values(item).filter((each) => typeof each === 'string') : [],
  )
}

/** What keeps a text from being stored exactly as it is, or null. */
export function faultInText(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character'
  if (!text.isWellFormed()) return 'holds half of a surrogate pair'
  if (text.length > 20_000) return 'is longer than 20,000 characters'
  return null
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : plainJson(value)
  return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text
}

/**
 * Where the bow points, degrees: `heading_deg`, unless `heading_known` is 0. Undefined where the file has neither.
 */
function bowOf(properties: JsonObject, problems: string[]): number | null | undefined {
  const { heading_deg: heading, heading_known: known } = properties
  if (known != null && known !== 0 && known !== 1)
    problems.push(`heading_known ${shown(known)} is not 0 or 1`)
  if (known === 0) return null
  if (heading == null) return known === 1 ? null : undefined
  if (typeof heading === 'number' && heading >= 0 && heading <= 360) return heading % 360
  problems.push(`heading_deg ${shown(heading)} is not a direction from 0 to 360`)
  return null
}
