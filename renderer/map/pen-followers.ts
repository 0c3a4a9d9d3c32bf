import type { TilePool } from '../workers/tile-pool.ts'
import type { CompareLayout } from './compare/compare-layout.ts'
import { createCursorMark } from './compare/cursor-mark.ts'
import type { MapEvent, ScreenBox } from './map-contract.ts'
import type { Pane } from './pane.ts'
import { createPointerReadout } from './pointer-readout.ts'
import type { SceneDrawing } from './scenes/scene-drawing.ts'
import { pixelAt, type XY } from './scenes/scene-plane.ts'
import { createEdgePan } from './tools/edge-pan.ts'
import { pixelAxes } from './tools/glass.ts'
import { createMagnifier } from './tools/magnifier.ts'
import type { Pen, Side } from './tools/pen.ts'

/** What goes along with the pen: the readout, the magnifier, the mark in the other pane, and the map at its edge. */
export interface PenFollowers {
  /** @param xy where the pen is in the plane of its pane; null: it left */
  penMoved(own: Side, pen: Pen | null, xy: XY | null): void
  setMagnifier(on: boolean): void
  /** What lies over the map, in the page's CSS pixels. */
  setCovered(boxes: readonly ScreenBox[]): void
  dispose(): void
}

interface FollowedMap {
  readonly tiles: TilePool
  readonly layout: CompareLayout
  readonly panes: Readonly<Record<Side, Pane>>
  readonly drawings: Readonly<Record<Side, SceneDrawing | null>>
  readonly emit: (event: MapEvent) => void
  /** Whether something is begun and not ended. */
  isDrawing(): boolean
}

export function createPenFollowers(map: FollowedMap): PenFollowers {
  const { layout, panes, drawings } = map
  const readout = createPointerReadout(map.tiles, map.emit)
  const marks = { A: createCursorMark(), B: createCursorMark() }
  for (const side of ['A', 'B'] as const) panes[side].element.append(marks[side].element)
  const magnifier = createMagnifier(map.tiles)
  layout.root.append(magnifier.element)
  let panned: Side = 'B'
  const edgePan = createEdgePan((dxPixels, dyPixels) => {
    layout.cameraOf(panned).pan(dxPixels, dyPixels)
    for (const pane of layout.panes()) {
      pane.renderNow()
      pane.penStays()
    }
  })

  /** The same ground in the other pane. */
  const markOther = (pen: Pen | null, pane: Side) => {
    const other = pane === 'A' ? 'B' : 'A'
    const lonLat = layout.isSplit() ? (pen?.lonLat ?? null) : null
    marks[other].show(lonLat === null ? null : panes[other].toScreen(lonLat))
    marks[pane].show(null)
  }

  const tell = (own: Side, pen: Pen | null, xy: XY | null) => {
    const camera = layout.cameraOf(own)
    const [plane, pose] = [camera.plane(), camera.pose()]
    panned = own
    edgePan.at(map.isDrawing() ? (pen?.at ?? null) : null, panes[own].size())
    if (pen === null || xy === null || plane === null) {
      readout.at(null)
      magnifier.at(null, null, null)
      return
    }
    layout.pointed(own, pen.at)
    const drawing = drawings[pen.side] ?? drawings.A
    const pixel = drawing === null ? null : pixelAt(drawing.picture, plane, xy)
    const place = { lonLat: pen.lonLat, side: pen.side, scene: drawing?.scene ?? null, pixel }
    readout.at(place)
    const { offsetLeft, offsetTop } = panes[own].element
    const axes = drawing === null || pose === null ? null : pixelAxes(drawing.picture, plane, pose, xy)
    magnifier.at(place, axes, [pen.at[0] + offsetLeft, pen.at[1] + offsetTop])
  }

  return {
    penMoved(own, pen, xy) {
      tell(own, pen, xy)
      markOther(pen, own)
    },
    setMagnifier: (on) => magnifier.set(on),
    setCovered: (boxes) => magnifier.setCovered(boxes),
    dispose: () => readout.dispose(),
  }
}
