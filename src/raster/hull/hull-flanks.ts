import { grown, quantile, robustSlope, type Edge, type Heights } from './hull-edges.ts'
import { sampleAt, type PixelBox } from './hull-patch.ts'

/** Places along a side where its edge is looked for, over these parts of the length and of the beam. */
const stations = { side: 25, end: 21 }
const spanned = { side: 0.74, end: 0.8 }
/** Sampled so often in a pixel. */
const perPixel = 3
/** A side was found too far out by so many metres at most, and at least by so many pixels. */
const inwardM = 4.2
const leastReach = 2.5
/** A deckhouse near an end has edges too: an end that was found too far out by more is left where it is. */
const mostInward = 1.5
/** A rim stands out so much at least; outside nothing stands out by more than the one, or that part of its rim. */
const rimFrom = { side: 3, end: 5 }
const waterTo = { least: 2.2, part: 0.3 }
/** So far outward of an edge there has to be water, in pixels. */
const gap = 2.5
/** Edges so near each other, in pixels, are those of one line; of the stations so many must be on it, and see water. */
const oneLine = 0.9
const onLine = { side: 0.34, end: 0.14 }
const isOpenFrom = { side: 0.72, end: 0.8 }

type Which = 'side' | 'end'
/** So far inward and outward of a side. */
type Reach = readonly [number, number]

/**
 * Moves the sides of a box to where the hull ends against water or shadow, be it only the gap that fenders keep between
 * it and a quay: the outermost line near each side on which it falls off.
 * @param apart how far everything is from the surroundings, lit or in shadow
 */
export function withFlanks(apart: Heights, box: PixelBox, pixelM: number): PixelBox {
  const inward = Math.max(leastReach, Math.min(box.short / 3, inwardM / pixelM + 1))
  const first = {
    side: [inward, inward] as const,
    end: [mostInward, leastReach] as const,
  }
  const again = { side: [leastReach, leastReach] as const, end: [mostInward, leastReach] as const }
  let now = box
  for (const reach of [first, again]) {
    const [low, high] = [
      flankOf(apart, now, -1, 'side', reach.side),
      flankOf(apart, now, 1, 'side', reach.side),
    ]
    const turns = [low === null ? null : -low.slope, high?.slope ?? null].filter((turn) => turn !== null)
    const turn = turns.reduce((sum, one) => sum + one, 0) / Math.max(1, turns.length)
    now = grown({ ...now, angle: now.angle + Math.atan(turn) }, 0, 0, low?.off ?? 0, high?.off ?? 0)
    const [last, other] = [
      flankOf(apart, now, -1, 'end', reach.end),
      flankOf(apart, now, 1, 'end', reach.end),
    ]
    now = grown(now, last?.off ?? 0, other?.off ?? 0, 0, 0)
  }
  return now
}

/** What stands out at a station, from so far inward outward; `perPixel` values a pixel. */
interface Profile {
  readonly along: number
  readonly values: readonly number[]
}

/** The outermost line along a side on which it ends: how far outward in its middle, and its slope. */
function flankOf(
  apart: Heights,
  box: PixelBox,
  sign: 1 | -1,
  which: Which,
  reach: Reach,
): { off: number; slope: number } | null {
  const half = (which === 'side' ? box.short : box.long) / 2
  const from = -Math.min(reach[0] + 3, half)
  const profiles = profilesOf(apart, box, sign, which, [from, reach[1] + 3])
  const edges = profiles.flatMap(({ along, values }): Edge[] =>
    falls(values, which)
      .map((off) => ({ along, off: from + off }))
      .filter(({ off }) => off >= -reach[0] && off <= reach[1]),
  )
  const near = (to: number) => edges.filter(({ off }) => Math.abs(off - to) <= oneLine)
  for (const { off: first } of [...edges].sort((a, b) => b.off - a.off)) {
    const line = near(first)
    if (new Set(line.map(({ along }) => along)).size < profiles.length * onLine[which]) continue
    const own = near(medianOf(line))
    const at = Math.round((Math.max(...own.map(({ off }) => off)) - from) * perPixel)
    const open = profiles.filter(
      ({ values }) => Math.min(...values.slice(at, at + gap * perPixel)) <= waterLevel(rimOf(values, at)),
    )
    if (open.length < profiles.length * isOpenFrom[which]) continue
    const slope = which === 'side' ? (robustSlope(own) ?? 0) : 0
    const offs = own.map((edge) => edge.off - slope * edge.along)
    return { off: quantile(offs, which === 'side' ? 0.5 : 0.95), slope }
  }
  return null
}

const medianOf = (edges: readonly Edge[]): number =>
  quantile(
    edges.map(({ off }) => off),
    0.5,
  )
const rimOf = (values: readonly number[], at: number): number =>
  Math.max(...values.slice(Math.max(0, at - Math.round(1.5 * perPixel)), at + 1))
const waterLevel = (rim: number): number => Math.max(waterTo.least, waterTo.part * rim)

function profilesOf(
  { width, height, plane }: Heights,
  { x, y, angle, long, short }: PixelBox,
  sign: 1 | -1,
  which: Which,
  [from, to]: Reach,
): Profile[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [half, span] = which === 'side' ? [short / 2, long * spanned.side] : [long / 2, short * spanned.end]
  const broad = span / stations[which]
  const samples = Math.max(2, Math.min(6, Math.ceil(broad)))
  return Array.from({ length: stations[which] }, (_, station) => {
    const along = (station / (stations[which] - 1) - 0.5) * span
    const values = Array.from({ length: Math.ceil((to - from) * perPixel) }, (__, index) => {
      const across = sign * (half + from + index / perPixel)
      let sum = 0
      for (let part = 0; part < samples; part++) {
        const beside = along + ((part + 0.5) / samples - 0.5) * broad
        const [u, v] = which === 'side' ? [beside, across] : [across, beside]
        sum += sampleAt(plane, width, height, x + u * cos - v * sin, y + u * sin + v * cos)
      }
      return sum / samples
    })
    return { along, values }
  })
}

/** Where, going outward, what stands out falls to what water and shadows are, in pixels from the profile's start. */
function falls(values: readonly number[], which: Which): number[] {
  const found: number[] = []
  for (let at = perPixel; at < values.length - 2; at++) {
    const rim = rimOf(values, at)
    const out = Math.min(...values.slice(at, at + Math.round(gap * perPixel)))
    if (rim < rimFrom[which] || out > waterLevel(rim)) continue
    const middle = (rim + out) / 2
    const [here, next] = [values[at] ?? 0, values[at + 1] ?? 0]
    if (here < middle || next >= middle) continue
    found.push((at + (here - middle) / (here - next)) / perPixel)
  }
  return found
}
