import type { Mask } from './hull-mask.ts'
import type { PixelBox, PixelPoint } from './hull-patch.ts'
import { turned, type Turned } from './hull-turned.ts'
import { traitsOf, worthOf } from './hull-worth.ts'

/** A rectangle that could be the hull, with how well each of its sides is borne out. */
export interface Candidate {
  readonly box: PixelBox
  /** How much of a step there is at each side, 0 to 1: the two ends, then the two long sides. */
  readonly ends: readonly [number, number]
  readonly sides: readonly [number, number]
  /** How much of the inside stands out from the surroundings. */
  readonly filled: number
  readonly score: number
}

/** What the search looks at: a mask of what stands out, and edges between things that both do. */
export interface Field {
  readonly mask: Mask
  /** Planes whose steps are edges between a hull and the quay or the hull beside it, each in its own natural variation. */
  readonly tones: readonly Float32Array[]
  /** As the mask, with shadows: what is not the surroundings in the light. */
  readonly solid: Float32Array
  /** The logarithm of how much everything stands out. */
  readonly heights: Float32Array
  /** Metres of a pixel. */
  readonly pixelM: number
}

/** Directions are tried so far apart, then in between around the best. */
const angleStepDeg = 5
const finerDeg = [-2.5, -1.25, 1.25, 2.5]
/** Hulls are from so many to so many times as long as they are broad; most ships are about six times. */
export const slenderness = { least: 1.6, usual: 6.2, most: 12, spread: 0.38 }
/** No hull is longer than so many metres. */
export const longestM = 460
const broadestM = 75
const narrowestPixels = 2
/** What lies so many pixels beside a side tells of it. */
const besideSides = 6

/** The field turned so that an assumed hull lies along its rows. */
export interface TurnedField {
  readonly angle: number
  readonly mask: Turned
  readonly tones: readonly Turned[]
  readonly heights: Turned
  readonly solid: Turned
}

/** A rectangle that was found, with all that was read off it and how much of a hull that makes it. */
export interface Found extends Candidate {
  readonly traits: readonly number[]
  readonly worth: number
}

/** The rectangles around a place that are most like a hull, best first; at most a few. */
export function searchHulls(field: Field, at: PixelPoint, reach: number): Found[] {
  const room: Float64Array[] = []
  const across = Math.min(reach, broadestOf(field, reach) + besideSides)
  const tried = (angle: number) => alongAngle(turnedField(field, at, angle, [reach, across], room), field, at)
  const found: Found[] = []
  for (let degrees = 0; degrees < 180; degrees += angleStepDeg) found.push(...tried(radians(degrees)))
  const tops = distinct(best(found)).slice(0, 4)
  const finer = tops.flatMap(({ box }) => finerDeg.flatMap((off) => tried(box.angle + radians(off))))
  return distinct(best([...tops, ...finer])).slice(0, 3)
}

const broadestOf = ({ pixelM }: Field, reach: number): number =>
  Math.min(reach - 3, Math.ceil(broadestM / pixelM))

export const radians = (degrees: number): number => (degrees * Math.PI) / 180
export const best = (found: Found[]): Found[] => found.sort((a, b) => b.worth - a.worth)

/** Sides that were tried (from, to along the hull and across it). */
export interface Trial {
  readonly sides: Part
  readonly traits: readonly number[]
  readonly worth: number
}

export function turnedField(
  { mask, tones, heights, solid }: Field,
  at: PixelPoint,
  angle: number,
  reach: readonly [number, number],
  room?: Float64Array[],
): TurnedField {
  const planes = [mask.plane, heights, solid, ...tones]
  const [a, b, c, ...d] = turned(planes, mask.width, mask.height, at, angle, reach, room)
  if (a === undefined || b === undefined || c === undefined) throw new Error('every plane has its turned one')
  return { angle, mask: a, heights: b, solid: c, tones: d }
}

function distinct(sorted: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const one of sorted) {
    const near = kept.some(({ box }) => {
      const turn = Math.abs(Math.sin(box.angle - one.box.angle))
      return (
        turn < 0.1 &&
        Math.hypot(box.x - one.box.x, box.y - one.box.y) < 4 &&
        Math.abs(box.long - one.box.long) < 6
      )
    })
    if (!near) kept.push(one)
  }
  return kept
}

/** From, to along the hull; from, to across it. */
export type Part = [number, number, number, number]

