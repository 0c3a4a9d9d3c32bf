import { grown } from './hull-edges.ts'
import { sampleAt, type Patch, type PixelBox } from './hull-patch.ts'
import type { Standing } from './hull-surroundings.ts'

/** All bands of a pixel lie at least so far below the lit surroundings in a shadow. */
const shaded = 3
/** A deck in the shadow is so much brighter than water in the same shadow. */
const deckOverWater = 1.25
/** As much of its length may a hull hide in the shadow of its own deckhouse, of its beam in that of its cargo. */
const mostHidden = { end: 0.16, side: 0.35 }
/** In so many pixels at the edge of a hull its blur looks like a deck in the shadow. */
const leastShaded = 1.6
/** Lanes over the middle of the beam, or stations along the hull, in which what lies beyond an end or a side is read. */
const read = { end: { count: 7, spanned: 0.5 }, side: { count: 25, spanned: 0.7 } }

type Which = 'end' | 'side'

/**
 * Moves the ends of a box outward over what of the deck lies in the shadow of a deckhouse: there it is darker than the
 * water around, but still brighter than the water that the same shadow falls on.
 */
export function withShadedEnds(patch: Patch, dark: Float32Array, box: PixelBox): PixelBox {
  const [last, first] = ([-1, 1] as const).map((sign) => hidden(patch, dark, box, sign, 'end'))
  return grown(box, last ?? 0, first ?? 0, 0, 0)
}

/** The same for the long sides of a hull that lies free: beside a quay it is the quay that the shadow falls on. */
export function withShadedSides(
  patch: Patch,
  { shade, bright }: Pick<Standing, 'shade' | 'bright'>,
  box: PixelBox,
): PixelBox {
  const [low, high] = ([-1, 1] as const).map((sign) => {
    const more = hidden(patch, shade, box, sign, 'side')
    return more >= leastShaded && isWaterBeyond(patch, shade, bright, box, sign) ? more : 0
  })
  return grown(box, 0, 0, low ?? 0, high ?? 0)
}

/** Whether the shadow beside a hull ends on water in the light. */
function isWaterBeyond(
  patch: Patch,
  shade: Float32Array,
  bright: Float32Array,
  box: PixelBox,
  sign: 1 | -1,
): boolean {
  let isInShadow = false
  for (let t = 0; t < box.short + 12; t++) {
    const away = sign * (box.short / 2 + t)
    const isShaded = meanBeyond(shade, patch, box, away, 'side') > shaded
    if (isInShadow && !isShaded) return meanBeyond(bright, patch, box, away + 2 * sign, 'side') < shaded
    isInShadow ||= isShaded
  }
  return false
}

/** How far the hull goes on in the shadow beyond an end or a side, in pixels; 0 where there is none. */
function hidden(patch: Patch, dark: Float32Array, box: PixelBox, sign: 1 | -1, which: Which): number {
  const size = which === 'end' ? box.long : box.short
  const most = Math.ceil(size * mostHidden[which]) + 6
  const isShaded: boolean[] = []
  const bands: number[][] = patch.bands.map(() => [])
  for (let step = 0; step <= 2 * most; step++) {
    const away = sign * (size / 2 + step / 2)
    isShaded.push(meanBeyond(dark, patch, box, away, which) > shaded)
    patch.bands.forEach((band, index) => bands[index]?.push(meanBeyond(band, patch, box, away, which)))
  }
  const from = isShaded.findIndex((is) => is)
  // The shadow has to begin at the end of what is lit.
  if (from < 0 || from > 5) return 0
  let to = from
  while (to + 1 < isShaded.length && isShaded[to + 1] === true) to++
  if (to - from < 3) return 0
  let farthest = 0
  for (const profile of bands) {
    const within = profile.slice(from, to + 1)
    const floor = Math.min(...within)
    const floorAt = from + within.indexOf(floor)
    if (floor <= 0) continue
    for (let step = floorAt; step > from; step--) {
      const [here, next] = [profile[step - 1] ?? 0, profile[step] ?? 0]
      if (here < floor * deckOverWater) continue
      const part = here === next ? 0 : (floor * deckOverWater - next) / (here - next)
      farthest = Math.max(farthest, (step - Math.min(1, Math.max(0, part))) / 2)
      break
    }
  }
  return farthest <= size * mostHidden[which] ? farthest : 0
}

/** Mean over the lanes or stations that lie so far from the middle of a box, along its axis or across it. */
function meanBeyond(
  plane: Float32Array,
  { width, height }: Patch,
  { x, y, long, short, angle }: PixelBox,
  away: number,
  which: Which,
): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const { count, spanned } = read[which]
  let sum = 0
  for (let index = 0; index < count; index++) {
    const beside = (index / (count - 1) - 0.5) * (which === 'end' ? short : long) * spanned
    const [u, v] = which === 'end' ? [away, beside] : [beside, away]
    sum += sampleAt(plane, width, height, x + u * cos - v * sin, y + u * sin + v * cos)
  }
  return sum / count
}
