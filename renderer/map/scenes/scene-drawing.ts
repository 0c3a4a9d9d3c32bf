import { asProblem, type Problem } from '../../../src/domain/problem.ts'
import type { TilePool } from '../../workers/tile-pool.ts'
import type { MatchTable, SceneOnMap } from '../map-contract.ts'
import type { SideWindow } from '../compare/compare-view.ts'
import type { DifferencePart } from '../compare/difference-pass.ts'
import { tableOfEntry } from '../compare/match-texture.ts'
import type { Side } from '../tools/pen.ts'
import { SceneTileLayer } from './scene-layer.ts'
import { tilePixels } from './scene-grid.ts'
import { isGround, pictureOf, type Extent, type Picture, type XY } from './scene-plane.ts'
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
  /** Shows only what lies in a part of the pane, as strongly as a share of 0 to 1 says. */
  setWindow(window: SideWindow, share: number): void
  /** Gives one band to a difference instead of being drawn in its look; null: no longer. */
  setPart(part: DifferencePart | null): void
  dispose(): void
}

export interface DrawingHost {
  readonly tiles: TilePool
  pendingChanged(): void
  layersChanged(): void
  failed(uid: string, problem: Problem): void
  pyramidDamaged(uid: string, level: number, problem: Problem, isBlank: boolean): void
}

/** Tiles of one choice of bands, with the layer that draws them. */
interface Sheet {
  readonly shown: ShownBands
  readonly tiles: SceneSource
  readonly layer: SceneTileLayer
}

/** Tiles of this many columns and rows, drawn at 0.7 to 1.4 times their size, that fill the largest screen. */
function tilesOnScreen(columns: number, rows: number): number {
  const { width, height } = window.screen
  const along = (length: number, pixels: number) =>
    Math.ceil((length * window.devicePixelRatio) / (pixels * Math.SQRT1_2)) + 1
  return along(width, columns) * along(height, rows)
}

const usualCache = 64

/** OpenLayers throws away tiles over this number although they are on the screen, hence at least a screen of them. */
function cacheSize({ levels }: SceneOnMap['display']): number {
  const rows = Math.min(tilePixels, ...levels.map(({ tileRows }) => tileRows ?? tilePixels))
  return Math.max((usualCache * tilePixels) / rows, tilesOnScreen(tilePixels, rows))
}

/** @throws Error when the scene's projection is not known */
export function createSceneDrawing(first: SceneOnMap, side: Side, host: DrawingHost): SceneDrawing {
  let scene = first
  let window: SideWindow = { kind: 'all' }
  let share = 1
  let part: DifferencePart | null = null
  /** Where the tiles lie, and where the scene is drawn: it may be shifted since. */
  const laid = pictureOf(scene.display, scene.shiftEastM, scene.shiftNorthM)
  let picture = laid
  const matching = matchInUse()
  const match = () => matching(scene.match ?? null, part)
  const uniforms = () => uniformsOf(scene.look, scene.display.whiteIsLow === true, match())
  const wanted = (): ShownBands =>
    part === null ? shownBands(scene.look) : { bands: [part.band], palette: false, content: 'one' }

  const sheetOf = (shown: ShownBands): Sheet => {
    const tiles = createSceneSource(scene, laid, shown, host.tiles, {
      onPending: () => host.pendingChanged(),
      onFailed: (error) => host.failed(first.uid, asProblem(error, 'scene')),
      onPyramidDamaged: (...found) => host.pyramidDamaged(first.uid, ...found),
    })
    const layer = new SceneTileLayer({
      source: tiles.source,
      cacheSize: cacheSize(scene.display),
      content: shown.content,
      pixelSize: picture.pixelWidth,
      uniforms: uniforms(),
      match: match(),
      part,
    })
    layer.setOffset([picture.left - laid.left, picture.top - laid.top])
    layer.setWindow(window, share)
    return { shown, tiles, layer }
  }

  let current = sheetOf(wanted())
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
    current = sheetOf(wanted())
    tellLayers(gone)
  }
  const startAnew = () => {
    const gone = [current, before]
    before = null
    current = sheetOf(wanted())
    layers = [current.layer]
    host.layersChanged()
    gone.forEach(drop)
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
      const { display, look, match: matched } = scene
      const samePlace =
        next.uid === scene.uid &&
        !isGround(next.display) &&
        samePixels(next, scene) &&
        (sameShift(next, scene) || canSlide)
      if (!samePlace) return false
      if (!sameShift(next, scene)) slide(next)
      scene = next
      if (next.display !== display || !sameBands(wanted(), current.shown)) replaceSheet()
      else if (next.look !== look || next.match !== matched) current.layer.setUniforms(uniforms(), match())
      return true
    },
    settled() {
      if (before === null || current.tiles.pending() > 0) return
      const gone = before
      before = null
      tellLayers(gone)
    },
    setWindow(next, nextShare) {
      window = next
      share = nextShare
      current.layer.setWindow(window, share)
      before?.layer.setWindow(window, share)
    },
    setPart(next) {
      const was = part
      part = next
      if (was === null && next === null) return
      // Packed values are no colours: nothing of the sheet before can stay below.
      if (was?.band !== next?.band) startAnew()
      else if (next !== null) {
        current.layer.setPart(next)
        if (was?.matchEntry !== next.matchEntry) current.layer.setUniforms(uniforms(), match())
      }
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
  const place = ({ width, height, affine, curve, projDefinition }: typeof a) =>
    JSON.stringify([width, height, affine, curve, projDefinition])
  return place(a) === place(b)
}

/** The table that a scene, or the band of it that enters a difference, is drawn through; the same one while nothing changes. */
function matchInUse(): (table: MatchTable | null, part: DifferencePart | null) => MatchTable | null {
  let known: { readonly of: MatchTable; readonly entry: number; readonly table: MatchTable } | null = null
  return (table, part) => {
    if (table === null || part === null) return table
    const entry = part.matchEntry
    if (entry === undefined) return null
    if (known?.of !== table || known.entry !== entry)
      known = { of: table, entry, table: tableOfEntry(table, entry) }
    return known.table
  }
}
