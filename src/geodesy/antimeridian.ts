import { round7, type LonLat } from '../domain/polygon.ts'
import { signedArea } from './ring.ts'

/** Coordinates have 7 decimals, so a meridian half a unit before the antimeridian runs through no vertex. */
const halfUnit = 0.5e-7
/** Degrees within which a vertex on the antimeridian counts as the cut of the edge between its neighbours. */
const cutTolerance = 1.5e-7

const same = (a: LonLat, b: LonLat): boolean => a[0] === b[0] && a[1] === b[1]
const shifted = ([lon, lat]: LonLat, degrees: number): LonLat =>
  degrees === 0 ? [lon, lat] : [round7(lon + degrees), lat]

/** The closed ring (lon, lat) moved by whole turns so that its westernmost longitude lies in [-180, 180). */
function shiftHome(ring: readonly LonLat[]): LonLat[] {
  const west = ring.reduce((least, [lon]) => Math.min(least, lon), Infinity)
  const turns = Math.floor((west + 180) / 360)
  return ring.map((position) => shifted(position, -360 * turns))
}

/** The ring moved by whole turns so that it begins within [-180, 180], as footprints are stored. */
function beginHome(ring: readonly LonLat[]): LonLat[] {
  const first = ring[0]?.[0] ?? 0
  const turns = Math.abs(first) <= 180 ? 0 : Math.floor((first + 180) / 360)
  return ring.map((position) => shifted(position, -360 * turns))
}

/**
 * Makes the longitudes of a closed ring (lon, lat) contiguous: where two neighbours are more than 180 degrees
 * apart, the edge between them is taken to cross the antimeridian. The result begins within [-180, 180] and may
 * pass either. Null where the ring runs around a pole.
 */
export function unwrapRing(ring: readonly LonLat[]): LonLat[] | null {
  const unwrapped: LonLat[] = []
  let turns = 0
  let previous: number | null = null
  for (const position of ring) {
    if (previous !== null && Math.abs(position[0] - previous) > 180) {
      turns -= Math.round((position[0] - previous) / 360)
    }
    previous = position[0]
    unwrapped.push(shifted(position, 360 * turns))
  }
  const [first, last] = [unwrapped[0], unwrapped.at(-1)]
  if (first === undefined || last === undefined || !same(first, last)) return null
  return beginHome(unwrapped)
}

interface Crossing {
  /** Where the edge meets the antimeridian, at longitude 180. */
  readonly at: LonLat
  /** Latitude half a unit before it: the order along the cut, also where vertices lie on the antimeridian. */
  readonly order: number
}
interface Chain {
  readonly entry: Crossing
  readonly exit: Crossing
  readonly inner: readonly LonLat[]
  readonly east: boolean
}

const isEast = (position: LonLat): boolean => position[0] >= 180

function crossing(a: LonLat, b: LonLat): Crossing {
  const latitudeAt = (lon: number): number => a[1] + ((lon - a[0]) / (b[0] - a[0])) * (b[1] - a[1])
  const onLine = [a, b].find(([lon]) => lon === 180)
  return { at: onLine ?? [180, round7(latitudeAt(180))], order: latitudeAt(180 - halfUnit) }
}

/** The stretches of a ring on either side of the antimeridian, from crossing to crossing. */
function chainsOf(vertices: readonly LonLat[]): Chain[] {
  const start = vertices.findIndex((vertex, index) => {
    const before = vertices.at(index - 1)
    return before !== undefined && isEast(before) !== isEast(vertex)
  })
  const turned = [...vertices.slice(start), ...vertices.slice(0, start)]
  const chains: Chain[] = []
  const [first, last] = [turned[0], turned.at(-1)]
  if (start < 0 || first === undefined || last === undefined) return chains
  let entry = crossing(last, first)
  const opening = entry
  let inner: LonLat[] = []
  for (const [index, vertex] of turned.entries()) {
    inner.push(vertex)
    const next = turned[index + 1]
    if (next !== undefined && isEast(next) === isEast(vertex)) continue
    const exit = next === undefined ? opening : crossing(vertex, next)
    chains.push({ entry, exit, inner, east: isEast(vertex) })
    entry = exit
    inner = []
  }
  return chains
}

/** Whether the way along the antimeridian goes back over itself, which leaves a spike without width. */
function turnsBack(before: LonLat, vertex: LonLat, after: LonLat): boolean {
  if (before[0] !== 180 || vertex[0] !== 180 || after[0] !== 180) return false
  return before[1] < vertex[1] === after[1] < vertex[1]
}

/** The open ring without repeated neighbours and spikes on the antimeridian, closed; null where nothing of an area is left. */
function closedPart(open: readonly LonLat[], first: LonLat | null): LonLat[] | null {
  const vertices = [...open]
  for (let at = 0; at < vertices.length && vertices.length > 2;) {
    const [before, vertex, after] = [vertices.at(at - 1), vertices[at], vertices[(at + 1) % vertices.length]]
    if (before === undefined || vertex === undefined || after === undefined) break
    if (same(before, vertex) || turnsBack(before, vertex, after)) {
      vertices.splice(at, 1)
      at = Math.max(0, at - 1)
    } else at += 1
  }
  const start = first === null ? 0 : Math.max(0, vertices.indexOf(first))
  const ring = [...vertices.slice(start), ...vertices.slice(0, start)]
  const [begin] = ring
  if (begin === undefined || ring.length < 3) return null
  ring.push(begin)
  // The area in units of the last decimal: exact for a hull, so that zero is zero.
  const units = ring.map(([lon, lat]): LonLat => [Math.round(lon * 1e7), Math.round(lat * 1e7)])
  return signedArea(units) > 0 ? ring : null
}

