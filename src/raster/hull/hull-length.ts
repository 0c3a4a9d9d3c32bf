import { grown, type Heights } from './hull-edges.ts'
import { sampleAt, type PixelBox, type PixelPoint } from './hull-patch.ts'
import { longestM } from './hull-search.ts'

/** What lies so far from water and its shadow is hull, where that much of its beam or length is; so much a quay. */
const hullFrom = 5
const hullPart = { ofBeam: 0.25, ofLength: 0.3, beside: 0.6 }
/** Places across the beam, over so much of it; those in its middle find the tip of a bow. */
const lanes = { count: 31, spanned: 0.9, tip: 0.16 }
/** Places along the hull, over so much of its length. */
const stations = { count: 41, spanned: 0.74 }
/** A tip is so many beams long at most, past where the hull is narrow. */
const tipBeams = 0.5
/** Water in the light that parts two hulls is at least so many beams long; what lies in a shadow may be a deck. */
const gapBeams = { lit: 0.15, shaded: 1.1 }
const leastGap = 2
const litTo = 6
/** Between a side and a quay there is a gap of so many pixels at least. */
const sideGap = 1
/** What is shorter than so many beams is no hull. */
const shortest = 1.6
/** A side was found too far in by so many beams at most, and what a hull lies against is so near. */
const broader = 0.35
const beside = 0.5
/** An end was found too far out by so much of the length at most. */
const mostCut = 0.22
const step = 0.5

/** The planes that a hull is followed on: how far everything is from water, lit or in shadow, and how much darker. */
export interface Waters {
  readonly apart: Heights
  readonly shade: Float32Array
}

/**
 * The box with its ends where the hull that is pointed at ends: from there along its axis as far as there is more than
 * water over its breadth. An end is left where it is where the hull goes on past what was read; `reached` is the box
 * with such ends at the edge of that, null where there are none.
 */
export function withWholeLength(
  waters: Waters,
  box: PixelBox,
  at: PixelPoint,
  pixelM: number,
): { box: PixelBox; reached: PixelBox | null } {
  return withEndsAt(box, at, pixelM, (pointed, sign) => endOf(waters, box, pointed, sign))
}

/**
 * The box with both its ends where they are found, going along its axis from a place.
 * @param endOf where along the axis an end lies, and whether the hull was seen to end there
 * @returns as `withWholeLength` does
 */
export function withEndsAt(
  box: PixelBox,
  at: PixelPoint,
  pixelM: number,
  endOf: (pointed: number, sign: 1 | -1) => { readonly u: number; readonly isSeen: boolean },
): { box: PixelBox; reached: PixelBox | null } {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)]
  const pointed = (at[0] - box.x) * cos + (at[1] - box.y) * sin
  const [last, first] = [endOf(pointed, -1), endOf(pointed, 1)]
  const withEnds = (from: number, to: number) => grown(box, -box.long / 2 - from, to - box.long / 2, 0, 0)
  const half = box.long / 2
  const seenAt = ({ u, isSeen }: typeof last, sign: 1 | -1) =>
    isSeen && sign * u > half - mostCut * box.long ? u : sign * half
  const [from, to] = [seenAt(last, -1), seenAt(first, 1)]
  const whole = to - from < shortest * box.short ? box : withEnds(from, to)
  const goesOn = (!last.isSeen || !first.isSeen) && (first.u - last.u) * pixelM < longestM
  return { box: whole, reached: goesOn ? withEnds(last.u, first.u) : null }
}

/** How far from a place along a box's axis the hull reaches, and whether it was seen to end there. */
function endOf({ apart, shade }: Waters, box: PixelBox, pointed: number, sign: 1 | -1) {
  const part = (plane: Float32Array, u: number, span: number, is: (value: number) => boolean): number => {
    let count = 0
    for (let lane = 0; lane < lanes.count; lane++) {
      const v = ((lane + 0.5) / lanes.count - 0.5) * span * box.short
      if (is(valueAt(apart, plane, box, u, v))) count++
    }
    return count / lanes.count
  }
  let [last, lit, dark] = [0, 0, 0]
  for (let t = 0; ; t += step) {
    const u = pointed + sign * t
    if (!isInside(apart, box, u)) return { u, isSeen: false }
    if (part(apart.plane, u, lanes.spanned, isHull) >= hullPart.ofBeam) {
      ;[last, lit, dark] = [t, 0, 0]
      continue
    }
    if (part(shade, u, lanes.spanned, (value) => value < litTo) > 0.5) lit += step
    else dark += step
    if (lit > Math.max(leastGap, gapBeams.lit * box.short)) break
    if (lit + dark > Math.max(leastGap, gapBeams.shaded * box.short)) break
  }
  const isTip = (t: number) => part(apart.plane, pointed + sign * t, lanes.tip, isHull) > 0.5
  let tip = last
  while (tip - last < tipBeams * box.short && isTip(tip + step)) tip += step
  return { u: pointed + sign * (tip + step / 2), isSeen: true }
}

/**
 * Whether something lies beside a box of which most is hull: a quay or another hull. Free-lying hulls are no use to
 * follow: they have wakes, and the sea to tell them from. One as dark as shadows cannot be followed.
 */
export function isAlongside(waters: Waters, box: PixelBox): boolean {
  const inside = [-0.4, -0.2, 0, 0.2, 0.4].map((part) => hullAlong(waters, box, part * box.short))
  if (inside.reduce((sum, part) => sum + part, 0) / inside.length < 0.5) return false
  const reach = Math.max(leastGap, beside * box.short)
  for (const sign of [-1, 1])
    for (let t = leastGap; t <= reach + leastGap; t += step)
      if (hullAlong(waters, box, sign * (box.short / 2 + t)) >= hullPart.beside) return true
  return false
}

/** How much of the length of a box is hull, so far across from its axis. */
function hullAlong({ apart }: Waters, box: PixelBox, v: number): number {
  let count = 0
  for (let station = 0; station < stations.count; station++) {
    const u = ((station + 0.5) / stations.count - 0.5) * stations.spanned * box.long
    if (isHull(valueAt(apart, apart.plane, box, u, v))) count++
  }
  return count / stations.count
}

/** The box with those sides moved outward past which the hull goes on, to where it ends against water near by. */
export function withWholeBreadth(waters: Waters, box: PixelBox): PixelBox {
  const more = (sign: 1 | -1): number => {
    const most = Math.max(leastGap, broader * box.short)
    let gap = 0
    for (let t = 0; t <= most + leastGap; t += step) {
      if (hullAlong(waters, box, sign * (box.short / 2 + t)) >= hullPart.ofLength) gap = 0
      else gap += step
      if (gap > sideGap) return Math.max(0, t - gap + step / 2)
    }
    return 0
  }
  return grown(box, 0, 0, more(-1), more(1))
}

const isHull = (value: number): boolean => value > hullFrom

function isInside({ width, height }: Heights, box: PixelBox, u: number): boolean {
  const [x, y] = [box.x + u * Math.cos(box.angle), box.y + u * Math.sin(box.angle)]
  return Math.min(x, y, width - x, height - y) > 1
}

function valueAt({ width, height }: Heights, plane: Float32Array, box: PixelBox, u: number, v: number) {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)]
  return sampleAt(plane, width, height, box.x + u * cos - v * sin, box.y + u * sin + v * cos)
}
