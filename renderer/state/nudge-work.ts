import { ringOf, type Polygon, type Ring } from '../../src/domain/polygon.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { turnedRing } from '../../src/geodesy/footprint.ts'
import { translated } from '../../src/geodesy/translation.ts'
import type { EditRequest } from './edit-queue.ts'
import type { Nudge } from './nudge.ts'
import type { ProjectIndex } from './project-index.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/** Moves and turns by keys: a burst of presses is shown at once and is one step of the history when it ends. */
export interface NudgeWork {
  move(uids: readonly Uid[], eastM: number, northM: number): void
  turn(uids: readonly Uid[], degrees: number): void
  /** Ends the burst: what was moved goes to the file. */
  end(): void
}

/** So long after the last key a burst has ended. */
const pauseMs = 600

export function createNudgeWork(
  workbench: WorkbenchStore,
  edit: (request: EditRequest) => void,
  later: (work: () => void, ms: number) => unknown = (work, ms) => setTimeout(work, ms),
): NudgeWork {
  let turn = 0

  const end = () => {
    turn++
    const { nudge } = workbench.getState()
    if (nudge === null) return
    const { eastM, northM, turnDeg } = nudge
    const uids = [...nudge.uids]
    // The edits first: they are drawn while they wait, so that nothing jumps back.
    if (turnDeg !== 0) edit({ kind: 'sighting.turn', uids, degrees: turnDeg })
    else if (eastM !== 0 || northM !== 0)
      edit({ kind: 'sighting.move', uids, east_m: eastM, north_m: northM })
    workbench.setState({ nudge: null })
  }

  const add = (uids: readonly Uid[], eastM: number, northM: number, turnDeg: number) => {
    const before = workbench.getState().nudge
    const goesOn =
      before !== null &&
      before.uids.length === uids.length &&
      before.uids.every((uid, at) => uid === uids[at]) &&
      (before.turnDeg !== 0) === (turnDeg !== 0)
    if (before !== null && !goesOn) end()
    const from = goesOn ? before : { eastM: 0, northM: 0, turnDeg: 0 }
    workbench.setState({
      nudge: {
        uids,
        eastM: from.eastM + eastM,
        northM: from.northM + northM,
        turnDeg: from.turnDeg + turnDeg,
      },
    })
    const mine = ++turn
    later(() => (turn === mine ? end() : undefined), pauseMs)
  }

  workbench.subscribe(({ selection }, before) => {
    if (selection !== before.selection) end()
  })

  return {
    move: (uids, eastM, northM) => add(uids, eastM, northM, 0),
    turn: (uids, degrees) => add(uids, 0, 0, degrees),
    end,
  }
}

/** An outline as moves and turns that are not in the file yet leave it, and the heading that goes with it. */
export function nudgedShape(
  geom: Polygon,
  headingDeg: number | null,
  nudge: Pick<Nudge, 'eastM' | 'northM' | 'turnDeg'>,
): { geom: Polygon; headingDeg: number | null } {
  const { eastM, northM, turnDeg } = nudge
  const ring: Ring =
    turnDeg !== 0
      ? turnedRing(ringOf(geom), turnDeg)
      : ringOf(geom).map((corner): [number, number] => {
          const [lon, lat] = translated(corner, eastM, northM)
          return [lon, lat]
        })
  return {
    geom: { type: 'Polygon', coordinates: [ring] },
    headingDeg: headingDeg === null ? null : (((headingDeg + turnDeg) % 360) + 360) % 360,
  }
}

/** Where the middle of a hull lies and where its bow points, as moves and turns that are not in the file yet leave them. */
export function nudgedPose(
  { lon, lat, heading_deg, heading_known }: Pick<Sighting, 'lon' | 'lat' | 'heading_deg' | 'heading_known'>,
  nudges: readonly Pick<Nudge, 'eastM' | 'northM' | 'turnDeg'>[],
): Pick<Sighting, 'lon' | 'lat' | 'heading_deg'> {
  const sum = (part: 'eastM' | 'northM' | 'turnDeg') => nudges.reduce((total, one) => total + one[part], 0)
  const whole = heading_known === 0 ? 180 : 360
  const heading = heading_deg === null ? null : (((heading_deg + sum('turnDeg')) % whole) + whole) % whole
  if (lon === null || lat === null) return { lon, lat, heading_deg: heading }
  const [east, north] = translated([lon, lat], sum('eastM'), sum('northM'))
  return { lon: east, lat: north, heading_deg: heading }
}

/** The moves and turns that wait for the file, and the one that goes on, in their order. */
export function nudgesOf(
  uid: Uid,
  edits: readonly { readonly request: EditRequest }[],
  nudge: Nudge | null,
): Pick<Nudge, 'eastM' | 'northM' | 'turnDeg'>[] {
  const waiting = edits.flatMap(({ request }) => {
    if (request.kind === 'sighting.move' && request.uids.includes(uid))
      return [{ eastM: request.east_m, northM: request.north_m, turnDeg: 0 }]
    if (request.kind === 'sighting.turn' && request.uids.includes(uid))
      return [{ eastM: 0, northM: 0, turnDeg: request.degrees }]
    return []
  })
  return nudge?.uids.includes(uid) === true ? [...waiting, nudge] : waiting
}

/** The selected sightings that have an outline, in the order in which they were selected. */
export function outlined(index: ProjectIndex, selection: ReadonlySet<Uid>): Uid[] {
  return [...selection].filter((uid) => index.sightings.get(uid)?.geom != null)
}
