import type { Turned } from './hull-turned.ts'

/** What a rectangle is weighed by: the planes of a field turned so that it lies along their rows. */
export interface WeighedFrame {
  readonly mask: Turned
  readonly tones: readonly Turned[]
  readonly heights: Turned
  readonly solid: Turned
}

/** From, to along the hull; from, to across it, 0 where it was pointed at. */
type Part = readonly [number, number, number, number]

/** Ships are about so broad for their length, and so many times as long. */
const usualBeamM = (lengthM: number): number => 0.9 * lengthM ** 0.68
const usualRatio = 6.2

/**
 * How much each feature counts: fitted (the odds of the true rectangle among all that were tried) on ships of days that
 * the generator made from the seeds `tune-0` to `tune-5`, at 0.5, 1.2, 3 and 10 m and in radar.
 */
const weights = {
  side: 5.296,
  otherSide: -2.952,
  sideTone: 6.788,
  otherSideTone: 2.847,
  end: -3.451,
  otherEnd: 1.264,
  endTone: 3.648,
  endFade: -4.968,
  filled: 5.522,
  breadthOff: -0.061,
  breadth: -0.121,
  ratioOff: 0.121,
  goesOn: -6.277,
  parted: -2.807,
  pierLine: 2.66,
  otherLine: 2.084,
  beyond: -2.604,
  narrow: -4.1,
  length: 1.274,
  innerStep: -1.146,
  innerTone: -1.432,
  aheadOf: 27.909,
  aside: 33.103,
  otherOut: -1.194,
  endOut: -2.278,
} as const
type Feature = keyof typeof weights

/**
 * What a rectangle is worth as the outline of a hull, by the whole of its features; only the difference between two of
 * one place says something.
 */
export function worthOf(frame: WeighedFrame, part: Part, pixelM: number): number {
  const found = featuresOf(frame, part, pixelM)
  let worth = 0
  for (const [name, weight] of Object.entries(weights)) worth += weight * found[name as Feature]
  return worth
}

function featuresOf(frame: WeighedFrame, part: Part, pixelM: number): Record<Feature, number> {
  const { mask, heights, solid } = frame
  const [u1, u2, v1, v2] = part
  const [length, beam] = [u2 - u1, v2 - v1]
  const trimU = Math.floor(length * 0.12)
  const trimV = Math.floor(beam * 0.25)
  const core: Part = [u1 + trimU, u2 - trimU, v1 + trimV, v2 - trimV]
  const [, , c, d] = core
  const sides = [sideOf(frame, part, core, -1), sideOf(frame, part, core, 1)] as const
  const [side, other] = sides[0].step >= sides[1].step ? sides : [sides[1], sides[0]]
  const ends = [endOf(frame, part, core, -1), endOf(frame, part, core, 1)] as const
  const told = ends.map(({ step, fade }) => Math.max(step, fade)) as [number, number]
  const otherEnd = told[0] >= told[1] ? ends[1] : ends[0]
  const breadth = Math.log((beam * pixelM) / usualBeamM(length * pixelM)) / 0.3
  const ratio = Math.log(length / beam / usualRatio) / 0.38
  const own = heights.mean(u1, u2, c, d) / Math.max(0.1, mask.mean(u1, u2, c, d))
  const goesOn = (from: number, to: number): number => {
    const lit = mask.mean(from, to, c, d)
    const beside = Math.min(mask.mean(from, to, v1 - 3, v1 - 1), mask.mean(from, to, v2 + 1, v2 + 3))
    const fainter = Math.exp(heights.mean(from, to, c, d) / Math.max(0.1, lit) - own)
    return Math.max(0, lit - beside) * Math.min(1, Math.max(0, (fainter - 0.4) / 0.3))
  }
  const more = Math.max(4, Math.round(length * 0.3))
  let parted = 0
  for (let u = u1 + 2; u < u2 - 3; u++) parted = Math.max(parted, 0.5 - solid.mean(u, u + 2, c, d))
  const next = Math.max(3, Math.round(length * 0.12))
  return {
    side: side.step,
    otherSide: other.step,
    sideTone: side.tone,
    otherSideTone: other.tone,
    end: Math.max(...told),
    otherEnd: otherEnd.step,
    endTone: otherEnd.tone,
    endFade: otherEnd.fade,
    filled: Math.min(0, mask.mean(...part) - 0.85),
    breadthOff: -Math.min(6, breadth * breadth),
    breadth,
    ratioOff: -Math.min(6, ratio * ratio),
    goesOn: goesOn(u1 - more, u1) + goesOn(u2, u2 + more),
    parted,
    // The edge of a pier goes on beyond the ends of the ship that hides it.
    pierLine: other.line * Math.max(0, 1 - other.step),
    otherLine: other.line,
    beyond: mask.mean(u1 - next, u1 - 1, v1, v2) + mask.mean(u2 + 1, u2 + next, v1, v2),
    narrow: Math.exp(-beam / 2),
    length: Math.log((length * pixelM) / 100),
    ...innerEdges(frame, part, core),
    // Ships are pointed at near their middle.
    aheadOf: -(((u1 + u2) / 2 / length) ** 2),
    aside: -(((v1 + v2) / 2 / beam) ** 2),
    otherOut: other.out,
    endOut: otherEnd.out,
  }
}

