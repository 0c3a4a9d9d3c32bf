import Layer from 'ol/layer/Layer.js'
import type { FrameState } from 'ol/Map.js'
import type { XY } from './scenes/scene-plane.ts'

/** What is needed to draw one frame: a context in CSS pixels and the way from the view's plane to the screen. */
export interface Frame {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
  /** Pixels of the device per CSS pixel. */
  readonly pixelRatio: number
  /** The view is being dragged or is zooming: the next frame is not far. */
  readonly moving: boolean
  /** x' = m[0]·x + m[2]·y + m[4], y' = m[1]·x + m[3]·y + m[5]. */
  readonly matrix: readonly [number, number, number, number, number, number]
  toPixel(xy: XY): XY
}

/** A layer of the map that is drawn by hand on its own canvas, on every frame and whenever `redraw` is called. */
export function createCanvasLayer(
  name: string,
  draw: (frame: Frame) => void,
): { layer: Layer; redraw(): void } {
  const canvas = document.createElement('canvas')
  canvas.className = name
  canvas.style.position = 'absolute'
  canvas.style.inset = '0'
  canvas.style.pointerEvents = 'none'
  const context = canvas.getContext('2d')

  const render = (frameState: FrameState): HTMLElement => {
    if (context === null) return canvas
    const [width = 0, height = 0] = frameState.size
    const { pixelRatio } = frameState
    const [columns, rows] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)]
    if (canvas.width !== columns || canvas.height !== rows) {
      canvas.width = columns
      canvas.height = rows
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
    }
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, columns, rows)
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = frameState.coordinateToPixelTransform
    const toPixel = ([x, y]: XY): XY => [a * x + c * y + e, b * x + d * y + f]
    const moving = frameState.viewHints.some((hints) => hints > 0)
    draw({ context, width, height, pixelRatio, moving, matrix: [a, b, c, d, e, f], toPixel })
    return canvas
  }

  const layer = new Layer({ className: name, render })
  return { layer, redraw: () => layer.changed() }
}
