import { ringOf, type LonLat, type Polygon } from '../../../src/domain/polygon.ts'
import { geodesicArea } from '../../../src/geodesy/ellipsoid.ts'
import { hullOfRing, type Hull } from '../../../src/geodesy/footprint.ts'
import { contiguous, minimumAreaM2 } from '../../../src/geodesy/measure.ts'
import { areaErrorM2, measureErrors } from '../../../src/geodesy/uncertainty.ts'
import { crossesItself, normaliseRing } from '../../../src/geodesy/ring.ts'
import { areaText } from '../../ui/area-text.ts'
import type { ToolHost } from './hull-tool.ts'
import { measuresText } from './live-measures.ts'
import { paintChip, paintOutline, paintPoint } from '../footprints/paint.ts'
import { distanceBetween, type Pen, type Side, type Tool, type ToScreen } from './pen.ts'

/** What the corners are drawn for: a hull of odd shape, or an area that is only measured. */
export type OutlineUse = 'hull' | 'area'

/** A click this near to the first corner, in CSS pixels, closes the outline. */
const closeReach = 10
/** A click this near to the last corner means that corner again. */
const sameReach = 3

/**
 * Corner after corner to an outline; a click on the first one, a double click or Enter closes it. For a hull the
 * rectangle that its length and beam come from is shown with it; an area is told and leaves nothing behind.
 */
export function createOutlineTool(host: ToolHost, use: OutlineUse): Tool & { accept(): boolean } {
  let corners: LonLat[] = []
  let side: Side = 'B'
  let pen: Pen | null = null
  let screen: ToScreen | null = null
  let closed = false

  const hint = (): string => {
    if (closed) return 'Click where the next area begins; nothing is kept.'
    if (corners.length === 0)
      return use === 'hull'
        ? 'Click the corners of the hull one after the other.'
        : 'Click the corners of the area.'
    if (corners.length < 3) return 'Click the next corner.'
    return 'Click the next corner; the first one, a double click or Enter closes the outline.'
  }

  /** Whether a press of the pen would put a corner there, and not close the outline or mean the last corner again. */
  const isNewCorner = ({ at }: Pen): boolean => {
    const [first, last] = [corners[0], corners.at(-1)].map((corner) =>
      corner === undefined ? null : (screen?.(corner) ?? null),
    )
    const onFirst = corners.length >= 3 && first != null && distanceBetween(first, at) <= closeReach
    return !onFirst && (last == null || distanceBetween(last, at) >= sameReach)
  }

  const ring = (): LonLat[] => {
    const open = closed || pen?.lonLat == null || !isNewCorner(pen) ? corners : [...corners, pen.lonLat]
    const [first] = open
    return first === undefined ? [] : [...open, first]
  }

  /** The rectangle around what is drawn; null while it spans none. */
  const rectangle = (): Hull | null => {
    const now = ring()
    if (now.length < 4 || geodesicArea(now) < minimumAreaM2) return null
    try {
      return hullOfRing(
        now.map(([lon, lat]): [number, number] => [lon, lat]),
        null,
      )
    } catch {
      return null
    }
  }

  const step = () => {
    const hull = rectangle()
    const measures = use === 'area' || hull === null ? null : host.measure(hull, side)
    host.emit({ type: 'tool-step', hint: hint(), measures })
    host.repaint()
  }

  const close = (): boolean => {
    if (corners.length < 3 || closed) return false
    if (use === 'area') {
      closed = true
      step()
      return true
    }
    try {
      const kept = normaliseRing([...corners])
      const footprint: Polygon = { type: 'Polygon', coordinates: [kept] }
      corners = []
      host.emit({
        type: 'hull-drawn',
        footprint,
        headingDeg: null,
        beamM: hullOfRing(ringOf(footprint), null).beamM,
        side,
      })
      step()
    } catch {
      host.emit({
        type: 'tool-step',
        hint: 'The outline crosses itself: Esc takes the last corner back.',
        measures: null,
      })
    }
    return true
  }

  return {
    hint,
    isDrawing: () => corners.length > 0 && !closed,
    accept: close,
    press(at, toScreen) {
      screen = toScreen
      if (at.lonLat === null) return true
      if (closed) {
        corners = []
        closed = false
      }
      pen = at
      if (corners.length === 0) side = at.side
      if (isNewCorner(at)) corners = [...corners, at.lonLat]
      else if (corners.length >= 3) close()
      step()
      return true
    },
    drag(at) {
      pen = at
      step()
    },
    release: () => undefined,
    move(at, toScreen) {
      screen = toScreen
      pen = at
      if (corners.length > 0 && !closed) step()
      return 'crosshair'
    },
    click: () => undefined,
    leave: () => host.repaint(),
    stepBack() {
      if (corners.length === 0) return false
      if (closed) corners = []
      else corners = corners.slice(0, -1)
      closed = false
      step()
      return true
    },
    paint(easel) {
      const now = ring()
      if (now.length === 0) return
      const hull = rectangle()
      paintOutline(easel, now, use === 'hull' ? hull : null)
      for (const corner of corners) paintPoint(easel, corner)
      const last = corners.at(-1)
      const at = closed && last !== undefined ? (screen?.(last) ?? null) : (pen?.at ?? null)
      if (at === null || (!closed && !easel.hasPen)) return
      if (use === 'area') {
        if (now.length > 3) paintChip(easel, at, measuredArea(now, host.gsdM?.(side) ?? null))
      } else if (hull !== null) {
        paintChip(easel, at, measuresText(host.measure(hull, side), false))
      }
    },
  }
}

/**
 * The area in a closed ring, with its error where the pixel's size is known; from a hectare on also in hectares. A ring
 * that crosses itself encloses no area that a number could tell.
 */
export function measuredArea(ring: readonly LonLat[], gsdM: number | null): string {
  if (crossesItself(contiguous(ring.slice(0, -1)))) return 'crosses itself'
  const area = geodesicArea(ring)
  const { length_error_m: errorM } = measureErrors({ gsdM, offNadirDeg: null, edge: null })
  const text = areaText(area, errorM === null ? null : areaErrorM2(ring, errorM))
  return area < 10_000 ? text : `${text}  (${(area / 10_000).toFixed(2)} ha)`
}
