import type { SceneLook } from '../../src/contract/scene-look.ts'
import type { TilePool } from '../workers/tile-pool.ts'
import { drawLook } from './tools/draw-look.ts'
import { accent, casing } from './footprints/paint.ts'
import type { SceneDrawing } from './scenes/scene-drawing.ts'
import { isGround, type Picture, type Plane, type XY } from './scenes/scene-plane.ts'
import { pixelOf, placeOf } from './scenes/scene-region.ts'
import { sameBands, shownBands } from './scenes/scene-tiles.ts'

/** A small picture of the whole scene, with what is in sight of it. */
export interface Overview {
  /** Draws into this canvas from now on; null: into none. */
  attach(canvas: HTMLCanvasElement | null): void
  /** Draws again where the scene, its look or the view is another one. */
  draw(): void
  /** The map has drawn all that is in sight of the scene; the whole of it is read only now. */
  settled(): void
  /** The point of the view's plane under a point of the canvas, in fractions of its width and height. */
  placeAt(across: number, down: number): XY | null
}

export interface OverviewHost {
  readonly tiles: TilePool
  drawing(): SceneDrawing | null
  plane(): Plane | null
  /** The corners of what is in sight, in the view's plane. */
  corners(): XY[] | null
}

/** The samples of the whole scene at its coarsest level. */
interface Thumbnail {
  readonly key: string
  readonly width: number
  readonly height: number
  /** As TilePool.tile gives them; null while they are read. */
  samples: Float32Array | null
}

