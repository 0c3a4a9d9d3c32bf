import type { LonLat } from '../domain/polygon.ts'
import { cutAtAntimeridian, joinAtAntimeridian, unwrapRing } from '../geodesy/antimeridian.ts'
import { geodesicArea } from '../geodesy/ellipsoid.ts'
import { minimumAreaM2 } from '../geodesy/measure.ts'
import { edgesCross, readPositions, tidyRing, type Reading } from './ring-mending.ts'

/** An RFC 7946 geometry of one footprint. */
export type FootprintGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly LonLat[])[])[] }

/** A footprint as a GeoJSON file holds it. */
export interface WrittenFootprint {
  readonly geometry: FootprintGeometry | null
  /**
   * The contiguous ring itself, where the geometry alone would not give its very vertices back: it has a vertex on
   * the antimeridian in the middle of a straight edge, passes -180 instead of 180, or nearly holds a pole.
   */
  readonly ring: readonly LonLat[] | null
}

/** The ring (lon, lat) as RFC 7946 wants it: counterclockwise, closed, within -180 to 180, cut in two at 180. */
export function writeFootprint(ring: readonly LonLat[]): WrittenFootprint {
  const positions = readPositions(ring)
  const tidy = 'value' in positions ? tidyRing(positions.value) : positions
  if ('why' in tidy) return { geometry: null, ring: null }
  const geometry = geometryOf(tidy.value)
  if (geometry === null) return { geometry: null, ring: null }
  const back = ringOfGeometry(geometry)
  const exact = 'value' in back && sameRing(back.value, tidy.value)
  return { geometry, ring: exact ? null : tidy.value }
}

function geometryOf(tidy: readonly LonLat[]): FootprintGeometry | null {
  const parts = cutAtAntimeridian(tidy)
  const [part] = parts
  if (part === undefined) return null
  if (parts.length === 1) return { type: 'Polygon', coordinates: [part] }
  return { type: 'MultiPolygon', coordinates: parts.map((each) => [each]) }
}

/**
 * The ring of a geometry from a file: contiguous, closed, counterclockwise, 7 decimals, beginning where the file
 * begins. `remembered` is the ring that an export wrote beside the geometry; it counts only where cutting it gives
 * that geometry. Refused with a reason: everything but one simple outline without holes.
 */
export function readFootprint(geometry: unknown, remembered: unknown): Reading<LonLat[]> {
  const read = ringOfGeometry(geometry)
  const exact = 'value' in read ? rememberedRing(geometry, remembered) : null
  const ring = exact === null ? read : { value: exact }
  if ('why' in ring) return ring
  if (edgesCross(ring.value)) return { why: 'edges of the outline cross or touch each other' }
  if (geodesicArea(ring.value) < minimumAreaM2)
    return { why: 'the outline encloses less than one square metre' }
  return ring
}

function rememberedRing(geometry: unknown, remembered: unknown): LonLat[] | null {
  if (remembered === undefined) return null
  const positions = readPositions(remembered)
  const tidy = 'value' in positions ? tidyRing(positions.value) : positions
  if ('why' in tidy) return null
  const again = geometryOf(tidy.value)
  return again !== null && sameGeometry(again, geometry) ? tidy.value : null
}

/** The outlines of a polygon's rings: exactly one, for a footprint. */
export function exteriorOf(rings: unknown): Reading<LonLat[]> {
  if (!Array.isArray(rings) || rings.length === 0) return { why: 'the polygon has no ring' }
  const positions = readPositions(rings[0])
  return 'why' in positions ? positions : tidyRing(positions.value)
}

function ringOfGeometry(geometry: unknown): Reading<LonLat[]> {
  if (geometry === null || geometry === undefined) return { why: 'there is no geometry' }
  if (typeof geometry !== 'object') return { why: 'the geometry is not an object' }
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    return {
      why: `the geometry is ${typeof type === 'string' ? type : 'of no type'}; a footprint is a Polygon`,
    }
  }
  if (!Array.isArray(coordinates) || coordinates.length === 0)
    return { why: 'the geometry has no coordinates' }
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as unknown[]
  const parts: LonLat[][] = []
  for (const rings of polygons) {
    if (Array.isArray(rings) && rings.length > 1) return { why: 'the polygon has holes' }
    const part = exteriorOf(rings)
    if ('why' in part) return part
    parts.push(part.value)
  }
  const [only] = parts
  return parts.length === 1 && only !== undefined ? contiguous(only) : joined(parts)
}

/** The ring with contiguous longitudes; `tidy` may jump from 179.9 to -179.9. */
export function contiguous(tidy: readonly LonLat[]): Reading<LonLat[]> {
  const jumps = tidy.some(([lon], index) => Math.abs(lon - (tidy[index - 1] ?? [lon])[0]) > 180)
  const unwrapped = unwrapRing(tidy)
  if (unwrapped === null) return { why: 'the outline runs around a pole' }
  // Only the unwrapped ring shows which way round one that jumps really runs.
  return jumps ? tidyRing(unwrapped) : { value: unwrapped }
}

function joined(parts: readonly (readonly LonLat[])[]): Reading<LonLat[]> {
  const ring = joinAtAntimeridian(parts)
  if (ring === null) return { why: `the ${parts.length} parts are not one outline cut at the antimeridian` }
  return tidyRing(ring)
}

function sameRing(a: readonly LonLat[], b: readonly LonLat[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function sameGeometry(ours: FootprintGeometry, theirs: unknown): boolean {
  const { type, coordinates } = theirs as { type?: unknown; coordinates?: unknown }
  return type === ours.type && JSON.stringify(coordinates) === JSON.stringify(ours.coordinates)
}
