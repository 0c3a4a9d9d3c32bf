import { newUid, type Uid } from '../../src/domain/identifiers.ts'
import { lookedForReason } from '../../src/domain/origin.ts'
import type { Polygon } from '../../src/domain/polygon.ts'
import type { AbsenceResult } from '../../src/domain/vocabulary.ts'
import {
  answerTo,
  ghostShape,
  isDrawnThere,
  nextOpen,
  proposalFor,
  walkOf,
  type CarriedHull,
  type Carry,
  type Proposal,
} from './carry-forward.ts'
import { canRefit, refitHulls } from './carry-refit.ts'
import type { Desk } from './desk.ts'
import type { ProjectIndex } from './project-index.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

let known: { index: ProjectIndex; shown: Uid | null; place: Uid | null; found: Proposal | string } | null =
  null

/** What could be carried forward to the scene that is shown, or why nothing can. Asked again, it remembers. */
export function proposalNow({ project, workbench }: Desk): Proposal | string {
  const { shown, place } = workbench.getState()
  const { index } = project.getState()
  if (known?.index === index && known.shown === shown && known.place === place) return known.found
  const scene = index.scenes.get(shown ?? '')
  const area = index.places.get(place ?? '')?.geom ?? null
  const found = scene === undefined ? 'Choose a scene first.' : proposalFor(index, scene, area)
  known = { index, shown, place, found }
  return found
}

/** Whether this is the uid of a hull that is looked for. */
export function isGhost(workbench: WorkbenchStore, uid: Uid): boolean {
  return workbench.getState().carry?.hulls.some((hull) => hull.uid === uid) === true
}

/** Begins to look for the last date's hulls on the scene that is shown, with that date as the one compared with. */
export function beginCarry(desk: Desk): void {
  const { workbench, session } = desk
  const found = proposalNow(desk)
  const { shown } = workbench.getState()
  if (typeof found === 'string' || shown === null) return
  const hulls = walkOf(found.sightings).map(({ uid }) => ({ uid: newUid(), absence: newUid(), from: uid }))
  if (workbench.getState().compared === null) session.scenes.compareWith(found.from.uid)
  workbench.setState({
    carry: { scene: shown, hulls, at: 0, reshaped: new Map(), refits: new Map(), awaited: new Set() },
    selection: new Set(),
    tool: 'select',
  })
  keepPromises(desk)
  void refitHulls(
    desk,
    (hull) => isOpen(desk, hull),
    (hull) => settled(desk, hull),
  )
}

/** Writes what the analyst says of the hull that is looked for, and goes on to the next. */
export function answerCarry(desk: Desk, answer: 'there' | AbsenceResult): void {
  const { project, workbench, session } = desk
  const { carry } = workbench.getState()
  const hull = carry?.hulls[carry.at]
  const { index } = project.getState()
  const from = index.sightings.get(hull?.from ?? '')
  if (carry === null || hull === undefined || from === undefined || saidOf(desk, hull) !== null) return
  if (answer === 'there') {
    if (isAwaited(desk, carry, hull))
      workbench.setState({ carry: { ...carry, awaited: new Set(carry.awaited).add(hull.uid) } })
    else writeThere(desk, carry, hull)
  } else {
    void session.edit({
      kind: 'sighting.absent',
      uid: from.uid,
      scene_uid: carry.scene,
      absence_uid: hull.absence,
      vessel_uid: newUid(),
      result: answer,
      reason: lookedForReason(from.uid),
    })
  }
  stepCarry(desk, 1)
}

/** Whether the picture has yet to say where a hull lies that nobody moved. */
function isAwaited(desk: Desk, { reshaped, refits }: Carry, { uid }: CarriedHull): boolean {
  const state = refits.get(uid)?.state
  return canRefit(desk) && !reshaped.has(uid) && (state === undefined || state === 'looking')
}

function writeThere({ project, session }: Desk, carry: Carry, hull: CarriedHull): void {
  const shape = ghostShape(project.getState().index, carry, hull)
  if (shape === null || isDrawnThere(carry, hull)) return
  const fitted = !carry.reshaped.has(hull.uid) && carry.refits.get(hull.uid)?.state === 'fitted'
  void session.edit({
    kind: 'sighting.carry',
    uid: hull.uid,
    from_uid: hull.from,
    scene_uid: carry.scene,
    vessel_uid: newUid(),
    footprint: shape.footprint,
    heading_deg: shape.headingDeg,
    outline: carry.reshaped.has(hull.uid) ? 'drawn' : fitted ? 'fitted' : 'kept',
  })
}

/** The picture has said where a hull lies: it is written where the analyst said already that it is there. */
function settled(desk: Desk, hull: CarriedHull): void {
  const { workbench } = desk
  const { carry } = workbench.getState()
  if (carry?.awaited.has(hull.uid) !== true) return
  writeThere(desk, carry, hull)
  const awaited = new Set(carry.awaited)
  awaited.delete(hull.uid)
  workbench.setState({ carry: { ...carry, awaited } })
  if (carryCounts(desk).open === 0 && awaited.size === 0) endCarry(desk)
}

