import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { Command } from './command.ts'
import { errorsOn } from './plan-sighting.ts'
import type { Planned } from './stamp.ts'
import { given, removal, required, revision } from './stamp.ts'
import type { PlanContext, ProjectView } from './view.ts'

/**
 * An analyst's word about a scene. A time that is entered counts as confirmed by the analyst; sightings that carry
 * the scene's old time follow it, and their errors follow a new view angle.
 */
export function planSceneRevise(
  command: Extract<Command, { kind: 'scene.revise' }>,
  view: ProjectView,
  context: PlanContext,
): Planned {
  const before = required('scenes', command.uid, view)
  const { patch } = command
  const retimed = patch.acquired_at !== undefined && patch.acquired_at !== before.acquired_at
  const values: Partial<Scene> = {
    ...given(patch),
    ...(retimed && patch.acquired_at !== null
      ? { acquired_from: 'analyst' as const, acquired_confirmed: 1 as const }
      : {}),
    ...(retimed && patch.acquired_at === null ? { acquired_from: null, acquired_confirmed: 0 as const } : {}),
  }
  const edits = revision('scenes', before, values, context)
  const after: Scene = { ...before, ...values }
  if (edits.length === 0) return { note: noteOf(retimed, patch), edits }
  const followers = view.sightingsWith('scene_uid', before.uid).flatMap((sighting) =>
    revision(
      'sightings',
      sighting,
      {
        ...(sighting.observed_at === before.acquired_at ? { observed_at: after.acquired_at } : {}),
        ...(after.off_nadir_deg === before.off_nadir_deg ? {} : errorsOn(after, sighting.edge)),
      },
      context,
    ),
  )
  return { note: noteOf(retimed, patch), edits: [...edits, ...followers] }
}

function noteOf(retimed: boolean, patch: { acquired_confirmed?: 0 | 1 | null | undefined }): string {
  if (retimed) return 'Change acquisition time'
  return patch.acquired_confirmed === 1 ? 'Confirm acquisition time' : 'Change scene'
}

/** The scene goes, and with it what was looked for on it and not found. */
export function planSceneRemove(uid: Uid, view: ProjectView): Planned {
  const scene = required('scenes', uid, view)
  const count = view.sightingsWith('scene_uid', uid).length
  if (count > 0) {
    throw new Problem(
      'record/invalid',
      scene.name ?? uid,
      `${count === 1 ? 'A sighting lies' : `${count} sightings lie`} on this scene.`,
      'Delete or export the sightings first; the scene then can be removed.',
    )
  }
  const looked = view.absencesWith('scene_uid', uid).map((absence) => removal('absences', absence.uid, view))
  return { note: 'Remove scene', edits: [...looked, removal('scenes', uid, view)] }
}

/**
 * Removes a scene that is the same file as another. What was seen or missed on it is so from now on on the other one, which
 * takes the file where only an import knew it.
 */
export function planSceneMerge(uid: Uid, into: Uid, view: ProjectView, context: PlanContext): Planned {
  const scene = required('scenes', uid, view)
  const kept = required('scenes', into, view)
  if (uid === into || scene.sha256 === null || scene.sha256 !== kept.sha256) {
    throw new Problem(
      'record/invalid',
      scene.name ?? uid,
      `It is not known to be the same file as ${kept.name ?? into}.`,
      'Wait until both were read through, then try again.',
    )
  }
  const moved = view.sightingsWith('scene_uid', uid).flatMap((sighting) =>
    revision(
      'sightings',
      sighting,
      {
        scene_uid: into,
        ...(sighting.observed_at === scene.acquired_at ? { observed_at: kept.acquired_at } : {}),
      },
      context,
    ),
  )
  const looked = view
    .absencesWith('scene_uid', uid)
    .flatMap((absence) => revision('absences', absence, { scene_uid: into }, context))
  const empty = Object.entries(scene).filter(([key]) => kept[key as keyof Scene] === null)
  const completed = kept.path === null ? revision('scenes', kept, Object.fromEntries(empty), context) : []
  return {
    note: 'Remove copy of scene',
    edits: [...moved, ...looked, ...completed, removal('scenes', uid, view)],
  }
}
