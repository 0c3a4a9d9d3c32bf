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
    return {
      note,
      edits: [
        ...given(moved, kept.uid, context),
        ...absencesOfBoth(kept.uid, gone.uid, moved, view, context),
        removal('vessels', gone.uid, view),
      ],
    }
  }
  const known = one ?? other
  if (known === null) return { note, edits: withoutName([first, second], command.vessel_uid, view, context) }
  return {
    note,
    edits: [
      ...given([first, second], known.uid, context),
      ...noLongerAbsent(known.uid, [first, second], view),
    ],
  }
}

/** Two vessels become one: what either was looked for and not found stays, but once, and not where it is sighted. */
function absencesOfBoth(
  kept: Uid,
  gone: Uid,
  moved: readonly Sighting[],
  view: ProjectView,
  context: PlanContext,
): Edit[] {
  const own = view.absencesWith('vessel_uid', kept)
  const sighted = scenesOf([...view.sightingsWith('vessel_uid', kept), ...moved])
  const said = new Set(own.map(({ scene_uid, result }) => `${scene_uid} ${result}`))
  const joined = view.absencesWith('vessel_uid', gone).flatMap((absence) => {
    const { uid, scene_uid, result } = absence
    return sighted.has(scene_uid) || said.has(`${scene_uid} ${result}`)
      ? [removal('absences', uid, view)]
      : revision('absences', absence, { vessel_uid: kept }, context)
  })
  return [...joined, ...noLongerAbsent(kept, moved, view)]
}

/** A vessel that is sighted on a scene after all was not absent from it. */
function noLongerAbsent(vessel: Uid, sightings: readonly Sighting[], view: ProjectView): Edit[] {
  const sighted = scenesOf(sightings)
  return view
    .absencesWith('vessel_uid', vessel)
    .filter(({ scene_uid }) => sighted.has(scene_uid))
    .map(({ uid }) => removal('absences', uid, view))
}

const scenesOf = (sightings: readonly Sighting[]): ReadonlySet<Uid | null> =>
  new Set(sightings.flatMap(({ scene_uid }) => (scene_uid === null ? [] : [scene_uid])))

/**
 * Two sightings are not one vessel: each carries its own from now on, a new one without a name where it has none or
 * where both had the same one, which the first keeps.
 */
export function planPart(command: Of<'sighting.part'>, view: ProjectView, context: PlanContext): Planned {
  const [first, second] = command.uids.map((uid) => required('sightings', uid, view))
  const [firstUid, secondUid] = command.vessel_uids
  if (first === undefined || second === undefined) throw new RangeError('two sightings are parted')
  const [one, other] = [vesselOf(first, view), vesselOf(second, view)]
  const own = (sighting: Sighting, uid: Uid): Edit[] => withoutName([sighting], uid, view, context)
  return {
    note: 'Part two sightings',
    edits: [
      ...(one === null ? own(first, firstUid) : []),
      ...(other === null || other.uid === one?.uid ? own(second, secondUid) : []),
    ],
  }
}

/** A reference that leads nowhere is none. */
export function vesselOf({ vessel_uid }: Sighting, view: ProjectView): Vessel | null {
  return vessel_uid === null ? null : view.get('vessels', vessel_uid)
}

/** Makes a vessel without a name of sightings that have none. */
export function withoutName(
  sightings: readonly Sighting[],
  uid: Uid,
  view: ProjectView,
  context: PlanContext,
): Edit[] {
  const made = unnamedVessel(uid, sightings, context)
  return [insertion('vessels', made, view), ...given(sightings, made.uid, context)]
}

function given(sightings: readonly Sighting[], vessel_uid: Uid, context: PlanContext): Edit[] {
  return sightings.flatMap((before) =>
    revision('sightings', before, { ...linking(before, { vessel_uid }), vessel_uid }, context),
  )
}

/** A vessel that is followed before anybody knows its name; what its sightings agree on is known of it. */
function unnamedVessel(uid: Uid, sightings: readonly Sighting[], context: PlanContext): Vessel {
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
