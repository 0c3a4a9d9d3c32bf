import type { LonLat } from '../../../src/domain/polygon.ts'
import { hullOfRing, ringOfHull, type Hull } from '../../../src/geodesy/footprint.ts'
import { hullDoubts, sureFrom, type HullDoubt } from '../../../src/raster/hull/hull-detection.ts'
import type { ToolHost } from './hull-tool.ts'
import { measuresText } from './live-measures.ts'
import { paintChip, paintGhost, paintPoint } from '../footprints/paint.ts'
import type { Pen, Side, Tool } from './pen.ts'

/** A hull that was found in the samples, on the ground. */
export interface Proposal {
  readonly ring: readonly LonLat[]
  /** Which way its pointed end lies, degrees clockwise from true north; null where neither end is. */
  readonly bowDeg: number | null
  readonly confidence: number
  readonly doubts: readonly HullDoubt[]
}

export interface SnapHost extends ToolHost {
  /** Looks for the hull under the pen; null where nothing stands out. */
  findHull(pen: Pen, signal: AbortSignal): Promise<Proposal | null>
  /** The scene that is drawn on a side; null where none is. */
  sceneUid(side: Side): string | null
}

export interface SnapTool extends Tool {
  accept(): boolean
  /** Another scene may be drawn now: what was found in the picture of another is no outline on this one. */
  scenesChanged(): void
}

const pointHint = 'Point at a ship and click: its outline is looked for in the samples.'

/** Points at a ship; what is found is proposed as a ghost, to be taken by Enter; another click refuses it. */
export function createSnapTool(host: SnapHost): SnapTool {
  let asked: { pen: Pen; stop: AbortController } | null = null
  /** The scene that was looked at last. */
  let scene: string | null = null
  let ghost: { hull: Hull; knowsBow: boolean; proposal: Proposal; side: Side; at: LonLat } | null = null
  let said = pointHint

  const measures = () => (ghost === null ? null : host.measure(ghost.hull, ghost.side))

  const step = () => {
    host.emit({ type: 'tool-step', hint: said, measures: measures() })
    host.repaint()
  }

  const drop = () => {
    asked?.stop.abort()
    asked = null
    ghost = null
  }

  const ask = (pen: Pen) => {
    drop()
    const stop = new AbortController()
    asked = { pen, stop }
    scene = host.sceneUid(pen.side)
    said = 'Looking for the edge of the hull …'
    step()
    const answered = (proposal: Proposal | null) => {
      if (stop.signal.aborted || pen.lonLat === null) return
      asked = null
      if (proposal === null) {
        said = 'Nothing stands out from the water or dock here. Click on a ship, or press H to draw it.'
      } else {
        const ring = proposal.ring.map(([lon, lat]): [number, number] => [lon, lat])
        const hull = hullOfRing(ring, proposal.bowDeg)
        ghost = { hull, knowsBow: proposal.bowDeg !== null, proposal, side: pen.side, at: pen.lonLat }
        said = takeHint(proposal)
      }
      step()
    }
    host.findHull(pen, stop.signal).then(answered, () => {
      if (stop.signal.aborted) return
      asked = null
      said = 'The samples could not be read here. Draw the hull with H.'
      step()
    })
  }

  const refuse = () => {
    drop()
    said = pointHint
    step()
  }

  const accept = (): boolean => {
    if (ghost === null) return false
    const { hull, knowsBow, side } = ghost
    drop()
    said = pointHint
    host.emit({
      type: 'hull-drawn',
      footprint: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
      headingDeg: knowsBow ? hull.headingDeg : null,
      beamM: hull.beamM,
      side,
    })
    step()
    return true
  }

  return {
    hint: () => said,
    measures,
    accept,
    scenesChanged() {
      const side = ghost?.side ?? asked?.pen.side
      if (side !== undefined && host.sceneUid(side) !== scene) refuse()
    },
    press(at) {
      if (at.lonLat === null) return true
      // Where it was found the same would be found again.
      if (ghost !== null && isInside(ghost.hull, at.lonLat)) refuse()
      else ask(at)
      return true
    },
    drag: () => undefined,
    release: () => undefined,
    move: () => 'crosshair',
    click: () => undefined,
    leave: () => host.repaint(),
    stepBack() {
      if (ghost === null && asked === null) return false
      refuse()
      return true
    },
    paint(easel) {
      if (asked?.pen.lonLat != null) paintPoint(easel, asked.pen.lonLat)
      if (ghost === null) return
      paintGhost(easel, ghost.hull, ghost.knowsBow)
      const at = easel.toScreen(ghost.at)
      if (at === null) return
      const percent = Math.round(100 * ghost.proposal.confidence)
      const sure = ghost.proposal.confidence >= sureFrom ? '' : ' not sure'
      const text = measuresText(host.measure(ghost.hull, ghost.side), ghost.knowsBow)
      paintChip(easel, at, `${text}  ${percent} %${sure}`)
    },
  }
}

function takeHint({ confidence, doubts, bowDeg }: Proposal): string {
  const bow = bowDeg === null ? ' Bow and stern look alike.' : ''
  const end = 'Enter takes it; another click refuses it, and off the hull it looks there.'
  if (confidence >= sureFrom) return `Found.${bow} ${end}`
  const [why] = doubts
  return `Not sure${why === undefined ? '' : `: ${hullDoubts[why]}`}. ${end}`
}

/** Whether a place lies on a hull. */
function isInside(hull: Hull, place: LonLat): boolean {
  const ring = ringOfHull(hull)
  const [sternStarboard, bowStarboard, bowPort, sternPort] = ring
  if (!sternStarboard || !bowStarboard || !bowPort || !sternPort) return false
  const corners = [sternStarboard, bowStarboard, bowPort, sternPort]
  return corners.every((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner
    const cross =
      (next[0] - corner[0]) * (place[1] - corner[1]) - (next[1] - corner[1]) * (place[0] - corner[0])
    return cross >= 0
  })
}
