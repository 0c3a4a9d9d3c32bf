import type { Edit } from '../commands/change.ts'
import { makeEdit } from '../commands/change.ts'
import { required, revision } from '../commands/stamp.ts'
import type { api } from '../contract/api.ts'
import type { Handlers, JobContext, OutputOf } from '../contract/define.ts'
import { newUid } from '../domain/identifiers.ts'
import { asProblem, Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import { openFileSource } from '../jobs/file-source.ts'
import { hashSource } from '../jobs/hash-file.ts'
import type { IngestedScene } from '../jobs/ingest-scene.ts'
import { acquisitionBeside, ingestScene } from '../jobs/ingest-scene.ts'
import { openSceneFile } from '../jobs/open-scene-file.ts'
import { sceneDisplay } from '../jobs/scene-display.ts'
import { describePixels, describeScene } from '../raster/describe-scene.ts'
import type { GrantedFile, Grants } from './grants.ts'
import { reachableScenePath, storedScenePath } from './scene-files.ts'
import type { Session } from './session.ts'

type Subjects = 'scene.describe' | 'scene.add' | 'scene.display' | 'scene.locate'
type AddInput = Parameters<Handlers<typeof api>['scene.add']>[0]
type AddedScene = OutputOf<(typeof api)['scene.add']>['scenes'][number]

/** Scenes: what a file is, adding it, drawing it, finding it again. */
export function sceneHandlers(session: Session, grants: Grants): Pick<Handlers<typeof api>, Subjects> {
  return {
    'scene.describe': async ({ grant, pixels }) => {
      const { path, given } = grants.file(grant, 'read')
      const opened = await openSceneFile(path)
      try {
        const description = describeScene(given, opened.image, await acquisitionBeside(path, opened.image))
        if (pixels.length === 0) return { ...description }
        const places = pixels.map(([column, row]) => ({ column, row }))
        return { ...description, samples: await describePixels(opened.reader, places) }
      } finally {
        await opened.close()
      }
    },
    'scene.add': (input, context) => addScenes(session, grants, input, context),
    'scene.display': async ({ uid }, { signal }) => {
      const scene = required('scenes', uid, session.project)
      const opened = await openSceneFile(await reachableScenePath(session, scene))
      try {
        return await sceneDisplay(opened.image, opened.reader, scene.sensor, signal)
      } finally {
        await opened.close()
      }
    },
    'scene.locate': async ({ uid, grant }, context) => {
      const scene = required('scenes', uid, session.project)
      const { path } = grants.file(grant, 'read')
      await requireSameContent(scene, path, context)
      await session.settings.confirmPaths([path])
      const values = { path: storedScenePath(session.project.path, path) }
      const edits = revision('scenes', scene, values, { analyst: null, now: session.now(), newUid })
      const result = await session.apply({ change_uid: newUid(), undo_of: null, note: 'Locate scene', edits })
      return { result, scene: { ...scene, ...values } }
    },
  }
}

/** Adds each file that can be opened, in one step; the others say why. The same content twice is one scene. */
async function addScenes(
  session: Session,
  grants: Grants,
  input: AddInput,
  context: JobContext,
): Promise<OutputOf<(typeof api)['scene.add']>> {
  const known = new Map(session.project.records().scenes.map((scene) => [scene.sha256, scene]))
  const { projectPath } = session
  const now = session.now()
  const edits: Edit[] = []
  const scenes: AddedScene[] = []
  const confirmed: string[] = []
  for (const grant of input.grants) {
    context.signal.throwIfAborted()
    const file = grants.file(grant, 'read')
    try {
      const ingested = await ingestScene(file.path, context)
      confirmed.push(file.path)
      const scene = sceneRecord(ingested, file, projectPath, input, now)
      const twin = known.get(scene.sha256)
      const added = twin === undefined || twin.path === null
      if (twin === undefined) edits.push(makeEdit('scenes', scene.uid, null, scene))
      else if (added) edits.push(...completed(twin, scene, now))
      known.set(scene.sha256, twin ?? scene)
      scenes.push({ path: file.given, uid: twin?.uid ?? scene.uid, added, problems: ingested.problems })
    } catch (error) {
      context.signal.throwIfAborted()
      scenes.push({
        path: file.given,
        uid: null,
        added: false,
        problems: [asProblem(error, file.given).line],
      })
    }
  }
  await session.settings.confirmPaths(confirmed)
  if (edits.length === 0) return { scenes, result: null }
  const [first] = edits
  const name = edits.length === 1 && first?.table === 'scenes' ? (first.after?.name ?? '') : ''
  const note = edits.length === 1 ? `Add scene ${name}`.trim() : `Add ${edits.length} scenes`
  return { scenes, result: await session.apply({ change_uid: newUid(), undo_of: null, note, edits }) }
}

/** A scene that only an import knew, now with its file: what was empty is filled in, what was there stays. */
function completed(known: Scene, found: Scene, now: string): Edit[] {
  const missing = Object.entries(found).filter(([key]) => known[key as keyof Scene] === null)
  return revision('scenes', known, Object.fromEntries(missing), { analyst: null, now, newUid })
}

function sceneRecord(
  { image, acquisition, ...scene }: IngestedScene,
  file: GrantedFile,
  projectPath: string,
  given: AddInput,
  now: string,
): Scene {
  return {
    uid: newUid(),
    name: image.name,
    path: storedScenePath(projectPath, file.path),
    sha256: scene.sha256,
    size_bytes: image.sizeBytes,
    acquired_at: given.acquired_at ?? acquisition.acquired_at,
    acquired_from: given.acquired_at === undefined ? acquisition.acquired_from : 'analyst',
    acquired_confirmed: given.acquired_at === undefined ? 0 : 1,
    sensor: given.sensor ?? acquisition.sensor,
    provider: given.provider ?? acquisition.provider,
    crs: image.crs,
    gsd_m: scene.gsdM,
    off_nadir_deg: acquisition.off_nadir_deg,
    width: image.width,
    height: image.height,
    band_count: image.bands.length,
    dtype: image.bands[0]?.type ?? null,
    shift_east_m: null,
    shift_north_m: null,
    shift_reference_uid: null,
    shift_residual_m: null,
    shift_by: null,
    shift_at: null,
    notes: null,
    added_at: now,
    revision: 1,
    geom: scene.outline,
  }
}

/** @throws Problem `file/changed` where the chosen file is not the scene that was added */
async function requireSameContent(scene: Scene, path: string, context: JobContext): Promise<void> {
  const source = await openFileSource(path)
  try {
    if (scene.sha256 === null || (await hashSource(source, context)) === scene.sha256) return
  } finally {
    await source.close()
  }
  throw new Problem(
    'file/changed',
    source.name,
    `This is not the file that was added as ${scene.name ?? scene.uid}: its content is another.`,
    'Choose the original file, or add this one as a new scene.',
  )
}
