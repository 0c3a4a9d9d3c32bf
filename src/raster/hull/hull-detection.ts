import type { FreeSides } from './hull-edges.ts'
import { extentOf, farthestM, lookedAt, mostReach, type HullSource, type Look } from './hull-look.ts'
import { cornersOf, resizedPatch, type PixelBox, type PixelPoint } from './hull-patch.ts'
import { refinedOnScene, type BowEnd } from './hull-refine.ts'
import { searchHulls, type Candidate, type Found } from './hull-search.ts'
import { settledHull } from './hull-settle.ts'
import type { Surface } from './hull-surroundings.ts'
import { traitPlaces, type TraitName } from './hull-worth.ts'

/** Why a proposal is not sure. */
export const hullDoubts = {
  'no-water': 'no water or dock floor around it to tell it from',
  'edge-unclear': 'an edge is not clear',
  'odd-shape': 'its shape is unusual for a hull',
  small: 'it is only a few pixels broad',
  ambiguous: 'another outline fits about as well',
} as const
export type HullDoubt = keyof typeof hullDoubts

/**
 * Below this confidence a proposal is a guess, and is said to be one. Of those above it at most one in fifty lies off by
 * more than four pixels; confidence is fitted to be how many in a hundred are right.
 */
export const sureFrom = 0.91

/** A hull that was found in the samples of a scene. */
export interface FoundHull {
  /** In pixels of the scene's full resolution, in order around: the first two and the last two are the ends. */
  readonly corners: readonly PixelPoint[]
  /** Which end comes to a point, as bows do; null where that cannot be told. */
  readonly bow: BowEnd
  /** 0 to 1. */
  readonly confidence: number
  readonly doubts: readonly HullDoubt[]
}

/** What is less likely is looked for against the next surface: what most of a picture is need not be the water. */
const likelyFrom = 0.5
/** What was found is looked at again in pixels so much smaller, until they are the scene's. */
const finerBy = 3
/** Or until it is so many pixels long: its edges are then read off the scene's own. */
const mostSettled = 320
/** A step in the mask from which on a side lies against the surroundings. */
const freeFrom = 0.6
/** A hull whose length is read off otherwise by more pixels than this is not the one that was judged. */
const mostRefined = 5

/**
 * Finds the hull at a place of a scene: what stands out from the water or the dock around it, and of that the
 * rectangle whose sides are borne out best. First where a ship of any size is seen, then closer and closer, then its edges
 * in the full resolution.
 * @param at columns and rows of the full resolution
 * @returns null where nothing stands out
 * @throws what `source.read` throws
 */
export async function detectHull(source: HullSource, at: PixelPoint): Promise<FoundHull | null> {
  const { square, stretch } = squarePixels(source)
  const place: PixelPoint = [at[0] / stretch[0], at[1] / stretch[1]]
  const { found: first, surface } = await foundBox(square, place, null)
  const isLikely = first !== null && first.confidence >= likelyFrom
  const second = isLikely || surface === null ? null : (await foundBox(square, place, surface)).found
  const found = (second?.confidence ?? 0) > (first?.confidence ?? 0) ? second : first
  if (found === null) return null
  const { box, bow, confidence, doubts } = found
  const corners = cornersOf(box).map(([x, y]): PixelPoint => [x * stretch[0], y * stretch[1]])
  return { corners, bow, confidence, doubts }
}

/** The scene in pixels that are square on the ground; `stretch` old columns and rows make one. */
export function squarePixels(source: HullSource): { square: HullSource; stretch: PixelPoint } {
  const { pixelWidthM, pixelHeightM } = source
  const sizeM = Math.min(pixelWidthM, pixelHeightM)
  const stretch: PixelPoint = [sizeM / pixelWidthM, sizeM / pixelHeightM]
  if (Math.max(...stretch) / Math.min(...stretch) < 1.005) return { square: source, stretch: [1, 1] }
  const read: HullSource['read'] = async (left, top, width, height) => {
    const [x, y] = [Math.floor(left * stretch[0]) - 1, Math.floor(top * stretch[1]) - 1]
    const columns = Math.ceil(width * stretch[0]) + 3
    const rows = Math.ceil(height * stretch[1]) + 3
    const patch = await source.read(x, y, columns, rows)
    const offset: PixelPoint = [left * stretch[0] - x, top * stretch[1] - y]
    return resizedPatch(patch, stretch[0], stretch[1], { offset, width, height })
  }
  return { square: { read, pixelWidthM: sizeM, pixelHeightM: sizeM }, stretch }
}

type Confident = Pick<FoundHull, 'bow' | 'confidence' | 'doubts'> & { readonly box: PixelBox }

