import DragPan from 'ol/interaction/DragPan.js'
import DragRotate from 'ol/interaction/DragRotate.js'
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom.js'
import PinchRotate from 'ol/interaction/PinchRotate.js'
import PinchZoom from 'ol/interaction/PinchZoom.js'
import PointerInteraction from 'ol/interaction/Pointer.js'
import type MapBrowserEvent from 'ol/MapBrowserEvent.js'
import OpenLayersMap from 'ol/Map.js'
import type View from 'ol/View.js'
import type { State } from 'ol/View.js'
import { createCanvasLayer, type Frame } from './canvas-layer.ts'
import { createHeldPicture } from './footprints/held-picture.ts'
import type { Easel, Pen, ScreenPoint, Side, Tool, ToScreen } from './tools/pen.ts'
import type { Plane, XY } from './scenes/scene-plane.ts'
import type { SceneTileLayer } from './scenes/scene-layer.ts'

/** One picture of the map: scenes, footprints over them, and what the tool is drawing on top. */
export interface Pane {
  readonly element: HTMLElement
  /** Shows these scenes, the first at the bottom, in a view of `plane`. */
  show(view: View | null, plane: Plane | null, scenes: readonly SceneTileLayer[]): void
  /** Width and height in CSS pixels; null while it has none. */
  size(): readonly [number, number] | null
  toScreen: ToScreen
  redrawFootprints(): void
  redrawSketch(): void
  /** Draws at once what would wait for the next frame, so that a point on the screen is where the view is now. */
  renderNow(): void
  /** The map moved under a pen that stands still: the tool hears where it is now. */
  penStays(): void
  /** The pen is over another part of the map: here it rests no more. */
  penElsewhere(): void
  /** From a point of the pane in CSS pixels to the plane of the view; null before anything was drawn. */
  toPlane(at: ScreenPoint): XY | null
  dispose(): void
}

export interface PaneHost {
  tool(): Tool
  /** The side under a point of the pane. */
  sideAt(at: ScreenPoint): Side
  /** The side that alone is shown in this pane; null where it shows both. */
  only(): Side | null
  /** Whether both scenes are drawn over each other, or in turn. */
  isOverlaid(): boolean
  drawFootprints(frame: Frame): void
  /** Whether the footprints are so many that they are not drawn anew on every frame of a pan. */
  holdsFootprints(): boolean
  /** The pen moved over the pane; null: it left. `xy` in the plane of the view. */
  penMoved(pen: Pen | null, xy: XY | null): void
  rendered(): void
  /** Everything that is in sight has been read and drawn. */
  complete(): void
  resized(): void
}