/**
 * Cuts a contiguous, closed, counterclockwise ring (lon, lat; 7 decimals) at the antimeridian (RFC 7946, 3.1.9).
 * Every part lies within -180 to 180, is closed and counterclockwise; parts without an area are left out. The part
 * that holds the ring's first vertex comes first and begins with it. A ring that does not cross is the only part.
 */
export function cutAtAntimeridian(ring: readonly LonLat[]): LonLat[][] {
  const home = shiftHome(ring)
  if (home.every(([lon]) => lon <= 180)) return [home]
  const vertices = home.slice(0, -1)
  const chains = chainsOf(vertices)
  const crossings = chains.map((chain) => chain.entry).sort((a, b) => a.order - b.order)
  const mates = new Map(crossings.map((each, index) => [each, crossings[index ^ 1]]))
  const byEntry = new Map(chains.map((chain) => [chain.entry, chain]))
  const [first] = vertices
  const ordered = [...chains.filter((chain) => first !== undefined && chain.inner.includes(first)), ...chains]
  const parts: LonLat[][] = []
  const seen = new Set<Chain>()
  for (const begin of ordered) {
    const open: LonLat[] = []
    let chain: Chain | undefined = begin
    while (chain !== undefined && !seen.has(chain)) {
      seen.add(chain)
      open.push(chain.entry.at, ...chain.inner, chain.exit.at)
      const mate = mates.get(chain.exit)
      chain = mate === undefined ? undefined : byEntry.get(mate)
    }
    const part = closedPart(open, first ?? null)
    if (part !== null) parts.push(begin.east ? part.map((position) => shifted(position, -360)) : part)
  }
  return parts
}

type Segment = readonly [LonLat, LonLat]

const key = ([lon, lat]: LonLat): string => `${lon},${lat}`

/** The edges of closed rings, those on longitude 180 divided wherever any ring has a vertex on it. */
function segmentsOf(rings: readonly (readonly LonLat[])[]): Segment[] {
  const stops = [...new Set(rings.flat().flatMap(([lon, lat]) => (lon === 180 ? [lat] : [])))].sort(
    (a, b) => a - b,
  )
  return rings.flatMap((ring) =>
    ring.slice(1).flatMap((to, index): Segment[] => {
      const from = ring[index] ?? to
      if (from[0] !== 180 || to[0] !== 180) return [[from, to]]
      const [low, high] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])]
      const between = stops.filter((lat) => lat > low && lat < high)
      if (from[1] > to[1]) between.reverse()
      const path: LonLat[] = [from, ...between.map((lat): LonLat => [180, lat]), to]
      return path.slice(1).map((end, step): Segment => [path[step] ?? end, end])
    }),
  )
}

/** Whether a vertex on the antimeridian is there only because the edge between its neighbours was cut. */
function isCut(before: LonLat, vertex: LonLat, after: LonLat): boolean {
  if (vertex[0] !== 180) return false
  if (before[0] === 180 && after[0] === 180) return true
  if (before[0] === 180 || after[0] === 180 || before[0] < 180 === after[0] < 180) return false
  const [east, north] = [after[0] - before[0], after[1] - before[1]]
  const cross = east * (vertex[1] - before[1]) - north * (vertex[0] - before[0])
  return Math.abs(cross) <= cutTolerance * Math.hypot(east, north)
}

/**
 * Joins the parts of one ring that was cut at the antimeridian: closed, counterclockwise rings (lon, lat) within
 * -180 to 180. The result is contiguous and begins where the first part begins; it passes 180 or -180. Null where the
 * parts are not those of one ring.
 */
export function joinAtAntimeridian(parts: readonly (readonly LonLat[])[]): LonLat[] | null {
  const touches = (part: readonly LonLat[], meridian: number): boolean =>
    part.some(([lon]) => lon === meridian)
  const rings = parts.map((part) =>
    touches(part, -180) ? part.map((position) => shifted(position, 360)) : part,
  )
  if (!rings.every((ring) => touches(ring, 180))) return null
  const left = new Map<string, Segment>()
  for (const [from, to] of segmentsOf(rings)) {
    if (!left.delete(`${key(to)} ${key(from)}`)) left.set(`${key(from)} ${key(to)}`, [from, to])
  }
  const onward = new Map([...left.values()].map((segment) => [key(segment[0]), segment]))
  const start = rings.flat().find((vertex) => onward.has(key(vertex)))
  if (onward.size !== left.size || start === undefined) return null
  const open: LonLat[] = []
  let segment = onward.get(key(start))
  while (segment !== undefined) {
    onward.delete(key(segment[0]))
    open.push(segment[0])
    segment = onward.get(key(segment[1]))
  }
  if (onward.size > 0) return null
  const kept = open.filter((vertex, index) => {
    const [before, after] = [open.at(index - 1), open[(index + 1) % open.length]]
    return before === undefined || after === undefined || !isCut(before, vertex, after)
  })
  const [begin] = kept
  if (begin === undefined || kept.length < 3) return null
  const firstIsEast = parts[0]?.[0]?.[0] !== rings[0]?.[0]?.[0]
  return beginHome([...kept, begin].map((position) => shifted(position, firstIsEast ? -360 : 0)))
}