/** Candidates whose long side has one angle. */
function alongAngle(frame: TurnedField, field: Field, at: PixelPoint): Found[] {
  const { mask } = frame
  const broadest = broadestOf(field, mask.reach)
  const longest = Math.min(mask.reach - 3, Math.ceil(longestM / field.pixelM))
  const found: Trial[] = []
  const lines = lateralEdges(frame, broadest)
  for (const v1 of lines.before) {
    for (const v2 of lines.after) {
      const beam = v2 - v1
      if (beam < narrowestPixels || beam > broadest) continue
      for (const [u1, u2] of runs(frame, v1, v2, longest)) {
        const ratio = (u2 - u1) / beam
        if (ratio < slenderness.least || ratio > slenderness.most) continue
        if ((u2 - u1) * field.pixelM > longestM) continue
        const sides: Part = [u1, u2, v1, v2]
        const traits = traitsOf(frame, ...sides, field.pixelM)
        found.push({ sides, traits, worth: worthOf(traits, 'first') })
      }
    }
  }
  found.sort((a, b) => b.worth - a.worth)
  return found
    .slice(0, 2)
    .map(({ sides, traits, worth }) => ({ ...judged(frame, ...sides, at), traits, worth }))
}

/** Where long sides could lie before and after the place: the strongest steps across the hull, with what is near. */
function lateralEdges({ mask, tones }: TurnedField, broadest: number): { before: number[]; after: number[] } {
  const strengths = new Map<number, number>()
  for (const half of [4, 10, 24]) {
    for (let v = -broadest; v <= broadest; v++) {
      const step = Math.abs(mask.mean(-half, half, v - 2, v) - mask.mean(-half, half, v, v + 2))
      const tone = Math.max(
        0,
        ...tones.map((plane) =>
          Math.abs(plane.mean(-half, half, v - 2, v) - plane.mean(-half, half, v, v + 2)),
        ),
      )
      const strength = step + 0.5 * Math.min(1, tone)
      strengths.set(v, Math.max(strengths.get(v) ?? 0, strength))
    }
  }
  const peaks = [...strengths]
    .filter(
      ([v, strength]) =>
        strength > 0.15 && strength >= (strengths.get(v - 1) ?? 0) && strength >= (strengths.get(v + 1) ?? 0),
    )
    .sort((a, b) => b[1] - a[1])
  const side = (sign: 1 | -1) =>
    peaks
      .filter(([v]) => v * sign >= 0)
      .slice(0, 7)
      .map(([v]) => v)
  return { before: side(-1), after: side(1) }
}

/** Where the hull could begin and end along a strip: where what stands out ends, and where its tone changes. */
function runs(frame: TurnedField, v1: number, v2: number, longest: number): [number, number][] {
  const { mask } = frame
  const inset = Math.floor((v2 - v1) / 4)
  const [top, bottom] = [v1 + inset, v2 - inset]
  // A deckhouse may throw a shadow as long as this over the deck.
  const farthest = Math.max(6, 0.7 * (v2 - v1))
  const ends = (sign: 1 | -1): number[] => {
    const places: { u: number; step: number }[] = []
    let away = 0
    for (let u = 2; u < longest; u++) {
      const at = sign * u
      const [a, b] = [Math.min(at, at + sign * 2), Math.max(at, at + sign * 2)]
      const [c, d] = [Math.min(at, at - sign * 2), Math.max(at, at - sign * 2)]
      const outside = mask.mean(a, b, top, bottom)
      const inside = mask.mean(c, d, top, bottom)
      const faded = fading(
        frame.heights,
        [Math.min(at, at - sign * 3), Math.max(at, at - sign * 3), top, bottom],
        [Math.min(at + sign, at + sign * 5), Math.max(at + sign, at + sign * 5), top, bottom],
      )
      let step = Math.max(inside - outside, faded)
      for (const tone of frame.tones) {
        const change = Math.abs(tone.mean(a, b, top, bottom) - tone.mean(c, d, top, bottom))
        step = Math.max(step, 0.35 * Math.min(1, change))
      }
      places.push({ u: at, step })
      away = outside < 0.3 ? away + 1 : 0
      if (away >= farthest) break
    }
    const peaks = places.filter(
      ({ step }, index) =>
        step > 0.25 && step >= (places[index - 1]?.step ?? 0) && step >= (places[index + 1]?.step ?? 0),
    )
    return peaks
      .sort((a, b) => b.step - a.step)
      .slice(0, 5)
      .map(({ u }) => u)
  }
  const [before, after] = [ends(-1), ends(1)]
  return before.flatMap((u1) => after.map((u2): [number, number] => [u1, u2]))
}

