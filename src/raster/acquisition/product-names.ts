import { parseInstant } from '../../domain/time.ts'
import { finding, type AcquisitionFinding } from './finding.ts'
import { airbusSensor, maxarSensor, planetSensor } from './sensor-names.ts'

interface NameRule {
  readonly rule: string
  readonly pattern: RegExp
  readonly provider: string | null
  readonly sensor: (match: RegExpExecArray) => string | null
  /** Digits of the time: year to day, then optionally hour to second; null where the name says that it is not known. */
  readonly time: (match: RegExpExecArray) => string | null
  /** See AcquisitionFinding; left out where the name gives the scene's own time. */
  readonly slackMinutes?: number
}

const digits = (match: RegExpExecArray, ...groups: number[]) =>
  groups.map((group) => (match[group] ?? '').replace(/\D/g, '')).join('')

const landsatSensors: Readonly<Record<string, string>> = {
  LC: 'OLI/TIRS',
  LO: 'OLI',
  LT: 'TM',
  LE: 'ETM+',
  LM: 'MSS',
}

function landsatSensor([, kind = '', number]: RegExpExecArray): string {
  const instrument = landsatSensors[kind.toUpperCase()]
  return `Landsat ${Number(number)}${instrument === undefined ? '' : ` ${instrument}`}`
}

