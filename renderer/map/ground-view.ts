import View from 'ol/View.js'
import type { LonLat } from '../../src/domain/polygon.ts'
import { geodesicBetween, geodesicPoint } from '../../src/geodesy/ellipsoid.ts'
import { projectionOfPlane } from './map-projection.ts'
import type { Extent, Plane, XY } from './scenes/scene-plane.ts'

/** How the ground lies on the screen. */
export interface GroundPose {
  readonly centre: LonLat
  /** Metres on the ground of one CSS pixel, along the screen's horizontal. */
  readonly metresPerPixel: number
  /** Where true north points, degrees clockwise from the top of the screen, in (-180, 180]. */
  readonly northDeg: number
}

const radians = Math.PI / 180
/** A view that was not turned is not turned by the few degrees by which one grid's north differs from another's. */
const gridDifferenceDeg = 5
/** At most this much over the wanted resolution; past it nothing of the scene would be left on the screen. */
const widestScenes = 8
/** A pixel of the scene becomes at most this many screen pixels wide. */
const largestPixel = 64

/** A view of one plane. `pixelSize` and `extent` of the scene bound how far it zooms. */
export function createView(plane: Plane, extent: Extent, pixelSize: number): View {
  const size = Math.max(extent[2] - extent[0], extent[3] - extent[1])
  const minResolution = pixelSize / largestPixel
  const widest = Math.max((size / 1000) * widestScenes, pixelSize * 4)
  // OpenLayers moves the smallest resolution until it is a whole number of halvings below the largest.
  const maxResolution = minResolution * 2 ** Math.ceil(Math.log2(widest / minResolution))
  return new View({
    projection: projectionOfPlane(plane),
    center: [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2],
    resolution: size / 1000,
    minResolution,
    maxResolution,
    constrainResolution: false,
    smoothResolutionConstraint: false,
    constrainRotation: false,
    multiWorld: true,
  })
}

/** Centre, resolution and rotation of a view in its plane; `rotation` as OpenLayers has it, radians clockwise. */
export interface PlanePose {
  readonly centre: XY
  readonly resolution: number
  readonly rotation: number
}

/** Azimuth of the plane's upward direction at a point: degrees clockwise from true north. Null off the Earth. */
export function gridNorthDeg(plane: Plane, centre: XY, unit: number): number | null {
  const [below, above] = [
    plane.toLonLat([centre[0], centre[1] - unit]),
    plane.toLonLat([centre[0], centre[1] + unit]),
  ]
  return below === null || above === null ? null : geodesicBetween(below, above).azimuthDeg
}

/** The ground as a pose of a plane shows it; null for a plane without a place on Earth. */
export function groundPoseOf(plane: Plane, pose: PlanePose): GroundPose | null {
  const centre = plane.toLonLat(pose.centre)
  const step = pose.resolution * 50
  const [dx, dy] = [Math.cos(pose.rotation) * step, Math.sin(pose.rotation) * step]
  const left = plane.toLonLat([pose.centre[0] - dx, pose.centre[1] - dy])
  const right = plane.toLonLat([pose.centre[0] + dx, pose.centre[1] + dy])
  const up = gridNorthDeg(plane, pose.centre, step)
  if (centre === null || left === null || right === null || up === null) return null
  return {
    centre,
    metresPerPixel: geodesicBetween(left, right).distanceM / 100,
    northDeg: halfTurn(pose.rotation / radians - up),
  }
}

/** The pose in `plane` that shows the ground as `ground` does; null where the plane can't show it. */
export function planePoseOf(plane: Plane, ground: GroundPose): PlanePose | null {
  const centre = plane.fromLonLat(ground.centre)
  if (centre === null) return null
  const reach = ground.metresPerPixel * 50
  const up = gridNorthDeg(plane, centre, reach / plane.metresPerUnit)
  if (up === null) return null
  // Along the screen's horizontal, which runs 90 degrees to the right of what is up on the screen.
  const rightwards = 90 - ground.northDeg
  const left = plane.fromLonLat(geodesicPoint(ground.centre, rightwards + 180, reach))
  const right = plane.fromLonLat(geodesicPoint(ground.centre, rightwards, reach))
  if (left === null || right === null) return null
  return {
    centre,
    resolution: Math.hypot(right[0] - left[0], right[1] - left[1]) / 100,
    rotation: halfTurn(ground.northDeg + up) * radians,
  }
}

/**
 * The pose in `to` that shows the ground as `pose` did in `from`. A view whose pixels stood upright keeps them so
 * where true north differs by a few degrees only.
 */
export function carriedOver(from: Plane, pose: PlanePose, to: Plane): PlanePose | null {
  if (from.key === to.key) return pose
  const ground = groundPoseOf(from, pose)
  const carried = ground === null ? null : planePoseOf(to, ground)
  if (carried === null) return null
  const upright = pose.rotation === 0 && Math.abs(carried.rotation) < gridDifferenceDeg * radians
  return upright ? { ...carried, rotation: 0 } : carried
}

/** How far the scene's grid is turned on the screen: degrees clockwise, in (-180, 180]; 0 when its pixels or CRS stand upright. */
export function gridRotationDeg(plane: Plane, pose: PlanePose): number {
  return halfTurn(pose.rotation / radians + plane.gridNorthDeg)
}

/** An angle in (-180, 180]. */
function halfTurn(degrees: number): number {
  const turned = ((((degrees + 180) % 360) + 360) % 360) - 180
  return turned === -180 ? 180 : turned
}
