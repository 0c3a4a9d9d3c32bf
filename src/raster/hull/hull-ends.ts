import { withEndsAt, type Waters } from './hull-length.ts'
import { sampleAt, type PixelBox, type PixelPoint } from './hull-patch.ts'

/** What lies so far from water and its shadow is hull; so much darker than water in the light is a shadow. */
const hullFrom = 5
const shadowFrom = 6
/** Lanes across the beam, over so much of it; those in its middle find the tip of a bow. */
const lanes = { count: 21, spanned: 0.9, tip: 0.17 }
/** A lane is hull for sure where it stands out by so much of what the darker part of the hull does, within these bounds. */
const surely = { least: 8, most: 50, part: 0.6, quantile: 0.3 }
/** A hull has its full breadth where so much of it is hull; less than this of it is water. */
const full = 0.68
const open = 0.15
/** Over so many beams a hull may look like water in the light, and in a shadow, and go on. */
const gapBeams = { lit: 0.7, shaded: 1.1 }
const leastGap = 2
/** Past its full breadth a bow narrows to nothing in so many beams; a wake goes on for more, and gets no narrower. */
const bowBeams = { usual: 1.2, most: 3.2 }
const wakeStays = 0.8
/** It begins narrower than the stern: so much less of the breadth is froth than of its middle. */
const wakeNarrower = 0.8
/** What is this faint past an end, also in the middle, and so long is the ripple of a stream. */
const ripple = { to: 0.3, beams: 0.3 }
const step = 0.5

/** How much of the breadth is hull, at every step outward from where one is pointed at; NaN in a shadow. */
interface Profile {
  readonly breadth: readonly number[]
  /** The same of the middle alone. */
  readonly middle: readonly number[]
}

/**
 * The box of a hull that lies in open water with its ends where, from the place that is pointed at, it has no longer its
 * full breadth: at the tip of a bow, and at a stern also where a wake begins, which is narrower or fainter than the hull.
 * An end is left where it is where the hull goes on past what was read.
 * @param mayGrow whether the pixels are so fine that the wash of a propeller is seen to be none of the hull
 */
export function withOpenEnds(
  waters: Waters,
  box: PixelBox,
  at: PixelPoint,
  pixelM: number,
  mayGrow: boolean,
): PixelBox {
  const sure = levelOf(waters, box)
  return withEndsAt(box, at, pixelM, (pointed, sign) =>
    endIn(profileOf(waters, box, pointed, sign, sure), box, pointed, sign, mayGrow),
  ).box
}

/** From where on a lane counts as hull wholly. */
function levelOf({ apart }: Waters, box: PixelBox): number {
  const { plane, width, height } = apart
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)]
  const values: number[] = []
  for (let along = -0.34; along < 0.35; along += 0.02) {
    for (let across = -0.36; across < 0.37; across += 0.12) {
      const [u, v] = [along * box.long, across * box.short]
      values.push(sampleAt(plane, width, height, box.x + u * cos - v * sin, box.y + u * sin + v * cos))
    }
  }
  values.sort((a, b) => a - b)
  const darker = values[Math.floor(surely.quantile * values.length)] ?? 0
  return Math.max(surely.least, Math.min(surely.most, surely.part * darker))
}

function profileOf(
  { apart, shade }: Waters,
  box: PixelBox,
  pointed: number,
  sign: 1 | -1,
  sure: number,
): Profile {
  const { plane, width, height } = apart
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)]
  const [breadth, middle]: [number[], number[]] = [[], []]
  for (let u = pointed; ; u += sign * step) {
    const [atX, atY] = [box.x + u * cos, box.y + u * sin]
    if (Math.min(atX, atY, width - atX, height - atY) <= 1) return { breadth, middle }
    const [all, inner] = [
      { sum: 0, count: 0 },
      { sum: 0, count: 0 },
    ]
    for (let lane = 0; lane < lanes.count; lane++) {
      const part = (lane + 0.5) / lanes.count - 0.5
      const v = part * lanes.spanned * box.short
      const [x, y] = [atX - v * sin, atY + v * cos]
      const value = sampleAt(plane, width, height, x, y)
      if (value <= hullFrom && sampleAt(shade, width, height, x, y) >= shadowFrom) continue
      const hull = value <= hullFrom ? 0 : Math.min(1, value / sure)
      for (const sums of Math.abs(part) < lanes.tip ? [all, inner] : [all]) {
        sums.sum += hull
        sums.count++
      }
    }
    breadth.push(all.count < 0.3 * lanes.count ? NaN : all.sum / all.count)
    middle.push(inner.count < 2 ? NaN : inner.sum / inner.count)
  }
}

