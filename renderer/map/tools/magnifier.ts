import type { TilePool } from '../../workers/tile-pool.ts'
import { drawLook } from './draw-look.ts'
import type { PointerPlace } from '../pointer-readout.ts'
import { shownBands } from '../scenes/scene-tiles.ts'
import type { ScreenBox } from '../map-contract.ts'
import type { ScreenPoint } from './pen.ts'
import { glassOver, glassPlace, type PixelAxes } from './glass.ts'

/** A glass over the pointer: the pixels of the file as they lie on the map, with a crosshair on the one that is meant. */
export interface Magnifier {
  readonly element: HTMLElement
  set(on: boolean): void
  /**
   * Where the pointer is, how the pixels of the file lie there, and where on the root that is in CSS pixels; null: it
   * left.
   */
  at(place: PointerPlace | null, axes: PixelAxes | null, on: ScreenPoint | null): void
  /** What lies over the map, in the page's CSS pixels: the glass keeps clear of it. */
  setCovered(boxes: readonly ScreenBox[]): void
}

/** Width and height of the glass in CSS pixels. */
const glass = 196

export function createMagnifier(tiles: TilePool): Magnifier {
  const element = document.createElement('div')
  element.className = 'map-magnifier'
  element.hidden = true
  const pixels = document.createElement('div')
  const canvas = document.createElement('canvas')
  pixels.append(canvas, document.createElement('i'))
  element.append(pixels)
  const context = canvas.getContext('2d')
  let isOn = false
  let place: PointerPlace | null = null
  let axes: PixelAxes | null = null
  let pointer: ScreenPoint | null = null
  let covered: readonly ScreenBox[] = []
  let asking: AbortController | null = null
  let asked = ''

  const stand = () => {
    const root = element.parentElement?.getBoundingClientRect()
    if (pointer === null || root === undefined) return
    const [left, top] = glassPlace(pointer, glass, root, covered)
    element.style.left = `${left}px`
    element.style.top = `${top}px`
  }

  const draw = () => {
    const scene = place?.scene ?? null
    const pixel = place?.pixel ?? null
    element.hidden = !isOn || scene === null || pixel === null || axes === null
    if (element.hidden || scene === null || pixel === null || axes === null) return
    stand()
    const { columns, rows, each, transform } = glassOver(axes, glass)
    const lay = () => {
      pixels.style.width = `${columns * each}px`
      pixels.style.height = `${rows * each}px`
      pixels.style.transform = `translate(-50%, -50%) matrix(${transform.join(', ')}, 0, 0)`
      element.style.setProperty('--pixel', `${each}px`)
    }
    const key = `${scene.uid} ${pixel.column} ${pixel.row} ${columns} ${rows}`
    if (key === asked) {
      if (asking === null) lay()
      return
    }
    asked = key
    asking?.abort()
    const stop = new AbortController()
    asking = stop
    const shown = shownBands(scene.look)
    const request = {
      sceneUid: scene.uid,
      readFrom: scene.display.readFrom,
      level: 0,
      levelWidth: scene.display.width,
      levelHeight: scene.display.height,
      column: pixel.column - (columns - 1) / 2,
      row: pixel.row - (rows - 1) / 2,
      width: columns,
      height: rows,
      bands: shown.bands,
      palette: shown.palette,
    }
    tiles.tile(request, stop.signal).then(
      (samples) => {
        if (stop.signal.aborted) return
        asking = null
        const rgba = drawLook(samples, columns, rows, scene.look, scene.display.whiteIsLow === true)
        canvas.width = columns
        canvas.height = rows
        lay()
        context?.putImageData(new ImageData(rgba, columns, rows), 0, 0)
      },
      () => undefined,
    )
  }

  return {
    element,
    set(on) {
      if (on === isOn) return
      isOn = on
      asked = ''
      draw()
    },
    at(next, lying, on) {
      place = next
      axes = lying
      pointer = on
      draw()
    },
    setCovered(boxes) {
      covered = boxes
    },
  }
}
