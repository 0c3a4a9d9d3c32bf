import { parseInstant } from '../../domain/time.ts'

/** What one source says about the taking of a scene. */
export interface AcquisitionFinding {
  /** UTC as Roadstead stores it; null where the source knows no time. */
  readonly at: string | null
  /** `day`: only the day is known, the time stands for its start. */
  readonly precision: 'second' | 'day'
  readonly sensor: string | null
  readonly provider: string | null
  readonly offNadirDeg: number | null
  /** The rule that found it, for the analyst: "PlanetScope file name". */
  readonly rule: string
}

interface NameRule {
  readonly rule: string
  readonly pattern: RegExp
  readonly provider: string | null
  readonly sensor: (match: RegExpExecArray) => string | null
  /** Digits of the time: year to day, then optionally hour to second. */
  readonly time: (match: RegExpExecArray) => string
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

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** The most particular patterns first. */
const rules: readonly NameRule[] = [
  {
    rule: 'SkySat file name',
    pattern: /(?:^|_)(\d{8})_(\d{6})_(ssc?\d+)(?:d\d)?_/i,
    provider: 'Planet',
    sensor: (match) => `SkySat ${(match[3] ?? '').replace(/\D/g, '')}`.trim(),
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
    rule: 'RapidEye file name',
    pattern: /_(\d{4}-\d{2}-\d{2})(?:T(\d{6}))?_RE-?(\d)_/i,
    provider: 'Planet',
    sensor: (match) => `RapidEye ${match[3] ?? ''}`,
    time: (match) => digits(match, 1, 2),
  },
  {
    rule: 'Landsat file name',
    pattern: /^(L[COTEM])(\d{2})_L\w{3}_\d{6}_(\d{8})/i,
    provider: 'USGS',
    sensor: (match) => {
      const kind = landsatSensors[(match[1] ?? '').toUpperCase()]
      return `Landsat ${Number(match[2])}${kind === undefined ? '' : ` ${kind}`}`
    },
    time: (match) => digits(match, 3),
  },
  {
    rule: 'Sentinel-1 file name',
    pattern: /^s1([a-d])[-_](?:iw|ew|sm|s\d|wv).*?(\d{8})t(\d{6})/i,
    provider: 'Copernicus',
    sensor: (match) => `Sentinel-1${(match[1] ?? '').toUpperCase()}`,
    time: (match) => digits(match, 2, 3),
  },
  {
    rule: 'Sentinel-2 file name',
    pattern: /^S2([A-D])_MSI\w+_(\d{8})T(\d{6})/i,
    provider: 'Copernicus',
    sensor: (match) => `Sentinel-2${(match[1] ?? '').toUpperCase()}`,
    time: (match) => digits(match, 2, 3),
  },
  {
    rule: 'Sentinel-2 band name',
    pattern: /^T\d{2}[A-Z]{3}_(\d{8})T(\d{6})_(?:B\w\w|TCI|AOT|SCL)/i,
    provider: 'Copernicus',
    sensor: () => 'Sentinel-2',
    time: (match) => digits(match, 1, 2),
  },
  {
    rule: 'Sentinel Hub export name',
    pattern: /^(\d{4}-\d{2}-\d{2})-\d{2}[_:]\d{2}_\d{4}-\d{2}-\d{2}-\d{2}[_:]\d{2}_(Sentinel-\d|Landsat)/i,
    provider: 'Copernicus',
    sensor: (match) => match[2] ?? null,
    time: (match) => digits(match, 1),
  },
  {
    rule: 'NAIP file name',
    pattern: /^m_\d{7}_[ns][ew]_\d{2}_[^_]+_(\d{8})/i,
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
    rule: 'Pléiades or SPOT file name',
    pattern: /^(?:IMG|DIM)_(PHR\d?[AB]|PNEO\d|SPOT\d)_[\w-]+?_(\d{14})\d?_/i,
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
    pattern: /^ICEYE_(X\d+)_\w+?_(\d{8})T(\d{6})/i,
    provider: 'ICEYE',
    sensor: (match) => `ICEYE ${match[1] ?? ''}`,
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
    rule: 'a date in the file name',
    pattern: /(?:^|[^0-9])((?:19|20)\d{2}([-_]?)[01]\d\2[0-3]\d)(?!\d)/,
    provider: null,
    sensor: () => null,
    time: (match) => digits(match, 1),
  },
]

/** `PHR1A`, `PNEO3` and `SPOT6` by the names that people know. */
export function airbusSensor(code: string): string {
  const upper = code.toUpperCase().replace(/[\s-]/g, '')
  if (upper.startsWith('PNEO')) return `Pléiades Neo ${upper.slice(4)}`.trim()
  if (!upper.startsWith('PHR') && !upper.startsWith('SPOT')) return code
  return upper.startsWith('PHR') ? `Pléiades ${upper.slice(3)}`.trim() : `SPOT ${upper.slice(4)}`.trim()
}

/** What the name of a file says about the taking of the scene; null where it says nothing. */
export function acquisitionOfName(fileName: string): AcquisitionFinding | null {
  for (const { rule, pattern, provider, sensor, time } of rules) {
    const match = pattern.exec(fileName)
    if (match === null) continue
    const at = instantOf(time(match))
    if (at === null) continue
    return { ...at, sensor: sensor(match), provider, offNadirDeg: null, rule }
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
