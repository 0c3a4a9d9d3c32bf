import { grown, quantile, type FreeSides, type Heights } from './hull-edges.ts'
import { sampleAt, type PixelBox, type PixelPoint } from './hull-patch.ts'

/** Lanes along the hull, in beams from its axis: a hold is dark in its middle, water between two hulls in all of them. */
const lanes = [-0.35, -0.2, 0, 0.2, 0.35]
/** Water between two hulls stands out by no more than this part of what they do, and is not in a shadow. */
const faint = 0.36
const lit = 6
/** Tugs, barges and boats moor in rows, and a large ship has such dark bands itself: two are so long together at most. */
const longestM = 130
const slender = 4.5
/** In finer pixels the gap is seen from the first; in coarser ones a dark deck is as faint. */
const finestM = 1.6
const narrowestPixels = 3
/** A part that is shorter than so many beams is no hull of its own. */
const shortest = 1.6

/**
 * Cuts off a box what lies ahead or astern of the hull that is pointed at, moored in a row with it: where there is open
 * water in the light across its whole breadth. The end that is cut is free.
 * @param at what is pointed at, in the pixels of `heights`, which are `pixelM` metres each
 */
export function withoutNext(
  heights: Heights,
  shade: Float32Array,
  box: PixelBox,
  free: FreeSides,
  at: PixelPoint,
  pixelM: number,
): { box: PixelBox; free: FreeSides } {
  const mayBeTwo = box.long * pixelM < longestM && box.long > slender * box.short
  if (!mayBeTwo || pixelM < finestM || box.short < narrowestPixels) return { box, free }
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)]
  const most = (plane: Float32Array, u: number) =>
    Math.max(
      ...lanes.map((lane) => {
        const v = lane * box.short
        const [x, y] = [box.x + u * cos - v * sin, box.y + u * sin + v * cos]
        return sampleAt(plane, heights.width, heights.height, x, y)
      }),
    )
  const pointed = (at[0] - box.x) * cos + (at[1] - box.y) * sin
  const along = Array.from({ length: Math.floor(box.long * 2) }, (_, step) => (step + 0.5) / 2 - box.long / 2)
  const high = along.map((u) => most(heights.plane, u))
  const level = faint * quantile(high, 0.5)
  const gaps = along.filter((u, index) => (high[index] ?? 0) < level && most(shade, u) < lit)
  const last = Math.max(-box.long / 2, ...gaps.filter((u) => u < pointed))
  const first = Math.min(box.long / 2, ...gaps.filter((u) => u > pointed))
  const room = shortest * box.short
  const isCut = (end: number) => Math.abs(end) < box.long / 2 - room
  if (first - last < room) return { box, free }
  const cuts = { first: isCut(first) ? box.long / 2 - first : 0, last: isCut(last) ? last + box.long / 2 : 0 }
  return {
    box: grown(box, -cuts.last, -cuts.first, 0, 0),
    free: { sides: free.sides, ends: [free.ends[0] || cuts.last > 0, free.ends[1] || cuts.first > 0] },
  }
}
