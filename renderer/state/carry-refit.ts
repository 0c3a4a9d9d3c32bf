import type { Uid } from '../../src/domain/identifiers.ts'
import { namedSighting } from '../../src/domain/origin.ts'
import { ringOf } from '../../src/domain/polygon.ts'
import type { BerthState } from '../../src/domain/vocabulary.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import { hullOfRing } from '../../src/geodesy/footprint.ts'
import { ringContains } from '../../src/geodesy/overlap.ts'
import { expectedShape, type Carry, type CarriedHull, type GhostShape, type Refit } from './carry-forward.ts'
import type { Desk } from './desk.ts'
import { liesThere, mayBeOne } from './drawn-already.ts'
import { sightingsOfScene, type ProjectIndex } from './project-index.ts'

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

async function refitOf({ project, workbench, map }: Desk, carry: Carry, hull: CarriedHull): Promise<Refit> {
  const { index } = project.getState()
  const before = expectedShape(index, carry, hull)
  const from = index.sightings.get(hull.from)
  if (before === null || from === undefined || map.current === null) return { state: 'unsure' }
  const maySwing = from.berth_state === null || swinging.has(from.berth_state)
  const found = await map.current
    .refit({ ...before, maySwing }, new AbortController().signal)
    // A picture that can't be read says nothing; the map itself tells of it.
    .catch(() => null)
  const now = workbench.getState().carry ?? carry
  const shape = found?.isSure === true ? found : before
  const there = drawnThere(project.getState().index, now, hull, shape)
  if (there === 'itself') return { state: 'drawn' }
  if (there === 'another' || shape === before) return { state: 'unsure' }
  const { footprint, headingDeg } = shape
  return { state: 'fitted', shape: { footprint, headingDeg }, ...differenceOf(before, shape) }
}

/**
 * What is drawn on the later scene where a hull that is carried to it would lie: nothing; that hull itself, drawn there
 * already; or another ship, for which the picture of it was taken.
 */
function drawnThere(
  index: ProjectIndex,
  { scene, refits }: Carry,
  { uid, from }: CarriedHull,
  { footprint }: GhostShape,
): 'nothing' | 'itself' | 'another' {
  const before = index.sightings.get(from)
  if (before === undefined) return 'nothing'
  const { centre, lengthM } = hullOfRing(ringOf(footprint), null)
  const expected = { at: centre, lengthM, lengthErrorM: before.length_error_m }
  const there = sightingsOfScene(index, scene).filter((sighting) => liesThere(expected, sighting))
  const isItself = there.some(
    (sighting) => mayBeOne(index, before, sighting) && (namedSighting(sighting.source) ?? from) === from,
  )
  if (isItself) return 'itself'
  const isTaken = [...refits].some(
    ([other, refit]) =>
      other !== uid && refit.state === 'fitted' && ringContains(ringOf(refit.shape.footprint), centre),
  )
  return there.length > 0 || isTaken ? 'another' : 'nothing'
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
  if (refit.state === 'drawn') return 'Drawn here already: Enter goes on to the next.'
  if (refit.state === 'unsure') return `Not made out for sure: outline of ${day}.`
  const turned = refit.turnedDeg < 0.05 ? '' : `, turned ${refit.turnedDeg.toFixed(1)}°`
  return `Fitted to the picture: moved ${refit.movedM.toFixed(1)} m${turned}.`
}
