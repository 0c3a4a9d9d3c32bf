import { grown } from './hull-edges.ts'
import { sampleAt, type Patch, type PixelBox } from './hull-patch.ts'

/** All bands of a pixel lie at least so far below the lit surroundings in a shadow. */
const shaded = 3
/** A deck in the shadow is so much brighter than water in the same shadow. */
const deckOverWater = 1.25
/** As much of its length may a hull hide in the shadow of its own deckhouse. */
const mostHidden = 0.16

/**
 * Moves the ends of a box outward over what of the deck lies in the shadow of a deckhouse: there it is darker than the
 * water around, but still brighter than the water that the same shadow falls on.
 */
export function withShadedEnds(patch: Patch, dark: Float32Array, box: PixelBox): PixelBox {
  return grown(box, hidden(patch, dark, box, -1), hidden(patch, dark, box, 1), 0, 0)
}

/** How far the hull goes on in the shadow beyond an end, in pixels; 0 where there is none. */
function hidden(patch: Patch, dark: Float32Array, box: PixelBox, sign: 1 | -1): number {
  const most = Math.ceil(box.long * mostHidden) + 6
  const isShaded: boolean[] = []
  const bands: number[][] = patch.bands.map(() => [])
  for (let step = 0; step <= 2 * most; step++) {
    const t = step / 2
    isShaded.push(acrossBeam(dark, patch, box, sign, t) > shaded)
    patch.bands.forEach((band, index) => bands[index]?.push(acrossBeam(band, patch, box, sign, t)))
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
  return farthest <= box.long * mostHidden ? farthest : 0
}

/** Mean over the middle of the beam, so far beyond an end. */
function acrossBeam(plane: Float32Array, patch: Patch, box: PixelBox, sign: 1 | -1, beyond: number): number {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)]
  const u = sign * (box.long / 2 + beyond)
  let sum = 0
  const count = 7
  for (let index = 0; index < count; index++) {
    const v = (index / (count - 1) - 0.5) * box.short * 0.5
    sum += sampleAt(plane, patch.width, patch.height, box.x + u * cos - v * sin, box.y + u * sin + v * cos)
  }
  return sum / count
}
