import { ringOf, type LonLat } from '../../../src/domain/polygon.ts'
import { geodesicArea, geodesicBetween, normaliseAzimuth } from '../../../src/geodesy/ellipsoid.ts'
import {
  dragHandle,
  handlePosition,
  hullOfRing,
  ringOfHull,
  type Handle,
  type Hull,
} from '../../../src/geodesy/footprint.ts'
import type { ToolHost } from './hull-tool.ts'
import { measuresText } from './live-measures.ts'
import type { FootprintOnMap } from '../map-contract.ts'
import { paintChip, paintHandle, paintHull, paintRectangle, paintStem } from '../footprints/paint.ts'
import { distanceBetween, type Easel, type Pen, type ScreenPoint, type Side, type ToScreen } from './pen.ts'

/** What a click does while no handle is held. */
export const restingHint =
  'Click a footprint to select it, with Shift to add it or to draw a box. Drag to pan, roll to zoom.'

/** How near to a handle, in CSS pixels, a press takes hold of it. */
const reach = 9
/** How far the handles for turning and for the whole hull stand off, in CSS pixels. */
const standOff = 26
/** On a hull shorter or narrower than this on the screen, the handle for the whole stands off the stern. */
const roomForCentre = { length: 90, beam: 26 }

const cursors: Record<Handle, string> = {
  bow: 'grab',
  stern: 'grab',
  port: 'grab',
  starboard: 'grab',
  turn: 'grab',
  centre: 'move',
}

interface Held {
  readonly handle: Handle
  readonly before: Hull
  readonly pressedAt: LonLat
  readonly handleAt: LonLat
  moved: boolean
}

/** The handles of one footprint. A gesture ends in one `footprint-reshaped`, or in nothing. */
export interface EditTool {
  /** The footprint whose handles are shown; null for none. */
  edit(footprint: FootprintOnMap | null): void
  /** The uid of the footprint that is drawn here instead of among the others. */
  drawnHere(): string | null
  press(pen: Pen, toScreen: ToScreen): boolean
  drag(pen: Pen): void
  release(): void
  /** The cursor where the pen is over a handle, else null. */
  cursorAt(pen: Pen, toScreen: ToScreen): string | null
  /** Gives up the drag; true where there was one. */
  cancel(): boolean
  paint(easel: Easel): void
}

export function createEditTool(host: ToolHost): EditTool {
  let footprint: FootprintOnMap | null = null
  let hull: Hull | null = null
  /** What an outline that is no rectangle is measured by. */
  let derived: Hull | null = null
  let held: Held | null = null
  let pen: Pen | null = null
  let changed = false

  const isElsewhere = (pane: Side | null) => pane !== null && pane !== footprint?.side

  const handleAt = (at: Pen, toScreen: ToScreen): { handle: Handle; at: ScreenPoint } | null => {
    if (hull === null || footprint === null || isElsewhere(at.pane)) return null
    const near = handlePlaces(hull, toScreen)
      .map((place) => ({ ...place, distance: distanceBetween(place.at, at.at) }))
      .filter(({ distance }) => distance <= reach)
      .sort((a, b) => a.distance - b.distance)
    return near[0] ?? null
  }

  const measures = () =>
    hull === null || footprint === null ? null : host.measure(hull, footprint.side, footprint.edge)

  const step = (hint: string) => {
    host.emit({ type: 'tool-step', hint, measures: held === null ? null : measures() })
    host.repaint()
  }

  return {
    edit(next) {
      if (next === footprint) return
      // The same footprint comes back from the project after every edit; a drag that has begun goes on.
      if (held !== null && next?.uid === footprint?.uid) return
      footprint = next
      held = null
      changed = false
      hull = next === null ? null : editableHull(next)
      derived = next === null || hull !== null ? null : rectangleOf(next)
      host.repaint()
    },
    drawnHere: () => (held !== null || changed ? (footprint?.uid ?? null) : null),
    press(at, toScreen) {
      const found = handleAt(at, toScreen)
      if (found === null || hull === null || at.lonLat === null) return false
      held = {
        handle: found.handle,
        before: hull,
        pressedAt: at.lonLat,
        handleAt: handlePosition(hull, found.handle),
        moved: false,
      }
      pen = at
      step('Drag and let go. Esc puts it back.')
      return true
    },
    drag(at) {
      if (held === null || at.lonLat === null) return
      pen = at
      held.moved = true
      hull = dragged(held, at.lonLat)
      step('Let go to keep it. Esc puts it back.')
    },
    release() {
      const gesture = held
      held = null
      if (gesture === null || footprint === null || hull === null) return
      changed = gesture.moved
      step(restingHint)
      if (!gesture.moved) return
      host.emit({
        type: 'footprint-reshaped',
        uid: footprint.uid,
        footprint: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
        headingDeg: footprint.headingDeg === null ? null : hull.headingDeg,
      })
    },
    cursorAt(at, toScreen) {
      if (held !== null) return held.handle === 'centre' ? 'move' : 'grabbing'
      const found = handleAt(at, toScreen)
      return found === null ? null : cursors[found.handle]
    },
    cancel() {
      if (held === null) return false
      hull = held.before
      held = null
      step(restingHint)
      return true
    },
    paint(easel) {
      if (derived !== null && !isElsewhere(easel.pane)) paintRectangle(easel, derived)
      if (hull === null) return
      if (held !== null || changed) paintHull(easel, hull, held === null ? 'pending' : 'sketch')
      if (isElsewhere(easel.pane)) return
      for (const { handle, at, from } of handlePlaces(hull, easel.toScreen)) {
        if (from !== null) paintStem(easel, from, at)
        const shape = handle === 'turn' ? 'turn' : handle === 'centre' ? 'whole' : 'side'
        paintHandle(easel, at, shape, held?.handle === handle)
      }
      const live = measures()
      if (held !== null && live !== null && pen !== null && easel.hasPen)
        paintChip(easel, pen.at, measuresText(live, footprint?.headingDeg != null))
    },
  }
}

