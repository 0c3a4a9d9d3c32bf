import { detectHull, freeSides, onScene, squarePixels } from './hull-detection.ts'
import { grown, type FreeSides } from './hull-edges.ts'
import { lookedAt, type HullSource, type Look } from './hull-look.ts'
import { cornersOf, type PixelBox, type PixelPoint } from './hull-patch.ts'
import { refinedOnScene } from './hull-refine.ts'
import { judged, turnedField, type Candidate } from './hull-search.ts'

/** A known hull as it lies on another picture. */
export interface RefittedHull {
  /** In pixels of the scene's full resolution, in order around: the first two and the last two are the ends. */
  readonly corners: readonly PixelPoint[]
  /** Which end is the bow where the known hull's first end was it; null where it may have swung and neither end says. */
  readonly bow: 'first' | 'last' | null
  /** 0 to 1. */
  readonly confidence: number
  /** Whether the picture bears it out; a hull that is not sure is no better than the one that was known. */
  readonly isSure: boolean
}

/** A known hull is looked for in pixels in which it is about so many long. */
const lengthSeen = 90
/** As far from where it was a ship at a berth is looked for: a little more than pictures lie off each other. */
const farthestM = 15
const leastPixels = 2
/** It turns so far at its berth, and is looked for in steps of so much first. */
const turn = { most: 4, step: 2 }
/** What speaks against a place at the edge of that reach, in units of the score, where a ship of its size lies as well. */
const distant = 0.3
/** At its berth its size is known: its sides need to be borne out so well on the whole, and no better. */
const borneOutFrom = 0.55
/** Where it swung it is searched for anew; that it is as large as known then bears it out as well. */
const swungFrom = 0.6
/** The same ship measures the same: a part of it, and so many pixels for the reading of both edges. */
const alike = { length: 0.05, beam: 0.15, pixels: 2.5 }

/** A hull as it was seen on another date. */
export interface KnownHull {
  /** Columns and rows of the full resolution: the first two and the last two are the ends. */
  readonly corners: readonly PixelPoint[]
  /** It lay free, at anchor or a buoy: it may have turned any way since. */
  readonly maySwing: boolean
}

/**
 * Looks for a hull of known size near where it lay on another date: moved by a few metres and turned by a few degrees
 * as a ship at its berth, else swung about its anchor.
 * @returns null where no hull of that size is made out
 * @throws what `source.read` throws
 */
export async function refitHull(source: HullSource, known: KnownHull): Promise<RefittedHull | null> {
  const { square, stretch } = squarePixels(source)
  const before = boxOf(known.corners.map(([x, y]): PixelPoint => [x / stretch[0], y / stretch[1]]))
  if (before === null) return null
  const near = await atItsBerth(square, before)
  const isFound = near?.isSure === true
  const found = isFound || !known.maySwing ? near : ((await swung(square, before)) ?? near)
  if (found === null) return null
  const { box, bow, confidence, isSure } = found
  return {
    bow,
    corners: cornersOf(box).map(([x, y]): PixelPoint => [x * stretch[0], y * stretch[1]]),
    confidence,
    isSure,
  }
}

async function atItsBerth(source: HullSource, known: PixelBox) {
  const factor = Math.max(1, known.long / lengthSeen)
  const look = await lookedAt(source, [known.x, known.y], factor)
  if (look === null) return null
  const best = bestNear(look, known)
  if (best === null) return null
  const free = freeSides(best)
  const { box } = await refinedOnScene(source, onScene(look, best.box), free, look)
  const whole = asKnown(box, known, free)
  const confidence = confidenceOf(best)
  if (!isAlike(whole, known)) return null
  return { box: whole, bow: 'first' as const, confidence, isSure: confidence >= borneOutFrom }
}

/** What lies against a quay or another hull cannot be read off there: from the side that can, it is as large as known. */
function asKnown(box: PixelBox, known: PixelBox, { ends, sides }: FreeSides): PixelBox {
  const [long, short] = [known.long - box.long, known.short - box.short]
  const kept = (more: number, [first, second]: readonly [boolean, boolean]): [number, number] =>
    first && second ? [0, 0] : first ? [0, more] : second ? [more, 0] : [more / 2, more / 2]
  return grown(box, ...kept(long, ends), ...kept(short, sides))
}

/** A hull tried at a place, off by so many pixels and degrees, and what speaks for it. */
interface Placing {
  readonly candidate: Candidate
  readonly worth: number
  readonly degrees: number
  readonly u: number
  readonly v: number
}

/** Of all places and directions near where it was, that in which a hull of this size is borne out best. */
function bestNear(look: Look, known: PixelBox): Candidate | null {
  const [long, short] = [Math.round(known.long / look.factor), Math.round(known.short / look.factor)]
  const reach = Math.max(leastPixels, Math.ceil(farthestM / look.pixelM))
  // The best so far, alone.
  const tried: Placing[] = []
  const tryAt = (degrees: number, us: readonly number[], vs: readonly number[]) => {
    const frame = turnedField(look, look.at, known.angle + (degrees * Math.PI) / 180, [
      look.reach,
      look.reach,
    ])
    for (const u of us) {
      for (const v of vs) {
        const [u1, v1] = [u - Math.floor(long / 2), v - Math.floor(short / 2)]
        const candidate = judged(frame, u1, u1 + long, v1, v1 + short, look.at)
        const worth = candidate.score - (distant * (u * u + v * v)) / reach ** 2
        const [before] = tried
        if (before === undefined || worth > before.worth) tried[0] = { candidate, worth, degrees, u, v }
      }
    }
  }
  const coarse = steps(0, reach, 2)
  for (const degrees of steps(0, turn.most, turn.step)) tryAt(degrees, coarse, coarse)
  const { degrees, u, v } = tried[0] ?? { degrees: 0, u: 0, v: 0 }
  for (const near of steps(degrees, 1, 1)) tryAt(near, steps(u, 1, 1), steps(v, 1, 1))
  return tried[0]?.candidate ?? null
}

/** From so much before to so much after a number. */
function steps(middle: number, most: number, step: number): number[] {
  const count = Math.ceil(most / step)
  return Array.from({ length: 2 * count + 1 }, (_, index) => middle + (index - count) * step)
}

async function swung(source: HullSource, known: PixelBox) {
  const found = await detectHull(source, [known.x, known.y])
  const box = found === null ? null : boxOf(found.corners)
  if (found === null || box === null || !isAlike(box, known)) return null
  return { box, bow: found.bow, confidence: found.confidence, isSure: found.confidence >= swungFrom }
}

function isAlike(box: PixelBox, known: PixelBox): boolean {
  return (
    Math.abs(box.long - known.long) <= alike.pixels + alike.length * known.long &&
    Math.abs(box.short - known.short) <= alike.pixels + alike.beam * known.short
  )
}

function confidenceOf({ ends, sides }: Candidate): number {
  const steps = [...ends, ...sides].map((step) => Math.max(0, Math.min(1, step)))
  return steps.reduce((sum, step) => sum + step, 0) / steps.length
}

/** The box whose ends are the first two and the last two of four corners. */
function boxOf([a, b, c, d]: readonly PixelPoint[]): PixelBox | null {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null
  const [first, last] = [middle(a, b), middle(c, d)]
  const [x, y] = middle(first, last)
  const long = Math.hypot(first[0] - last[0], first[1] - last[1])
  const short = Math.hypot(a[0] - b[0], a[1] - b[1])
  return { x, y, long, short, angle: Math.atan2(first[1] - last[1], first[0] - last[0]) }
}

const middle = (p: PixelPoint, q: PixelPoint): PixelPoint => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]
