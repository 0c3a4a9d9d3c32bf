import { stat } from 'node:fs/promises'
import type { Edit } from '../commands/change.ts'
import { makeEdit } from '../commands/change.ts'
import { revision } from '../commands/stamp.ts'
import type { api } from '../contract/api.ts'
import type { Handlers, JobContext, OutputOf } from '../contract/define.ts'
import { newUid } from '../domain/identifiers.ts'
import { asProblem } from '../domain/problem.ts'
import { Scene, unshifted } from '../domain/scene.ts'
import type { IngestedScene } from '../jobs/ingest-scene.ts'
import { ingestScene } from '../jobs/ingest-scene.ts'
import type { SceneImage } from '../raster/scene-image.ts'
import { damagedScene } from '../raster/tiff/refusals.ts'
import type { GrantedFile } from './grants.ts'
import { namedScenePath, storedScenePath } from './scene-files.ts'
import type { Session } from './session.ts'

export type AddInput = Omit<Parameters<Handlers<typeof api>['scene.add']>[0], 'grants'>
export type AddedScenes = OutputOf<(typeof api)['scene.add']>
type AddedScene = AddedScenes['scenes'][number]

/** The scenes of a project by what a file can be recognised by. */
interface KnownScenes {
  readonly bySha256: Map<string, Scene>
  /** Scenes with a file, by its path. */
  readonly byPath: Map<string, Scene>
  /** Scenes that only an import knows: a file may turn out to be theirs. */
  readonly withoutFile: readonly Scene[]
}

/**
 * Adds each file that can be opened, in one step; the others say why. The same content twice is one scene. With
 * `hashLater` a file is only recognised by its path now, and by its content when `scene.fingerprint` has read it.
 */
export async function addScenes(
  session: Session,
  files: readonly GrantedFile[],
  input: AddInput,
  context: JobContext,
): Promise<AddedScenes> {
  const known = knownScenes(session.project.records().scenes, session.projectPath)
  const now = session.now()
  const edits: Edit[] = []
  const scenes: AddedScene[] = []
  const confirmed: string[] = []
  for (const [index, file] of files.entries()) {
    context.signal.throwIfAborted()
    if (input.hashLater === true) context.progress(index, files.length, `opening ${file.given}`)
    try {
      const { edits: more, scene } = await addScene(session, known, file, input, { ...context, now })
      confirmed.push(file.path)
      edits.push(...more)
      scenes.push(scene)
    } catch (error) {
      context.signal.throwIfAborted()
      const problems = [asProblem(error, file.given).line]
      scenes.push({ path: file.given, uid: null, added: false, problems })
    }
  }
  await session.confirmPaths(confirmed)
  await session.stamps.save()
  if (edits.length === 0) return { scenes, result: null }
  const [first] = edits
  const name = edits.length === 1 && first?.table === 'scenes' ? (first.after?.name ?? '') : ''
  const note = edits.length === 1 ? `Add scene ${name}`.trim() : `Add ${edits.length} scenes`
  return { scenes, result: await session.apply({ change_uid: newUid(), undo_of: null, note, edits }) }
}

async function addScene(
  session: Session,
  known: KnownScenes,
  file: GrantedFile,
  input: AddInput,
  context: JobContext & { readonly now: string },
): Promise<{ edits: Edit[]; scene: AddedScene }> {
  const { now } = context
  const before = await stat(file.path)
  const here = known.byPath.get(file.path)
  if (input.hashLater === true && here?.size_bytes === before.size) {
    return { edits: [], scene: { path: file.given, uid: here.uid, added: false, problems: [] } }
  }
  const ingested = await ingestScene(
    file.path,
    context,
    (image) => input.hashLater !== true || known.withoutFile.some((scene) => couldBe(scene, image)),
  )
  if (ingested.sha256 !== null) await session.stamps.remember(file.path, before, ingested.sha256)
  const scene = savable(sceneRecord(ingested, file, session.projectPath, input, now))
  const twin = scene.sha256 === null ? undefined : known.bySha256.get(scene.sha256)
  const added = twin === undefined || twin.path === null
  if (scene.sha256 !== null) known.bySha256.set(scene.sha256, twin ?? scene)
  if (twin === undefined) known.byPath.set(file.path, scene)
  return {
    edits:
      twin === undefined
        ? [makeEdit('scenes', scene.uid, null, scene)]
        : added
          ? completed(twin, scene, now)
          : [],
    scene: { path: file.given, uid: twin?.uid ?? scene.uid, added, problems: ingested.problems },
  }
}

/**
 * Each file stands alone: one of which a project can't hold what it says is refused before the others are saved.
 * @throws Problem `scene/damaged`
 */
function savable(scene: Scene): Scene {
  const { error } = Scene.safeParse(scene)
  if (error === undefined) return scene
  const [issue] = error.issues
  const what = `What it says of itself can't be kept: ${issue?.path.join('.') ?? ''} (${issue?.message ?? ''}).`
  throw damagedScene(scene.name ?? 'The scene', what)
}

function knownScenes(scenes: readonly Scene[], projectPath: string): KnownScenes {
  return {
    bySha256: new Map(scenes.flatMap((scene) => (scene.sha256 === null ? [] : [[scene.sha256, scene]]))),
    byPath: new Map(scenes.map((scene) => [namedScenePath(projectPath, scene) ?? scene.uid, scene])),
    withoutFile: scenes.filter(({ path, sha256 }) => path === null && sha256 !== null),
  }
}

/** Whether reading a file through could show that it is this scene's. */
function couldBe(scene: Scene, image: SceneImage): boolean {
  return scene.size_bytes === null || scene.size_bytes === image.sizeBytes
}

/** A scene that only an import knew, now with its file: what was empty is filled in, what was there stays. */
export function completed(known: Scene, found: Scene, now: string): Edit[] {
  const missing = Object.entries(found).filter(([key]) => known[key as keyof Scene] === null)
  return revision('scenes', known, Object.fromEntries(missing), { analyst: null, now, newUid })
}

/** The record of a scene that was read from a file. */
export function sceneRecord(
  { image, acquisition, ...scene }: IngestedScene,
  file: Pick<GrantedFile, 'path'>,
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
    ...unshifted,
    notes: null,
    added_at: now,
    revision: 1,
    geom: scene.outline,
  }
}
