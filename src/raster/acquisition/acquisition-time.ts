import { showInstant } from '../../domain/time.ts'
import { acquisitionOfName, type AcquisitionFinding } from './product-names.ts'
import type { SceneTexts } from '../scene-image.ts'
import { acquisitionOfSidecar, vendorInstant, type SidecarText } from './vendor-sidecars.ts'

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
  /** Sentences for the analyst: a day without a time, processing time only, and all `contradictions`. */
  readonly disagreements: readonly string[]
  /** A sentence for each source that gives another time than the one that is followed. */
  readonly contradictions: readonly string[]
}

/** Sources may differ by this much and still speak of the same pass: start of a strip, its centre, its end. */
const toleranceMs = 2 * 60_000

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
    disagreements: best === undefined ? [] : [...doubtsOf(best), ...contradictions],
    contradictions,
  }
}

function dateTimeFinding(at: string): AcquisitionFinding {
  return {
    at,
    precision: 'second',
    sensor: null,
    provider: null,
    offNadirDeg: null,
    rule: 'TIFF DateTime, usually the time of processing',
  }
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
  return Math.abs(Date.parse(a.at) - Date.parse(b.at)) <= toleranceMs
}

const timeKeys = [
  'ACQUISITIONDATETIME',
  'ACQUISITION_DATETIME',
  'ACQUISITION_DATE_TIME',
  'ACQUISITION_TIME',
  'ACQUISITION_DATE',
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

/** Items of GDAL_METADATA, and a JSON document or a SAR header in ImageDescription. */
function acquisitionOfMetadata(texts: SceneTexts): AcquisitionFinding | null {
  const items = new Map(Object.entries(texts.metadata).map(([key, value]) => [key.toUpperCase(), value]))
  const pick = (...keys: string[]) =>
    keys.map((key) => items.get(key)).find((value) => value !== undefined) ?? null
  const text = texts.imageDescription ?? ''
  const described = text.trimStart().startsWith('{')
  const fromText = described ? acquisitionOfSidecar({ name: 'ImageDescription', text }) : null
  for (const key of timeKeys) {
    const value = pick(key)
    const at = vendorInstant(value)
    if (at === null) continue
    const precision = /\d[T ]\d{1,2}:?\d{2}/.test(value ?? '') ? 'second' : 'day'
    return {
      at,
      precision,
      sensor: pick('SATELLITEID', 'SPACECRAFT_NAME', 'SATELLITE', 'PLATFORM', 'SENSOR'),
      provider: pick('PROVIDER'),
      offNadirDeg: null,
      rule: `${key} in the file's metadata`,
    }
  }
  return fromText
}
