import type { TilePool } from '../../workers/tile-pool.ts'
import { drawLook } from './draw-look.ts'
import type { PointerPlace } from '../pointer-readout.ts'
import { shownBands } from '../scenes/scene-tiles.ts'

/** A glass over the pointer: the pixels of the file, each as a square, with a crosshair on the one that is meant. */
export interface Magnifier {
  readonly element: HTMLElement
  set(on: boolean): void
  /** Where the pointer is, and where on the root that is in CSS pixels; null: it left. */
  at(place: PointerPlace | null, on: readonly [number, number] | null): void
}

/** How much larger than on the screen, and at least so many CSS pixels for a pixel of the file. */
const enlarged = 4
const largest = 24
/** Width and height of the glass in CSS pixels. */
const glass = 196
/** The glass stands off the pointer by so much. */
const offset = 22

/** @param scale CSS pixels on the screen for one pixel of the file */
export function createMagnifier(tiles: TilePool, scale: () => number): Magnifier {
  const element = document.createElement('div')
  element.className = 'map-magnifier'
  element.hidden = true
  const canvas = document.createElement('canvas')
  const cross = document.createElement('i')
  element.append(canvas, cross)
  const context = canvas.getContext('2d')
  let isOn = false
  let place: PointerPlace | null = null
  let asking: AbortController | null = null
  let asked = ''

  const draw = () => {
    const scene = place?.scene ?? null
    const pixel = place?.pixel ?? null
    element.hidden = !isOn || scene === null || pixel === null
    if (element.hidden || scene === null || pixel === null) return
    const each = Math.min(largest, Math.max(enlarged, enlarged * scale()))
    const across = 2 * Math.floor(glass / each / 2) + 1
    const key = `${scene.uid} ${pixel.column} ${pixel.row} ${across}`
    if (key === asked) return
    asked = key
    asking?.abort()
    const stop = new AbortController()
    asking = stop
    const shown = shownBands(scene.look)
    const half = Math.floor(across / 2)
    const request = {
      sceneUid: scene.uid,
      readFrom: scene.display.readFrom,
      level: 0,
      levelWidth: scene.display.width,
      levelHeight: scene.display.height,
      column: pixel.column - half,
      row: pixel.row - half,
      width: across,
      height: across,
      bands: shown.bands,
      palette: shown.palette,
    }
    tiles.tile(request, stop.signal).then(
      (samples) => {
        if (stop.signal.aborted) return
        const rgba = drawLook(samples, across, across, scene.look, scene.display.whiteIsLow === true)
        canvas.width = canvas.height = across
        element.style.setProperty('--pixel', `${glass / across}px`)
        context?.putImageData(new ImageData(rgba, across, across), 0, 0)
      },
      () => undefined,
    )
  }

  return {
    element,
    set(on) {
      isOn = on
      asked = ''
      draw()
    },
    at(next, on) {
      place = next
      if (on !== null) {
        const parent = element.parentElement
        const [width, height] = [parent?.clientWidth ?? 0, parent?.clientHeight ?? 0]
        const left = on[0] + offset + glass > width ? on[0] - offset - glass : on[0] + offset
        const top = on[1] + offset + glass > height ? on[1] - offset - glass : on[1] + offset
        element.style.left = `${Math.max(4, left)}px`
        element.style.top = `${Math.max(4, top)}px`
      }
      draw()
    },
  }
}
