import type RenderEvent from 'ol/render/Event.js'
import { asProblem, type Problem } from '../../src/domain/problem.ts'
import type { TilePool } from '../workers/tile-pool.ts'
import type { SceneOnMap } from './map-contract.ts'
import type { Side } from './pen.ts'
import { SceneTileLayer } from './scene-layer.ts'
import { pictureOf, type Extent, type Picture, type XY } from './scene-plane.ts'
import { uniformsOf } from './scene-shader.ts'
import { createSceneSource, type SceneSource } from './scene-source.ts'
import { sameBands, shownBands, type ShownBands } from './scene-tiles.ts'

/** A scene as layers of the map: one, or two while other bands take over from the ones before. */
export interface SceneDrawing {
  readonly scene: SceneOnMap
  readonly picture: Picture
  /** From the bottom upwards. Another array when they are others. */
  readonly layers: readonly SceneTileLayer[]
  pending(): number
  keepOnly(extent: Extent, resolution: number): void
  /** Takes a new look, or other tiles of the same place; false where the scene or its place is another one. */
  take(scene: SceneOnMap): boolean
  /** All that is in sight has been drawn: what it was drawn over is no longer needed. */
  settled(): void
  /** Shows only what lies between two fractions of the map's width. */
  clip(from: number, to: number): void
  dispose(): void
}

export interface DrawingHost {
  readonly tiles: TilePool
  pendingChanged(): void
  layersChanged(): void
  failed(uid: string, problem: Problem): void
}

/** Tiles of one choice of bands, with the layer that draws them. */
interface Sheet {
  readonly shown: ShownBands
  readonly tiles: SceneSource
  readonly layer: SceneTileLayer
  canvas: HTMLCanvasElement | null
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
  let clipPath = 'none'
  /** Where the tiles lie, and where the scene is drawn: it may be shifted since. */
  const laid = pictureOf(scene.display, scene.shiftEastM, scene.shiftNorthM)
  let picture = laid
  const uniforms = () => uniformsOf(scene.look, scene.display.whiteIsLow === true)

  const sheetOf = (shown: ShownBands): Sheet => {
    const tiles = createSceneSource(scene, laid, shown, host.tiles, {
      onPending: () => host.pendingChanged(),
      onFailed: (error) => host.failed(first.uid, asProblem(error, 'scene')),
    })
    const layer = new SceneTileLayer({
      // A class of its own gives the layers of a side a canvas of their own, which can be clipped.
      className: `map-scene-${side.toLowerCase()}`,
      source: tiles.source,
      cacheSize: cacheSize(),
      content: shown.content,
      pixelSize: picture.pixelWidth,
      uniforms: uniforms(),
    })
    layer.setOffset([picture.left - laid.left, picture.top - laid.top])
    const sheet: Sheet = { shown, tiles, layer, canvas: null }
    layer.on('prerender', ({ context }: RenderEvent) => {
      if (context === undefined || !('canvas' in context) || !(context.canvas instanceof HTMLCanvasElement))
        return
      sheet.canvas = context.canvas
      clipSheet(sheet)
    })
    return sheet
  }
  const clipSheet = ({ canvas }: Sheet) => {
    if (canvas !== null && canvas.style.clipPath !== clipPath) canvas.style.clipPath = clipPath
  }

  let current = sheetOf(shownBands(scene.look))
  /** The last one that was whole, below the current one until that is. */
  let before: Sheet | null = null
  let layers: readonly SceneTileLayer[] = [current.layer]

  /** In its own plane a scene is drawn elsewhere without reading a tile again. */
  const canSlide = side === 'B' && laid.plane.placed && laid.viewPlane.key === laid.plane.key
  const offset = (): XY => [picture.left - laid.left, picture.top - laid.top]
  const slide = ({ display, shiftEastM, shiftNorthM }: SceneOnMap) => {
    picture = pictureOf(display, shiftEastM, shiftNorthM)
    for (const sheet of [current, before]) sheet?.layer.setOffset(offset())
  }

  const drop = (sheet: Sheet | null) => {
    sheet?.tiles.dispose()
    sheet?.layer.dispose()
  }
  const tellLayers = (gone: Sheet | null) => {
    layers = before === null ? [current.layer] : [before.layer, current.layer]
    host.layersChanged()
    drop(gone)
  }
  const replaceSheet = () => {
    // A sheet that never became whole gives way; what lies below it stays.
    const gone = before === null ? null : current
    before ??= current
    current = sheetOf(shownBands(scene.look))
    tellLayers(gone)
  }

  return {
    get scene() {
      return scene
    },
    get layers() {
      return layers
    },
    get picture() {
      return picture
    },
    pending: () => current.tiles.pending(),
    keepOnly: (extent, resolution) => {
      const [dx, dy] = offset()
      const [west, south, east, north] = extent
      const tilesSeen: Extent = [west - dx, south - dy, east - dx, north - dy]
      current.tiles.keepOnly(tilesSeen, resolution)
      before?.tiles.keepOnly(tilesSeen, resolution)
    },
    take(next) {
      const { display, look } = scene
      const samePlace =
        next.uid === scene.uid && samePixels(next, scene) && (sameShift(next, scene) || canSlide)
      if (!samePlace) return false
      if (!sameShift(next, scene)) slide(next)
      const sameTiles = next.display === display && sameBands(shownBands(next.look), shownBands(look))
      scene = next
      if (!sameTiles) replaceSheet()
      else if (next.look !== look) current.layer.setUniforms(uniforms())
      return true
    },
    settled() {
      if (before === null || current.tiles.pending() > 0) return
      const gone = before
      before = null
      tellLayers(gone)
    },
    clip(from, to) {
      clipPath = from <= 0 && to >= 1 ? 'none' : `inset(0 ${(1 - to) * 100}% 0 ${from * 100}%)`
      clipSheet(current)
      if (before !== null) clipSheet(before)
    },
    dispose() {
      drop(current)
      drop(before)
    },
  }
}

const sameShift = (a: SceneOnMap, b: SceneOnMap): boolean =>
  a.shiftEastM === b.shiftEastM && a.shiftNorthM === b.shiftNorthM

/** The same pixels at the same place, though they may be read from elsewhere (a pyramid that was made meanwhile). */
function samePixels({ display: a }: SceneOnMap, { display: b }: SceneOnMap): boolean {
  if (a === b) return true
  const place = ({ width, height, affine, projDefinition }: typeof a) =>
    JSON.stringify([width, height, affine, projDefinition])
  return place(a) === place(b)
}
