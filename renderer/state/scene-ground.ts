import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import { ringOf } from '../../src/domain/polygon.ts'
import type { Scene } from '../../src/domain/scene.ts'
import { projectionOf } from '../../src/geodesy/projection.ts'
import { middleOf } from './watched-places.ts'

/** Metres of a pixel where the record does not know them. */
const usualGsdM = 3

/**
 * The ground that a scene covers, without its pixels, so that what was drawn on it is seen while its file is away: an
 * equal-area plane around its middle, north up. Null for a scene that is not placed.
 */
export function groundOf({ geom, gsd_m }: Pick<Scene, 'geom' | 'gsd_m'>): SceneDisplay | null {
  if (geom === null) return null
  const ring = ringOf(geom)
  const [lon, lat] = middleOf(ring)
  const projDefinition = `+proj=laea +lat_0=${lat.toFixed(6)} +lon_0=${lon.toFixed(6)} +datum=WGS84 +units=m +no_defs`
  const plane = projectionOf(projDefinition)
  const corners = ring.map((lonLat) => plane.fromLonLat(lonLat)).filter((corner) => corner !== null)
  if (corners.length < ring.length) return null
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.max(...ys)]
  const gsdM = gsd_m ?? usualGsdM
  return {
    width: Math.max(1, Math.ceil((Math.max(...xs) - left) / gsdM)),
    height: Math.max(1, Math.ceil((top - Math.min(...ys)) / gsdM)),
    affine: [left, gsdM, 0, top, 0, -gsdM],
    crs: projDefinition,
    projDefinition,
    gsdM,
    bands: [],
    combination: [1],
    levels: [],
    readFrom: 'scene',
    problems: [],
  }
}
