import { projectionOf, type LonLat, type Projection, type XY } from '../../geodesy/projection.ts'
import { applyAffine } from './affine.ts'
import { fitGcps } from './gcp-fit.ts'
import type { SceneImage } from '../scene-image.ts'

/** The way from a pixel to the map and to longitude and latitude. */
export interface Placement {
  /** Map coordinates (easting or longitude first) of a pixel corner. */
  toMap(column: number, row: number): XY
  /** Degrees on WGS 84, longitude in [-180, 180]; null where the place is not on Earth. */
  toLonLat(column: number, row: number): LonLat | null
  readonly projection: Projection
  /** Root mean square miss of the ground control points in map units; null for an affine scene. */
  readonly gcpResidual: number | null
}

type Placed = Pick<SceneImage, 'affine' | 'gcps' | 'projDefinition'>

/** How a scene is placed; null where it can't be. */
export function placementOf(image: Placed): Placement | null {
  if (image.projDefinition === null) return null
  const { affine } = image
  const fit = affine === null ? fitGcps(image.gcps) : null
  const toMap =
    affine !== null ? (column: number, row: number): XY => applyAffine(affine, column, row) : fit?.toMap
  if (toMap === undefined) return null
  const projection = projectionOf(image.projDefinition)
  return {
    toMap,
    toLonLat: (column, row) => {
      const xy = toMap(column, row)
      // Degrees past a pole, or in the thousands, are metres or nonsense.
      const degrees = projection.degreesPerUnit
      if (degrees !== null && (Math.abs(xy[1] * degrees) > 90.001 || Math.abs(xy[0] * degrees) > 721))
        return null
      const lonLat = projection.toLonLat(xy)
      return lonLat === null || Math.abs(lonLat[1]) > 90.001 ? null : lonLat
    },
    projection,
    gcpResidual: fit?.residual ?? null,
  }
}
