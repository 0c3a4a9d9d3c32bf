import { ringOf, type Polygon } from '../domain/polygon.ts'
import { Problem } from '../domain/problem.ts'
import { unshifted, type Scene } from '../domain/scene.ts'
import type { Sighting } from '../domain/sighting.ts'
import { translated } from '../geodesy/translation.ts'
import type { Edit } from './change.ts'
import type { Command } from './command.ts'
import { planReshape } from './plan-sighting.ts'
import type { Planned } from './stamp.ts'
import { required, revision } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/**
 * Keeps by how much a scene is drawn off where its file says, and against which reference. What was seen on it stays
 * where it is, unless it is told to move along.
 */
export function planShift(command: Of<'scene.shift'>, view: ProjectView, context: PlanContext): Planned {
  const before = required('scenes', command.uid, view)
  if (before.geom === null) {
    throw new Problem(
      'scene/not-placed',
      before.name ?? before.uid,
      'The scene does not say where on Earth it lies, so it cannot be shifted.',
      'Use a scene that has a georeference.',
    )
  }
  if (command.reference_uid !== null) refuseLoop(before, command.reference_uid, view)
  const values: Partial<Scene> = {
    shift_east_m: command.shift_east_m,
    shift_north_m: command.shift_north_m,
    shift_reference_uid: command.reference_uid,
    shift_residual_m: command.residual_m,
    shift_by: context.analyst === null ? command.by : `${context.analyst} (${command.by})`,
    shift_at: context.now,
  }
  const followers = command.move_sightings === true ? along(before, values, view, context) : []
  return {
    note: followers.length === 0 ? 'Shift scene' : 'Shift scene and its sightings',
    edits: [...revision('scenes', before, values, context), ...followers],
  }
}

/** Draws a scene where its file says again. */
export function planUnshift(command: Of<'scene.unshift'>, view: ProjectView, context: PlanContext): Planned {
  const before = required('scenes', command.uid, view)
  const followers = command.move_sightings === true ? along(before, unshifted, view, context) : []
  return { note: 'Remove shift', edits: [...revision('scenes', before, unshifted, context), ...followers] }
}

/** @throws Problem `record/not-found`, or `record/invalid` where the scene would hang on itself */
function refuseLoop(scene: Scene, reference: string, view: ProjectView): void {
  const passed = new Set<string>()
  let next: Scene | null = required('scenes', reference, view)
  while (next !== null && !passed.has(next.uid)) {
    if (next.uid === scene.uid) {
      throw new Problem(
        'record/invalid',
        scene.name ?? scene.uid,
        reference === scene.uid
          ? 'A scene cannot be its own reference.'
          : 'The reference is itself shifted against this scene.',
        'Choose another reference, or remove the shift of the reference first.',
      )
    }
    passed.add(next.uid)
    next = next.shift_reference_uid === null ? null : view.get('scenes', next.shift_reference_uid)
  }
}

/** Moves footprints that were drawn before their scene was shifted to where they would be drawn now. */
export function planMove(command: Of<'sighting.move'>, view: ProjectView, context: PlanContext): Planned {
  const sightings = command.uids.map((uid) => required('sightings', uid, view))
  const note = sightings.length === 1 ? 'Move sighting' : `Move ${sightings.length} sightings`
  return { note, edits: moved(sightings, command.east_m, command.north_m, view, context) }
}

/** The footprints on a scene, moved by what its shift changes. */
function along(before: Scene, after: Partial<Scene>, view: ProjectView, context: PlanContext): Edit[] {
  const eastM = (after.shift_east_m ?? 0) - (before.shift_east_m ?? 0)
  const northM = (after.shift_north_m ?? 0) - (before.shift_north_m ?? 0)
  return moved(view.sightingsWith('scene_uid', before.uid), eastM, northM, view, context)
}

function moved(
  sightings: readonly Sighting[],
  eastM: number,
  northM: number,
  view: ProjectView,
  context: PlanContext,
): Edit[] {
  return sightings.flatMap(({ uid, geom, heading_deg, heading_known }) => {
    if (geom === null) return []
    const ring = ringOf(geom).map(([lon, lat]): [number, number] => {
      const [movedLon, movedLat] = translated([lon, lat], eastM, northM)
      return [movedLon, movedLat]
    })
    const footprint: Polygon = { type: 'Polygon', coordinates: [ring] }
    const heading = heading_known === 1 ? heading_deg : null
    const reshape = { kind: 'sighting.reshape', uid, footprint, heading_deg: heading } as const
    return [...planReshape(reshape, view, context).edits]
  })
}