/** How much fainter it is outside than inside, as a wake is behind a hull: 0 to 0.8. */
function fading(heights: Turned, inside: Part, outside: Part): number {
  const ratio = Math.exp(heights.mean(...outside) - heights.mean(...inside))
  return Math.min(0.8, Math.max(0, 1.2 * (0.8 - ratio)))
}

/** How well a rectangle (from, to along the hull and across it, in the turned field's pixels) is borne out as a hull. */
export function judged(
  frame: TurnedField,
  u1: number,
  u2: number,
  v1: number,
  v2: number,
  at: PixelPoint,
): Candidate {
  const { mask, tones, heights, solid } = frame
  const [length, beam] = [u2 - u1, v2 - v1]
  const trimU = Math.floor(length * 0.12)
  const trimV = Math.floor(beam * 0.25)
  const [a, b, c, d] = [u1 + trimU, u2 - trimU, v1 + trimV, v2 - trimV]
  // An edge between two things that both stand out is weaker evidence than water: decks have such edges too.
  const evidence = (inside: Part, outside: Part, toneWeight: number) => {
    const step = mask.mean(...inside) - mask.mean(...outside)
    const tone = Math.max(
      0,
      ...tones.map((plane) => Math.abs(plane.mean(...inside) - plane.mean(...outside))),
    )
    return Math.max(step, toneWeight * Math.min(1, tone))
  }
  const sides: [number, number] = [
    evidence([a, b, v1, v1 + 2], [a, b, v1 - 2, v1], 0.55),
    evidence([a, b, v2 - 2, v2], [a, b, v2, v2 + 2], 0.55),
  ]
  const ends: [number, number] = [
    Math.max(
      evidence([u1, u1 + 2, c, d], [u1 - 2, u1, v1, v2], 0.3),
      fading(heights, [u1, u1 + 3, c, d], [u1 - 5, u1 - 1, c, d]),
    ),
    Math.max(
      evidence([u2 - 2, u2, c, d], [u2, u2 + 2, v1, v2], 0.3),
      fading(heights, [u2 - 3, u2, c, d], [u2 + 1, u2 + 5, c, d]),
    ),
  ]
  const own = heights.mean(u1, u2, c, d) / Math.max(0.1, mask.mean(u1, u2, c, d))
  // Where hull goes on beyond an end with water to both sides of it, the end is the edge of a house or a hatch.
  const beyond = (from: number, to: number) => {
    const on = mask.mean(from, to, c, d)
    const beside = Math.min(mask.mean(from, to, v1 - 3, v1 - 1), mask.mean(from, to, v2 + 1, v2 + 3))
    // A wake goes on too, but fainter.
    const fainter = Math.exp(heights.mean(from, to, c, d) / Math.max(0.1, on) - own)
    return Math.max(0, on - beside) * Math.min(1, Math.max(0, (fainter - 0.4) / 0.3))
  }
  const more = Math.max(4, Math.round(length * 0.3))
  const goesOn = beyond(u1 - more, u1) + beyond(u2, u2 + more)
  const filled = mask.mean(u1, u2, v1, v2)
  // Open water across the whole hull parts it in two.
  let parted = 0
  for (let u = u1 + 2; u < u2 - 3; u++) parted = Math.max(parted, 0.5 - solid.mean(u, u + 2, c, d))
  const off = Math.log(length / beam / slenderness.usual) / slenderness.spread
  const score =
    1.2 * (sides[0] + sides[1]) +
    ends[0] +
    ends[1] +
    2 * Math.min(0, filled - 0.8) -
    0.12 * off * off -
    1.5 * goesOn -
    3 * parted
  return { box: boxIn(frame, at, u1, u2, v1, v2), ends, sides, filled, score }
}

function boxIn(
  { angle }: TurnedField,
  at: PixelPoint,
  u1: number,
  u2: number,
  v1: number,
  v2: number,
): PixelBox {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [u, v] = [(u1 + u2) / 2, (v1 + v2) / 2]
  return { x: at[0] + u * cos - v * sin, y: at[1] + u * sin + v * cos, long: u2 - u1, short: v2 - v1, angle }
}
