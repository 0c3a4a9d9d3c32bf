import type { Uid } from '../../src/domain/identifiers.ts'
import { ringOf } from '../../src/domain/polygon.ts'
import type { BerthState } from '../../src/domain/vocabulary.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import { hullOfRing } from '../../src/geodesy/footprint.ts'
import { expectedShape, type Carry, type CarriedHull, type GhostShape, type Refit } from './carry-forward.ts'
import type { Desk } from './desk.ts'

/** What is not made fast to something may have turned any way since. */
const swinging: ReadonlySet<BerthState> = new Set(['at_anchor', 'moored_buoy', 'underway', 'unknown'])

/** Whether pictures can be looked at: there is a map. */
export function canRefit({ map }: Desk): boolean {
  return map.current !== null
}

/**
 * Looks for one hull after the other in the picture of the later date, those first that are waited for, then on from
 * the one that is looked at now, until none is left or the carrying forward ends.
 * @param settled hears of each hull whose refit is known now
 */
export async function refitHulls(desk: Desk, isOpen: IsOpen, settled: (hull: CarriedHull) => void) {
  const { workbench } = desk
  const begun = workbench.getState().carry?.hulls
  for (;;) {
    const { carry } = workbench.getState()
    if (carry === null || carry.hulls !== begun || !canRefit(desk)) return
    const hull = nextOf(carry, isOpen)
    if (hull === null) return
    remember(desk, hull.uid, { state: 'looking' })
    const refit = await refitOf(desk, carry, hull)
    if (workbench.getState().carry?.hulls !== begun) return
    remember(desk, hull.uid, refit)
    settled(hull)
  }
}

type IsOpen = (hull: CarriedHull) => boolean

function nextOf({ hulls, at, refits, awaited }: Carry, isOpen: IsOpen): CarriedHull | null {
  const unknown = ({ uid }: CarriedHull) => !refits.has(uid)
  const ahead = [...hulls.slice(at), ...hulls.slice(0, at)]
  return (
    hulls.find((hull) => awaited.has(hull.uid) && unknown(hull)) ??
    ahead.find((hull) => unknown(hull) && isOpen(hull)) ??
    null
  )
}

async function refitOf({ project, map }: Desk, carry: Carry, hull: CarriedHull): Promise<Refit> {
  const { index } = project.getState()
  const before = expectedShape(index, carry, hull)
  const from = index.sightings.get(hull.from)
  if (before === null || from === undefined || map.current === null) return { state: 'unsure' }
  const maySwing = from.berth_state === null || swinging.has(from.berth_state)
  const found = await map.current
    .refit({ ...before, maySwing }, new AbortController().signal)
    // A picture that can't be read says nothing; the map itself tells of it.
    .catch(() => null)
  if (found?.isSure !== true) return { state: 'unsure' }
  const { footprint, headingDeg } = found
  return { state: 'fitted', shape: { footprint, headingDeg }, ...differenceOf(before, found) }
}

/** By how many metres the middle of a hull moved, and by how many degrees its axis turned. */
function differenceOf(before: GhostShape, now: GhostShape): { movedM: number; turnedDeg: number } {
  const [old, fitted] = [before, now].map(({ footprint }) => hullOfRing(ringOf(footprint), null))
  if (old === undefined || fitted === undefined) return { movedM: 0, turnedDeg: 0 }
  const turned = Math.abs(old.headingDeg - fitted.headingDeg) % 180
  return {
    movedM: geodesicBetween(old.centre, fitted.centre).distanceM,
    turnedDeg: Math.min(turned, 180 - turned),
  }
}

function remember({ workbench }: Desk, uid: Uid, refit: Refit): void {
  const { carry } = workbench.getState()
  if (carry === null) return
  workbench.setState({ carry: { ...carry, refits: new Map(carry.refits).set(uid, refit) } })
}

/** What the picture says of the hull that is looked at now, for the line under its name. */
export function refitText(carry: Carry, uid: Uid, day: string): string {
  if (carry.reshaped.has(uid)) return 'Moved by hand.'
  const refit = carry.refits.get(uid)
  if (refit === undefined) return `Outline of ${day}.`
  if (refit.state === 'looking') return 'Looking for its edges in the picture …'
  if (refit.state === 'unsure') return `Not made out for sure: outline of ${day}.`
  const turned = refit.turnedDeg < 0.05 ? '' : `, turned ${refit.turnedDeg.toFixed(1)}°`
  return `Fitted to the picture: moved ${refit.movedM.toFixed(1)} m${turned}.`
}
