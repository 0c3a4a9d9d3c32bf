import type { LonLat } from '../../../src/domain/polygon.ts'
import { hullFromClicks } from '../../../src/geodesy/footprint.ts'
import type { ToolHost } from './hull-tool.ts'
import { headingText, metresText } from './live-measures.ts'
import { paintChip, paintPoint, paintRuler } from '../footprints/paint.ts'
import { clickTolerance, distanceBetween, type Pen, type Tool } from './pen.ts'

/** Two clicks, or one drag, and the distance between them on the ellipsoid. It leaves nothing behind. */
export function createRulerTool(host: ToolHost): Tool {
  let from: Pen | null = null
  let to: LonLat | null = null
  let toAt: Pen | null = null

  const hint = () =>
    from === null || to !== null ? 'Click where to measure from.' : 'Click where to measure to.'

  const end = (): LonLat | null => to ?? toAt?.lonLat ?? null

  // The azimuth reads from the first point to the second, a hull's heading from stern to bow.
  const line = () => {
    const last = end()
    return from?.lonLat == null || last === null ? null : hullFromClicks(last, from.lonLat, null)
  }

  const step = () => {
    const measured = line()
    const measures = measured === null || from === null ? null : host.measure(measured, from.side)
    host.emit({ type: 'tool-step', hint: hint(), measures })
    host.repaint()
  }

  return {
    hint,
    isDrawing: () => from !== null && to === null,
    press(pen) {
      if (pen.lonLat === null) return true
      if (from === null || to !== null) {
        from = pen
        to = null
      }
      toAt = pen
      step()
      return true
    },
    drag(pen) {
      toAt = pen
      step()
    },
    release(pen) {
      if (from !== null && pen.lonLat !== null && distanceBetween(from.at, pen.at) >= clickTolerance) {
        to = pen.lonLat
        toAt = pen
      }
      step()
    },
    move(pen) {
      if (from !== null && to === null) {
        toAt = pen
        step()
      }
      return 'crosshair'
    },
    click: () => undefined,
    leave: () => undefined,
    stepBack() {
      if (from === null) return false
      if (to !== null) to = null
      else from = null
      step()
      return true
    },
    paint(easel) {
      const measured = line()
      const last = end()
      if (from?.lonLat == null) return
      if (measured === null || last === null || toAt === null) {
        paintPoint(easel, from.lonLat)
        return
      }
      paintRuler(easel, from.lonLat, last)
      const { lengthM, lengthErrorM, headingDeg } = host.measure(measured, from.side)
      const at = easel.toScreen(last)
      if (at !== null)
        paintChip(easel, at, `${metresText(lengthM, lengthErrorM)}  ${headingText(headingDeg)} T`)
    },
  }
}
