import { carriedSource } from '../domain/origin.ts'
import type { Sighting } from '../domain/sighting.ts'
import { unlabelled } from '../domain/sighting.ts'
import type { IdentityConfidence } from '../domain/vocabulary.ts'
import type { Command } from './command.ts'
import { given, unnamedVessel, vesselOf } from './plan-pairing.ts'
import { placedScene, shape } from './plan-sighting.ts'
import type { Planned } from './stamp.ts'
import { insertion, required } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

/**
 * A hull of an earlier date that is still there: a sighting of its own on the later scene, with the same vessel, place
 * and labels; one without a vessel is followed from now on as one without a name. What it does there has to be looked at anew, so the activity is not carried. Nor is the evidence, which
 * another picture gave: lying where it lay before is evidence of one kind, which never confirms by itself.
 */
export function planCarry(
  command: Extract<Command, { kind: 'sighting.carry' }>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const scene = placedScene(command.scene_uid, view)
  const from = required('sightings', command.from_uid, view)
  const known = vesselOf(from, view)
  const made = known === null ? unnamedVessel(command.vessel_uid, [from], context) : null
  const day = from.observed_at?.slice(0, 10) ?? 'an earlier date'
  const sighting: Sighting = {
    ...unlabelled,
    ...shape(command.footprint, command.heading_deg, scene, from.edge),
    uid: command.uid,
    scene_uid: scene.uid,
    vessel_uid: known?.uid ?? command.vessel_uid,
    place_uid: from.place_uid,
    observed_at: scene.acquired_at,
    class: from.class,
    class_confidence: from.class_confidence,
    berth_state: from.berth_state,
    raft_order: from.raft_order,
    edge: from.edge,
    identity_confidence: carriedConfidence(from.identity_confidence),
    identity_basis: [{ kind: 'berth_continuity', note: `as on ${day}` }],
    analyst: context.analyst,
    source: carriedSource(from.uid, command.outline),
    created_at: context.now,
    updated_at: context.now,
    revision: 1,
  }
  return {
    note: 'Carry hull forward',
    edits: [
      ...(made === null ? [] : [insertion('vessels', made, view), ...given([from], made.uid, context)]),
      insertion('sightings', sighting, view),
    ],
  }
}

/** Continuity at the berth makes the vessel of before probable, unless it was less than that before. */
function carriedConfidence(before: IdentityConfidence | null): IdentityConfidence {
  return before === 'possible' || before === 'excluded' ? before : 'probable'
}
