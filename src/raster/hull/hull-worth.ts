import type { Turned } from './hull-turned.ts'

/** What a rectangle is judged by: the planes of a field turned so that it lies along their rows. */
export interface WorthFrame {
  readonly mask: Turned
  readonly tones: readonly Turned[]
  readonly heights: Turned
  readonly solid: Turned
}

/** From, to along the hull; from, to across it. */
type Part = readonly [number, number, number, number]

/** Ships are about so broad for their length: most of them within a third. */
const usualBeamM = (lengthM: number): number => 0.9 * lengthM ** 0.68

/**
 * What can be read off a rectangle that is perhaps a hull, and how much it speaks for one: in the log odds that of all
 * rectangles around a place this is the one, first where a ship of any size is seen and then where its sides are
 * settled. Fitted to pictures of generated days ("tune-0" to "tune-7" of the tests' generator, at 0.5 to 10 m).
 */
const weighed = [
  ['side', 8.192, -1.706],
  ['otherSide', -0.498, 2.762],
  ['sideTone', 6.735, 5.884],
  ['otherSideTone', 3.748, 4.821],
  ['end', -2.017, -0.039],
  ['otherEnd', 1.131, 0.922],
  ['endTone', 1.926, 3.933],
  ['otherEndTone', 2.526, 4.313],
  ['endFade', -1.087, -0.476],
  ['filled', -0.277, 0.568],
  ['breadth', -0.163, 0.189],
  ['breadthOff', 0.043, 0.752],
  ['slenderOff', 0.15, -0.029],
  ['goesOn', -5.765, 0.512],
  ['parted', 3.001, -1.041],
  ['pierLine', -7.106, -1.653],
  ['otherPierLine', 3.324, 0.45],
  ['beyond', 0.629, -0.77],
  ['few', 7.84, 12.377],
  ['length', 0.497, -0.391],
  ['asideU', 12.108, 2.193],
  ['asideV', 18.701, 1.592],
  ['otherOut', -0.523, -0.922],
  ['endOut', -3.299, -1.651],
  ['otherEndOut', -2.772, -2.157],
  ['sideOut', -2.703, -0.915],
] as const
export type TraitName = (typeof weighed)[number][0]
/** Where each trait stands in what `traitsOf` gives. */
export const traitPlaces = Object.fromEntries(weighed.map(([name], place) => [name, place])) as Record<
  TraitName,
  number
>
const weights = { first: weighed.map(([, first]) => first), last: weighed.map(([, , last]) => last) }

/**
 * The traits of a rectangle (from, to along the hull and across it, in the turned field's pixels) in the order of
 * `weighed`. Of the two sides, and of the two ends, the one that is clearer comes first.
 */
export function traitsOf(
  frame: WorthFrame,
  u1: number,
  u2: number,
  v1: number,
  v2: number,
  pixelM: number,
): number[] {
  const { mask, tones, heights, solid } = frame
  const on = (p: Part) => mask.mean(...p)
  const length = u2 - u1
  const beam = v2 - v1
  const trimU = Math.floor(length * 0.12)
  const trimV = Math.floor(beam * 0.25)
  const [a, b, c, d] = [u1 + trimU, u2 - trimU, v1 + trimV, v2 - trimV]
  const toneStep = (p: Part, q: Part) => {
    let most = 0
    for (const tone of tones) most = Math.max(most, Math.abs(tone.mean(...p) - tone.mean(...q)))
    return Math.min(1, most)
  }
  const ext = Math.max(4, Math.round(length * 0.2))
  const sideOf = (sign: 1 | -1) => {
    const v = sign < 0 ? v1 : v2
    const across = (from: number, to: number, p: number, q: number): Part =>
      sign < 0 ? [p, q, v - to, v - from] : [p, q, v + from, v + to]
    const [inside, outside] = [across(-2, 0, a, b), across(0, 2, a, b)]
    const out = on(outside)
    const step = on(inside) - out
    const before = on(across(0, 2, u1 - ext, u1 - 1)) - on(across(-2, 0, u1 - ext, u1 - 1))
    const after = on(across(0, 2, u2 + 1, u2 + ext)) - on(across(-2, 0, u2 + 1, u2 + ext))
    return { step, out, tone: toneStep(inside, outside), line: Math.max(0, before) + Math.max(0, after) }
  }
  const [p, q] = [sideOf(-1), sideOf(1)]
  const [side, other] = p.step >= q.step ? [p, q] : [q, p]
  const endOf = (sign: 1 | -1) => {
    const u = sign < 0 ? u1 : u2
    const along = (from: number, to: number, v: number, w: number): Part =>
      sign < 0 ? [u - to, u - from, v, w] : [u + from, u + to, v, w]
    const inside = along(-2, 0, c, d)
    const out = on(along(0, 2, v1, v2))
    const step = on(inside) - out
    const ratio = Math.exp(heights.mean(...along(1, 5, c, d)) - heights.mean(...along(-3, 0, c, d)))
    const fade = Math.min(0.8, Math.max(0, 1.2 * (0.8 - ratio)))
    return { step, out, tone: toneStep(inside, along(0, 2, c, d)), fade }
  }
  const [e, f] = [endOf(-1), endOf(1)]
  const [end, otherEnd] = Math.max(e.step, e.fade) >= Math.max(f.step, f.fade) ? [e, f] : [f, e]
  const lengthM = length * pixelM
  const breadth = Math.log((beam * pixelM) / usualBeamM(lengthM)) / 0.3
  const slender = Math.log(length / beam / 6.2) / 0.38
  const own = heights.mean(u1, u2, c, d) / Math.max(0.1, on([u1, u2, c, d]))
  const beyondEnd = (from: number, to: number) => {
    const lit = on([from, to, c, d])
    const beside = Math.min(on([from, to, v1 - 3, v1 - 1]), on([from, to, v2 + 1, v2 + 3]))
    const fainter = Math.exp(heights.mean(from, to, c, d) / Math.max(0.1, lit) - own)
    return Math.max(0, lit - beside) * Math.min(1, Math.max(0, (fainter - 0.4) / 0.3))
  }
  const more = Math.max(4, Math.round(length * 0.3))
  let parted = 0
  for (let u = u1 + 2; u < u2 - 3; u += 2) parted = Math.max(parted, 0.5 - solid.mean(u, u + 2, c, d))
  const near = Math.max(3, Math.round(length * 0.12))
  return [
    side.step,
    other.step,
    side.tone,
    other.tone,
    Math.max(end.step, end.fade),
    Math.max(otherEnd.step, otherEnd.fade),
    end.tone,
    otherEnd.tone,
    otherEnd.fade,
    Math.min(0, on([u1, u2, v1, v2]) - 0.85),
    breadth,
    -Math.min(6, breadth * breadth),
    -Math.min(6, slender * slender),
    beyondEnd(u1 - more, u1) + beyondEnd(u2, u2 + more),
    parted,
    side.line,
    other.line,
    on([u1 - near, u1 - 1, v1, v2]) + on([u2 + 1, u2 + near, v1, v2]),
    Math.exp(-beam / 2),
    Math.log(lengthM / 100),
    -(((u1 + u2) / 2 / length) ** 2),
    -(((v1 + v2) / 2 / beam) ** 2),
    other.out,
    end.out,
    otherEnd.out,
    side.out,
  ]
}

export type WorthStage = keyof typeof weights

export function worthOf(traits: readonly number[], stage: WorthStage): number {
  const own = weights[stage]
  let sum = 0
  for (let at = 0; at < traits.length; at++) sum += (own[at] ?? 0) * (traits[at] ?? 0)
  return sum
}
