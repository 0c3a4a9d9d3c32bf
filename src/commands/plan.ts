import type { Change } from './change.ts'
import type { Command } from './command.ts'
import { planAbsenceRecord, planAbsent } from './plan-absence.ts'
import { planCarry } from './plan-carry.ts'
import { planLink, planPart } from './plan-pairing.ts'
import { planCopy, planMerge, planTurn } from './plan-several.ts'
import { planPlaceDraw, planPlaceRemove, planPlaceRevise } from './plan-place.ts'
import { planSceneMerge, planSceneRemove, planSceneRevise } from './plan-scene.ts'
import { planMove, planShift, planUnshift } from './plan-shift.ts'
import { planDraw, planReshape, planRevise } from './plan-sighting.ts'
import { planVesselCreate, planVesselRemove, planVesselRevise } from './plan-vessel.ts'
import { assertSeen } from './seen.ts'
import type { Planned } from './stamp.ts'
import { removal } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

/**
 * Turns what an analyst meant into a change. Every rule about records lives here or in the files beside it; nothing
 * is read but through `view`, nothing is written.
 * @throws Problem `record/not-found`, `record/conflict`, `record/invalid`, `footprint/invalid`, `scene/not-placed`
 */
export function plan(command: Command, view: ProjectView, context: PlanContext): Change {
  assertSeen(command, view)
  const { note, edits } = planned(command, view, context)
  return { change_uid: context.newUid(), undo_of: null, note, edits: [...edits] }
}

function planned(command: Command, view: ProjectView, context: PlanContext): Planned {
  switch (command.kind) {
    case 'sighting.draw':
      return planDraw(command, view, context)
    case 'sighting.carry':
      return planCarry(command, view, context)
    case 'sighting.reshape':
      return planReshape(command, view, context)
    case 'sighting.revise':
      return planRevise(command, view, context)
    case 'sighting.remove':
      return {
        note: command.uids.length === 1 ? 'Delete sighting' : `Delete ${command.uids.length} sightings`,
        edits: command.uids.map((uid) => removal('sightings', uid, view)),
      }
    case 'sighting.move':
      return planMove(command, view, context)
    case 'sighting.turn':
      return planTurn(command, view, context)
    case 'sighting.copy':
      return planCopy(command, view, context)
    case 'sighting.merge':
      return planMerge(command, view, context)
    case 'sighting.link':
      return planLink(command, view, context)
    case 'sighting.part':
      return planPart(command, view, context)
    case 'sighting.absent':
      return planAbsent(command, view, context)
    case 'vessel.create':
      return planVesselCreate(command, view, context)
    case 'vessel.revise':
      return planVesselRevise(command, view, context)
    case 'vessel.remove':
      return planVesselRemove(command.uid, view, context)
    case 'scene.revise':
      return planSceneRevise(command, view, context)
    case 'scene.remove':
      return command.into === undefined
        ? planSceneRemove(command.uid, view)
        : planSceneMerge(command.uid, command.into, view, context)
    case 'scene.shift':
      return planShift(command, view, context)
    case 'scene.unshift':
      return planUnshift(command, view, context)
    case 'place.draw':
      return planPlaceDraw(command, view, context)
    case 'place.revise':
      return planPlaceRevise(command, view, context)
    case 'place.remove':
      return planPlaceRemove(command.uid, view, context)
    case 'absence.record':
      return planAbsenceRecord(command, view, context)
    case 'absence.remove':
      return { note: 'Delete absence', edits: [removal('absences', command.uid, view)] }
  }
}
