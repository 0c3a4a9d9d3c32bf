import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Edit } from '../commands/change.ts'
import { required, revision } from '../commands/stamp.ts'
import type { EditResult } from '../contract/api.ts'
import type { JobContext } from '../contract/define.ts'
import { newUid, type Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import { ingestScene } from '../jobs/ingest-scene.ts'
import { completed, sceneRecord } from './add-scenes.ts'
import { filesOfSize, movedPath, type FoundFile } from './find-files.ts'
import { sha256OfFile, sharedProgress } from './hash-scene-file.ts'
import { namedScenePath, sceneFileStates, storedScenePath } from './scene-files.ts'
import type { Session } from './session.ts'

interface Located {
  readonly scene: Scene
  readonly path: string
}

/**
 * Points a scene at the file it now is, and with it every other missing scene whose file is found by content: under
 * the same changed prefix, in the file's folder, or below that. All of it is one step.
 * @throws Problem `file/changed` where the chosen file is not the scene that was added
 */
export async function locateScene(
  session: Session,
  uid: Uid,
  path: string,
  context: JobContext,
): Promise<{ result: EditResult; scene: Scene; scenes: Scene[] }> {
  const scene = required('scenes', uid, session.project)
  await requireSameContent(session, scene, path, context)
  const others = (await lostScenes(session)).filter((other) => other.uid !== uid)
  const moved = await underMovedPrefix(session, scene, path, others)
  const inFolder = await filesOfSize(dirname(path), sizesOf(others), context.signal)
  const found = await matching(session, others, [...moved, ...inFolder], context)
  const result = await relocate(session, [{ scene, path }, ...found], context)
  const now = required('scenes', uid, session.project)
  return { result, scene: now, scenes: scenesOf(result) }
}

/** The same for all missing scenes, in a folder and below it. Null where none was found. */
export async function locateScenesIn(
  session: Session,
  folder: string,
  context: JobContext,
): Promise<{ result: EditResult | null; scenes: Scene[] }> {
  const lost = await lostScenes(session)
  const files = await filesOfSize(folder, sizesOf(lost), context.signal)
  const found = await matching(session, lost, files, context)
  if (found.length === 0) return { result: null, scenes: [] }
  const result = await relocate(session, found, context)
  return { result, scenes: scenesOf(result) }
}

const sizesOf = (scenes: readonly Scene[]) => new Set(scenes.map(({ size_bytes }) => size_bytes ?? -1))

/** Scenes whose file is not there, is another one now, or was not looked for. */
async function lostScenes(session: Session): Promise<Scene[]> {
  const { scenes } = session.project.records()
  const states = await sceneFileStates(session, scenes)
  return scenes.filter(({ uid }) => ['missing', 'changed', 'outside'].includes(states.get(uid) ?? ''))
}

/** Files that lie where others would if the same part of their paths changed. */
async function underMovedPrefix(
  session: Session,
  scene: Scene,
  path: string,
  others: readonly Scene[],
): Promise<FoundFile[]> {
  const was = namedScenePath(session.projectPath, scene)
  if (was === null) return []
  const candidates = others.map((other) => {
    const named = namedScenePath(session.projectPath, other)
    return named === null ? null : movedPath(was, path, named)
  })
  const files = await Promise.all(
    candidates.map(async (candidate) => {
      const found = candidate === null ? null : await stat(candidate).catch(() => null)
      if (candidate === null || found?.isFile() !== true) return []
      return [{ path: candidate, name: lastPart(candidate), size: found.size }]
    }),
  )
  return files.flat()
}

/** For each scene the first of the files that has its size and its content; of several the one with its name first. */
async function matching(
  session: Session,
  scenes: readonly Scene[],
  files: readonly FoundFile[],
  context: JobContext,
): Promise<Located[]> {
  const pairs = scenes.map((scene) => {
    const named = files.filter(({ name }) => sameName(scene, name))
    const others = scene.sha256 === null ? [] : files.filter(({ name }) => !sameName(scene, name))
    return { scene, files: [...named, ...others].filter(({ size }) => size === scene.size_bytes) }
  })
  const all = sharedProgress(
    context,
    pairs.reduce((sum, pair) => sum + (pair.files[0]?.size ?? 0), 0),
  )
  const located: Located[] = []
  for (const pair of pairs) {
    const path = await firstWithContent(session, pair.scene, pair.files, all.next(pair.files[0]?.size ?? 0))
    if (path !== null) located.push({ scene: pair.scene, path })
  }
  return located
}

async function firstWithContent(
  session: Session,
  scene: Scene,
  files: readonly FoundFile[],
  context: JobContext,
): Promise<string | null> {
  for (const { path } of files) {
    context.signal.throwIfAborted()
    // Without a SHA-256 name and size are all that the project knows.
    if (scene.sha256 === null) return path
    const sha256 = await sha256OfFile(session.stamps, path, context).catch(() => null)
    context.signal.throwIfAborted()
    if (sha256 === scene.sha256) return path
  }
  return null
}

function sameName(scene: Scene, name: string): boolean {
  const names = [scene.name, scene.path === null ? null : lastPart(scene.path)]
  return names.some((one) => one?.toLowerCase() === name.toLowerCase())
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? ''
}

async function relocate(
  session: Session,
  located: readonly Located[],
  context: JobContext,
): Promise<EditResult> {
  const { projectPath } = session
  const now = session.now()
  const filled = new Map<Uid, Scene>()
  for (const { scene, path } of located) {
    if (scene.path !== null) continue
    // Only an import knew this scene: its file tells the rest.
    const ingested = await ingestScene(path, context, () => false)
    filled.set(scene.uid, sceneRecord(ingested, { path }, projectPath, {}, now))
  }
  await session.stamps.save()
  await session.confirmPaths(located.map(({ path }) => path))
  const edits = (): Edit[] =>
    located.flatMap(({ scene, path }) => {
      const before = required('scenes', scene.uid, session.project)
      const file = filled.get(scene.uid)
      if (file !== undefined) return completed(before, file, now)
      const values = { path: storedScenePath(projectPath, path) }
      return revision('scenes', before, values, { analyst: null, now, newUid })
    })
  const note = located.length === 1 ? 'Locate scene' : `Locate ${located.length} scenes`
  return await session.apply(() => ({ change_uid: newUid(), undo_of: null, note, edits: edits() }))
}

function scenesOf({ change }: EditResult): Scene[] {
  return change.edits.flatMap((edit) => (edit.table === 'scenes' && edit.after !== null ? [edit.after] : []))
}

async function requireSameContent(
  session: Session,
  scene: Scene,
  path: string,
  context: JobContext,
): Promise<void> {
  const size = (await stat(path)).size
  const sameSize = scene.size_bytes === null || scene.size_bytes === size
  if (sameSize) {
    const sha256 = scene.sha256 === null ? null : await sha256OfFile(session.stamps, path, context)
    if (sha256 === scene.sha256) return
  }
  throw new Problem(
    'file/changed',
    lastPart(path),
    `This is not the file that was added as ${scene.name ?? scene.uid}: its content is another.`,
    'Choose the original file, or add this one as a new scene.',
  )
}
