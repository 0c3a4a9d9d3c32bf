import { grown, type Heights } from './hull-edges.ts'
import { sampleAt, type PixelBox } from './hull-patch.ts'

/** Froth behind a stern stands out from the water by at least so much, over this many beams of its length. */
const froth = { least: 4, beams: [0.3, 0.6, 0.9, 1.2, 1.5] } as const
/** The wake begins narrower than the stern: in these parts of the beam there is hull or water, and no froth. */
const lanes = [-0.4, -0.35, 0.35, 0.4] as const
/** Of its length a box gives up so much to a wake at most. */
const mostGiven = 0.45

/**
 * Takes off a box what of it is wake: behind an end with froth in its prolongation the hull ends where it has no longer
 * its full breadth. Only the stern has a wake; a bow, which narrows too, has none in front of it.
 */
export function withoutWake(heights: Heights, box: PixelBox): PixelBox {
  const trails = ([-1, 1] as const).map((sign) => ({ sign, strength: trailBeyond(heights, box, sign) }))
  const [stern] = trails.sort((a, b) => b.strength - a.strength)
  if (stern === undefined || stern.strength < froth.least) return box
  const given = narrowPart(heights, box, stern.sign)
  return stern.sign < 0 ? grown(box, -given, 0, 0, 0) : grown(box, 0, -given, 0, 0)
}

/**
 * How much the water beyond an end stands out, in the part of it that stands out least but for one; 0 where something
 * lies beside it too: what lies beyond the end of a hull at a quay is no wake.
 */
function trailBeyond(heights: Heights, box: PixelBox, sign: 1 | -1): number {
  const along = (parts: readonly number[]) =>
    froth.beams
      .map((beams) => across(heights, box, sign * (box.long / 2 + beams * box.short), parts))
      .sort((a, b) => a - b)[1] ?? 0
  const trail = along([-0.2, 0, 0.2])
  const clear = 0.7 + 3 / box.short
  const beside = Math.max(along([-clear]), along([clear]))
  return beside < trail / 2 ? trail : 0
}

/** How far from an end inward it is that the box begins to have its full breadth, in pixels; 0 for a pixel or two. */
function narrowPart(heights: Heights, box: PixelBox, sign: 1 | -1): number {
  const most = Math.floor(box.long * mostGiven)
  const full: number[] = []
  for (let t = most; t < box.long - most; t += 2) full.push(broadest(heights, box, sign, t))
  full.sort((a, b) => a - b)
  const half = (full[Math.floor(full.length / 2)] ?? 0) / 2
  for (let t = 0; t <= most; t += 0.5) {
    if (broadest(heights, box, sign, t) >= half && broadest(heights, box, sign, t + 1.5) >= half)
      return t > 1.5 ? t : 0
  }
  return 0
}

/** What stands out in the outer lanes, so far inward of an end. */
function broadest(heights: Heights, box: PixelBox, sign: 1 | -1, inward: number): number {
  return across(heights, box, sign * (box.long / 2 - inward), lanes)
}

function across(
  { width, height, plane }: Heights,
  { x, y, short, angle }: PixelBox,
  u: number,
  parts: readonly number[],
): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let sum = 0
  for (const part of parts) {
    const v = part * short
    sum += sampleAt(plane, width, height, x + u * cos - v * sin, y + u * sin + v * cos)
  }
  return sum / parts.length
}
