import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Vessel } from '../domain/vessel.ts'
import { newVessel, vesselTitle } from '../domain/vessel.ts'
import type { Command } from './command.ts'
import { linking } from './plan-sighting.ts'
import type { Planned } from './stamp.ts'
import { given, insertion, removal, required, revision } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/** A new vessel, given to sightings in the same step, so that naming a hull is one undo. */
export function planVesselCreate(
  command: Of<'vessel.create'>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const vessel: Vessel = { ...newVessel(command.uid, context.now), ...given(command.patch) }
  checkIdentifiable(vessel)
  const links = command.sighting_uids.flatMap((uid) => {
    const before = required('sightings', uid, view)
    const patch = { vessel_uid: vessel.uid }
    return revision('sightings', before, { ...linking(before, patch), ...patch }, context)
  })
  return { note: `Add vessel ${vesselTitle(vessel)}`, edits: [insertion('vessels', vessel, view), ...links] }
}

export function planVesselRevise(
  command: Of<'vessel.revise'>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const before = required('vessels', command.uid, view)
  const after = given(command.patch)
  checkIdentifiable({ ...before, ...after })
  return {
    note: `Change vessel ${vesselTitle(before)}`,
    edits: revision('vessels', before, after, context),
  }
}

/**
 * The vessel goes, its sightings stay without one and without the identity that was claimed for it. That it was looked
 * for and not found says nothing once nobody can say what: its absences go with it.
 */
export function planVesselRemove(uid: Uid, view: ProjectView, context: PlanContext): Planned {
  const edits = view
    .sightingsWith('vessel_uid', uid)
    .flatMap((sighting) =>
      revision('sightings', sighting, { vessel_uid: null, identity_confidence: 'none' }, context),
    )
  const looked = view.absencesWith('vessel_uid', uid).map((absence) => removal('absences', absence.uid, view))
  return {
    note: `Delete vessel ${vesselTitle(required('vessels', uid, view))}`,
    edits: [...edits, ...looked, removal('vessels', uid, view)],
  }
}

/** Documents contain wrong IMO numbers and MMSIs, so their form is checked here and their sense only flagged. */
function checkIdentifiable(vessel: Pick<Vessel, 'imo' | 'mmsi' | 'uid'>): void {
  for (const [name, value] of [
    ['IMO number', vessel.imo],
    ['MMSI', vessel.mmsi],
  ] as const) {
    if (value === null || /^[0-9]{1,20}$/.test(value)) continue
    throw new Problem(
      'record/invalid',
      `vessel ${vessel.uid}`,
      `The ${name} has other characters than digits.`,
      `Enter the digits alone, or leave it empty.`,
    )
  }
}
