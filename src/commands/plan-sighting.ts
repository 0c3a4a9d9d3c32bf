import type { Uid } from '../domain/identifiers.ts'
import type { Polygon } from '../domain/polygon.ts'
import { ringOf } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { Sighting, SightingPatch } from '../domain/sighting.ts'
import { evidenceConfirms, unlabelled } from '../domain/sighting.ts'
import type { Edge } from '../domain/vocabulary.ts'
import { measureFootprint } from '../geodesy/measure.ts'
import { normaliseRing } from '../geodesy/ring.ts'
import { measureErrors } from '../geodesy/uncertainty.ts'
import type { Command } from './command.ts'
import type { Given, Planned } from './stamp.ts'
import { given, insertion, requireReference, required, revision } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/** A hull drawn on a scene: seen when the scene was taken, measured from its footprint. */
export function planDraw(command: Of<'sighting.draw'>, view: ProjectView, context: PlanContext): Planned {
  const scene = placedScene(command.scene_uid, view)
  checkReferences(command.patch, view)
  const labels = withIdentityRules({ ...unlabelled, ...given(command.patch) })
  const sighting: Sighting = {
    ...labels,
    ...shape(command.footprint, command.heading_deg, scene, labels.edge),
    uid: command.uid,
    scene_uid: scene.uid,
    observed_at: scene.acquired_at,
    analyst: context.analyst,
    source: 'drawn',
    created_at: context.now,
    updated_at: context.now,
    revision: 1,
  }
  return { note: 'Draw hull', edits: [insertion('sightings', sighting, view)] }
}

/** A scene that can be drawn on. @throws Problem `record/not-found`, `scene/not-placed` */
export function placedScene(uid: Uid, view: ProjectView): Scene {
  const scene = required('scenes', uid, view)
  if (scene.geom !== null) return scene
  throw new Problem(
    'scene/not-placed',
    scene.name ?? scene.uid,
    'The scene does not say where on Earth it lies, so nothing on it can be measured.',
    'Draw on a scene that has a georeference.',
  )
}

export function planReshape(
  command: Of<'sighting.reshape'>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const before = required('sightings', command.uid, view)
  const scene = before.scene_uid === null ? null : view.get('scenes', before.scene_uid)
  const values = shape(command.footprint, command.heading_deg, scene, before.edge)
  return { note: 'Reshape hull', edits: revision('sightings', before, values, context) }
}

export function planRevise(command: Of<'sighting.revise'>, view: ProjectView, context: PlanContext): Planned {
  checkReferences(command.patch, view)
  const edits = command.uids.flatMap((uid) => {
    const before = required('sightings', uid, view)
    const labelled = withIdentityRules({
      ...before,
      ...linking(before, command.patch),
      ...given(command.patch),
    })
    const scene = before.scene_uid === null ? null : view.get('scenes', before.scene_uid)
    const errors = labelled.edge === before.edge ? {} : errorsOn(scene, labelled.edge)
    return revision('sightings', before, { ...labelled, ...errors }, context)
  })
  return { note: noteOf(command.patch, command.uids.length), edits }
}

/** Naming a vessel claims at least a possible identity; taking the name away claims none. */
export function linking(
  before: Sighting,
  patch: SightingPatch,
): Given<Pick<SightingPatch, 'identity_confidence'>> {
  if (patch.vessel_uid === undefined || patch.vessel_uid === before.vessel_uid) return {}
  if (patch.vessel_uid === null) return { identity_confidence: 'none' }
  const claimed = before.identity_confidence !== null && before.identity_confidence !== 'none'
  return claimed && before.vessel_uid === null ? {} : { identity_confidence: 'possible' }
}

function withIdentityRules<T extends Pick<Sighting, 'identity_confidence' | 'identity_basis'>>(
  sighting: T,
): T {
  if (sighting.identity_confidence !== 'confirmed' || evidenceConfirms(sighting.identity_basis))
    return sighting
  throw new Problem(
    'record/invalid',
    'identity',
    'A confirmed identity needs at least two independent kinds of evidence.',
    'Add the evidence first, or choose probable.',
  )
}

function checkReferences(patch: SightingPatch, view: ProjectView): void {
  requireReference('vessels', patch.vessel_uid, view)
  requireReference('places', patch.place_uid, view)
}

/** Footprint in stored form with the measures and errors that follow from it. */
export function shape(footprint: Polygon, headingDeg: number | null, scene: Scene | null, edge: Edge | null) {
  const ring = normaliseRing(ringOf(footprint))
  return {
    geom: { type: 'Polygon' as const, coordinates: [ring] },
    ...measureFootprint(ring, headingDeg),
    ...errorsOn(scene, edge),
  }
}

/** The ± of length and beam for an outline on this scene. */
export function errorsOn(scene: Scene | null, edge: Edge | null) {
  return measureErrors({ gsdM: scene?.gsd_m ?? null, offNadirDeg: scene?.off_nadir_deg ?? null, edge })
}

const fieldNames: Readonly<Record<keyof SightingPatch, string>> = {
  vessel_uid: 'vessel',
  place_uid: 'place',
  class: 'class',
  class_confidence: 'class confidence',
  berth_state: 'berth state',
  activity: 'activity',
  raft_order: 'raft order',
  identity_confidence: 'identity',
  identity_basis: 'evidence',
  edge: 'edge',
  notes: 'notes',
}

function noteOf(patch: SightingPatch, count: number): string {
  const fields = (Object.keys(patch) as (keyof SightingPatch)[]).map((key) => fieldNames[key])
  const what = fields.length === 1 ? (fields[0] ?? 'label') : 'labels'
  return count === 1 ? `Change ${what}` : `Change ${what} of ${count} sightings`
}
