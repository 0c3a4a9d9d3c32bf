import { closed } from './tools/place-tool.ts'
import type { Camera } from './camera.ts'
import type { MapController } from './map-contract.ts'
import type { Overview } from './overview-inset.ts'
import { extentIn, type Extent, type Picture } from './scenes/scene-plane.ts'
import { regionOfPolygon, regionOfRing } from './scenes/scene-region.ts'

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
  | 'areaInView'
  | 'regionInView'
  | 'regionOf'
  | 'setOverview'
  | 'goToOverview'
>

export interface SightHost {
  /** Of the pane that is meant. */
  camera(): Camera
  /** Where the scene of that pane lies; null without one. */
  picture(): Picture | null
  /** Of the scene that is looked at (B), whose pixels are asked for. */
  readonly shown: { readonly camera: Camera; picture(): Picture | null }
  readonly overview: Overview
  /** What a footprint covers in the plane of the pane that is meant; null for one that is not on the map. */
  boxOf(uid: string): Extent | null
}

export function createSight(host: SightHost): Sight {
  const { shown, overview } = host
  const camera = () => host.camera()
  return {
    zoom: (steps) => camera().zoom(steps),
    fitScene() {
      const [plane, there] = [camera().plane(), host.picture()]
      const extent = plane === null || there === null ? null : extentIn(there, plane)
      if (extent !== null) camera().fit(extent)
    },
    fitFootprint(uid) {
      const box = host.boxOf(uid)
      if (box !== null) camera().bring(box)
    },
    goTo: (lonLat, metresPerPixel) => camera().goTo(lonLat, metresPerPixel),
    setScale: (metresPerPixel) => camera().goTo(null, metresPerPixel),
    rotate: (degrees) => camera().turn(degrees),
    northUp: () => camera().northUp(),
    areaInView() {
      const [plane, corners] = [camera().plane(), camera().corners()]
      const seen = corners?.map((xy) => plane?.toLonLat(xy) ?? null).filter((place) => place !== null)
      return seen?.length === 4 ? closed(seen) : null
    },
    regionInView() {
      const [plane, corners, there] = [shown.camera.plane(), shown.camera.corners(), shown.picture()]
      if (plane === null || corners === null || there === null) return null
      return regionOfRing(there, plane, corners)
    },
    regionOf(polygon) {
      const there = shown.picture()
      return there === null ? null : regionOfPolygon(there, polygon)
    },
    setOverview: (canvas) => overview.attach(canvas),
    goToOverview(across, down) {
      const place = overview.placeAt(across, down)
      if (place !== null) shown.camera.centreOn(place)
    },
  }
}
