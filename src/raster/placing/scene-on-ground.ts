import type { LocalFrame } from '../../geodesy/ellipsoid.ts'
import { placementOf } from './placement.ts'
import type { SceneImage } from '../scene-image.ts'

/** Metres east and north in a local plane. */
export type East = readonly [eastM: number, northM: number]
/** Columns and rows of the full resolution, from the upper left corner of the first pixel. */
export type ColumnRow = readonly [column: number, row: number]

/** A scene as it lies in a local plane. */
export interface SceneOnGround {
  /** Null where the point is not on the scene's map. The pixel may lie outside of the scene. */
  toPixel(place: East): ColumnRow | null
  /** Null where the pixel is not on Earth. */
  toGround(pixel: ColumnRow): East | null
}

/**
 * Puts a scene into a local plane of metres.
 * @param shift metres east and north by which the picture lies off where its file says; they are added
 * @returns null where the scene is not placed, or its middle is not on Earth
 */
export function sceneOnGround(image: SceneImage, frame: LocalFrame, shift: East): SceneOnGround | null {
  const placement = placementOf(image)
  if (placement === null) return null
  const toGround = ([column, row]: ColumnRow): East | null => {
    const lonLat = placement.toLonLat(column, row)
    if (lonLat === null) return null
    const [east, north] = frame.toPlane(lonLat)
    return [east + shift[0], north + shift[1]]
  }
  const middle: ColumnRow = [image.width / 2, image.height / 2]
  const rough = linearAt(toGround, middle)
  const nearOrigin = rough === null ? null : solve(toGround, rough, [0, 0])
  // Far from its middle a scene's pixels may have another shape; most is asked for around the plane's origin.
  const local = nearOrigin === null ? rough : (linearAt(toGround, nearOrigin) ?? rough)
  if (local === null) return null
  return { toGround, toPixel: (place) => solve(toGround, local, place) }
}

type ToGround = (pixel: ColumnRow) => East | null

/** A scene's map at one pixel as a linear one: where the pixel lies, and columns and rows for a metre east and north. */
interface Linear {
  readonly pixel: ColumnRow
  readonly place: East
  readonly perMetre: readonly [number, number, number, number]
}

function linearAt(toGround: ToGround, pixel: ColumnRow): Linear | null {
  const [column, row] = pixel
  const [place, right, below] = [toGround(pixel), toGround([column + 1, row]), toGround([column, row + 1])]
  if (place === null || right === null || below === null) return null
  const [a, c] = [right[0] - place[0], right[1] - place[1]]
  const [b, d] = [below[0] - place[0], below[1] - place[1]]
  const determinant = a * d - b * c
  if (determinant === 0 || !Number.isFinite(1 / determinant)) return null
  return { pixel, place, perMetre: [d / determinant, -b / determinant, -c / determinant, a / determinant] }
}

const mostSteps = 40
/** Columns and rows within which a pixel counts as found. */
const near = 1e-4

/** The pixel at a place by Newton's method with a fixed slope: each step corrects by what is missing. */
function solve(toGround: ToGround, { pixel, place, perMetre }: Linear, target: East): ColumnRow | null {
  let [column, row] = pixel
  let at: East | null = place
  for (let step = 0; step < mostSteps && at !== null; step += 1) {
    const [east, north] = [target[0] - at[0], target[1] - at[1]]
    const across = perMetre[0] * east + perMetre[1] * north
    const down = perMetre[2] * east + perMetre[3] * north
    column += across
    row += down
    if (Math.abs(across) < near && Math.abs(down) < near) return [column, row]
    at = toGround([column, row])
  }
  return null
}
