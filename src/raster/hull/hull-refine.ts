import { withoutNext } from './hull-ahead.ts'
import { pointedness, refinedBox, type FreeSides } from './hull-edges.ts'
import { withOpenEnds } from './hull-ends.ts'
import { withFlanks } from './hull-flanks.ts'
import { isAlongside, withWholeBreadth, withWholeLength, type Waters } from './hull-length.ts'
import type { HullSource, Look } from './hull-look.ts'
import type { Patch, PixelBox, PixelPoint } from './hull-patch.ts'
import { withShadedEnds, withShadedSides } from './hull-shade.ts'
import { standingOut, type Standing } from './hull-surroundings.ts'
import { withoutWake } from './hull-wake.ts'

/** Which end of a box comes to a point, as bows do; null where that cannot be told. */
export type BowEnd = 'first' | 'last' | null

/** In pixels smaller than this, metres, the gap between a hull and a quay is seen, and a deck is more than an edge. */
const gapSeenM = 1.6
/** A hull of fewer pixels across has no sides that could be followed. */
const sidesSeen = { alongside: 4, free: 8 }

/** A box as it was read off, and as far as the hull was seen to go on past what was read; null where it does not. */
interface Read {
  readonly box: PixelBox
  readonly reached: PixelBox | null
}

/**
 * A box that was found, with its sides read off the scene's own pixels: cut where the next hull or the wake begins, its
 * edges moved to half of their step, and then its ends and sides followed in the water around it, be it a gap at a quay
 * or the open sea, and over what of the deck lies in a shadow.
 * @param found which of its sides lie against the surroundings
 * @param at what is pointed at, where that is but one of several that may lie in a row
 */
export async function refinedOnScene(
  source: HullSource,
  box: PixelBox,
  found: FreeSides,
  seen: Look,
  at?: PixelPoint,
): Promise<{ box: PixelBox; bow: BowEnd }> {
  const { reached, ...refined } = await refinedIn(source, box, found, seen, at)
  if (reached === null) return refined
  // The hull goes on past what was read: read as far as it was seen to reach, it ends there, or it is no hull.
  const further = await refinedIn(source, reached, found, seen, at)
  return further.reached === null ? further : refined
}

async function refinedIn(
  source: HullSource,
  box: PixelBox,
  found: FreeSides,
  seen: Look,
  at: PixelPoint | undefined,
): Promise<Read & { readonly bow: BowEnd }> {
  const pixelM = source.pixelWidthM
  const more = pixelM < gapSeenM ? box.long * 0.2 + box.short / 2 : 0
  const half = Math.ceil(box.long / 2 + box.short / 2 + more + 12 + 4 * seen.factor)
  const [left, top] = [Math.floor(box.x) - half, Math.floor(box.y) - half]
  const patch = await source.read(left, top, 2 * half, 2 * half)
  const standing = standingOut(patch, seen.not)
  if (standing === null) return { box, bow: null, reached: null }
  const plane = seen.isDark ? standing.dark : standing.bright
  const heights = { width: patch.width, height: patch.height, plane }
  const local = { ...box, x: box.x - left, y: box.y - top }
  const pointed: PixelPoint = at === undefined ? [local.x, local.y] : [at[0] - left, at[1] - top]
  const { box: own, free } =
    at === undefined || seen.isDark
      ? { box: local, free: found }
      : withoutNext(heights, standing.shade, local, found, pointed, pixelM)
  const hull = seen.isDark ? own : withoutWake(heights, own)
  const lit = refinedBox(heights, hull, free, Math.max(3, 2.5 * seen.factor))
  const whole = seen.isDark ? lit : withShadedEnds(patch, standing.shade, lit)
  const ended = inWater(patch, standing, whole, { pointed, pixelM, isDark: seen.isDark })
  const onPicture = (one: PixelBox): PixelBox => ({ ...one, x: one.x + left, y: one.y + top })
  return {
    box: onPicture(ended.box),
    bow: bowOf(pointedness(heights, ended.box), free),
    reached: ended.reached === null ? null : onPicture(ended.reached),
  }
}

interface Pointed {
  readonly pointed: PixelPoint
  readonly pixelM: number
  readonly isDark: boolean
}

/** The box with its sides where it ends against water, as far as the picture shows that. */
function inWater(
  patch: Patch,
  standing: Standing,
  box: PixelBox,
  { pointed, pixelM, isDark }: Pointed,
): Read {
  if (patch.bands.length < 3 || box.short < sidesSeen.alongside) {
    return { box: isDark ? box : withShadedSides(patch, standing, box), reached: null }
  }
  const isFine = pixelM < gapSeenM
  const apart = { width: patch.width, height: patch.height, plane: standing.apart() }
  const waters = { apart, shade: standing.shade }
  if (isAlongside(waters, box))
    return isFine
      ? followed(waters, box, pointed, pixelM)
      : { box: isDark ? box : withShadedSides(patch, standing, box), reached: null }
  if (isDark) return { box, reached: null }
  if (box.short < sidesSeen.free) return { box: withShadedSides(patch, standing, box), reached: null }
  const flanked = (one: PixelBox) => (isFine ? withFlanks(apart, one, pixelM) : one)
  const ended = withOpenEnds(waters, flanked(box), pointed, pixelM, isFine)
  const whole = withShadedEnds(patch, standing.shade, flanked(ended))
  return { box: withShadedSides(patch, standing, whole), reached: null }
}

/** The box of a hull that lies against something, with its sides and its ends where it ends against water. */
function followed(waters: Waters, first: PixelBox, pointed: PixelPoint, pixelM: number): Read {
  const sided = (box: PixelBox) => withFlanks(waters.apart, withWholeBreadth(waters, box), pixelM)
  // The sides are seen along the whole hull once its ends are known.
  const { box } = withWholeLength(waters, sided(first), pointed, pixelM)
  const { box: whole, reached } = withWholeLength(waters, sided(box), pointed, pixelM)
  return { box: withFlanks(waters.apart, whole, pixelM), reached }
}

/** The end that is clearly more pointed than the other. */
function bowOf([last, first]: readonly [number, number], free: FreeSides): BowEnd {
  if (!free.ends[0] || !free.ends[1] || Math.abs(first - last) < 0.22) return null
  return first > last ? 'first' : 'last'
}
