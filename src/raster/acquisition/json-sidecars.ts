import { degrees, finding, vendorInstant, vendorTime, type AcquisitionFinding } from './finding.ts'
import { planetSensor, platformName } from './sensor-names.ts'
import { ofLandsat } from './text-sidecars.ts'

type Members = Readonly<Record<string, unknown>>

/** Landsat's MTL as JSON, Planet's metadata, Capella's, Umbra's, and any STAC item; null where it is none of these. */
export function ofJson(text: string): AcquisitionFinding | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const root = record(parsed)
  const landsat = record(root['LANDSAT_METADATA_FILE'] ?? root['L1_METADATA_FILE'])
  if (Object.keys(landsat).length > 0) return ofLandsat(flat(landsat))
  return ofCapella(record(root['collect'])) ?? ofUmbra(root) ?? ofItem(root)
}

function ofCapella(collect: Members): AcquisitionFinding | null {
  const start = word(collect['start_timestamp'])
  if (start === null) return null
  return finding('Capella metadata', {
    at: vendorInstant(start),
    sensor: word(collect['platform'])?.replace(/^capella-?0*(?=\d)/i, 'Capella ') ?? 'Capella',
    provider: 'Capella',
  })
}

function ofUmbra(root: Members): AcquisitionFinding | null {
  const [collect] = list(root['collects'])
  const start = word(collect?.['startAtUTC'])
  if (start === null) return null
  const satellite = word(root['umbraSatelliteName'])
  const number = /\d+/.exec(satellite ?? '')?.[0]
  return finding('Umbra metadata', {
    at: vendorInstant(start),
    sensor: number === undefined ? (satellite ?? 'Umbra') : `Umbra ${Number(number)}`,
    provider: 'Umbra',
  })
}

function ofItem(root: Members): AcquisitionFinding | null {
  const properties = { ...root, ...record(root['properties']) }
  const acquired = word(properties['acquired'])
  const offNadirDeg =
    angle(properties['view:off_nadir']) ?? angle(properties['view_angle']) ?? angle(properties['off_nadir'])
  if (acquired !== null) {
    const kind = word(properties['item_type']) ?? word(properties['provider']) ?? ''
    return finding('Planet JSON', {
      ...vendorTime(acquired),
      sensor: planetSensor(kind, word(properties['satellite_id'])),
      provider: 'Planet',
      offNadirDeg,
    })
  }
  const at = word(properties['datetime']) ?? word(properties['start_datetime'])
  if (at === null) return null
  const producer = list(properties['providers']).find(({ roles }) => roleIs(roles, 'producer'))
  return finding('STAC item', {
    ...vendorTime(at),
    sensor: platformName(word(properties['platform']) ?? word(properties['constellation'])),
    provider: word(producer?.['name']),
    offNadirDeg,
  })
}

function record(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function list(value: unknown): Members[] {
  return Array.isArray(value) ? value.map(record) : []
}

function roleIs(roles: unknown, role: string): boolean {
  return Array.isArray(roles) && roles.includes(role)
}

function word(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function angle(value: unknown): number | null {
  return typeof value === 'number' ? degrees(String(value)) : null
}

/** The text members of nested groups, by their own names; the first of each counts. */
function flat(groups: Members, depth = 4): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, value] of Object.entries(groups)) {
    if (typeof value === 'string') found[key] ??= value
    else if (depth > 0) Object.assign(found, { ...flat(record(value), depth - 1), ...found })
  }
  return found
}