/** @returns what was found, and what it stands out from where a ship of any size is seen; null for what was not */
async function foundBox(
  source: HullSource,
  at: PixelPoint,
  not: Surface | null,
): Promise<{ found: Confident | null; surface: Surface | null }> {
  const pixelM = source.pixelWidthM
  let factor = Math.max(1, farthestM / (mostReach * pixelM))
  let seen = await lookedAt(source, at, factor, undefined, not)
  const surface = seen?.surface ?? null
  for (let closer = 0; closer < 3 && seen !== null && factor > 1; closer++) {
    const extent = extentOf(seen.mask, seen.at)
    if (extent === null || extent > 14) break
    factor = Math.max(1, (factor * Math.max(extent, 2)) / 30)
    seen = await lookedAt(source, at, factor, undefined, not)
  }
  if (seen === null || extentOf(seen.mask, seen.at) === null) return { found: null, surface }
  const [found, next] = searchHulls(seen, seen.at, seen.reach)
  if (found === undefined) return { found: null, surface }
  let best = found
  for (let isFinest = false; !isFinest;) {
    const finest = Math.max(1, (best.box.long * seen.factor) / mostSettled)
    factor = Math.max(finest, factor / finerBy)
    isFinest = factor === finest
    const scale = seen.factor / factor
    const { x, y } = onScene(seen, best.box)
    const { long, short, angle } = best.box
    const look = await lookedAt(source, [x, y], factor, Math.ceil(long * scale * 0.75 + 24), not)
    if (look === null) break
    const [atX, atY] = look.at
    best = settledHull(look, { x: atX, y: atY, long: long * scale, short: short * scale, angle })
    seen = look
  }
  const free = freeSides(best)
  const settled = onScene(seen, best.box)
  const { box, bow } = await refinedOnScene(source, settled, free, seen, at)
  const isMoved = Math.abs(box.long - settled.long) > mostRefined * Math.max(1, seen.factor)
  const judged = assessed({ first: found, next, settled: best, box, isWater: seen.isWater, isMoved })
  return { found: { box, bow, ...judged }, surface }
}

/** A side is free where what lies outside of it is the surroundings. */
export function freeSides({ ends, sides }: Candidate): FreeSides {
  return {
    ends: [ends[0] > freeFrom, ends[1] > freeFrom],
    sides: [sides[0] > freeFrom, sides[1] > freeFrom],
  }
}

export function onScene({ left, top, factor }: Look, box: PixelBox): PixelBox {
  const { x, y, long, short, angle } = box
  return { x: left + x * factor, y: top + y * factor, long: long * factor, short: short * factor, angle }
}

/** How a hull was found. */
interface Finding {
  /** Where a ship of any size is seen, and the one that came second there. */
  readonly first: Found
  readonly next: Found | undefined
  readonly settled: Found
  readonly box: PixelBox
  readonly isWater: boolean
  /** Its ends were read off elsewhere than they had been judged. */
  readonly isMoved: boolean
}

function assessed({
  first,
  next,
  settled,
  box,
  isWater,
  isMoved,
}: Finding): Pick<FoundHull, 'confidence' | 'doubts'> {
  const steps = stepsOf(settled)
  const ratio = box.long / box.short
  const lead = next === undefined ? clearLead : first.worth - next.worth
  const isOdd = ratio < 2.2 || ratio > 10.5
  // The generated days have no buoys, breakwaters or fish pens: what is no hull by its shape is never sure.
  const most = isOdd || !isWater || isMoved ? sureFrom - 0.01 : 1
  const confidence = Math.min(most, likelihood({ first, settled, box, isWater, lead }))
  const doubts: HullDoubt[] = []
  if (!isWater) doubts.push('no-water')
  if (box.short < 3) doubts.push('small')
  if (lead < narrowLead) doubts.push('ambiguous')
  if (isOdd) doubts.push('odd-shape')
  // Where nothing else speaks against it, it is its edges that do not speak for it enough.
  if ((steps[0] ?? 0) < 0.5 || (doubts.length === 0 && confidence < sureFrom)) doubts.push('edge-unclear')
  return { confidence, doubts }
}

/** By how much the first leads the second in log odds: more than the one counts no more, less than the other is close. */
const clearLead = 3
const narrowLead = 0.5

/** How much of a step there is at each of the four sides, the weakest first. */
const stepsOf = ({ ends, sides }: Candidate): number[] =>
  [...ends, ...sides].map((step) => Math.max(0, Math.min(1, step))).sort((a, b) => a - b)

/**
 * How likely all four sides lie within three pixels of the true ones: a logistic regression on the hulls of generated
 * days ("tune-0" to "tune-7" of the tests' generator, at 0.5 to 10 m).
 */
function likelihood({
  first,
  settled,
  box,
  isWater,
  lead,
}: Omit<Finding, 'next' | 'isMoved'> & { readonly lead: number }): number {
  const steps = stepsOf(settled)
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
  const odds =
    -4.067 +
    1.171 * mean +
    2.016 * (steps[1] ?? 0) +
    0.446 * Math.min(clearLead, lead) -
    4.696 * Math.max(0, traitOf(settled, 'parted')) -
    2.015 * traitOf(settled, 'goesOn') -
    1.49 * traitOf(settled, 'beyond') +
    (isWater ? 1.509 : 0) -
    0.498 * Math.min(1.5, Math.max(-1.5, Math.log(box.short / 6))) +
    0.0107 * first.worth +
    0.0974 * settled.worth
  return 1 / (1 + Math.exp(-odds))
}

const traitOf = ({ traits }: Found, name: TraitName): number => traits[traitPlaces[name]] ?? 0
