import type { LonLat, Polygon } from '../../../src/domain/polygon.ts'
import { normaliseLon } from '../../../src/geodesy/ellipsoid.ts'
import type { ToolHost } from './hull-tool.ts'
import type { AlignMarks } from '../map-contract.ts'
import { paintArea, paintMark } from '../paint-marks.ts'
import { clickTolerance, distanceBetween, type Pen, type Tool } from './pen.ts'

/** The tools that lay scene B over scene A. */
export interface AlignTools {
  /** A click points at a thing on the scene under the pen; a drag on B moves the picture. */
  readonly tool: Tool
  /** A drag draws the rectangle that is searched automatically. */
  readonly areaTool: Tool
  setMarks(marks: AlignMarks): void
}

export function createAlignTools(host: ToolHost): AlignTools {
  let marks: AlignMarks = { points: [], area: null }

  const paintMarks: Tool['paint'] = (easel) => {
    if (marks.area !== null) paintArea(easel, marks.area)
    marks.points.forEach(({ onReference, onScene }, index) => {
      const label = String(index + 1)
      if (onReference !== null && easel.pane !== 'B') paintMark(easel, onReference, 'A', label)
      if (onScene !== null && easel.pane !== 'A') paintMark(easel, onScene, 'B', label)
    })
  }

  return {
    tool: createPickTool(host, paintMarks, () => hintOf(marks)),
    areaTool: createAreaTool(host, paintMarks),
    setMarks(next) {
      marks = next
    },
  }
}

function hintOf({ points }: AlignMarks): string {
  const last = points.at(-1)
  if (last?.onReference === null) return 'Click the same thing on scene A.'
  if (last?.onScene === null) return 'Click the same thing on scene B.'
  return 'Click a fixed thing, such as a bollard, on one scene and then on the other; or drag B; arrows nudge it.'
}

function createPickTool(host: ToolHost, paint: Tool['paint'], hint: () => string): Tool {
  let from: Pen | null = null
  let isDragged = false

  const pick = (pen: Pen) => {
    if (pen.lonLat !== null) host.emit({ type: 'align-picked', side: pen.side, lonLat: pen.lonLat })
  }
  const moved = (pen: Pen, isDone: boolean) => {
    if (from?.lonLat == null || pen.lonLat === null) return
    host.emit({ type: 'align-dragged', from: from.lonLat, to: pen.lonLat, isDone })
  }

  return {
    hint,
    press(pen) {
      // Over A alone the map pans; a click without a drag comes as a click.
      if ((pen.side === 'A' && !pen.isOverlaid) || pen.lonLat === null) return false
      from = pen
      isDragged = false
      return true
    },
    drag(pen) {
      if (from === null) return
      isDragged ||= distanceBetween(from.at, pen.at) >= clickTolerance
      if (isDragged) moved(pen, false)
    },
    release(pen) {
      if (from !== null) {
        if (isDragged) moved(pen, true)
        else pick(from)
      }
      from = null
      isDragged = false
    },
    move: () => 'crosshair',
    click: (pen) => {
      if (pen.side === 'A' && !pen.isOverlaid) pick(pen)
    },
    leave: () => undefined,
    stepBack: () => false,
    paint,
  }
}

function createAreaTool(host: ToolHost, paint: Tool['paint']): Tool {
  let from: Pen | null = null
  let to: Pen | null = null

  const drawn = (): Polygon | null => {
    if (from?.lonLat == null || to?.lonLat == null) return null
    if (distanceBetween(from.at, to.at) < clickTolerance) return null
    return between(from.lonLat, to.lonLat)
  }

  return {
    hint: () => 'Drag a rectangle around fixed things such as quays: only what lies in it is compared.',
    press(pen) {
      if (pen.lonLat !== null) from = to = pen
      return true
    },
    drag(pen) {
      if (from === null || pen.lonLat === null) return
      to = pen
      host.repaint()
    },
    release() {
      const area = drawn()
      from = to = null
      host.repaint()
      if (area !== null) host.emit({ type: 'area-drawn', area })
    },
    move: () => 'crosshair',
    click: () => undefined,
    leave: () => undefined,
    stepBack() {
      if (from === null) return false
      from = to = null
      return true
    },
    paint(easel) {
      const area = drawn()
      if (area === null) paint(easel)
      else paintArea(easel, area)
    },
  }
}

/** The rectangle of meridians and parallels with two opposite corners. */
function between([lon, lat]: LonLat, [otherLon, otherLat]: LonLat): Polygon {
  const east = lon + normaliseLon(otherLon - lon)
  const ring: [number, number][] = [
    [lon, lat],
    [east, lat],
    [east, otherLat],
    [lon, otherLat],
    [lon, lat],
  ]
  return { type: 'Polygon', coordinates: [ring] }
}
