import type { Absence } from '../domain/absence.ts'
import type { Command } from './command.ts'
import type { Planned } from './stamp.ts'
import { insertion, requireReference, required } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

/** Looked, and it was not there, or it could not be told. */
export function planAbsenceRecord(
  command: Extract<Command, { kind: 'absence.record' }>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  required('scenes', command.scene_uid, view)
  requireReference('vessels', command.vessel_uid, view)
  requireReference('places', command.place_uid, view)
  const absence: Absence = {
    uid: command.uid,
    scene_uid: command.scene_uid,
    vessel_uid: command.vessel_uid,
    place_uid: command.place_uid,
    result: command.result,
    reason: command.reason,
    analyst: context.analyst,
    created_at: context.now,
    revision: 1,
  }
  return {
    note: command.result === 'not_seen' ? 'Record absence' : "Record can't tell",
    edits: [insertion('absences', absence, view)],
  }
}
