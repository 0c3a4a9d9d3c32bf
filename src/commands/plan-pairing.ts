import type { Absence } from '../domain/absence.ts'
import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Sighting } from '../domain/sighting.ts'
import { newVessel, vesselTitle, type Vessel } from '../domain/vessel.ts'
import type { Edit } from './change.ts'
import type { Command } from './command.ts'
import { linking } from './plan-sighting.ts'
import type { Planned } from './stamp.ts'
import { insertion, removal, required, revision } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/**
 * Two sightings are one vessel: the one that either carries, or a new one without a name. Where they carry two, one that
 * nobody knows by name or number goes into the other, with all its sightings.
 * @throws Problem `record/conflict` where they carry two vessels that are both known
 */
export function planLink(command: Of<'sighting.link'>, view: ProjectView, context: PlanContext): Planned {
  const [first, second] = command.uids.map((uid) => required('sightings', uid, view))
  if (first === undefined || second === undefined) throw new RangeError('two sightings are linked')
  const note = 'Link two sightings'
  const [one, other] = [vesselOf(first, view), vesselOf(second, view)]
  if (one !== null && other !== null) {
    if (one.uid === other.uid) return { note, edits: [] }
    const [kept, gone] = isKnown(other) && !isKnown(one) ? [other, one] : [one, other]
    if (isKnown(gone)) throw twoVessels(one, other)
    const moved = view.sightingsWith('vessel_uid', gone.uid)
    return { note, edits: [...given(moved, kept.uid, context), removal('vessels', gone.uid, view)] }
  }
  const known = one ?? other
  if (known !== null) return { note, edits: given([first, second], known.uid, context) }
  const made = unnamedVessel(command.vessel_uid, [first, second], context)
  return {
    note,
    edits: [insertion('vessels', made, view), ...given([first, second], made.uid, context)],
  }
}

/**
 * Two sightings are not one vessel: each carries its own from now on, a new one without a name where it has none or
 * where both had the same one, which the first keeps.
 */
export function planPart(command: Of<'sighting.part'>, view: ProjectView, context: PlanContext): Planned {
  const [first, second] = command.uids.map((uid) => required('sightings', uid, view))
  const [firstUid, secondUid] = command.vessel_uids
  if (first === undefined || second === undefined) throw new RangeError('two sightings are parted')
  const [one, other] = [vesselOf(first, view), vesselOf(second, view)]
  const own = (sighting: Sighting, uid: Uid): Edit[] => [
    insertion('vessels', unnamedVessel(uid, [sighting], context), view),
    ...given([sighting], uid, context),
  ]
  return {
    note: 'Part two sightings',
    edits: [
      ...(one === null ? own(first, firstUid) : []),
      ...(other === null || other.uid === one?.uid ? own(second, secondUid) : []),
    ],
  }
}

/**
 * The vessel of a sighting was looked for on another scene, and it was not there, or it could not be told. A sighting
 * without a vessel is given one without a name, so that it can be said which.
 */
export function planAbsent(command: Of<'sighting.absent'>, view: ProjectView, context: PlanContext): Planned {
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
  const made = known === null ? unnamedVessel(command.vessel_uid, [sighting], context) : null
  const absence: Absence = {
    uid: command.absence_uid,
    scene_uid: scene.uid,
    vessel_uid: known?.uid ?? command.vessel_uid,
    place_uid: sighting.place_uid,
    result: command.result,
    reason: command.reason,
    analyst: context.analyst,
    created_at: context.now,
    revision: 1,
  }
  return {
    note: command.result === 'not_seen' ? 'Record absence' : "Record can't tell",
    edits: [
      ...(made === null ? [] : [insertion('vessels', made, view), ...given([sighting], made.uid, context)]),
      insertion('absences', absence, view),
    ],
  }
}

/** A reference that leads nowhere is none. */
export function vesselOf({ vessel_uid }: Sighting, view: ProjectView): Vessel | null {
  return vessel_uid === null ? null : view.get('vessels', vessel_uid)
}

export function given(sightings: readonly Sighting[], vessel_uid: Uid, context: PlanContext): Edit[] {
  return sightings.flatMap((before) =>
    revision('sightings', before, { ...linking(before, { vessel_uid }), vessel_uid }, context),
  )
}

/** A vessel that is followed before anybody knows its name; what its sightings agree on is known of it. */
export function unnamedVessel(uid: Uid, sightings: readonly Sighting[], context: PlanContext): Vessel {
  const classes = new Set(
    sightings.flatMap(({ class: code }) => (code === null || code === 'unknown' ? [] : [code])),
  )
  const [only] = classes
  return { ...newVessel(uid, context.now), class: classes.size === 1 && only !== undefined ? only : null }
}

/** Whether anybody could find the vessel in a register or a list. */
function isKnown({ name, imo, mmsi, call_sign, notes, aliases, designations }: Vessel): boolean {
  const texts = [name, imo, mmsi, call_sign, notes]
  return (
    texts.some((text) => text !== null && text !== '') ||
    (aliases?.length ?? 0) > 0 ||
    (designations?.length ?? 0) > 0
  )
}

function twoVessels(one: Vessel, other: Vessel): Problem {
  return new Problem(
    'record/conflict',
    `${vesselTitle(one)} and ${vesselTitle(other)}`,
    'The two sightings carry two vessels that are both known.',
    'Decide which one is right and change the vessel of the other sighting in the inspector.',
  )
}
