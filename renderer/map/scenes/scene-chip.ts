import type { LonLat } from '../../../src/domain/polygon.ts'
import type { TilePool } from '../../workers/tile-pool.ts'
import { drawLook } from '../tools/draw-look.ts'
import type { SceneOnMap } from '../map-contract.ts'
import { pictureOf } from './scene-plane.ts'
import { shownBands } from './scene-tiles.ts'

/** Which pixels of which level show a piece of ground about as finely as a small picture can. */
export interface ChipWindow {
  readonly level: number
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
}

/**
 * The pixels of a scene around a place, as the scene's own rows and columns have them.
 * @param spanM metres on the ground across the picture
 * @param across columns of the picture on the screen
 * @param down rows of it
 * @returns null where the scene has no place on Earth or the place lies outside of it
 */
export function chipWindow(
  scene: SceneOnMap,
  centre: LonLat,
  spanM: number,
  across: number,
  down: number,
): ChipWindow | null {
  const { display } = scene
  const picture = pictureOf(display, scene.shiftEastM, scene.shiftNorthM)
  const at = picture.plane.fromLonLat(centre)
  if (at === null) return null
  const [x, y] = [(at[0] - picture.left) / picture.pixelWidth, (picture.top - at[1]) / picture.pixelHeight]
  if (x < 0 || y < 0 || x >= display.width || y >= display.height) return null
  const columns = spanM / picture.plane.metresPerUnit / picture.pixelWidth
  // The coarsest level that still has a pixel for each of the screen.
  const level = display.levels.findLastIndex(({ width }) => (columns * width) / display.width >= across)
  const chosen = display.levels[Math.max(0, level)]
  if (chosen === undefined) return null
  const scale = chosen.width / display.width
  const width = Math.max(1, Math.min(4 * across, Math.round(columns * scale)))
  const height = Math.max(1, Math.round((width * down) / across))
  return {
    level: Math.max(0, level),
    column: Math.round(x * scale - width / 2),
    row: Math.round(y * scale - height / 2),
    width,
    height,
  }
}

/**
 * Draws a place on a scene into a canvas, in the scene's look. Resolves false where there is nothing to draw.
 * @throws Problem of the scene; an AbortError when `signal` aborts
 */
export async function drawChip(
  tiles: TilePool,
  canvas: HTMLCanvasElement,
  scene: SceneOnMap,
  centre: LonLat,
  spanM: number,
  signal: AbortSignal,
): Promise<boolean> {
  const window = chipWindow(scene, centre, spanM, canvas.width, canvas.height)
  const level = window === null ? undefined : scene.display.levels[window.level]
  if (window === null || level === undefined) return false
  const shown = shownBands(scene.look)
  const samples = await tiles.tile(
    {
      ...window,
      sceneUid: scene.uid,
      readFrom: scene.display.readFrom,
      levelWidth: level.width,
      levelHeight: level.height,
      bands: shown.bands,
      palette: shown.palette,
    },
    signal,
  )
  const { width, height } = window
  const rgba = drawLook(samples, width, height, scene.look, scene.display.whiteIsLow === true)
  const picture = document.createElement('canvas')
  picture.width = width
  picture.height = height
  picture.getContext('2d')?.putImageData(new ImageData(rgba, width), 0, 0)
  const context = canvas.getContext('2d')
  if (context === null) return false
  context.imageSmoothingEnabled = width > canvas.width / 2
  context.imageSmoothingQuality = 'high'
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return true
}
