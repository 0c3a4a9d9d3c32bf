import type { LonLat } from '../../../src/domain/polygon.ts'
import type { Edge } from '../../../src/domain/vocabulary.ts'
import { geodesicBetween } from '../../../src/geodesy/ellipsoid.ts'
import { hullBetweenSides, hullFromClicks, ringOfHull, type Hull } from '../../../src/geodesy/footprint.ts'
import { minimumAreaM2 } from '../../../src/geodesy/measure.ts'
import { parallelStern, touchingAxis, touchingHull, type Axis } from '../../../src/geodesy/rafting.ts'
import type { BeamPreset, LiveMeasures, MapEvent } from '../map-contract.ts'
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
import { paintAxis, paintChip, paintHull, paintPoint } from '../footprints/paint.ts'

export interface ToolHost {
  emit(event: MapEvent): void
  /** What the tool paints is another thing now. */
  repaint(): void
  /** @param edge what the outline follows, where somebody said so */
  measure(hull: Hull, side: Side, edge?: Edge | null): LiveMeasures
  /** Metres on the ground of a pixel of the scene of a side; null where that is not known. */
  gsdM?(side: Side): number | null
  /** The hulls of a date that a new one may lie beside. */
  neighbours?(side: Side): readonly Hull[]
}

export interface HullTool extends Tool {
  forgetDrawn(): void
  /** The beam that is known before it is drawn; null: the third click says. */
  setPreset(preset: BeamPreset | null): void
}

/** A drawn edge this near to the hull beside, in CSS pixels, is laid against it, and no farther off than `edgeError`. */
const touchReach = 6
/**
 * How far an edge may be moved, in pixels of the scene: half of the ± that a beam is given. Farther, the hull would
 * measure something else than what was drawn, and the gap between two hulls is to be seen.
 */
const edgeError = 0.69

/** From so many pixels of the scene in one of the screen on, drawn hulls miss their ± too often. */
const coarseFrom = 1.05

const hints = {
  bow: 'Click the bow, then the stern, then the side. Or drag from bow to stern.',
  stern: 'Click the stern.',
  side: 'Move until both sides lie on the hull and click. Or drag across it from side to side.',
} as const

/**
 * Three clicks to a hull: bow, stern, and a point on either side. Dragging from bow to stern stands for the first
 * two, dragging from side to side reads both of them; with a beam that is known two clicks are enough. Beside another
 * hull the new one is laid parallel and against it; Ctrl frees it. The tool stays ready for the next hull.
 */
