import type { LonLat, Ring } from '../domain/polygon.ts'
import { round7 } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import { geodesicArea, localFrame, normaliseAzimuth, normaliseLon } from './ellipsoid.ts'
import { minimumAreaRectangle } from './rectangle.ts'

/** The measures of a footprint, named as the columns that hold them. Metres, square metres, degrees. */
export interface Measures {
  readonly length_m: number
  readonly beam_m: number
  /** Stern to bow, clockwise from true north: [0, 360) where the bow is known, else [0, 180). */
  readonly heading_deg: number
  readonly heading_known: 0 | 1
  readonly area_m2: number
  /** Centre of the rectangle. */
  readonly lon: number
  readonly lat: number
}

/** Below this a footprint is a slip of the hand, not a hull. */
export const minimumAreaM2 = 1

/** The same ring with longitudes that run on from the first one instead of jumping at 180. */
export function contiguous(ring: readonly LonLat[]): LonLat[] {
  const first = ring[0]?.[0] ?? 0
  return ring.map(([lon, lat]) => [first + normaliseLon(lon - first), lat])
}

/**
 * Measures a footprint on the WGS 84 ellipsoid: length and beam are the long and the short side of its minimum-area
 * rectangle in a plane true to scale at the footprint, area is that of the ring itself. Rounded to 0.001 m,
 * 0.001 degrees and 0.1 m².
 *
 * @param ring closed, longitude and latitude, in any order and direction, contiguous or wrapped at 180
 * @param headingHintDeg roughly where the bow points (degrees from true north): the end of the long axis nearest to it
 *   is the bow. Null where bow and stern cannot be told apart.
 * @throws Problem `footprint/invalid` where the ring spans less than 1 m²
 */
export function measureFootprint(ring: Ring, headingHintDeg: number | null): Measures {
  const { centre, longM, shortM, axisDeg } = fitRectangle(ring)
  const headingDeg = headingHintDeg === null ? axisDeg : nearerEnd(axisDeg, headingHintDeg)
  return {
    length_m: roundTo(longM, 3),
    beam_m: roundTo(shortM, 3),
    heading_deg: roundTo(headingDeg, 3) % (headingHintDeg === null ? 180 : 360),
    heading_known: headingHintDeg === null ? 0 : 1,
    area_m2: roundTo(geodesicArea(ring), 1),
    lon: round7(normaliseLon(centre[0])),
    lat: round7(centre[1]),
  }
}

/** The minimum-area rectangle of a ring on the ground, unrounded; `centre` contiguous with the ring's first position. */
export function fitRectangle(ring: Ring): { centre: LonLat; longM: number; shortM: number; axisDeg: number } {
  const points = contiguous(ring).slice(0, -1)
  const origin: LonLat = [mean(points.map(([lon]) => lon)), mean(points.map(([, lat]) => lat))]
  const frame = localFrame(origin)
  const rectangle = minimumAreaRectangle(points.map((point) => frame.toPlane(point)))
  if (rectangle === null || rectangle.longM * rectangle.shortM < minimumAreaM2) {
    throw new Problem(
      'footprint/invalid',
      'footprint',
      'The outline encloses less than one square metre.',
      'Draw it again around the whole hull.',
    )
  }
  return { ...rectangle, centre: frame.toLonLat(rectangle.centre) }
}

/** Of an axis (degrees from north, [0, 180)) the end that points nearer to `hintDeg`, in [0, 360). */
export function nearerEnd(axisDeg: number, hintDeg: number): number {
  const off = Math.abs(normaliseAzimuth(axisDeg - hintDeg + 180) - 180)
  return normaliseAzimuth(off <= 90 ? axisDeg : axisDeg + 180)
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale + 0
}
