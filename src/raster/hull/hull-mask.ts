/** What of a patch belongs to things that stand out: 1 inside, 0 outside, between them along edges. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly plane: Float32Array
}

/** Less than this above the natural variation of the surroundings is not seen as a thing. */
const least = 6
/** Along an edge a pixel belongs to what covers at least half of it: half as bright as the brightest beside it. */
const edgeReach = 2

/**
 * A mask of what stands out, cut at half of the brightness that each thing has near its edge, so that the blur of a
 * bright hull does not make it larger; small dark spots inside are filled.
 */
export function maskOf(standing: Float32Array, width: number, height: number, faintest: number): Mask {
  const most = dilated(standing, width, height, edgeReach)
  const plane = new Float32Array(width * height)
  for (let at = 0; at < plane.length; at++) {
    const here = standing[at] ?? 0
    const level = Math.max(least, faintest, (most[at] ?? 0) / 2)
    // From 0 to 1 within a fifth of the level to either side of it.
    plane[at] = Math.min(1, Math.max(0, 0.5 + (here - level) / (0.4 * level)))
  }
  const closed = eroded(dilated(plane, width, height, 2), width, height, 2)
  return { width, height, plane: closed }
}

/** The largest value within so many columns and rows. */
function dilated(plane: Float32Array, width: number, height: number, reach: number): Float32Array {
  const across = largest(plane, width, height, reach, 1, width)
  return largest(across, height, width, reach, width, 1)
}

/** The smallest value within so many columns and rows. */
function eroded(plane: Float32Array, width: number, height: number, reach: number): Float32Array {
  const negative = plane.map((value) => -value)
  return dilated(negative, width, height, reach).map((value) => -value)
}

/** The largest value within so many places to either side, along lines of so many whose places and starts lie so far apart. */
function largest(
  plane: Float32Array,
  count: number,
  lines: number,
  reach: number,
  step: number,
  apart: number,
): Float32Array {
  const result = new Float32Array(plane.length)
  for (let line = 0; line < lines; line++) {
    for (let place = 0; place < count; place++) {
      const [from, to] = [Math.max(0, place - reach), Math.min(count - 1, place + reach)]
      let most = -Infinity
      for (let at = from; at <= to; at++) {
        const value = plane[line * apart + at * step] ?? 0
        if (value > most) most = value
      }
      result[line * apart + place * step] = most
    }
  }
  return result
}
