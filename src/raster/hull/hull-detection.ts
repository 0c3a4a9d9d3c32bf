import { pointedness, refinedBox, type FreeSides } from './hull-edges.ts'
import { extentOf, farthestM, lookedAt, mostReach, type HullSource, type Look } from './hull-look.ts'
import { cornersOf, resizedPatch, type PixelBox, type PixelPoint } from './hull-patch.ts'
import { searchHulls, type Candidate, type Search } from './hull-search.ts'
import { withShadedEnds } from './hull-shade.ts'
import { standingOut } from './hull-surroundings.ts'
import { withoutWake } from './hull-wake.ts'

/** Why a proposal is not sure. */
export const hullDoubts = {
  'no-water': 'no water or dock floor around it to tell it from',
  'edge-unclear': 'an edge is not clear',
  'odd-shape': 'its shape is unusual for a hull',
  small: 'it is only a few pixels broad',
  ambiguous: 'another outline fits about as well',
} as const
export type HullDoubt = keyof typeof hullDoubts

/** Below this confidence a proposal is a guess, and is said to be one. */
export const sureFrom = 0.55

/** A hull that was found in the samples of a scene. */
export interface FoundHull {
  /** In pixels of the scene's full resolution, in order around: the first two and the last two are the ends. */
  readonly corners: readonly PixelPoint[]
  /** Which end comes to a point, as bows do; null where that cannot be told. */
  readonly bow: 'first' | 'last' | null
  /** 0 to 1. */
  readonly confidence: number
  readonly doubts: readonly HullDoubt[]
}

/** What was found small is looked at again in pixels in which it is so many long. */
const closerLengths = [70, 170]
/** A step in the mask from which on a side lies against the surroundings. */
const freeFrom = 0.6

/**
 * Finds the hull at a place of a scene: what stands out from the water or the dock around it, and of that the
 * rectangle whose sides are borne out best. First where a ship of any size is seen, then closer, then its edges in the
 * full resolution.
 * @param at columns and rows of the full resolution
 * @returns null where nothing stands out
 * @throws what `source.read` throws
 */
export async function detectHull(source: HullSource, at: PixelPoint): Promise<FoundHull | null> {
  const { square, stretch } = squarePixels(source)
  const found = await foundBox(square, [at[0] / stretch[0], at[1] / stretch[1]])
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

async function foundBox(source: HullSource, at: PixelPoint) {
  const pixelM = source.pixelWidthM
  let factor = Math.max(1, farthestM / (mostReach * pixelM))
  let seen = await lookedAt(source, at, factor)
  for (let closer = 0; closer < 3 && seen !== null && factor > 1; closer++) {
    const extent = extentOf(seen.mask, seen.at)
    if (extent === null || extent > 14) break
    factor = Math.max(1, (factor * Math.max(extent, 2)) / 30)
    seen = await lookedAt(source, at, factor)
  }
  if (seen === null || extentOf(seen.mask, seen.at) === null) return null
  let search = searchHulls(seen, seen.at, seen.reach)
  let [best] = search.ranked
  if (best === undefined) return null
  for (const length of closerLengths) {
    const finer = Math.max(1, (factor * best.box.long) / length)
    if (finer > factor / 1.3) continue
    const whole = onScene(seen, best.box)
    const look = await lookedAt(source, [whole.x, whole.y], finer)
    if (look === null) continue
    const closer = searchHulls(look, look.at, look.reach, best.box.angle)
    const [better] = closer.ranked
    if (better === undefined || better.score < best.score - 0.4) continue
    ;[seen, search, best, factor] = [look, closer, better, finer]
  }
  const free = freeSides(best)
  const { box, bow } = await refinedOnScene(source, onScene(seen, best.box), free, seen)
  return { box, bow, ...assessed(best, search, box, seen.isWater) }
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

export async function refinedOnScene(source: HullSource, box: PixelBox, free: FreeSides, seen: Look) {
  const half = Math.ceil(box.long / 2 + box.short / 2 + 12 + 4 * seen.factor)
  const [left, top] = [Math.floor(box.x) - half, Math.floor(box.y) - half]
  const patch = await source.read(left, top, 2 * half, 2 * half)
  const standing = standingOut(patch)
  if (standing === null) return { box, bow: null }
  const plane = seen.isDark ? standing.dark : standing.bright
  const heights = { width: patch.width, height: patch.height, plane }
  const local = { ...box, x: box.x - left, y: box.y - top }
  const hull = seen.isDark ? local : withoutWake(heights, local)
  const lit = refinedBox(heights, hull, free, Math.max(3, 2.5 * seen.factor))
  const whole = seen.isDark ? lit : withShadedEnds(patch, standing.shade, lit)
  return {
    box: { ...whole, x: whole.x + left, y: whole.y + top },
    bow: bowOf(pointedness(heights, whole), free),
  }
}

/** The end that is clearly more pointed than the other. */
function bowOf([last, first]: readonly [number, number], free: FreeSides): FoundHull['bow'] {
  if (!free.ends[0] || !free.ends[1] || Math.abs(first - last) < 0.22) return null
  return first > last ? 'first' : 'last'
}

function assessed(
  best: Candidate,
  { ranked: [, next], isAgreed }: Search,
  box: PixelBox,
  isWater: boolean,
): Pick<FoundHull, 'confidence' | 'doubts'> {
  const steps = [...best.ends, ...best.sides].map((step) => Math.max(0, Math.min(1, step)))
  const ratio = box.long / box.short
  const doubts: HullDoubt[] = []
  if (Math.min(...steps) < 0.5) doubts.push('edge-unclear')
  if (ratio < 2.2 || ratio > 10.5) doubts.push('odd-shape')
  if (box.short < 3) doubts.push('small')
  if (!isWater) doubts.push('no-water')
  const isClose = next !== undefined && Math.abs(best.score - next.score) < 0.12
  if (isClose || !isAgreed) doubts.push('ambiguous')
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
  const confidence = Math.max(0, mean - 0.12 * doubts.length)
  return { confidence: isAgreed ? confidence : Math.min(confidence, sureFrom - 0.01), doubts }
}
