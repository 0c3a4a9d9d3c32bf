import { parseInstant } from '../../domain/time.ts'
import { airbusSensor, type AcquisitionFinding } from './product-names.ts'
import { elementsOf, textOf, type XmlElement } from './xml.ts'

/** A text file beside the scene. */
export interface SidecarText {
  readonly name: string
  readonly text: string
}

const textLimit = 8 * 1024 * 1024
const lineLimit = 20_000

/**
 * What a vendor's file says about the taking of a scene: Planet XML and JSON, STAC items, Maxar IMD and XML, GeoEye
 * text, DIMAP, Landsat MTL, Sentinel manifests. Null where it is none of these or says nothing of the kind.
 */
export function acquisitionOfSidecar({ name, text }: SidecarText): AcquisitionFinding | null {
  if (text.length > textLimit) return null
  const start = text.trimStart()
  if (start.startsWith('{')) return ofJson(text)
  if (start.startsWith('<')) return ofXml(name, elementsOf(text))
  return ofMtl(text) ?? ofImd(text) ?? ofGeoEye(text)
}

/** A time as vendors write it; those without a zone mean UTC. */
export function vendorInstant(text: string | null): string | null {
  if (text === null) return null
  const trimmed = text
    .trim()
    .replace(/"/g, '')
    .replace(/\s*(?:GMT|UTC)$/i, 'Z')
  const zoned = /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(trimmed) ? trimmed : `${trimmed}Z`
  const spaced = zoned.replace(/^(\d{4})[:/](\d{2})[:/](\d{2})/, '$1-$2-$3')
  const withClock = /^\d{4}-\d{2}-\d{2}Z$/.test(spaced) ? spaced.replace('Z', 'T00:00:00Z') : spaced
  return parseInstant(withClock)
}

function finding(rule: string, fields: Partial<AcquisitionFinding>): AcquisitionFinding {
  return { at: null, precision: 'second', sensor: null, provider: null, offNadirDeg: null, ...fields, rule }
}

function degrees(text: string | null): number | null {
  if (text === null || text.trim() === '') return null
  const value = Math.abs(Number(text))
  return Number.isFinite(value) && value <= 90 ? value : null
}

function ofJson(text: string): AcquisitionFinding | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const root = record(parsed)
  const landsat = record(root['LANDSAT_METADATA_FILE'])
  if (Object.keys(landsat).length > 0) return ofLandsat(flat(landsat))
  const collect = record(root['collect'])
  if (typeof collect['start_timestamp'] === 'string') {
    return finding('Capella metadata', {
      at: vendorInstant(collect['start_timestamp']),
      sensor: word(collect['platform']),
      provider: 'Capella',
    })
  }
  const properties = { ...root, ...record(root['properties']) }
  const at =
    word(properties['acquired']) ?? word(properties['datetime']) ?? word(properties['start_datetime'])
  if (at === null) return null
  const planet = typeof properties['acquired'] === 'string'
  return finding(planet ? 'Planet JSON' : 'STAC item', {
    at: vendorInstant(at),
    sensor: planet
      ? planetSensor(properties)
      : (word(properties['platform']) ?? word(properties['constellation'])),
    provider: planet ? 'Planet' : word(properties['constellation']),
    offNadirDeg: angle(properties['view_angle']) ?? angle(properties['view:off_nadir']),
  })
}

function planetSensor(properties: Readonly<Record<string, unknown>>): string {
  const type = word(properties['item_type']) ?? word(properties['provider']) ?? ''
  if (/skysat/i.test(type)) return 'SkySat'
  return /rapideye|REOrtho/i.test(type) ? 'RapidEye' : 'PlanetScope'
}

function ofXml(name: string, elements: readonly XmlElement[]): AcquisitionFinding | null {
  const text = (element: string, within?: string) => textOf(elements, element, within)
  const root = elements.find((element) => element.path.length === 0)?.name ?? ''
  const planet = text('acquisitionDateTime')
  if (planet !== null) {
    const platform = text('shortName', 'Platform') ?? 'PlanetScope'
    const serial = /rapideye/i.test(platform) ? ` ${(text('serialIdentifier') ?? '').replace(/\D/g, '')}` : ''
    return finding('Planet XML', {
      at: vendorInstant(planet),
      sensor: /planetscope|^PS/i.test(platform) ? 'PlanetScope' : `${platform}${serial}`.trim(),
      provider: 'Planet',
      offNadirDeg: degrees(text('spaceCraftViewAngle')),
    })
  }
  if (text('IMAGING_DATE') !== null) {
    return finding('DIMAP', {
      at: vendorInstant(`${text('IMAGING_DATE') ?? ''}T${text('IMAGING_TIME') ?? '00:00:00'}`),
      precision: text('IMAGING_TIME') === null ? 'day' : 'second',
      sensor: airbusSensor(`${text('MISSION') ?? ''}${text('MISSION_INDEX') ?? ''}`) || null,
      provider: 'Airbus',
      offNadirDeg: degrees(text('VIEWING_ANGLE')) ?? degrees(text('INCIDENCE_ANGLE')),
    })
  }
  const firstLine = text('FIRSTLINETIME') ?? text('EARLIESTACQTIME')
  if (firstLine !== null) {
    return finding('Maxar XML', {
      at: vendorInstant(firstLine),
      sensor: maxarSensor(text('SATID')),
      provider: 'Maxar',
      offNadirDeg: degrees(text('MEANOFFNADIRVIEWANGLE')),
    })
  }
  if (/LANDSAT_METADATA_FILE/i.test(root)) {
    return ofLandsat(Object.fromEntries(elements.map((element) => [element.name, element.text])))
  }
  const sentinel2 = text('DATATAKE_SENSING_START') ?? text('SENSING_TIME') ?? text('PRODUCT_START_TIME')
  if (sentinel2 !== null) {
    return finding('Sentinel-2 metadata', {
      at: vendorInstant(sentinel2),
      sensor: text('SPACECRAFT_NAME') ?? 'Sentinel-2',
      provider: 'Copernicus',
    })
  }
  const mission = text('missionId', 'adsHeader')
  if (mission !== null) {
    return finding('Sentinel-1 annotation', {
      at: vendorInstant(text('startTime', 'adsHeader')),
      sensor: mission.replace(/^S1([A-D])$/i, 'Sentinel-1$1'),
      provider: 'Copernicus',
    })
  }
  const start = text('startTime')
  if (start !== null && (/XFDU/i.test(root) || name.endsWith('manifest.safe'))) {
    const family = (text('familyName') ?? 'SENTINEL-1').replace('SENTINEL', 'Sentinel')
    return finding('Sentinel manifest', {
      at: vendorInstant(start),
      sensor: `${family}${text('number') ?? ''}`,
      provider: 'Copernicus',
    })
  }
  return null
}