function endIn(
  { breadth, middle }: Profile,
  { long, short: beam }: PixelBox,
  pointed: number,
  sign: 1 | -1,
  mayGrow: boolean,
) {
  const farthest = (breadth.length - 1) * step
  const near = (t: number) => meanOf(breadth, t - 0.06 * beam, t + 0.06 * beam)
  let [last, lit, dark] = [0, 0, 0]
  let isSeen = false
  for (let t = 0; t <= farthest && !isSeen; t += step) {
    const here = near(t)
    if (here >= full) [last, lit, dark] = [t, 0, 0]
    else if (Number.isNaN(here)) dark += step
    else lit += step
    isSeen =
      lit > Math.max(leastGap, gapBeams.lit * beam) || dark > Math.max(leastGap, gapBeams.shaded * beam)
  }
  if (!isSeen) return { u: pointed + sign * farthest, isSeen }
  const goesOn = (values: (t: number) => number, from: number, to: number, gap: number) => {
    let end = last
    for (let t = last; t <= to && t - end <= gap; t += step) if (values(t) > from) end = t
    return end
  }
  const tail = goesOn(near, open, Math.min(farthest, last + 5 * beam), Math.max(leastGap, 0.25 * beam))
  const tip = goesOn((t) => middle[Math.round(t / step)] ?? NaN, 0.5, tail, Math.max(1.5, 0.2 * beam))
  const past = meanOf(breadth, last + 0.1 * beam + 1, last + 0.35 * beam + 1)
  const farther = meanOf(breadth, last + 0.6 * beam + 1, last + bowBeams.usual * beam + 1)
  const beams = (tail - last) / beam
  const inner = meanOf(middle, last + 0.1 * beam + 1, last + 0.35 * beam + 1)
  const isLong = beams > bowBeams.most || (beams > bowBeams.usual && farther > wakeStays * past)
  const isWake = isLong && past < wakeNarrower * inner
  const isRipple = beams > ripple.beams && Math.max(past, inner) < ripple.to
  const isFaint = isWake || isRipple
  const square = squareEnd(breadth, last, beam, past)
  const end = (isFaint ? square : Math.max(tip, square)) + step / 2
  const before = long / 2 - sign * pointed
  // A dark deck looks like water: it is given up only where it is open water, or a wake.
  const isWater = [past, inner, farther].every((part) => !(part > open))
  const isBetter =
    end < before
      ? isFaint || !(meanOf(breadth, end + 0.15 * beam, before) > open)
      : !isFaint && tail - end <= leastGap + 0.2 * beam && (mayGrow || isWater)
  return { u: sign * (isBetter ? end + sign * pointed : long / 2), isSeen }
}

/** Where the breadth falls to half between the hull's and what lies past its end. */
function squareEnd(breadth: readonly number[], last: number, beam: number, past: number): number {
  const inside = Math.max(full, meanOf(breadth, last - 0.3 * beam, last))
  const half = ((Number.isNaN(past) ? 0 : Math.min(past, 0.6)) + inside) / 2
  for (let t = last + Math.max(leastGap, 0.2 * beam); t > last - 0.3 * beam - 1; t -= step)
    if ((breadth[Math.round(t / step)] ?? 0) >= half) return t
  return last
}

/** Mean of what is known from so many pixels outward to so many; NaN where nothing is. */
function meanOf(values: readonly number[], from: number, to: number): number {
  let [sum, count] = [0, 0]
  for (let at = Math.max(0, Math.round(from / step)); at <= Math.round(to / step); at++) {
    const value = values[at] ?? NaN
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return sum / count
}
