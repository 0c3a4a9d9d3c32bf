import type { Polygon } from '../domain/polygon.ts'
import type { Scene } from '../domain/scene.ts'
import { unlabelled, type Sighting } from '../domain/sighting.ts'
import { shape } from './plan-sighting.ts'
import type { PlanContext } from './view.ts'

/** What tells a hull on another scene from the one that it was taken from. */
type Own = Pick<Sighting, 'uid' | 'vessel_uid' | 'identity_confidence' | 'source'> &
  Partial<Pick<Sighting, 'identity_basis'>>

/**
 * A hull as a sighting on another scene, seen when that was taken, with the labels of before. What it does there and
 * what was noted of it has to be looked at anew, so activity, notes and evidence do not go along.
 * @param headingDeg degrees clockwise from true north; null where the bow is not known
 */
export function sameHull(
  from: Sighting,
  scene: Scene,
  outline: { readonly footprint: Polygon; readonly headingDeg: number | null },
  own: Own,
  { analyst, now }: PlanContext,
): Sighting {
  return {
    ...unlabelled,
    ...shape(outline.footprint, outline.headingDeg, scene, from.edge),
    scene_uid: scene.uid,
    place_uid: from.place_uid,
    observed_at: scene.acquired_at,
    class: from.class,
    class_confidence: from.class_confidence,
    berth_state: from.berth_state,
    raft_order: from.raft_order,
    edge: from.edge,
    analyst,
    created_at: now,
    updated_at: now,
    revision: 1,
    ...own,
  }
}
