import { Problem } from '../domain/problem.ts'
import type { Acquisition } from './acquisition/acquisition-time.ts'
import { gsdM } from './placing/ground-sample.ts'
import { placementOf } from './placing/placement.ts'
import { pixelsAt } from './read-window.ts'
import { sceneExtent } from './placing/scene-outline.ts'
import type { Affine, Level, SceneImage, SampleType } from './scene-image.ts'
import type { SceneReader } from './scene-reader.ts'

type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity'

/** What `info --json` prints; members that gdalinfo has too mean the same. */
export interface SceneDescription {
  readonly path: string
  readonly size: readonly [width: number, height: number]
  readonly geoTransform: Affine | null
  readonly crs: string | null
  readonly bounds_wgs84: readonly [west: number, south: number, east: number, north: number] | null
  /** Upper left, upper right, lower right, lower left, as [lon, lat]. */
  readonly corners_wgs84: readonly (readonly [lon: number, lat: number])[] | null
  readonly bands: readonly BandDescription[]
  readonly layout: 'tiled' | 'striped'
  readonly block: readonly [width: number, height: number]
  readonly compression: string
  readonly overviews: readonly (readonly [width: number, height: number])[]
  readonly gsd_m: number | null
  readonly acquired_at: string | null
  readonly acquired_from: string | null
  /** The rule that gave the time: "PlanetScope file name". */
  readonly acquired_rule: string | null
  /** `day`: the time stands for its day. */
  readonly acquired_precision: 'second' | 'day' | null
  readonly sensor: string | null
  readonly provider: string | null
  readonly off_nadir_deg: number | null
  readonly georeferencing: SceneImage['georeferencing']
  /** For each pixel that was asked for, in that order, the values of all bands there. */
  readonly samples?: readonly (readonly JsonNumber[])[]
  readonly problems: readonly string[]
}

export interface BandDescription {
  readonly band: number
  readonly type: SampleType
  readonly noDataValue: JsonNumber | null
  readonly colorInterpretation: string
  readonly description?: string
  readonly scale?: number
  readonly offset?: number
}

/**
 * Describes an opened scene.
 * @param path as the user named it
 */
export function describeScene(path: string, image: SceneImage, acquisition: Acquisition): SceneDescription {
  const extent = sceneExtent(image)
  const [base, ...overviews] = image.levels
  return {
    path,
    size: [image.width, image.height],
    geoTransform: image.affine,
    crs: image.crs,
    bounds_wgs84: extent?.bounds ?? null,
    corners_wgs84: extent?.corners ?? null,
    bands: image.bands.map((band) => ({
      band: band.band,
      type: band.type,
      noDataValue: band.noDataValue === null ? null : jsonNumber(band.noDataValue),
      colorInterpretation: band.colorInterpretation,
      ...(band.name === null ? {} : { description: band.name }),
      ...(band.scale === null ? {} : { scale: band.scale }),
      ...(band.offset === null ? {} : { offset: band.offset }),
    })),
    layout: base?.layout ?? 'striped',
    block: [base?.blockWidth ?? image.width, base?.blockHeight ?? image.height],
    compression: base === undefined ? 'NONE' : compressionOf(base),
    overviews: overviews.map((level) => [level.width, level.height]),
    gsd_m: gsdM(image),
    acquired_at: acquisition.acquired_at,
    acquired_from: acquisition.acquired_from,
    acquired_rule: acquisition.rule,
    acquired_precision: acquisition.precision,
    sensor: acquisition.sensor,
    provider: acquisition.provider,
    off_nadir_deg: acquisition.off_nadir_deg,
    georeferencing: image.georeferencing,
    problems: [
      ...image.problems,
      ...placeProblems(image, extent === null),
      ...acquisition.doubts,
      ...acquisition.contradictions,
    ],
  }
}

/**
 * For each pixel of the full resolution, in the order given, the values of all bands there: what `--pixel` adds.
 * @throws Problem `input/invalid` for a pixel outside of the image; as pixelsAt does
 */
export async function describePixels(
  reader: SceneReader,
  places: readonly { readonly column: number; readonly row: number }[],
): Promise<JsonNumber[][]> {
  const { name, width, height } = reader.image
  for (const { column, row } of places) {
    if (column >= 0 && row >= 0 && column < width && row < height) continue
    throw new Problem(
      'input/invalid',
      name,
      `The pixel ${column},${row} lies outside of the image.`,
      `Columns run from 0 to ${width - 1}, rows from 0 to ${height - 1}.`,
    )
  }
  return (await pixelsAt(reader, places)).map((values) => values.map(jsonNumber))
}

/** LERC is named with what packs its bytes once more. */
function compressionOf({ compression, lercCompression }: Level): string {
  const packed = compression === 'LERC' ? (['', '_DEFLATE', '_ZSTD'][lercCompression] ?? '') : ''
  return `${compression}${packed}`
}

function placeProblems(image: SceneImage, nowhere: boolean): string[] {
  const placement = placementOf(image)
  if (placement === null) return []
  const problems: string[] = []
  if (nowhere) problems.push('Its coordinates are not on Earth; it can be looked at, not measured.')
  const { gcpResidual } = placement
  if (gcpResidual !== null) {
    const metres = gcpResidual * placement.projection.metresPerUnit
    problems.push(
      `The scene is placed by ${image.gcps.length} ground control points; they are met within ${metres.toFixed(1)} m (root mean square).`,
    )
  }
  return problems
}

/** JSON has no NaN and no infinity: they stand as text. */
function jsonNumber(value: number): JsonNumber {
  if (Number.isNaN(value)) return 'NaN'
  if (Number.isFinite(value)) return value
  return value > 0 ? 'Infinity' : '-Infinity'
}