export function createPane(host: PaneHost): Pane {
  const element = document.createElement('div')
  element.className = 'map-pane'
  let plane: Plane | null = null
  let hasPen = false
  let shown: readonly SceneTileLayer[] = []

  const map = new OpenLayersMap({ target: element, controls: [], interactions: [], maxTilesLoading: 16 })

  const toScreen: ToScreen = (lonLat) => {
    const xy = plane?.fromLonLat(lonLat) ?? null
    const pixel = xy === null ? null : (map.getPixelFromCoordinate([...xy]) as number[] | null)
    return pixel === null ? null : [pixel[0] ?? 0, pixel[1] ?? 0]
  }

  const toPlane = (at: ScreenPoint): XY | null => {
    const point = map.getCoordinateFromPixel([...at]) as number[] | null
    return point === null ? null : [point[0] ?? 0, point[1] ?? 0]
  }

  const held = createHeldPicture((frame) => host.drawFootprints(frame))
  const footprints = createCanvasLayer('map-footprints', (frame) => held.draw(frame, host.holdsFootprints()))
  const redrawFootprints = () => {
    held.drop()
    footprints.redraw()
  }
  const sketch = createCanvasLayer('map-sketch', (frame) => {
    const easel: Easel = {
      context: frame.context,
      toScreen: (lonLat) => {
        const xy = plane?.fromLonLat(lonLat) ?? null
        return xy === null ? null : frame.toPixel(xy)
      },
      pane: host.only(),
      hasPen,
    }
    host.tool().paint(easel)
  })
  footprints.layer.setZIndex(10)
  sketch.layer.setZIndex(20)
  map.addLayer(footprints.layer)
  map.addLayer(sketch.layer)

  const penAt = (event: MapBrowserEvent): { pen: Pen; xy: XY } => {
    const [px = 0, py = 0] = event.pixel
    const [x = 0, y = 0] = event.coordinate
    const original = event.originalEvent as PointerEvent
    const at: ScreenPoint = [px, py]
    const xy: XY = [x, y]
    const pen: Pen = {
      lonLat: plane?.toLonLat(xy) ?? null,
      at,
      side: host.sideAt(at),
      pane: host.only(),
      isOverlaid: host.isOverlaid(),
      shift: original.shiftKey,
      control: original.ctrlKey || original.metaKey,
    }
    return { pen, xy }
  }

  const buttonOf = (event: MapBrowserEvent) => (event.originalEvent as PointerEvent).button
  const setCursor = (cursor: string) => {
    if (element.style.cursor !== cursor) element.style.cursor = cursor
  }
  let lastPen: Pen | null = null
  const moved = (event: MapBrowserEvent) => {
    const { pen, xy } = penAt(event)
    hasPen = true
    lastPen = pen
    host.penMoved(pen, xy)
    return pen
  }

  const toolInteraction = new PointerInteraction({
    handleDownEvent: (event) => {
      if (buttonOf(event) !== 0 || (event.originalEvent as PointerEvent).altKey) return false
      return host.tool().press(penAt(event).pen, toScreen)
    },
    handleDragEvent: (event) => host.tool().drag(moved(event)),
    handleUpEvent: (event) => {
      host.tool().release(penAt(event).pen)
      return false
    },
    handleMoveEvent: (event) => setCursor(host.tool().move(moved(event), toScreen)),
  })

  for (const interaction of [
    new DragPan({ condition: (event) => !(event.originalEvent as PointerEvent).altKey }),
    new DragRotate(),
    new PinchZoom(),
    new PinchRotate(),
    new MouseWheelZoom({ duration: 120, timeout: 40, constrainResolution: false }),
    // The last one hears first: what the tool takes does not pan.
    toolInteraction,
  ]) {
    map.addInteraction(interaction)
  }
  map.on('click', (event) => {
    if (buttonOf(event) === 0) host.tool().click(penAt(event).pen, toScreen)
  })
  map.on('postrender', ({ frameState }) => {
    host.rendered()
    if (frameState !== null) movedUnderPen(frameState.viewState)
  })
  map.on('rendercomplete', () => host.complete())
  map.on('change:size', () => host.resized())

  const penStays = () => {
    if (lastPen === null) return
    const xy = toPlane(lastPen.at)
    const pen = { ...lastPen, lonLat: xy === null ? null : (plane?.toLonLat(xy) ?? null) }
    lastPen = pen
    setCursor(host.tool().move(pen, toScreen))
    host.penMoved(pen, xy)
  }
  /** Keys, the overview and another scene move the map under a pen that rests; in a drag the pen goes with it. */
  const movedUnderPen = ({ center, resolution, rotation }: State) => {
    const seen = { plane, view: [...center, resolution, rotation].join(' ') }
    const isSame = seen.plane === seenLast.plane && seen.view === seenLast.view
    seenLast = seen
    if (!isSame && !isPressed) penStays()
  }
  let seenLast: { readonly plane: Plane | null; readonly view: string } = { plane: null, view: '' }
  let isPressed = false
  const pressed = () => {
    isPressed = true
  }
  const released = () => {
    isPressed = false
  }

  const left = () => {
    hasPen = false
    lastPen = null
    host.tool().leave()
    host.penMoved(null, null)
    sketch.redraw()
  }
  const noMenu = (event: Event) => event.preventDefault()
  // The middle button pans; the page is not to scroll by itself.
  const noAutoScroll = (event: MouseEvent) => {
    if (event.button === 1) event.preventDefault()
  }
  element.addEventListener('pointerleave', left)
  element.addEventListener('pointerdown', pressed)
  window.addEventListener('pointerup', released)
  window.addEventListener('pointercancel', released)
  element.addEventListener('contextmenu', noMenu)
  element.addEventListener('mousedown', noAutoScroll)

  return {
    element,
    show(view, nextPlane, scenes) {
      plane = nextPlane
      if (view !== null && map.getView() !== view) map.setView(view)
      for (const layer of shown) if (!scenes.includes(layer)) map.removeLayer(layer)
      for (const layer of scenes) if (!shown.includes(layer)) map.addLayer(layer)
      scenes.forEach((layer, index) => layer.setZIndex(index))
      shown = scenes
      redrawFootprints()
      sketch.redraw()
      map.updateSize()
    },
    size() {
      const [width = 0, height = 0] = map.getSize() ?? []
      return width > 0 && height > 0 ? [width, height] : null
    },
    toScreen,
    redrawFootprints,
    redrawSketch: () => sketch.redraw(),
    renderNow: () => map.renderSync(),
    penStays,
    penElsewhere() {
      lastPen = null
      if (hasPen) sketch.redraw()
      hasPen = false
    },
    toPlane: (at) => toPlane(at),
    dispose() {
      window.removeEventListener('pointerup', released)
      window.removeEventListener('pointercancel', released)
      map.setTarget(undefined)
      map.dispose()
      element.remove()
    },
  }
}