function toneStep({ tones }: WeighedFrame, inside: Part, outside: Part): number {
  let most = 0
  for (const tone of tones) most = Math.max(most, Math.abs(tone.mean(...inside) - tone.mean(...outside)))
  return Math.min(1, most)
}

function sideOf(frame: WeighedFrame, [u1, u2, v1, v2]: Part, [a, b]: Part, sign: 1 | -1) {
  const { mask } = frame
  const v = sign < 0 ? v1 : v2
  const strip = (from: number, to: number, p = a, q = b): Part =>
    sign < 0 ? [p, q, v - to, v - from] : [p, q, v + from, v + to]
  const [inside, outside] = [strip(-2, 0), strip(0, 2)]
  const out = mask.mean(...outside)
  const on = Math.max(4, Math.round((u2 - u1) * 0.2))
  const lineFrom = (from: number, to: number): number =>
    Math.max(0, mask.mean(...strip(0, 2, from, to)) - mask.mean(...strip(-2, 0, from, to)))
  return {
    out,
    step: mask.mean(...inside) - out,
    tone: toneStep(frame, inside, outside),
    line: lineFrom(u1 - on, u1 - 1) + lineFrom(u2 + 1, u2 + on),
  }
}

function endOf(frame: WeighedFrame, [u1, u2, v1, v2]: Part, [, , c, d]: Part, sign: 1 | -1) {
  const { mask, heights } = frame
  const u = sign < 0 ? u1 : u2
  const strip = (from: number, to: number, p = c, q = d): Part =>
    sign < 0 ? [u - to, u - from, p, q] : [u + from, u + to, p, q]
  const out = mask.mean(...strip(0, 2, v1, v2))
  const ratio = Math.exp(heights.mean(...strip(1, 5)) - heights.mean(...strip(-3, 0)))
  return {
    out,
    step: mask.mean(...strip(-2, 0)) - out,
    tone: toneStep(frame, strip(-2, 0), strip(0, 2)),
    fade: Math.min(0.8, Math.max(0, 1.2 * (0.8 - ratio))),
  }
}

/** The strongest edge that runs all along inside of a rectangle, as where it holds a ship and its pier. */
function innerEdges(frame: WeighedFrame, [, , v1, v2]: Part, [a, b]: Part) {
  const { mask } = frame
  let [innerStep, innerTone] = [0, 0]
  for (let v = v1 + 2; v <= v2 - 2; v++) {
    const step = Math.abs(mask.mean(a, b, v - 2, v) - mask.mean(a, b, v, v + 2))
    const beside = Math.min(mask.mean(a, b, v - 3, v - 1), mask.mean(a, b, v + 1, v + 3))
    innerStep = Math.max(innerStep, step, beside - mask.mean(a, b, v - 1, v + 1))
    innerTone = Math.max(innerTone, toneStep(frame, [a, b, v - 2, v], [a, b, v, v + 2]))
  }
  return { innerStep, innerTone }
}
