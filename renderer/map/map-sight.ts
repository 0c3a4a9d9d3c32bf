import type { Camera } from './camera.ts'
import type { MapController } from './map-contract.ts'
import type { Overview } from './overview-inset.ts'
import { extentIn, type Extent, type Picture } from './scene-plane.ts'
import { regionOfPolygon, regionOfRing } from './scene-region.ts'

/** What of the map moves the view, or tells what is in it. */
export type Sight = Pick<
  MapController,
  | 'zoom'
  | 'fitScene'
  | 'fitFootprint'
  | 'goTo'
  | 'setScale'
  | 'rotate'
  | 'northUp'
  | 'regionInView'
  | 'regionOf'
  | 'setOverview'
  | 'goToOverview'
>

/**
 * @param shown where the scene lies that is looked at; null without one
 * @param boxOf what a footprint covers in the plane of the view; null for one that is not on the map
 */
export function createSight(
  camera: Camera,
  overview: Overview,
  shown: () => Picture | null,
  boxOf: (uid: string) => Extent | null,
): Sight {
  return {
    zoom: (steps) => camera.zoom(steps),
    fitScene() {
      const [plane, picture] = [camera.plane(), shown()]
      const extent = plane === null || picture === null ? null : extentIn(picture, plane)
      if (extent !== null) camera.fit(extent)
    },
    fitFootprint(uid) {
      const box = boxOf(uid)
      if (box !== null) camera.bring(box)
    },
    goTo: (lonLat, metresPerPixel) => camera.goTo(lonLat, metresPerPixel),
    setScale: (metresPerPixel) => camera.goTo(null, metresPerPixel),
    rotate: (degrees) => camera.turn(degrees),
    northUp: () => camera.northUp(),
    regionInView() {
      const [plane, corners, picture] = [camera.plane(), camera.corners(), shown()]
      if (plane === null || corners === null || picture === null) return null
      return regionOfRing(picture, plane, corners)
    },
    regionOf(polygon) {
      const picture = shown()
      return picture === null ? null : regionOfPolygon(picture, polygon)
    },
    setOverview: (canvas) => overview.attach(canvas),
    goToOverview(across, down) {
      const place = overview.placeAt(across, down)
      if (place !== null) camera.centreOn(place)
    },
  }
}
