import { placementOf } from './placement.ts'
import type { SceneImage } from '../scene-image.ts'

/**
 * Metres on the ground of one pixel at the centre of the scene (the root of the pixel's area on the ellipsoid), so that a scene in Web
 * Mercator or in degrees gives its true size. Null where the scene is not placed.
 */
export function gsdM(image: SceneImage): number | null {
  const placement = placementOf(image)
  if (placement === null) return null
  const [column, row] = [image.width / 2, image.height / 2]
  // Over many pixels the difference keeps its digits; over few it stays local.
  const reach = Math.max(1, Math.min(100, image.width / 4, image.height / 4))
  const here = placement.toLonLat(column, row)
  const right = placement.toLonLat(column + reach, row)
  const below = placement.toLonLat(column, row + reach)
  if (here === null || right === null || below === null) return null
  const [ax, ay] = localMetres(here, right)
  const [bx, by] = localMetres(here, below)
  const metres = Math.sqrt(Math.abs(ax * by - ay * bx)) / reach
  return Number.isFinite(metres) && metres > 0 ? Number(metres.toPrecision(10)) : null
}

/** East and north in metres from one place to a near one, by the radii of curvature of WGS 84 in between. */
function localMetres(from: readonly [number, number], to: readonly [number, number]): [number, number] {
  const [a, e2] = [6_378_137, 0.0066943799901413165]
  const radians = Math.PI / 180
  const lat = ((from[1] + to[1]) / 2) * radians
  const w = 1 - e2 * Math.sin(lat) ** 2
  const turn = ((((to[0] - from[0] + 540) % 360) + 360) % 360) - 180
  const east = (a / Math.sqrt(w)) * Math.cos(lat) * turn * radians
  const north = ((a * (1 - e2)) / w ** 1.5) * (to[1] - from[1]) * radians
  return [east, north]
}
