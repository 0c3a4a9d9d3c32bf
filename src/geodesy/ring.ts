import type { LonLat, Ring } from '../domain/polygon.ts'
import { maximumVertices, round7 } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import { geodesicArea, normaliseLon } from './ellipsoid.ts'
import { contiguous, minimumAreaM2 } from './measure.ts'

/**
 * The ring in the one form in which footprints are stored: contiguous longitudes that begin within [-180, 180],
 * 7 decimals, no repeated corners, closed, counterclockwise. The first corner stays first.
 * @throws Problem `footprint/invalid` where it has under 3 corners, over 1,000, crosses itself, leaves the Earth,
 *   or encloses less than 1 m²
 */
export function normaliseRing(ring: readonly LonLat[]): Ring {
  const shift = normaliseLon(ring[0]?.[0] ?? 0) - (ring[0]?.[0] ?? 0)
  const rounded = contiguous(ring).map(([lon, lat]): [number, number] => [round7(lon + shift), round7(lat)])
  const corners = withoutRepeats(rounded)
  if (corners.length < 3) throw invalid('The outline has fewer than three corners.')
  if (corners.length > maximumVertices) throw invalid('The outline has more than 1,000 corners.')
  if (corners.some(([lon, lat]) => !Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lat) > 90)) {
    throw invalid('The outline leaves the Earth.')
  }
  if (crossesItself(corners)) throw invalid('The outline crosses itself.')
  const ordered = signedArea(corners) >= 0 ? corners : keepFirst(corners)
  const closed = close(ordered)
  if (geodesicArea(closed) < minimumAreaM2) throw invalid('The outline encloses less than one square metre.')
  return closed
}

function invalid(what: string): Problem {
  return new Problem('footprint/invalid', 'footprint', what, 'Draw it again around the whole hull.')
}

function withoutRepeats(ring: readonly [number, number][]): [number, number][] {
  const corners = ring.filter((corner, index) => {
    const before = ring[index - 1]
    return before?.[0] !== corner[0] || before[1] !== corner[1]
  })
  const [first, last] = [corners[0], corners.at(-1)]
  if (corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]) corners.pop()
  return corners
}

/** Reversed, but beginning with the same corner. */
function keepFirst(corners: readonly [number, number][]): [number, number][] {
  const [first, ...rest] = corners
  return first === undefined ? [] : [first, ...rest.reverse()]
}

function close(corners: readonly [number, number][]): Ring {
  const [first] = corners
  return first === undefined ? [] : [...corners, [first[0], first[1]]]
}

/** Twice the signed area in degrees, positive where the corners run counterclockwise. Open or closed rings. */
export function signedArea(ring: readonly LonLat[]): number {
  const [x0, y0] = ring[0] ?? [0, 0]
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [0, 0]
    return sum + (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0)
  }, 0)
}

/** Whether two edges of an open ring that are not neighbours touch or cross, or neighbours fold back on each other. */
export function crossesItself(corners: readonly LonLat[]): boolean {
  const count = corners.length
  const corner = (index: number): LonLat => corners[index % count] ?? [0, 0]
  for (let i = 0; i < count; i++) {
    if (foldsBack(corner(i), corner(i + 1), corner(i + 2))) return true
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue
      if (segmentsMeet(corner(i), corner(i + 1), corner(j), corner(j + 1))) return true
    }
  }
  return false
}

const turn = (a: LonLat, b: LonLat, c: LonLat): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

function foldsBack(a: LonLat, b: LonLat, c: LonLat): boolean {
  return turn(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0
}

function segmentsMeet(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)]
  if (abc !== abd && cda !== cdb) return true
  const within = (p: LonLat, q: LonLat, r: LonLat): boolean =>
    r[0] >= Math.min(p[0], q[0]) &&
    r[0] <= Math.max(p[0], q[0]) &&
    r[1] >= Math.min(p[1], q[1]) &&
    r[1] <= Math.max(p[1], q[1])
  return (
    (abc === 0 && within(a, b, c)) ||
    (abd === 0 && within(a, b, d)) ||
    (cda === 0 && within(c, d, a)) ||
    (cdb === 0 && within(c, d, b))
  )
}