/** The rectangle that a footprint is; null for an outline that would lose its shape by being edited as one. */
export function editableHull(footprint: FootprintOnMap): Hull | null {
  const ring = ringOf(footprint.geom)
  const hull = ring.length === 5 ? rectangleOf(footprint) : null
  if (hull === null) return null
  const filled = geodesicArea(ring) / (hull.lengthM * hull.beamM)
  return filled > 0.97 ? hull : null
}

/** The rectangle that a hull is measured by; null for what is no hull, and for an outline without an area. */
export function rectangleOf({ geom, headingDeg, state }: FootprintOnMap): Hull | null {
  if (state !== undefined && state !== 'ghost') return null
  try {
    return hullOfRing(ringOf(geom), headingDeg)
  } catch {
    return null
  }
}

function dragged(held: Held, to: LonLat): Hull {
  const { before, handle, pressedAt, handleAt } = held
  if (handle === 'turn') {
    const from = geodesicBetween(before.centre, pressedAt).azimuthDeg
    const { azimuthDeg, distanceM } = geodesicBetween(before.centre, to)
    if (distanceM === 0) return before
    return { ...before, headingDeg: normaliseAzimuth(before.headingDeg + azimuthDeg - from) }
  }
  // The hull moves as far as the pen, also where the handle was not taken in its middle.
  return dragHandle(before, handle, [to[0] + handleAt[0] - pressedAt[0], to[1] + handleAt[1] - pressedAt[1]])
}

/** Where the handles are on the screen; `from` is where the stem of one that stands off begins. */
function handlePlaces(
  hull: Hull,
  toScreen: ToScreen,
): { handle: Handle; at: ScreenPoint; from: ScreenPoint | null }[] {
  const place = (handle: Handle) => toScreen(handlePosition(hull, handle))
  const [bow, stern, port, starboard, centre] = [
    place('bow'),
    place('stern'),
    place('port'),
    place('starboard'),
    place('centre'),
  ]
  if (bow === null || stern === null || port === null || starboard === null || centre === null) return []
  const [length, beam] = [distanceBetween(bow, stern), distanceBetween(port, starboard)]
  const forward: ScreenPoint =
    length === 0 ? [0, -1] : [(bow[0] - stern[0]) / length, (bow[1] - stern[1]) / length]
  const off = (end: ScreenPoint, way: number): ScreenPoint => [
    end[0] + forward[0] * standOff * way,
    end[1] + forward[1] * standOff * way,
  ]
  const roomy = length >= roomForCentre.length && beam >= roomForCentre.beam
  return [
    { handle: 'turn', at: off(bow, 1), from: bow },
    roomy
      ? { handle: 'centre', at: centre, from: null }
      : { handle: 'centre', at: off(stern, -1), from: stern },
    { handle: 'port', at: port, from: null },
    { handle: 'starboard', at: starboard, from: null },
    { handle: 'bow', at: bow, from: null },
    { handle: 'stern', at: stern, from: null },
  ]
}