export function createHullTool(host: ToolHost): HullTool {
  let bow: Pen | null = null
  let stern: LonLat | null = null
  let preset: BeamPreset | null = null
  /** Metres on the ground of one CSS pixel, where the pen is. */
  let pixelM = 0
  /** Where the bow was on the screen at the last press: the map may have moved since it was set. */
  let bowAt: ScreenPoint | null = null
  /** Where the button went down, until it goes up. */
  let pressed: Pen | null = null
  let pen: Pen | null = null
  /** Drawn and handed over, but not yet among the footprints. */
  let drawn: { hull: Hull; side: Side } | null = null

  const neighbours = (): readonly Hull[] =>
    bow === null || pen?.control === true ? [] : (host.neighbours?.(bow.side) ?? [])

  const sceneGsdM = (): number | null => (bow === null ? null : (host.gsdM?.(bow.side) ?? null))

  const reachM = (): number => Math.min(touchReach * pixelM, edgeError * (sceneGsdM() ?? pixelM))

  const beamOf = (lengthM: number): number =>
    preset === null ? 0 : 'beamM' in preset ? preset.beamM : lengthM / preset.lengthPerBeam

  /** The hull whose stern is at a point, laid beside its neighbour. */
  const withStern = (at: LonLat): Hull | null => {
    if (bow?.lonLat == null) return null
    const laid: Axis = {
      bow: bow.lonLat,
      stern: parallelStern({ bow: bow.lonLat, stern: at }, neighbours(), reachM()),
    }
    if (preset === null) return hullFromClicks(laid.bow, laid.stern, null)
    const beamM = beamOf(geodesicBetween(laid.stern, laid.bow).distanceM)
    const axis = touchingAxis(laid, beamM, neighbours(), reachM())
    return { ...hullFromClicks(axis.bow, axis.stern, null), beamM }
  }

  /** The hull whose sides are where the button went down and where the pen is now; null where they are none. */
  const acrossHull = (): Hull | null => {
    if (bow?.lonLat == null || stern === null || pressed?.lonLat == null || pen?.lonLat == null) return null
    if (distanceBetween(pressed.at, pen.at) < clickTolerance) return null
    return hullBetweenSides(bow.lonLat, stern, pressed.lonLat, pen.lonLat)
  }

  const sketch = (): Hull | null => {
    if (bow?.lonLat == null) return null
    if (stern === null) return pen?.lonLat == null ? null : withStern(pen.lonLat)
    const between = acrossHull()
    if (between !== null) return between
    const hull = hullFromClicks(bow.lonLat, stern, pen?.lonLat ?? null)
    return touchingHull({ bow: bow.lonLat, stern }, hull, neighbours(), reachM())
  }

  const isLaid = (): boolean => {
    if (bow?.lonLat == null || pen?.lonLat == null || pen.control) return false
    if (stern !== null) {
      if (acrossHull() !== null) return false
      const free = hullFromClicks(bow.lonLat, stern, pen.lonLat)
      return Math.abs((sketch()?.beamM ?? free.beamM) - free.beamM) > 1e-6
    }
    return parallelStern({ bow: bow.lonLat, stern: pen.lonLat }, neighbours(), reachM()) !== pen.lonLat
  }

  /** A click is no finer than a pixel of the screen: from afar a hull is drawn less well than its ± says. */
  const fromAfar = (): string => {
    const gsdM = sceneGsdM()
    if (gsdM === null || pixelM <= coarseFrom * gsdM) return ''
    return ` Zoom in for the ± to hold: a click is ${pixelM.toFixed(1)} m wide here.`
  }

  const hint = (): string => {
    const laid = isLaid() ? ' Laid against the hull beside it; Ctrl frees it.' : ''
    if (stern !== null) return hints.side + laid + fromAfar()
    if (bow !== null)
      return (preset === null ? hints.stern : `Click the stern: beam ${preset.title}.`) + laid + fromAfar()
    return preset === null
      ? `${hints.bow} P presets the beam.`
      : `Click the bow, then the stern: beam ${preset.title}. P changes it.`
  }

  const measures = () => {
    const hull = sketch()
    return hull === null || bow === null ? null : host.measure(hull, bow.side)
  }

  const step = () => {
    host.emit({ type: 'tool-step', hint: hint(), measures: measures() })
    host.repaint()
  }

  const farFromBow = (to: Pen) => bowAt !== null && distanceBetween(bowAt, to.at) >= clickTolerance

  const finish = (hull: Hull | null, side: Side) => {
    if (hull === null || hull.lengthM * hull.beamM < minimumAreaM2) return
    drawn = { hull, side }
    bow = null
    stern = null
    host.emit({
      type: 'hull-drawn',
      footprint: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
      headingDeg: hull.headingDeg,
      beamM: hull.beamM,
      side,
    })
  }

  return {
    hint,
    measures,
    isDrawing: () => bow !== null,
    press(at, toScreen) {
      if (at.lonLat === null) return true
      pen = at
      pressed = at
      pixelM = groundPixelM(at.lonLat, at.at, toScreen)
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
      const isOwn = pressed !== null
      pen = at
      const hull = sketch()
      pressed = null
      if (!isOwn || at.lonLat === null) return
      if (stern !== null && bow !== null) finish(hull, bow.side)
      else if (bow?.lonLat != null && farFromBow(at)) {
        if (preset !== null) finish(withStern(at.lonLat), bow.side)
        else stern = parallelStern({ bow: bow.lonLat, stern: at.lonLat }, neighbours(), reachM())
      }
      step()
    },
    move(at, toScreen) {
      pen = at
      if (bow === null) return 'crosshair'
      if (at.lonLat !== null) pixelM = groundPixelM(at.lonLat, at.at, toScreen)
      step()
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
    setPreset(next) {
      preset = next
      if (preset !== null && stern !== null) stern = null
    },
    paint(easel: Easel) {
      if (drawn !== null) paintHull(easel, drawn.hull, 'pending')
      const hull = sketch()
      if (bow?.lonLat == null) return
      if (hull === null) {
        paintPoint(easel, bow.lonLat)
        return
      }
      if (hull.beamM > 0) paintHull(easel, hull, 'sketch')
      else paintAxis(easel, hull)
      paintPoint(easel, bow.lonLat)
      if (pen !== null && easel.hasPen) paintChip(easel, pen.at, measuresText(host.measure(hull, bow.side)))
    },
  }
}

/** About how many metres on the ground one CSS pixel is at a place. */
function groundPixelM(
  place: LonLat,
  at: ScreenPoint,
  toScreen: (lonLat: LonLat) => ScreenPoint | null,
): number {
  const step = 1e-4
  const other = toScreen([place[0], place[1] + step])
  const pixels = other === null ? 0 : distanceBetween(at, other)
  return pixels === 0 ? 0 : geodesicBetween(place, [place[0], place[1] + step]).distanceM / pixels
}
