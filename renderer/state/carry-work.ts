import { newUid, type Uid } from '../../src/domain/identifiers.ts'
import { lookedForReason } from '../../src/domain/origin.ts'
import type { Polygon } from '../../src/domain/polygon.ts'
import type { AbsenceResult } from '../../src/domain/vocabulary.ts'
import {
  answerTo,
  ghostShape,
  nextOpen,
  proposalFor,
  walkOf,
  type CarriedHull,
  type Proposal,
} from './carry-forward.ts'
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
    carry: { scene: shown, hulls, at: 0, reshaped: new Map() },
    selection: new Set(),
    tool: 'select',
  })
}

/** Writes what the analyst says of the hull that is looked for, and goes on to the next. */
export function answerCarry(desk: Desk, answer: 'there' | AbsenceResult): void {
  const { project, workbench, session } = desk
  const { carry } = workbench.getState()
  const hull = carry?.hulls[carry.at]
  const { index } = project.getState()
  const from = index.sightings.get(hull?.from ?? '')
  if (carry === null || hull === undefined || from === undefined || !isOpen(desk, hull)) return
  const shape = ghostShape(index, carry, hull)
  if (answer === 'there') {
    if (shape === null) return
    void session.edit({
      kind: 'sighting.carry',
      uid: hull.uid,
      from_uid: from.uid,
      scene_uid: carry.scene,
      vessel_uid: newUid(),
      footprint: shape.footprint,
      heading_deg: shape.headingDeg,
    })
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

/** Goes to the next or the last open hull; ends where none is open any more. */
export function stepCarry(desk: Desk, step: 1 | -1): void {
  const { workbench } = desk
  const { carry } = workbench.getState()
  if (carry === null) return
  const at = nextOpen(carry.hulls, carry.at, step, (hull) => isOpen(desk, hull))
  if (at === null) endCarry(desk)
  else workbench.setState({ carry: { ...carry, at } })
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
  workbench.setState({ carry: null })
  if (said.answered > 0)
    notify(workbench, 'done', {
      subject: 'Carried forward:',
      what: `${said.there} still there, ${said.gone} gone, ${said.unclear} not to be told.`,
      do: said.open > 0 ? `${said.open} are left for another time.` : '',
    })
}

/** How many hulls were answered for, and how. Edits on their way count. */
export function carryCounts(desk: Desk) {
  const counts = { there: 0, gone: 0, unclear: 0, open: 0, answered: 0, total: 0 }
  for (const hull of desk.workbench.getState().carry?.hulls ?? []) {
    counts[answerOf(desk, hull) ?? 'open'] += 1
    counts.total += 1
  }
  return { ...counts, answered: counts.total - counts.open }
}

function isOpen(desk: Desk, hull: CarriedHull): boolean {
  return answerOf(desk, hull) === null
}

function answerOf({ project }: Desk, hull: CarriedHull) {
  const { index, edits } = project.getState()
  for (const { request } of edits) {
    if (request.kind === 'sighting.absent' && request.absence_uid === hull.absence)
      return request.result === 'not_visible' ? 'unclear' : 'gone'
    if (request.kind === 'sighting.carry' && request.uid === hull.uid) return 'there'
  }
  return answerTo(index, hull)
}
