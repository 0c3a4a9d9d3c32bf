import { carriedSource } from '../domain/origin.ts'
import type { IdentityConfidence } from '../domain/vocabulary.ts'
import type { Command } from './command.ts'
import { vesselOf, withoutName } from './plan-pairing.ts'
import { placedScene } from './plan-sighting.ts'
import { sameHull } from './same-hull.ts'
import type { Planned } from './stamp.ts'
import { insertion, required } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

/**
 * A hull of an earlier date that is still there: a sighting of its own on the later scene, with the same vessel, place
 * and labels; one without a vessel is followed from now on as one without a name. Evidence is not carried, which another
 * picture gave: lying where it lay before is evidence of one kind, which never confirms by itself.
 */
export function planCarry(
  command: Extract<Command, { kind: 'sighting.carry' }>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const scene = placedScene(command.scene_uid, view)
  const from = required('sightings', command.from_uid, view)
  const known = vesselOf(from, view)
  const day = from.observed_at?.slice(0, 10) ?? 'an earlier date'
  const { footprint, heading_deg: headingDeg } = command
  const own = {
    uid: command.uid,
    vessel_uid: known?.uid ?? command.vessel_uid,
    identity_confidence: carriedConfidence(from.identity_confidence),
    identity_basis: [{ kind: 'berth_continuity' as const, note: `as on ${day}` }],
    source: carriedSource(from.uid, command.outline),
  }
  const sighting = sameHull(from, scene, { footprint, headingDeg }, own, context)
  return {
    note: 'Carry hull forward',
    edits: [
      ...(known === null ? withoutName([from], command.vessel_uid, view, context) : []),
      insertion('sightings', sighting, view),
    ],
  }
}

/** Continuity at the berth makes the vessel of before probable, unless it was less than that before. */
function carriedConfidence(before: IdentityConfidence | null): IdentityConfidence {
  return before === 'possible' || before === 'excluded' ? before : 'probable'
}
