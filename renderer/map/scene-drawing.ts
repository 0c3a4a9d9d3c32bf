import type RenderEvent from 'ol/render/Event.js'
import { asProblem, type Problem } from '../../src/domain/problem.ts'
import type { TilePool } from '../workers/tile-pool.ts'
import type { SceneOnMap } from './map-contract.ts'
import type { Side } from './pen.ts'
import { lookVariables, sceneStyle, SceneTileLayer } from './scene-layer.ts'
import { pictureOf, type Extent, type Picture } from './scene-plane.ts'
import { createSceneSource } from './scene-source.ts'

/** A scene as a layer of the map. */
export interface SceneDrawing {
  readonly scene: SceneOnMap
  readonly picture: Picture
  readonly layer: SceneTileLayer
  pending(): number
  keepOnly(extent: Extent, resolution: number): void
  /** Takes a new stretch, gamma, inversion or opacity; false where that is not all that is new. */
  take(scene: SceneOnMap): boolean
  /** Shows only what lies between two fractions of the map's width. */
  clip(from: number, to: number): void
  dispose(): void
}

export interface DrawingHost {
  readonly tiles: TilePool
  pendingChanged(): void
  failed(uid: string, problem: Problem): void
}

/** Tiles of this many columns and rows, drawn at 0.7 to 1.4 times their size, that fill the largest screen. */
function tilesOnScreen(): number {
  const side = 512 * Math.SQRT1_2
  const { width, height } = window.screen
  const ratio = window.devicePixelRatio
  return (Math.ceil((width * ratio) / side) + 1) * (Math.ceil((height * ratio) / side) + 1)
}

/** OpenLayers throws away tiles over this number although they are on the screen, hence at least a screen of them. */
const cacheSize = () => Math.max(64, tilesOnScreen())

/** @throws Error when the scene's projection is not known */
export function createSceneDrawing(first: SceneOnMap, side: Side, host: DrawingHost): SceneDrawing {
  let scene = first
  let canvas: HTMLCanvasElement | null = null
  let clipPath = 'none'
  const picture = pictureOf(scene.display, scene.shiftEastM, scene.shiftNorthM)
  const bands = shownBands(scene)
  const tiles = createSceneSource(scene, picture, bands, host.tiles, {
    onPending: () => host.pendingChanged(),
    onFailed: (error) => host.failed(first.uid, asProblem(error, 'scene')),
  })
  const layer = new SceneTileLayer({
    // A class of its own gives the layer a canvas of its own, which can be clipped.
    className: `map-scene-${side.toLowerCase()}`,
    source: tiles.source,
    style: sceneStyle(bands.length, scene.look),
    cacheSize: cacheSize(),
  })
  layer.pixelSize = picture.pixelWidth
  layer.on('prerender', (event: RenderEvent) => {
    const { context } = event
    if (context === undefined || !('canvas' in context) || !(context.canvas instanceof HTMLCanvasElement))
      return
    canvas = context.canvas
    if (canvas.style.clipPath !== clipPath) canvas.style.clipPath = clipPath
  })

  return {
    get scene() {
      return scene
    },
    picture,
    layer,
    pending: () => tiles.pending(),
    keepOnly: (extent, resolution) => tiles.keepOnly(extent, resolution),
    take(next) {
      const same =
        next.uid === scene.uid &&
        next.display === scene.display &&
        next.shiftEastM === scene.shiftEastM &&
        next.shiftNorthM === scene.shiftNorthM &&
        shownBands(next).join() === bands.join()
      if (same) {
        if (next.look !== scene.look) layer.updateStyleVariables(lookVariables(next.look))
        scene = next
      }
      return same
    },
    clip(from, to) {
      clipPath = from <= 0 && to >= 1 ? 'none' : `inset(0 ${(1 - to) * 100}% 0 ${from * 100}%)`
      if (canvas !== null) canvas.style.clipPath = clipPath
    },
    dispose() {
      tiles.dispose()
      layer.dispose()
    },
  }
}

/** Three bands, or the first one in grey. */
function shownBands({ look }: SceneOnMap): readonly number[] {
  return look.combination.length >= 3 ? look.combination.slice(0, 3) : look.combination.slice(0, 1)
}
