import { ringOf, type LonLat, type Polygon } from '../../../src/domain/polygon.ts'
import type { TilePool } from '../../workers/tile-pool.ts'
import { drawLook } from '../tools/draw-look.ts'
import type { SceneOnMap } from '../map-contract.ts'
import { casing } from '../footprints/paint.ts'
import { chipFrame, type ChipFrame } from './chip-frame.ts'
import { pictureOf, type Picture } from './scene-plane.ts'
import { pixelOf } from './scene-region.ts'
import { shownBands } from './scene-tiles.ts'

/** A small picture of a place on a scene, with outlines. */
export interface ChipRequest {
  readonly scene: SceneOnMap
  readonly centre: LonLat
  /** Metres on the ground along the chip's width. */
  readonly widthM: number
  /** The bearing that points up: degrees clockwise from true north. */
  readonly upDeg: number
  readonly outlines: readonly { readonly geom: Polygon; readonly color: string; readonly dashed: boolean }[]
}

export interface HullChips {
  /**
   * Draws a chip on a canvas in the look of its scene. Nothing is drawn where the scene has no place there.
   * @throws Problem of the scene; an AbortError when `signal` aborts
   */
  draw(canvas: HTMLCanvasElement, request: ChipRequest, signal: AbortSignal): Promise<void>
}

/** Chips whose pixels come from the tile workers, as the map's do. */
export function createHullChips(tiles: TilePool): HullChips {
  return {
    async draw(canvas, request, signal) {
      const { scene, centre, widthM, upDeg } = request
      const ratio = window.devicePixelRatio
      const width = Math.round(canvas.clientWidth * ratio)
      const height = Math.round(canvas.clientHeight * ratio)
      if (width === 0 || height === 0) return
      const picture = pictureOf(scene.display, scene.shiftEastM, scene.shiftNorthM)
      const frame = chipFrame(picture, centre, { width, height }, widthM, upDeg)
      if (frame === null) return
      const part = partOf(scene, frame)
      const shown = shownBands(scene.look)
      const samples = await tiles.tile(
        { ...part.request, bands: shown.bands, palette: shown.palette },
        signal,
      )
      signal.throwIfAborted()
      const { request: read, factor } = part
      const rgba = drawLook(samples, read.width, read.height, scene.look, scene.display.whiteIsLow === true)
      const bitmap = document.createElement('canvas')
      Object.assign(bitmap, { width: read.width, height: read.height })
      bitmap.getContext('2d')?.putImageData(new ImageData(rgba, read.width), 0, 0)
      Object.assign(canvas, { width, height })
      const context = canvas.getContext('2d')
      if (context === null) return
      context.translate(width / 2, height / 2)
      context.transform(...frame.matrix, 0, 0)
      context.imageSmoothingEnabled = frame.scale * factor < 2
      context.imageSmoothingQuality = 'high'
      const [column, row] = frame.middle
      const [left, top] = [read.column * factor - column, read.row * factor - row]
      context.drawImage(bitmap, left, top, read.width * factor, read.height * factor)
      outline(context, picture, frame.middle, request.outlines, ratio / frame.scale)
    },
  }
}

/** What has to be read for a chip: the coarsest level that still fills its pixels. */
function partOf({ uid, display }: SceneOnMap, frame: ChipFrame) {
  const [column, row] = frame.middle
  const [across, down] = frame.extent
  const wanted = display.levels.findLastIndex(
    ({ width }) => display.width / width <= Math.max(1, 1 / frame.scale),
  )
  const level = Math.max(0, wanted)
  const size = display.levels[level] ?? { width: display.width, height: display.height }
  const factor = display.width / size.width
  const start = (at: number, length: number) => Math.floor((at - length / 2) / factor)
  const count = (length: number) => Math.min(1_024, Math.ceil(length / factor) + 2)
  return {
    factor,
    request: {
      sceneUid: uid,
      readFrom: display.readFrom,
      level,
      levelWidth: size.width,
      levelHeight: size.height,
      column: start(column, across),
      row: start(row, down),
      width: count(across),
      height: count(down),
    },
  }
}

function outline(
  context: CanvasRenderingContext2D,
  picture: Picture,
  [column, row]: readonly [number, number],
  outlines: ChipRequest['outlines'],
  pixel: number,
): void {
  for (const { geom, color, dashed } of outlines) {
    const corners = ringOf(geom).map((corner) => {
      const xy = picture.plane.fromLonLat(corner)
      return xy === null ? null : pixelOf(picture, picture.plane, xy)
    })
    context.beginPath()
    for (const corner of corners) {
      if (corner !== null) context.lineTo(corner[0] - column, corner[1] - row)
    }
    context.closePath()
    context.setLineDash([])
    context.lineWidth = 2.5 * pixel
    context.strokeStyle = casing
    context.stroke()
    if (dashed) context.setLineDash([3 * pixel, 2 * pixel])
    context.lineWidth = 1.2 * pixel
    context.strokeStyle = color
    context.stroke()
  }
}