/** `KEY = value` lines, as Landsat and Maxar write them; the first of each key counts. */
function keyValues(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const line of text.split('\n', lineLimit)) {
    const equals = line.indexOf('=')
    const key = line.slice(0, Math.max(0, equals)).trim()
    if (equals < 0 || !/^\w{1,100}$/.test(key) || key in found) continue
    found[key] = line
      .slice(equals + 1, equals + 1000)
      .replace(/["';]/g, '')
      .trim()
  }
  return found
}

function ofMtl(text: string): AcquisitionFinding | null {
  return /GROUP\s*=\s*(L1_METADATA_FILE|LANDSAT_METADATA_FILE)/.test(text) ? ofLandsat(keyValues(text)) : null
}

function ofLandsat(values: Readonly<Record<string, string>>): AcquisitionFinding | null {
  const day = values['DATE_ACQUIRED']
  if (day === undefined) return null
  const clock = values['SCENE_CENTER_TIME']
  const spacecraft = (values['SPACECRAFT_ID'] ?? 'LANDSAT').replace('LANDSAT', 'Landsat').replace(/_/g, ' ')
  return finding('Landsat MTL', {
    at: vendorInstant(clock === undefined ? day : `${day}T${clock}`),
    precision: clock === undefined ? 'day' : 'second',
    sensor: [spacecraft, (values['SENSOR_ID'] ?? '').replace('_', '/')].join(' ').trim(),
    provider: 'USGS',
    offNadirDeg: degrees(values['ROLL_ANGLE'] ?? null),
  })
}

function ofImd(text: string): AcquisitionFinding | null {
  const values = keyValues(text)
  const at = values['firstLineTime'] ?? values['earliestAcqTime'] ?? values['TLCTime']
  if (at === undefined) return null
  return finding('Maxar IMD', {
    at: vendorInstant(at),
    sensor: maxarSensor(values['satId'] ?? null),
    provider: 'Maxar',
    offNadirDeg: degrees(values['meanOffNadirViewAngle'] ?? values['offNadirViewAngle'] ?? null),
  })
}

function ofGeoEye(text: string): AcquisitionFinding | null {
  const values = new Map<string, string>()
  for (const line of text.split('\n', lineLimit)) {
    const colon = line.indexOf(': ')
    if (colon > 0 && colon < 100)
      values.set(line.slice(0, colon).trim(), line.slice(colon + 2, colon + 200).trim())
  }
  const at = values.get('Acquisition Date/Time')
  if (at === undefined) return null
  const elevation = /^[\d.]+/.exec(values.get('Nominal Collection Elevation') ?? '')?.[0]
  return finding('GeoEye metadata', {
    at: vendorInstant(at.replace(/^(\S+)\s+/, '$1T')),
    sensor: values.get('Sensor') ?? values.get('Sensor Name') ?? null,
    provider: 'Maxar',
    offNadirDeg: elevation === undefined ? null : degrees(String(90 - Number(elevation))),
  })
}

const maxarNames: Readonly<Record<string, string>> = {
  GE01: 'GeoEye-1',
  IK01: 'IKONOS',
  QB02: 'QuickBird',
  WV01: 'WorldView-1',
  WV02: 'WorldView-2',
  WV03: 'WorldView-3',
  WV04: 'WorldView-4',
}

function maxarSensor(id: string | null): string | null {
  return id === null ? null : (maxarNames[id.trim()] ?? id.trim())
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function word(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function angle(value: unknown): number | null {
  return typeof value === 'number' ? degrees(String(value)) : null
}

/** The text members of nested groups, by their own names. */
function flat(groups: Readonly<Record<string, unknown>>, depth = 4): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, value] of Object.entries(groups)) {
    if (typeof value === 'string') found[key] ??= value
    else if (depth > 0) Object.assign(found, { ...flat(record(value), depth - 1), ...found })
  }
  return found
}
