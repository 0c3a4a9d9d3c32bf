import { degrees, finding, vendorInstant, vendorTime, type AcquisitionFinding } from './finding.ts'
import { datatakeMinutes } from './product-names.ts'
import { airbusSensor, maxarSensor, planetSensor } from './sensor-names.ts'
import { ofLandsat } from './text-sidecars.ts'
import { elementsOf, textOf, type XmlElement } from './xml.ts'

type Reader = (elements: readonly XmlElement[], root: string) => AcquisitionFinding | null

/** Planet's, Airbus', Maxar's, Landsat's, Sentinel's and other vendors' XML; null where it is none of these. */
export function ofXml(text: string): AcquisitionFinding | null {
  const elements = elementsOf(text)
  const root = elements.find((element) => element.path.length === 0)?.name ?? ''
  for (const read of readers) {
    const found = read(elements, root)
    if (found !== null) return found
  }
  return null
}

const planet: Reader = (elements) => {
  const at = textOf(elements, 'acquisitionDateTime')
  if (at === null) return null
  return finding('Planet XML', {
    at: vendorInstant(at),
    sensor: planetSensor(
      textOf(elements, 'shortName', 'Platform') ?? '',
      textOf(elements, 'serialIdentifier', 'Platform'),
    ),
    provider: 'Planet',
    offNadirDeg: degrees(textOf(elements, 'spaceCraftViewAngle')),
  })
}

const dimap: Reader = (elements) => {
  const day = textOf(elements, 'IMAGING_DATE')
  if (day === null) return null
  const clock = textOf(elements, 'IMAGING_TIME')
  const mission = `${textOf(elements, 'MISSION') ?? ''}${textOf(elements, 'MISSION_INDEX') ?? ''}`
  return finding('DIMAP', {
    at: vendorInstant(`${day}T${clock ?? '00:00:00'}`),
    precision: clock === null ? 'day' : 'second',
    sensor: airbusSensor(mission) || null,
    provider: 'Airbus',
    offNadirDeg: degrees(inTheMiddle(elements, 'VIEWING_ANGLE') ?? inTheMiddle(elements, 'INCIDENCE_ANGLE')),
  })
}

/** DIMAP gives angles at nine or three places of the scene: the middle stands for all of them. */
function inTheMiddle(elements: readonly XmlElement[], name: string): string | null {
  const middle = elements.findIndex(({ name, text }) => name === 'LOCATION_TYPE' && /^center$/i.test(text))
  const next = elements.findIndex(({ name }, at) => name === 'LOCATION_TYPE' && at > middle)
  const there = middle < 0 ? [] : elements.slice(middle, next < 0 ? undefined : next)
  return textOf(there, name) ?? textOf(elements, name)
}

const maxar: Reader = (elements) => {
  const at = ['FIRSTLINETIME', 'TLCTIME', 'EARLIESTACQTIME']
    .map((name) => textOf(elements, name))
    .find((text) => text !== null)
  if (at === undefined) return null
  return finding('Maxar XML', {
    at: vendorInstant(at),
    sensor: maxarSensor(textOf(elements, 'SATID')),
    provider: 'Maxar',
    offNadirDeg: degrees(textOf(elements, 'MEANOFFNADIRVIEWANGLE') ?? textOf(elements, 'OFFNADIRVIEWANGLE')),
  })
}

const landsat: Reader = (elements, root) => {
  if (!/LANDSAT_METADATA_FILE/i.test(root)) return null
  const values: Record<string, string> = {}
  for (const { name, text } of elements) if (text !== '') values[name] ??= text
  return ofLandsat(values)
}

const sentinel2: Reader = (elements) => {
  const within = ['SENSING_TIME', 'DATATAKE_SENSING_START', 'PRODUCT_START_TIME']
  const at = within.map((name) => textOf(elements, name)).find((text) => text !== null)
  if (at === undefined) return null
  const satellite = /^S2([A-D])_/.exec(textOf(elements, 'TILE_ID') ?? '')?.[1]
  return finding('Sentinel-2 metadata', {
    at: vendorInstant(at),
    sensor: textOf(elements, 'SPACECRAFT_NAME') ?? `Sentinel-2${satellite ?? ''}`,
    provider: 'Copernicus',
    slackMinutes: textOf(elements, 'SENSING_TIME') === null ? datatakeMinutes : 2,
  })
}

const sentinel1: Reader = (elements) => {
  const mission = textOf(elements, 'missionId', 'adsHeader')
  if (mission === null) return null
  return finding('Sentinel-1 annotation', {
    at: vendorInstant(textOf(elements, 'startTime', 'adsHeader')),
    sensor: mission.replace(/^S1([A-D])$/i, 'Sentinel-1$1'),
    provider: 'Copernicus',
  })
}

const manifest: Reader = (elements, root) => {
  const at = textOf(elements, 'startTime')
  if (at === null || !/XFDU/i.test(root)) return null
  // SENTINEL-1 and A, or SENTINEL and 2A.
  const family = (textOf(elements, 'familyName') ?? 'Sentinel').replace(/SENTINEL$/i, 'Sentinel-')
  return finding('Sentinel manifest', {
    at: vendorInstant(at),
    sensor: `${family.replace(/SENTINEL/i, 'Sentinel')}${textOf(elements, 'number') ?? ''}`,
    provider: 'Copernicus',
  })
}

const iceye: Reader = (elements) => {
  const at = textOf(elements, 'acquisition_start_utc')
  if (at === null) return null
  return finding('ICEYE metadata', {
    at: vendorInstant(at),
    sensor: (textOf(elements, 'satellite_name') ?? 'ICEYE').replace(/^ICEYE-/i, 'ICEYE '),
    provider: 'ICEYE',
  })
}

const terraSar: Reader = (elements) => {
  const at = textOf(elements, 'timeUTC', 'start')
  const mission = textOf(elements, 'mission', 'generalHeader')
  if (at === null || mission === null) return null
  return finding('TerraSAR-X metadata', {
    at: vendorInstant(at),
    sensor: mission.replace(/^TSX-?1$/i, 'TerraSAR-X').replace(/^TDX-?1$/i, 'TanDEM-X'),
    provider: /^PAZ/i.test(mission) ? 'Hisdesat' : 'Airbus',
  })
}

/** Surface reflectance of Landsat as the Landsat archive's ESPA delivers it. */
const espa: Reader = (elements) => {
  const day = textOf(elements, 'acquisition_date', 'global_metadata')
  if (day === null) return null
  const clock = textOf(elements, 'scene_center_time', 'global_metadata')
  const satellite = (textOf(elements, 'satellite') ?? 'Landsat').replace(/LANDSAT_/i, 'Landsat ')
  return finding('Landsat ESPA metadata', {
    ...vendorTime(clock === null ? day : `${day}T${clock}`),
    sensor: `${satellite} ${(textOf(elements, 'instrument') ?? '').replace('_', '/')}`.trim(),
    provider: 'USGS',
  })
}

/** The most particular first: common words such as `startTime` come last. */
const readers = [
  planet,
  dimap,
  maxar,
  landsat,
  sentinel2,
  sentinel1,
  manifest,
  iceye,
  terraSar,
  espa,
] as const