/** Whatever ends the carrying forward, what was said to be there is written, at worst with the outline it had. */
function keepPromises(desk: Desk): void {
  const stop = desk.workbench.subscribe(({ carry }, { carry: before }) => {
    if (carry !== null) return
    stop()
    const { index } = desk.project.getState()
    for (const hull of before?.hulls ?? [])
      if (before?.awaited.has(hull.uid) === true && index.sightings.has(hull.from))
        writeThere(desk, before, hull)
  })
}

/** Goes to the next or the last open hull; ends where none is open any more, nor waits for its refit. */
export function stepCarry(desk: Desk, step: 1 | -1): void {
  const { workbench } = desk
  const { carry } = workbench.getState()
  if (carry === null) return
  const at = nextOpen(carry.hulls, carry.at, step, (hull) => isOpen(desk, hull))
  if (at !== null) workbench.setState({ carry: { ...carry, at } })
  else if (carry.awaited.size === 0) endCarry(desk)
}

/** Goes to a hull that was clicked. */
export function goToCarried({ workbench }: Desk, uid: Uid): void {
  const { carry } = workbench.getState()
  const at = carry?.hulls.findIndex((hull) => hull.uid === uid) ?? -1
  if (carry !== null && at >= 0) workbench.setState({ carry: { ...carry, at } })
}

/** Moves the rectangle of the hull that is looked for, before it is answered for. */
export function reshapeGhost(
  { workbench }: Desk,
  uid: Uid,
  footprint: Polygon,
  headingDeg: number | null,
): void {
  const { carry } = workbench.getState()
  if (carry === null) return
  const reshaped = new Map(carry.reshaped).set(uid, { footprint, headingDeg })
  workbench.setState({ carry: { ...carry, reshaped } })
}

/** Ends the carrying forward, and says what became of the hulls. */
export function endCarry(desk: Desk): void {
  const { workbench } = desk
  const { carry } = workbench.getState()
  if (carry === null) return
  const said = carryCounts(desk)
  const kept = said.there - said.fitted - said.moved - said.drawn
  const outlines = [
    ...(said.drawn === 0 ? [] : [`${said.drawn} drawn here already`]),
    ...(said.fitted === 0 ? [] : [`${said.fitted} fitted to the picture`]),
    ...(kept === 0 ? [] : [`${kept} not made out for sure, with the outline of before`]),
  ]
  const fittedText = canRefit(desk) && outlines.length > 0 ? ` Of those there: ${outlines.join('; ')}.` : ''
  workbench.setState({ carry: null })
  if (said.answered > 0)
    notify(workbench, 'done', {
      subject: 'Carried forward:',
      what: `${said.there} still there, ${said.gone} gone, ${said.unclear} not to be told.${fittedText}`,
      do: said.open > 0 ? `${said.open} are left for another time.` : '',
    })
}

/** How many hulls were answered for, and how. Edits on their way count. */
export function carryCounts(desk: Desk) {
  const counts = {
    there: 0,
    gone: 0,
    unclear: 0,
    open: 0,
    answered: 0,
    total: 0,
    fitted: 0,
    moved: 0,
    drawn: 0,
  }
  const { carry } = desk.workbench.getState()
  for (const hull of carry?.hulls ?? []) {
    const answer = answerOf(desk, hull) ?? 'open'
    counts[answer] += 1
    counts.total += 1
    if (answer !== 'there') continue
    if (carry?.reshaped.has(hull.uid) === true) counts.moved += 1
    else if (carry !== null && isDrawnThere(carry, hull)) counts.drawn += 1
    else if (carry?.refits.get(hull.uid)?.state === 'fitted') counts.fitted += 1
  }
  return { ...counts, answered: counts.total - counts.open }
}

function isOpen(desk: Desk, hull: CarriedHull): boolean {
  return answerOf(desk, hull) === null
}

/** What the analyst said of a hull, else what is to be seen without a word: null while it is open. */
function answerOf(desk: Desk, hull: CarriedHull) {
  const { carry } = desk.workbench.getState()
  return saidOf(desk, hull) ?? (carry !== null && isDrawnThere(carry, hull) ? 'there' : null)
}

function saidOf({ project, workbench }: Desk, hull: CarriedHull) {
  if (workbench.getState().carry?.awaited.has(hull.uid) === true) return 'there'
  const { index, edits } = project.getState()
  for (const { request } of edits) {
    if (request.kind === 'sighting.absent' && request.absence_uid === hull.absence)
      return request.result === 'not_visible' ? 'unclear' : 'gone'
    if (request.kind === 'sighting.carry' && request.uid === hull.uid) return 'there'
  }
  return answerTo(index, hull)
}