function dayOfYear(year: number, day: number): string {
  const date = new Date(Date.UTC(year, 0, day))
  // Day 366 of a common year, or 0, is none.
  return date.getUTCFullYear() === year ? date.toISOString().slice(0, 10).replaceAll('-', '') : ''
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** Sentinel-2's names and products tell when the pass over several continents began, which takes so long at most. */
export const datatakeMinutes = 35

/** The most particular patterns first. */
const rules: readonly NameRule[] = [
  {
    rule: 'SkySat file name',
    pattern: /(?:^|_)(\d{8})_(\d{6})_(ss?c?\d+)(?:d\d)?_/i,
    provider: 'Planet',
    sensor: (match) => planetSensor('skysat', match[3] ?? null),
    time: (match) => digits(match, 1, 2),
  },
  {
    rule: 'PlanetScope file name',
    pattern: /(?:^|_)(\d{8})_(\d{6})(?:_\d{2})?_([0-9a-f]{4}|\d_[0-9a-f]{4})_(?:1B|3A|3B)/i,
    provider: 'Planet',
    sensor: () => 'PlanetScope',
    time: (match) => digits(match, 1, 2),
  },
  {
    rule: 'PlanetScope tile name',
    pattern: /^\d+_\d{7}_(\d{4}-\d{2}-\d{2})_[0-9a-f]{4}_/i,
    provider: 'Planet',
    sensor: () => 'PlanetScope',
    time: (match) => digits(match, 1),
  },
  {
    rule: 'RapidEye file name',
    pattern: /_(\d{4}-\d{2}-\d{2})(?:T(\d{6}))?_RE-?(\d)_/i,
    provider: 'Planet',
    sensor: (match) => `RapidEye ${match[3] ?? ''}`,
    time: (match) => digits(match, 1, 2),
  },
  {
    rule: 'Landsat file name',
    pattern: /(?:^|[^a-z0-9])(L[COTEM])(\d{2})_L\w{3}_\d{6}_(\d{8})/i,
    provider: 'USGS',
    sensor: (match) => landsatSensor(match),
    time: (match) => digits(match, 3),
  },
  {
    // LC80130322018031LGN00: year and day of the year.
    rule: 'Landsat scene name',
    pattern: /(?:^|[^a-z0-9])(L[COTEM])(\d)\d{6}(\d{4})(\d{3})[a-z]{3}\d{2}(?![a-z0-9])/i,
    provider: 'USGS',
    sensor: (match) => landsatSensor(match),
    time: (match) => dayOfYear(Number(match[3]), Number(match[4])),
  },
  {
    rule: 'Sentinel-1 file name',
    pattern: /(?:^|[^a-z0-9])s1([a-d])[-_](?:iw|ew|sm|s\d|wv).*?(\d{8})t(\d{6})/i,
    provider: 'Copernicus',
    sensor: (match) => `Sentinel-1${(match[1] ?? '').toUpperCase()}`,
    time: (match) => digits(match, 2, 3),
  },
  {
    rule: 'Sentinel-2 file name',
    pattern: /(?:^|[^a-z0-9])S2([A-D])_MSI\w+?_(\d{8})T(\d{6})/i,
    provider: 'Copernicus',
    sensor: (match) => `Sentinel-2${(match[1] ?? '').toUpperCase()}`,
    time: (match) => digits(match, 2, 3),
    slackMinutes: datatakeMinutes,
  },
  {
    rule: 'Sentinel-2 band name',
    pattern: /(?:^|[^a-z0-9])T\d{2}[A-Z]{3}_(\d{8})T(\d{6})_(?:B\w\w|TCI|AOT|SCL)/i,
    provider: 'Copernicus',
    sensor: () => 'Sentinel-2',
    time: (match) => digits(match, 1, 2),
    slackMinutes: datatakeMinutes,
  },
  {
    rule: 'Sentinel Hub export name',
    pattern: /^(\d{4}-\d{2}-\d{2})-\d{2}[_:]\d{2}_(\d{4}-\d{2}-\d{2})-\d{2}[_:]\d{2}_(Sentinel-\d|Landsat)/i,
    provider: 'Copernicus',
    sensor: (match) => match[3] ?? null,
    // A window of several days says on which of them nothing.
    time: (match) => (match[1] === match[2] ? digits(match, 1) : null),
  },
  {
    rule: 'NAIP file name',
    pattern: /(?:^|[^a-z0-9])m_\d{7}_[ns][ew]_\d{2}_[^_]+_(\d{8})/i,
    provider: 'USDA',
    sensor: () => 'NAIP',
    time: (match) => digits(match, 1),
  },
  {
    rule: 'Maxar file name',
    pattern: /^(\d{2})([A-Z]{3})(\d{2})(\d{6})-[A-Z0-9]+/i,
    provider: 'Maxar',
    sensor: () => null,
    time: (match) => {
      const month = months.indexOf((match[2] ?? '').toUpperCase()) + 1
      return `20${match[1] ?? ''}${String(month).padStart(2, '0')}${match[3] ?? ''}${match[4] ?? ''}`
    },
  },
  {
    rule: 'Maxar strip name',
    pattern: /^((?:WV|GE|QB|IK|LG)0\d)_(\d{8}(?:\d{6})?)_/i,
    provider: 'Maxar',
    sensor: (match) => maxarSensor(match[1] ?? null),
    time: (match) => digits(match, 2),
  },
  {
    rule: 'Pléiades or SPOT file name',
    pattern: /^(?:IMG|DIM|DS)_(PHR\d?[AB]|PNEO\d|SPOT\d)_(?:[\w-]+?_)?(\d{14})\d?_/i,
    provider: 'Airbus',
    sensor: (match) => airbusSensor(match[1] ?? ''),
    time: (match) => digits(match, 2),
  },
  {
    rule: 'Umbra file name',
    pattern: /^(\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2})_UMBRA-?(\d+)/i,
    provider: 'Umbra',
    sensor: (match) => `Umbra ${Number(match[2])}`,
    time: (match) => digits(match, 1),
  },
  {
    rule: 'Capella file name',
    pattern: /^CAPELLA_C(\d+)_\w+?_(\d{14})_\d{14}/i,
    provider: 'Capella',
    sensor: (match) => `Capella ${Number(match[1])}`,
    time: (match) => digits(match, 2),
  },
  {
    rule: 'ICEYE file name',
    pattern: /^ICEYE_(?:(X\d+)_)?\w+?_(\d{8})T(\d{6})/i,
    provider: 'ICEYE',
    sensor: (match) => `ICEYE ${match[1] ?? ''}`.trim(),
    time: (match) => digits(match, 2, 3),
  },
  {
    rule: 'a time in the file name',
    pattern: /(?:^|[^0-9])((?:19|20)\d{2}-?[01]\d-?[0-3]\d)[T_-]([0-2]\d[-:_]?[0-5]\d[-:_]?[0-5]\d)(?!\d)/i,
    provider: null,
    sensor: () => null,
    time: (match) => digits(match, 1, 2),
  },
  {
    rule: 'a time in the file name',
    pattern: /(?:^|[^0-9])((?:19|20)\d{2}[01]\d[0-3]\d)([0-2]\d[0-5]\d[0-5]\d)(?!\d)/,
    provider: null,
    sensor: () => null,
    time: (match) => digits(match, 1, 2),
  },
  {
    rule: 'a time in the file name',
    pattern: /(?:^|[^0-9])((?:19|20)\d{2}-?[01]\d-?[0-3]\d)T([0-2]\d[-:]?[0-5]\d)Z?(?![0-9:])/i,
    provider: null,
    sensor: () => null,
    time: (match) => `${digits(match, 1, 2)}00`,
  },
  {
    rule: 'a date in the file name',
    pattern: /(?:^|[^0-9])((?:19|20)\d{2}([-_]?)[01]\d\2[0-3]\d)(?!\d)/,
    provider: null,
    sensor: () => null,
    time: (match) => digits(match, 1),
  },
]

/** What the name of a file says about the taking of the scene; null where it says nothing. */
export function acquisitionOfName(fileName: string): AcquisitionFinding | null {
  for (const { rule, pattern, provider, sensor, time, slackMinutes = 2 } of rules) {
    const match = pattern.exec(fileName)
    if (match === null) continue
    const digits = time(match)
    const at = digits === null ? {} : instantOf(digits)
    if (at !== null) return finding(rule, { ...at, sensor: sensor(match), provider, slackMinutes })
  }
  return null
}

/** `YYYYMMDD` or `YYYYMMDDhhmmss` in UTC. */
function instantOf(text: string): { at: string; precision: 'second' | 'day' } | null {
  const day = /^(\d{4})(\d{2})(\d{2})/.exec(text)
  if (day === null) return null
  const date = `${day[1] ?? ''}-${day[2] ?? ''}-${day[3] ?? ''}`
  const clock = /^\d{8}(\d{2})(\d{2})(\d{2})/.exec(text)
  const time = clock === null ? '00:00:00' : `${clock[1] ?? ''}:${clock[2] ?? ''}:${clock[3] ?? ''}`
  const at = parseInstant(`${date}T${time}Z`)
  return at === null ? null : { at, precision: clock === null ? 'day' : 'second' }
}
