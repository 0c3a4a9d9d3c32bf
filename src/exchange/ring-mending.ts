import { maximumVertices, round7, type LonLat } from '../domain/polygon.ts'
import { crossesItself, signedArea } from '../geodesy/ring.ts'

/** A value, or in plain words why there is none. */
export type Reading<T> = { readonly value: T } | { readonly why: string }

/**
 * Positions [lon, lat, …] of a ring from a file, in degrees rounded to 7 decimals; further ordinates are dropped.
 * Refused: what is not a list of finite numbers, |lat| above 90, |lon| above 360.
 */
export function readPositions(value: unknown): Reading<LonLat[]> {
  if (!Array.isArray(value)) return { why: 'the ring is not a list of positions' }
  const positions: LonLat[] = []
  for (const position of value as unknown[]) {
    if (!Array.isArray(position) || position.length < 2)
      return { why: 'a position is not [longitude, latitude]' }
    if (!position.every((ordinate) => typeof ordinate === 'number' && Number.isFinite(ordinate))) {
      return { why: 'a coordinate is not a finite number' }
    }
    const [lon, lat] = position as [number, number]
    if (Math.abs(lon) > 360 || Math.abs(lat) > 360) {
      return { why: `the coordinates [${lon}, ${lat}] look like metres; longitude and latitude are needed` }
    }
    if (Math.abs(lat) > 90) {
      const swapped = Math.abs(lon) <= 90 ? '; longitude and latitude look swapped' : ''
      return { why: `the latitude ${lat} is beyond 90 degrees${swapped}` }
    }
    positions.push([round7(lon), round7(lat)])
  }
  return { value: positions }
}

/**
 * The ring closed, without repeated neighbours and counterclockwise; it still begins with its first vertex.
 * Refused: fewer than three different vertices, more than 1,000.
 */
export function tidyRing(positions: readonly LonLat[]): Reading<LonLat[]> {
  const differs = (a: LonLat | undefined, b: LonLat | undefined): boolean =>
    a?.[0] !== b?.[0] || a?.[1] !== b?.[1]
  const open = positions.filter((position, index) => index === 0 || differs(position, positions[index - 1]))
  while (open.length > 1 && !differs(open[0], open.at(-1))) open.pop()
  const [first] = open
  if (first === undefined || open.length < 3)
    return { why: 'the outline has fewer than three different corners' }
  if (open.length > maximumVertices) return { why: `the outline has ${open.length} corners, over 1,000` }
  const ring = [...open, first]
  return { value: signedArea(ring) < 0 ? ring.reverse() : ring }
}

/**
 * Whether edges of a contiguous closed ring cross, touch or run over each other. Exact for rings up to nine degrees
 * wide: products in units of the seventh decimal fit a double.
 */
export function edgesCross(ring: readonly LonLat[]): boolean {
  const [lon0, lat0] = ring[0] ?? [0, 0]
  const units = ring.map(([lon, lat]): LonLat => [
    Math.round((lon - lon0) * 1e7),
    Math.round((lat - lat0) * 1e7),
  ])
  return crossesItself(units.slice(0, -1))
}
