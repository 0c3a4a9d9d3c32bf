import type { Absence } from '../domain/absence.ts'
import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import { vesselTitle } from '../domain/vessel.ts'
import type { Command } from './command.ts'
import { vesselOf, withoutName } from './plan-pairing.ts'
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
  return {
    note: noteOf(command.result),
    edits: [insertion('absences', absenceOf(command, context), view)],
  }
}

/**
 * The vessel of a sighting was looked for on another scene, and it was not there, or it could not be told. A sighting
 * without a vessel is given one without a name, so that it can be said which.
 * @throws Problem `record/conflict` where the vessel is sighted on the scene that it is said to be absent from
 */
export function planAbsent(
  command: Extract<Command, { kind: 'sighting.absent' }>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const sighting = required('sightings', command.uid, view)
  const scene = required('scenes', command.scene_uid, view)
  const known = vesselOf(sighting, view)
  if (known !== null && command.result === 'not_seen') {
    const there = view.sightingsWith('vessel_uid', known.uid).some((one) => one.scene_uid === scene.uid)
    if (there) {
      throw new Problem(
        'record/conflict',
        vesselTitle(known),
        'It is sighted on that scene, so it cannot be recorded as absent from it.',
        'Part the two sightings first.',
      )
    }
  }
  const looked = {
    ...command,
    uid: command.absence_uid,
    vessel_uid: known?.uid ?? command.vessel_uid,
    place_uid: sighting.place_uid,
  }
  return {
    note: noteOf(command.result),
    edits: [
      ...(known === null ? withoutName([sighting], command.vessel_uid, view, context) : []),
      insertion('absences', absenceOf(looked, context), view),
    ],
  }
}

type Looked = Pick<Absence, 'scene_uid' | 'vessel_uid' | 'place_uid' | 'result' | 'reason'> & { uid: Uid }

function absenceOf(looked: Looked, { analyst, now }: PlanContext): Absence {
  const { uid, scene_uid, vessel_uid, place_uid, result, reason } = looked
  return { uid, scene_uid, vessel_uid, place_uid, result, reason, analyst, created_at: now, revision: 1 }
}

const noteOf = (result: Absence['result']): string =>
  result === 'not_seen' ? 'Record absence' : "Record can't tell"
