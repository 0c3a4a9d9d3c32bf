import type { LonLat } from '../../../src/domain/polygon.ts'
import { geodesicPoint } from '../../../src/geodesy/ellipsoid.ts'
import type { Picture, XY } from './scene-plane.ts'
import { pixelOf } from './scene-region.ts'

/** How the columns and rows of a scene around a place lie on a chip. */
export interface ChipFrame {
  /** Column and row of the place at the chip's middle. */
  readonly middle: XY
  /** Columns and rows that the chip reaches across. */
  readonly extent: readonly [columns: number, rows: number]
  /** From columns and rows relative to `middle` to the chip's pixels relative to its middle: a, b, c, d of a canvas. */
  readonly matrix: readonly [a: number, b: number, c: number, d: number]
  /** The chip's pixels for one of the scene. */
  readonly scale: number
}

/** Metres over which a scene is taken for flat. */
const stepM = 20

/**
 * The frame of a chip of `size` pixels around `centre` whose width is `widthM` metres on the ground and whose top
 * bears `upDeg` (degrees clockwise from true north). It holds for turned, mirrored and unequal pixels, since it is
 * taken from where true east and north lie in the scene. Null where the scene has no such place.
 */
export function chipFrame(
  picture: Picture,
  centre: LonLat,
  { width, height }: { readonly width: number; readonly height: number },
  widthM: number,
  upDeg: number,
): ChipFrame | null {
  if (!picture.plane.placed) return null
  const pixelAt = (place: LonLat): XY | null => {
    const xy = picture.plane.fromLonLat(place)
    return xy === null ? null : pixelOf(picture, picture.plane, xy)
  }
  const middle = pixelAt(centre)
  const right = pixelAt(geodesicPoint(centre, upDeg + 90, stepM))
  const up = pixelAt(geodesicPoint(centre, upDeg, stepM))
  if (middle === null || right === null || up === null) return null
  // Columns and rows for one of the chip's pixels, to the right and down.
  const step = widthM / width / stepM
  const across: XY = [(right[0] - middle[0]) * step, (right[1] - middle[1]) * step]
  const down: XY = [(middle[0] - up[0]) * step, (middle[1] - up[1]) * step]
  const area = across[0] * down[1] - across[1] * down[0]
  if (!(Math.abs(area) > 0)) return null
  return {
    middle,
    extent: [
      Math.abs(across[0]) * width + Math.abs(down[0]) * height,
      Math.abs(across[1]) * width + Math.abs(down[1]) * height,
    ],
    matrix: [down[1] / area, -across[1] / area, -down[0] / area, across[0] / area],
    scale: 1 / Math.sqrt(Math.abs(area)),
  }
}
