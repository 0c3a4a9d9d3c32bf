import { showInstant } from '../../domain/time.ts'
import type { SceneTexts } from '../scene-image.ts'
import { degrees, finding, vendorInstant, vendorTime, type AcquisitionFinding } from './finding.ts'
import { acquisitionOfName } from './product-names.ts'
import { maxarSensor } from './sensor-names.ts'
import { ofImd, ofLandsat } from './text-sidecars.ts'
import { acquisitionOfSidecar, type SidecarText } from './vendor-sidecars.ts'

/** Where an acquisition time came from, as the project file stores it. */
export type AcquiredFrom = 'sidecar' | 'metadata' | 'filename' | 'tiff_datetime'

/** When, by what and from where a scene was taken, and how sure that is. */
export interface Acquisition {
  /** UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`; null where nothing says it. */
  readonly acquired_at: string | null
  readonly acquired_from: AcquiredFrom | null
  /** `day`: only the day is known, the time stands for its start. Null without a time. */
  readonly precision: 'second' | 'day' | null
  /** The rule that gave the time, for the analyst: "PlanetScope file name". */
  readonly rule: string | null
  readonly sensor: string | null
  readonly provider: string | null
  readonly off_nadir_deg: number | null
  /** Sentences for the analyst on what the time is worth: a day without a time, processing time only. */
  readonly doubts: readonly string[]
  /** A sentence for each source that gives another time than the one that is followed. */
  readonly contradictions: readonly string[]
}

/**
 * Finds the acquisition time: a vendor's sidecar first, then the metadata inside the file, then its name, and last the
 * TIFF tag DateTime, which is usually the time of processing. Whoever is not followed but differs is named.
 * @param sidecars those of `sidecarNames(fileName)` that exist
 */
export function findAcquisition(
  fileName: string,
  texts: SceneTexts,
  sidecars: readonly SidecarText[],
): Acquisition {
  const found: { from: AcquiredFrom; finding: AcquisitionFinding }[] = []
  for (const sidecar of sidecars) {
    const finding = acquisitionOfSidecar(sidecar)
    if (finding !== null) found.push({ from: 'sidecar', finding })
  }
  const inside = acquisitionOfMetadata(texts)
  if (inside !== null) found.push({ from: 'metadata', finding: inside })
  const named = acquisitionOfName(fileName)
  if (named !== null) found.push({ from: 'filename', finding: named })
  const stamped = vendorInstant(texts.dateTime)
  if (stamped !== null) found.push({ from: 'tiff_datetime', finding: dateTimeFinding(stamped) })
  const best = found.find(({ finding }) => finding.at !== null)
  const contradictions = best === undefined ? [] : contradictionsOf(best, found)
  const first = <Key extends 'sensor' | 'provider' | 'offNadirDeg'>(key: Key) =>
    found.map(({ finding }) => finding[key]).find((value) => value !== null) ?? null
  return {
    acquired_at: best?.finding.at ?? null,
    acquired_from: best?.from ?? null,
    precision: best?.finding.precision ?? null,
    rule: best?.finding.rule ?? null,
    sensor: first('sensor'),
    provider: first('provider'),
    off_nadir_deg: first('offNadirDeg'),
    doubts: best === undefined ? [] : doubtsOf(best),
    contradictions,
  }
}

function dateTimeFinding(at: string): AcquisitionFinding {
  return finding('TIFF DateTime, usually the time of processing', { at })
}

type Found = { readonly from: AcquiredFrom; readonly finding: AcquisitionFinding }

function doubtsOf({ from, finding }: Found): string[] {
  const sentences: string[] = []
  if (finding.precision === 'day') sentences.push(`Only the day of acquisition is known (${finding.rule}).`)
  if (from === 'tiff_datetime') {
    sentences.push('The acquisition time is the TIFF DateTime, which is usually the time of processing.')
  }
  return sentences
}

function contradictionsOf(best: Found, found: readonly Found[]): string[] {
  const { at, rule } = best.finding
  if (at === null) return []
  return found.flatMap(({ from, finding }) => {
    // A processing time never contradicts an acquisition time.
    if (finding.at === null || from === 'tiff_datetime' || sameTime(best.finding, finding)) return []
    const [one, other] = [showInstant(at, 'second'), showInstant(finding.at, 'second')]
    return [`The acquisition time is ${one} by ${rule}, but ${other} by ${finding.rule}.`]
  })
}

function sameTime(a: AcquisitionFinding, b: AcquisitionFinding): boolean {
  if (a.at === null || b.at === null) return true
  if (a.precision === 'day' || b.precision === 'day') return a.at.slice(0, 10) === b.at.slice(0, 10)
  return Math.abs(Date.parse(a.at) - Date.parse(b.at)) <= Math.max(a.slackMinutes, b.slackMinutes) * 60_000
}

const timeKeys = [
  'ACQUISITIONDATETIME',
  'ACQUISITION_DATETIME',
  'ACQUISITION_DATE_TIME',
  'ACQUISITION_TIME',
  'ACQUISITION_DATE',
  'DATE_ACQUIRED',
  'ACQUIRED',
  'DATATAKE_SENSING_START',
  'SENSING_TIME',
  'SENSING_START',
  'PRODUCT_START_TIME',
  'START_TIME',
  'STARTTIME',
  'EXIF_DATETIMEORIGINAL',
  'DATETIME',
  'DATE',
]

const angleKeys = [
  'OFF_NADIR',
  'OFFNADIR',
  'OFF_NADIR_ANGLE',
  'OFF_NADIR_DEG',
  'VIEW_ANGLE',
  'VIEW:OFF_NADIR',
  'SPACECRAFTVIEWANGLE',
  'MEANOFFNADIRVIEWANGLE',
]

/** What a vendor's file said that was copied into GDAL's metadata, else items there by their names, else a JSON document in ImageDescription. */
function acquisitionOfMetadata({ metadata, imageDescription }: SceneTexts): AcquisitionFinding | null {
  const items = new Map(Object.entries(metadata).map(([key, value]) => [key.toUpperCase(), value]))
  const pick = (keys: readonly string[]) =>
    keys.map((key) => items.get(key)).find((value) => value !== undefined) ?? null
  const isLandsat = /landsat/i.test(pick(['SPACECRAFT_ID']) ?? '')
  const copied = ofImd(withoutGroups(metadata)) ?? (isLandsat ? ofLandsat(metadata) : null)
  if (copied !== null) return { ...copied, rule: `${copied.rule} in the file's metadata` }
  for (const key of timeKeys) {
    const time = vendorTime(pick([key]))
    if (time.at === null) continue
    return finding(`${key} in the file's metadata`, {
      ...time,
      sensor: maxarSensor(pick(['SATELLITEID', 'SPACECRAFT_NAME', 'SATELLITE', 'PLATFORM', 'SENSOR'])),
      provider: pick(['PROVIDER']),
      offNadirDeg: degrees(pick(angleKeys)),
    })
  }
  const text = imageDescription ?? ''
  return text.trimStart().startsWith('{') ? acquisitionOfSidecar({ name: 'ImageDescription', text }) : null
}

/** `IMAGE_1.firstLineTime`, as GDAL copies a member of a group, by the member's own name. */
function withoutGroups(items: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(items)
      .reverse()
      .map(([key, value]) => [key.slice(key.lastIndexOf('.') + 1), value.replace(/"/g, '')]),
  )
}
