import { degrees, finding, vendorInstant, type AcquisitionFinding } from './finding.ts'
import { maxarSensor } from './sensor-names.ts'

const lineLimit = 20_000

/** Landsat's MTL, Maxar's IMD and GeoEye's metadata as text; null where it is none of these. */
export function ofText(text: string): AcquisitionFinding | null {
  return ofMtl(text) ?? ofImd(keyValues(text)) ?? ofGeoEye(text)
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

/** The members of a Landsat MTL, whatever it is written in; those of before 2012 have other names. */
export function ofLandsat(values: Readonly<Record<string, string>>): AcquisitionFinding | null {
  const day = values['DATE_ACQUIRED'] ?? values['ACQUISITION_DATE']
  if (day === undefined) return null
  const clock = values['SCENE_CENTER_TIME'] ?? values['SCENE_CENTER_SCAN_TIME']
  const spacecraft = (values['SPACECRAFT_ID'] ?? 'LANDSAT')
    .replace(/LANDSAT_?(?=\d)/i, 'Landsat ')
    .replace('LANDSAT', 'Landsat')
  return finding('Landsat MTL', {
    at: vendorInstant(clock === undefined ? day : `${day}T${clock}`),
    precision: clock === undefined ? 'day' : 'second',
    sensor: [spacecraft, (values['SENSOR_ID'] ?? '').replace('_', '/')].join(' ').trim(),
    provider: 'USGS',
    offNadirDeg: degrees(values['ROLL_ANGLE'] ?? null),
  })
}

/** The members of Maxar's IMD; null where it names no time. */
export function ofImd(values: Readonly<Record<string, string>>): AcquisitionFinding | null {
  const at = values['firstLineTime'] ?? values['TLCTime'] ?? values['earliestAcqTime']
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
    const key = line.slice(0, Math.max(0, colon)).trim()
    if (colon > 0 && colon < 100 && !values.has(key))
      values.set(key, line.slice(colon + 2, colon + 200).trim())
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
