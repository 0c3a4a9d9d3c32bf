import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import { extentOf, type Extent, type Picture } from './scene-plane.ts'

/** Columns of a tile, and rows where nothing speaks for fewer. */
export const tilePixels = 512

/** One level of a scene's tile grid, coarsest first as OpenLayers counts. */
export interface GridLevel {
  /** Index into SceneDisplay.levels. */
  readonly level: number
  readonly levelWidth: number
  readonly levelHeight: number
  /** Units of the plane per column of this level. */
  readonly resolution: number
  /** Rows of a tile. */
  readonly tileRows: number
  /**
   * What a tile covers, in units of `resolution`: as many as its columns across; down it differs where pixels
   * are not square.
   */
  readonly tileSize: readonly [number, number]
}

export interface SceneGrid {
  readonly origin: readonly [number, number]
  readonly extent: Extent
  readonly levels: readonly GridLevel[]
}

/**
 * The tile grid of a scene: every level covers exactly what the full resolution covers, whatever its own size was
 * rounded to.
 */
export function gridOf(picture: Picture, display: SceneDisplay): SceneGrid {
  const levels: GridLevel[] = []
  let narrowest = Infinity
  display.levels.forEach(({ width, height, tileRows = tilePixels }, level) => {
    if (width >= narrowest) return
    narrowest = width
    const across = (picture.pixelWidth * picture.width) / width
    const down = (picture.pixelHeight * picture.height) / height
    levels.unshift({
      level,
      levelWidth: width,
      levelHeight: height,
      resolution: across,
      tileRows,
      tileSize: [tilePixels, (tileRows * down) / across],
    })
  })
  return { origin: [picture.left, picture.top], extent: extentOf(picture), levels }
}
