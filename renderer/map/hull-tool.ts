import type { LonLat } from '../../src/domain/polygon.ts'
import { hullFromClicks, ringOfHull, type Hull } from '../../src/geodesy/footprint.ts'
import { minimumAreaM2 } from '../../src/geodesy/measure.ts'
import type { LiveMeasures, MapEvent } from './map-contract.ts'
import { measuresText } from './live-measures.ts'
import {
  clickTolerance,
  distanceBetween,
  type Easel,
  type Pen,
  type ScreenPoint,
  type Side,
  type Tool,
} from './pen.ts'
import { paintAxis, paintChip, paintHull, paintPoint } from './paint.ts'

export interface ToolHost {
  emit(event: MapEvent): void
  /** What the tool paints is another thing now. */
  repaint(): void
  measure(hull: Hull, side: Side): LiveMeasures
}

const hints = [
  'Click the bow, then the stern, then the side. Or drag from bow to stern.',
  'Click the stern.',
  'Move to the side of the hull and click.',
] as const

/**
 * Three clicks to a hull: bow, stern, and a point on either side. Dragging from bow to stern stands for the first
 * two. The tool stays ready for the next hull.
 */
export function createHullTool(host: ToolHost): Tool & { forgetDrawn(): void } {
  let bow: Pen | null = null
  let stern: LonLat | null = null
  /** Where the bow was on the screen at the last press: the map may have moved since it was set. */
  let bowAt: ScreenPoint | null = null
  /** Where the button went down, until it goes up. */
  let pressed: Pen | null = null
  let pen: Pen | null = null
  /** Drawn and handed over, but not yet among the footprints. */
  let drawn: { hull: Hull; side: Side } | null = null

  const sketch = (): Hull | null => {
    if (bow?.lonLat == null) return null
    if (stern !== null) return hullFromClicks(bow.lonLat, stern, pen?.lonLat ?? null)
    return pen?.lonLat == null ? null : hullFromClicks(bow.lonLat, pen.lonLat, null)
  }

  const hint = () => (stern !== null ? hints[2] : bow !== null ? hints[1] : hints[0])

  const step = () => {
    const hull = sketch()
    const measures = hull === null || bow === null ? null : host.measure(hull, bow.side)
    host.emit({ type: 'tool-step', hint: hint(), measures })
    host.repaint()
  }

  const farFromBow = (to: Pen) => bowAt !== null && distanceBetween(bowAt, to.at) >= clickTolerance

  const finish = (side: Side) => {
    const hull = sketch()
    if (hull === null || hull.lengthM * hull.beamM < minimumAreaM2) return
    drawn = { hull, side }
    bow = null
    stern = null
    host.emit({
      type: 'hull-drawn',
      footprint: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
      headingDeg: hull.headingDeg,
      side,
    })
  }

  return {
    hint,
    press(at, toScreen) {
      if (at.lonLat === null) return true
      pen = at
      pressed = at
      if (bow === null) {
        bow = at
        drawn = null
      }
      bowAt = bow.lonLat === null ? null : toScreen(bow.lonLat)
      step()
      return true
    },
    drag(at) {
      pen = at
      step()
    },
    release(at) {
      const start = pressed
      pen = at
      pressed = null
      if (start === null || at.lonLat === null) return
      if (stern !== null && bow !== null) finish(bow.side)
      else if (bow !== null && farFromBow(at)) stern = at.lonLat
      step()
    },
    move(at) {
      pen = at
      if (bow !== null) step()
      return 'crosshair'
    },
    click: () => undefined,
    leave() {
      if (bow === null) pen = null
      host.repaint()
    },
    stepBack() {
      if (stern !== null) stern = null
      else if (bow !== null) bow = null
      else return false
      pressed = null
      step()
      return true
    },
    forgetDrawn() {
      drawn = null
      host.repaint()
    },
    paint(easel: Easel) {
      if (drawn !== null) paintHull(easel, drawn.hull, 'pending')
      const hull = sketch()
      if (bow?.lonLat == null) return
      if (hull === null) {
        paintPoint(easel, bow.lonLat)
        return
      }
      if (stern === null) paintAxis(easel, hull)
      else paintHull(easel, hull, 'sketch')
      paintPoint(easel, bow.lonLat)
      if (pen !== null && easel.hasPen) paintChip(easel, pen.at, measuresText(host.measure(hull, bow.side)))
    },
  }
}