export function createOverview(host: OverviewHost): Overview {
  let canvas: HTMLCanvasElement | null = null
  let reading: AbortController | null = null
  let wanted: Thumbnail | null = null
  /** The scene that the map has drawn: until then its tiles need the drive and the processors. */
  let settledScene: string | null = null
  /** The picture drawn last: a new choice of bands does not blank it. */
  let drawn: { readonly key: string; readonly look: SceneLook; readonly bitmap: HTMLCanvasElement } | null =
    null

  const read = (drawing: SceneDrawing) => {
    const { scene } = drawing
    const shown = shownBands(scene.look)
    const at = scene.display.levels.length - 1
    const level = scene.display.levels[at]
    const { uid, display } = scene
    const key = [uid, display.readFrom, at, level?.width, shown.palette, ...shown.bands].join(' ')
    if (level === undefined || wanted?.key === key) return
    reading?.abort()
    const asking = new AbortController()
    reading = asking
    const thumbnail: Thumbnail = { key, width: level.width, height: level.height, samples: null }
    wanted = thumbnail
    const request = {
      sceneUid: uid,
      readFrom: display.readFrom,
      level: at,
      levelWidth: level.width,
      levelHeight: level.height,
      column: 0,
      row: 0,
      width: level.width,
      height: level.height,
      bands: shown.bands,
      palette: shown.palette,
    }
    const arrived = (samples: Float32Array | null) => {
      if (asking.signal.aborted) return
      thumbnail.samples = samples
      paint()
    }
    // A scene that cannot be read says so by its tiles.
    host.tiles.tile(request, asking.signal).then(arrived, () => arrived(null))
  }

  const bitmapOf = ({ scene }: SceneDrawing): HTMLCanvasElement | null => {
    const ready = wanted?.samples ?? null
    const same = drawn !== null && drawn.key === wanted?.key
    if (wanted === null || ready === null || (same && drawn?.look === scene.look))
      return drawn?.bitmap ?? null
    const bitmap = document.createElement('canvas')
    bitmap.width = wanted.width
    bitmap.height = wanted.height
    const rgba = drawLook(ready, wanted.width, wanted.height, scene.look, scene.display.whiteIsLow === true)
    bitmap.getContext('2d')?.putImageData(new ImageData(rgba, wanted.width), 0, 0)
    drawn = { key: wanted.key, look: scene.look, bitmap }
    return bitmap
  }

  const paint = () => {
    const drawing = host.drawing()
    const context = canvas?.getContext('2d')
    if (canvas === null || context == null) return
    const ratio = window.devicePixelRatio
    const size = {
      width: Math.round(canvas.clientWidth * ratio),
      height: Math.round(canvas.clientHeight * ratio),
    }
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size)
    context.clearRect(0, 0, canvas.width, canvas.height)
    if (drawing === null) return
    const box = boxOf(canvas, drawing.picture)
    const bitmap = isGround(drawing.scene.display) ? null : bitmapOf(drawing)
    context.imageSmoothingQuality = 'high'
    if (bitmap !== null) context.drawImage(bitmap, box.left, box.top, box.width, box.height)
    context.lineWidth = ratio
    context.strokeStyle = '#3b464e'
    context.strokeRect(box.left, box.top, box.width, box.height)
    paintSight(context, ratio, drawing.picture, box)
  }

  const paintSight = (context: CanvasRenderingContext2D, ratio: number, picture: Picture, box: Box) => {
    const [plane, corners] = [host.plane(), host.corners()]
    if (plane === null || corners === null) return
    const { width, height } = context.canvas
    // Where the view reaches beyond the canvas its frame runs along the edge, so that it is one on all sides.
    const within = (at: number, size: number) => Math.min(size - 2 * ratio, Math.max(2 * ratio, at))
    const points = corners
      .map((corner) => pixelOf(picture, plane, corner))
      .filter((point) => point !== null)
      .map(([column, row]): XY => [
        within(box.left + (column / picture.width) * box.width, width),
        within(box.top + (row / picture.height) * box.height, height),
      ])
    if (points.length < 4) return
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
    const [x, y] = [middle(xs), middle(ys)]
    // A few pixels of a large scene would not be seen: a cross says where they are.
    const arm = Math.max(...xs) - Math.min(...xs) < 8 * ratio ? 6 * ratio : 0
    context.beginPath()
    points.forEach(([px, py], index) => (index === 0 ? context.moveTo(px, py) : context.lineTo(px, py)))
    context.closePath()
    context.moveTo(x - arm, y)
    context.lineTo(x + arm, y)
    context.moveTo(x, y - arm)
    context.lineTo(x, y + arm)
    context.lineWidth = 3.5 * ratio
    context.strokeStyle = casing
    context.stroke()
    context.lineWidth = 1.5 * ratio
    context.strokeStyle = accent
    context.stroke()
  }

  const draw = () => {
    const drawing = host.drawing()
    if (canvas === null) return
    if (drawing?.scene.uid === settledScene) {
      const changed = drawn === null || !sameBands(shownBands(drawn.look), shownBands(drawing.scene.look))
      if (changed || wanted === null || !wanted.key.startsWith(drawing.scene.uid)) read(drawing)
      else if (!wanted.key.startsWith(`${drawing.scene.uid} ${drawing.scene.display.readFrom} `))
        read(drawing)
    }
    if (drawing !== null && drawn !== null && !drawn.key.startsWith(drawing.scene.uid)) drawn = null
    paint()
  }

  return {
    attach(next) {
      canvas = next
      if (next === null) reading?.abort()
      else draw()
      if (next === null) wanted = drawn = null
    },
    draw,
    settled() {
      const uid = host.drawing()?.scene.uid ?? null
      if (uid === settledScene) return
      settledScene = uid
      draw()
    },
    placeAt(across, down) {
      const [drawing, plane] = [host.drawing(), host.plane()]
      if (canvas === null || drawing === null || plane === null) return null
      const { picture } = drawing
      const box = boxOf(canvas, picture)
      const column = ((across * canvas.width - box.left) / box.width) * picture.width
      const row = ((down * canvas.height - box.top) / box.height) * picture.height
      const inside = column >= 0 && row >= 0 && column <= picture.width && row <= picture.height
      return inside ? placeOf(picture, plane, [column, row]) : null
    },
  }
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The largest box of the scene's shape in the middle of the canvas. */
function boxOf({ width, height }: HTMLCanvasElement, picture: Picture): Box {
  const [across, down] = [picture.width * picture.pixelWidth, picture.height * picture.pixelHeight]
  const scale = Math.min((width - 4) / across, (height - 4) / down)
  const [w, h] = [across * scale, down * scale]
  return { left: (width - w) / 2, top: (height - h) / 2, width: w, height: h }
}

const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2
