import { addCoordinateTransforms } from 'ol/proj.js'
import Projection from 'ol/proj/Projection.js'
import { between, type Plane } from './scenes/scene-plane.ts'

const projections = new Map<string, { plane: Plane; projection: Projection }>()

/**
 * OpenLayers' name for a plane. It is told how to come from one plane to another, by way of longitude and latitude in
 * src/geodesy, so that the map and the measures never differ.
 */
export function projectionOfPlane(plane: Plane): Projection {
  const known = projections.get(plane.key)
  if (known !== undefined) return known.projection
  const projection = new Projection({
    code: `roadstead:${projections.size}`,
    units: 'm',
    metersPerUnit: plane.metresPerUnit,
    getPointResolution: (resolution) => resolution * plane.metresPerUnit,
  })
  for (const other of projections.values()) {
    addCoordinateTransforms(
      projection,
      other.projection,
      (coordinate) => moved(plane, other.plane, coordinate),
      (coordinate) => moved(other.plane, plane, coordinate),
    )
  }
  projections.set(plane.key, { plane, projection })
  return projection
}

function moved(from: Plane, to: Plane, coordinate: number[]): number[] {
  const [x = NaN, y = NaN] = coordinate
  const point = between(from, to, [x, y])
  return point === null ? [NaN, NaN] : [...point]
}
