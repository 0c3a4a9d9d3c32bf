import type { LonLat, Polygon } from '../../../src/domain/polygon.ts'
import type { ToolHost } from './hull-tool.ts'
import { paintPoint, paintRuler } from '../footprints/paint.ts'
import { distanceBetween, type Pen, type Tool, type ToScreen } from './pen.ts'

/** How near to the first or the last corner, in CSS pixels, a click closes the outline. */
const closingReach = 9

/** The outline of a place, corner by corner; a click on the first corner, or twice on the last, closes it. */
export function createPlaceTool(host: ToolHost): Tool {
  let corners: LonLat[] = []
  let pen: LonLat | null = null

  const hint = () => {
    if (corners.length === 0) return 'Click the corners of the place, one after the other.'
    return corners.length < 3
      ? 'Click the next corner.'
      : 'Click the next corner, or the first one again to close the outline.'
  }

  const step = () => {
    host.emit({ type: 'tool-step', hint: hint(), measures: null })
    host.repaint()
  }

  const closes = ({ at }: Pen, toScreen: ToScreen) =>
    corners.length >= 3 &&
    [corners[0], corners.at(-1)].some((corner) => {
      const there = corner === undefined ? null : toScreen(corner)
      return there !== null && distanceBetween(there, at) <= closingReach
    })

  return {
    hint,
    isDrawing: () => corners.length > 0,
    press: () => false,
    drag: () => undefined,
    release: () => undefined,
    move({ lonLat }) {
      pen = lonLat
      if (corners.length > 0) host.repaint()
      return 'crosshair'
    },
    click(at, toScreen) {
      if (at.lonLat === null) return
      if (closes(at, toScreen)) {
        const area = closed(corners)
        corners = []
        host.emit({ type: 'place-drawn', area })
      } else corners = [...corners, at.lonLat]
      step()
    },
    leave() {
      pen = null
      host.repaint()
    },
    stepBack() {
      if (corners.length === 0) return false
      corners = corners.slice(0, -1)
      step()
      return true
    },
    paint(easel) {
      corners.forEach((corner, i) => {
        const next = corners[i + 1] ?? pen
        if (next !== null) paintRuler(easel, corner, next)
        paintPoint(easel, corner)
      })
    },
  }
}

/** The polygon of some corners. */
export function closed(corners: readonly LonLat[]): Polygon {
  const [first] = corners
  const ring = first === undefined ? [] : [...corners, first]
  return { type: 'Polygon', coordinates: [ring.map(([lon, lat]): [number, number] => [lon, lat])] }
}
