import { maskOf, type Mask } from './hull-mask.ts'
import { resizedPatch, type Patch, type PixelPoint } from './hull-patch.ts'
import type { Field } from './hull-search.ts'
import { standingOut, type Surface } from './hull-surroundings.ts'

/** Where samples come from. */
export interface HullSource {
  /** All bands of a window of the full resolution, which may hang over the scene's edge. */
  read(left: number, top: number, width: number, height: number): Promise<Patch>
  /** True size of a pixel on the ground. */
  readonly pixelWidthM: number
  readonly pixelHeightM: number
}

/** As far as the ends of the longest ships lie from where one is pointed at. */
export const farthestM = 300
export const mostReach = 75
const leastReach = 40
/** Less than this part of what the hull under the pointer stands out by is not seen as part of it. */
const faintestPart = 0.15

/** The surroundings of a place, in pixels of a size that suits what is looked for. */
export interface Look extends Field {
  /** So many pixels of the scene, across and down, are one of the look. */
  readonly factor: number
  /** As far as a hull is looked for from the place. */
  readonly reach: number
  /** The place in the pixels of this look, and its upper left corner in the scene's. */
  readonly at: PixelPoint
  readonly left: number
  readonly top: number
  /** Whether what stands out is darker than its surroundings. */
  readonly isDark: boolean
  /** Whether a good part of what is seen is one surface. */
  readonly isWater: boolean
  /** What everything stands out from, and what was not to be taken for that. */
  readonly surface: Surface
  readonly not: Surface | null
}

/**
 * The samples around a place of a scene whose pixels are square; null where no surroundings can be made out.
 * @param not what is not to be taken for the surroundings
 */
export async function lookedAt(
  source: HullSource,
  at: PixelPoint,
  factor: number,
  wanted?: number,
  not: Surface | null = null,
): Promise<Look | null> {
  const pixelM = source.pixelWidthM * factor
  const reach = wanted ?? Math.min(mostReach, Math.max(leastReach, Math.ceil(farthestM / pixelM)))
  const half = Math.ceil(reach * factor)
  const [left, top] = [Math.floor(at[0]) - half, Math.floor(at[1]) - half]
  const read = await source.read(left, top, 2 * half, 2 * half)
  const patch = factor < 1.01 ? read : resizedPatch(read, factor, factor)
  const standing = standingOut(patch, not)
  if (standing === null) return null
  const scale = factor < 1.01 ? 1 : factor
  const here: PixelPoint = [(at[0] - left) / scale, (at[1] - top) / scale]
  const most = (plane: Float32Array) => Math.max(...near(plane, patch.width, here, 1))
  const isDark = most(standing.bright) < most(standing.dark) * 0.7
  const [plane, other] = isDark ? [standing.dark, standing.bright] : [standing.bright, standing.shade]
  const level = near(plane, patch.width, here, 4).sort((a, b) => a - b)
  const faintest = faintestPart * (level[Math.floor(level.length * 0.6)] ?? 0)
  const mask = maskOf(plane, patch.width, patch.height, faintest)
  return {
    mask,
    solid: mask.plane.map((inside, index) => Math.max(inside, Math.min(1, (other[index] ?? 0) / 6))),
    tones: standing.tones(),
    heights: plane.map((height) => (height < 6 ? 0 : Math.log(height))),
    factor: scale,
    pixelM,
    reach,
    at: here,
    left,
    top,
    isDark,
    isWater: standing.share > 0.25,
    surface: standing.surface,
    not,
  }
}

/** The values within so many pixels of a place. */
function near(plane: Float32Array, width: number, [x, y]: PixelPoint, reach: number): number[] {
  const values: number[] = []
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      values.push(plane[(Math.floor(y) + dy) * width + Math.floor(x) + dx] ?? 0)
    }
  }
  return values
}

/** How far what stands out at a place reaches from it, in pixels, 60 at most; null where nothing does. */
export function extentOf({ width, height, plane }: Mask, [x, y]: PixelPoint): number | null {
  const start = nearestInside(plane, width, height, Math.floor(x), Math.floor(y))
  if (start === null) return null
  const known = new Uint8Array(plane.length)
  const queue = [start]
  known[start] = 1
  let far = 0
  while (queue.length > 0 && far < 60) {
    const at = queue.pop() ?? 0
    const column = at % width
    far = Math.max(far, Math.hypot(column - x, Math.floor(at / width) - y))
    for (const step of [1, -1, width, -width]) {
      const next = at + step
      if (next < 0 || next >= plane.length || known[next] === 1 || (plane[next] ?? 0) < 0.5) continue
      if (Math.abs((next % width) - column) > 1) continue
      known[next] = 1
      queue.push(next)
    }
  }
  return Math.min(60, far)
}

function nearestInside(
  plane: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
): number | null {
  for (let ring = 0; ring <= 4; ring++) {
    for (let row = Math.max(0, y - ring); row <= Math.min(height - 1, y + ring); row++) {
      for (let column = Math.max(0, x - ring); column <= Math.min(width - 1, x + ring); column++) {
        if ((plane[row * width + column] ?? 0) >= 0.5) return row * width + column
      }
    }
  }
  return null
}
