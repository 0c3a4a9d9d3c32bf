import type { SceneOnMap } from '../map-contract.ts'
import type { SceneDrawing } from './scene-drawing.ts'
import { isGround, pictureOf } from './scene-plane.ts'

/**
 * The ground of a scene whose file is away: a place to draw footprints in, and no layer.
 * @throws Error when the scene's projection is not known
 */
export function createGroundDrawing(first: SceneOnMap): SceneDrawing {
  let scene = first
  return {
    get scene() {
      return scene
    },
    picture: pictureOf(first.display, first.shiftEastM, first.shiftNorthM),
    layers: [],
    pending: () => 0,
    keepOnly: () => undefined,
    take(next) {
      if (next.uid !== scene.uid || !isGround(next.display)) return false
      scene = next
      return true
    },
    settled: () => undefined,
    setWindow: () => undefined,
    setPart: () => undefined,
    dispose: () => undefined,
  }
}
