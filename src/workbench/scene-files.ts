import type { Stats } from 'node:fs'
import { lstat, readlink, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { SceneFileState } from '../contract/scene-file.ts'
import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { FileStamps } from './file-stamps.ts'
import type { SettingsFile } from './settings.ts'

/** What deciding about a scene's path takes. */
export interface ScenePlaces {
  readonly projectPath: string
  /** Absolute paths of the project file may be followed unasked. */
  readonly followsStoredPaths: boolean
  readonly settings: Pick<SettingsFile, 'read'>
}

/** What knowing a scene's file takes besides. */
export interface SceneFiles extends ScenePlaces {
  readonly stamps: Pick<FileStamps, 'sha256Of'>
}

/** How a scene's path is kept in a project: relative with forward slashes when below its folder, else absolute. */
export function storedScenePath(projectPath: string, scenePath: string): string {
  const inside = relative(dirname(projectPath), scenePath)
  const below = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
  return below ? inside.split(sep).join('/') : scenePath
}

/** Where a scene's file is by the project's word, whether or not that may be followed; null where it has none. */
export function namedScenePath(projectPath: string, { path }: Pick<Scene, 'path'>): string | null {
  if (path === null || path === '') return null
  return isAbsolute(path) ? path : resolve(dirname(projectPath), path)
}

/**
 * The file of a scene, or null where it may not be followed: a path that leads out of the project's folder is only
 * followed where the analyst named it on this machine, because a project may come from someone else.
 */
export async function scenePath(places: ScenePlaces, scene: Scene): Promise<string | null> {
  return await followedPath(places, scene, confirmedOnce(places))
}

/** How the files of some scenes are; cheap: no file is opened. */
export async function sceneFileStates(
  files: SceneFiles,
  scenes: readonly Scene[],
): Promise<ReadonlyMap<string, SceneFileState>> {
  const confirmed = confirmedOnce(files)
  const states = await Promise.all(
    scenes.map(async (scene) => {
      const path = await followedPath(files, scene, confirmed)
      if (path === null) return [scene.uid, isNamed(files, scene) ? 'outside' : 'missing'] as const
      const found = await stat(path).catch(() => null)
      return [scene.uid, await fileState(files, scene, path, found)] as const
    }),
  )
  return new Map(states)
}

async function fileState(
  { stamps }: SceneFiles,
  scene: Scene,
  path: string,
  found: Stats | null,
): Promise<SceneFileState> {
  if (found?.isFile() !== true) return 'missing'
  if (scene.size_bytes !== null && found.size !== scene.size_bytes) return 'changed'
  const sha256 = await stamps.sha256Of(path, found)
  if (scene.sha256 === null || sha256 === null) return 'unverified'
  return sha256 === scene.sha256 ? 'there' : 'changed'
}

/** @throws Problem `file/not-found` where the scene's file is not there or may not be followed */
export async function reachableScenePath(places: ScenePlaces, scene: Scene): Promise<string> {
  const path = await scenePath(places, scene)
  const file = path === null ? null : await stat(path).catch(() => null)
  if (path !== null && file !== null) return path
  const isOutside = path === null && isNamed(places, scene)
  throw new Problem(
    'file/not-found',
    scene.name ?? scene.uid,
    isOutside
      ? 'Its path leads out of the project’s folder and was not confirmed on this machine, so its file was not looked for.'
      : 'The file of this scene is not where the project says.',
    isOutside
      ? 'Follow the path if you know where this project comes from, or use Locate and choose the file.'
      : 'Use Locate and choose the file; it is recognised by its content.',
  )
}

/** The scenes whose path is to be confirmed on this machine before anything looks at it, each with that path. */
export async function outsideScenes(
  places: ScenePlaces,
  scenes: readonly Scene[],
): Promise<{ uid: Uid; path: string }[]> {
  const confirmed = confirmedOnce(places)
  const outside: { uid: Uid; path: string }[] = []
  for (const scene of scenes) {
    const path = namedScenePath(places.projectPath, scene)
    if (path !== null && (await followedPath(places, scene, confirmed)) === null)
      outside.push({ uid: scene.uid, path })
  }
  return outside
}

/** Whether the project names a file: one that is named and not followed leads outside. */
function isNamed({ projectPath }: ScenePlaces, scene: Scene): boolean {
  return namedScenePath(projectPath, scene) !== null
}

async function followedPath(
  places: ScenePlaces,
  scene: Scene,
  confirmed: () => Promise<ReadonlySet<string>>,
): Promise<string | null> {
  const path = namedScenePath(places.projectPath, scene)
  if (path === null || places.followsStoredPaths || !(await leadsOutside(places, scene.path, path)))
    return path
  return (await confirmed()).has(path) ? path : null
}

/**
 * Whether a stored path, which names the file at `path`, leads out of the project's folder, by its name or by symbolic
 * links in the folder; one that is absolute is taken for one that does. Nothing outside is looked at.
 */
async function leadsOutside(
  { projectPath }: ScenePlaces,
  stored: string | null,
  path: string,
): Promise<boolean> {
  return isAbsolute(stored ?? '') || (await linksOutside(dirname(projectPath), path, mostLinks))
}

/** As many as Linux follows. */
const mostLinks = 40

async function linksOutside(folder: string, path: string, links: number): Promise<boolean> {
  const inside = relative(folder, path)
  if (inside.startsWith('..') || isAbsolute(inside) || links === 0) return true
  let here = folder
  const parts = inside.split(sep)
  for (const [index, part] of parts.entries()) {
    const above = here
    here = join(here, part)
    const found = await lstat(here).catch(() => null)
    if (found === null) return false
    if (!found.isSymbolicLink()) continue
    const target = resolve(above, await readlink(here))
    return await linksOutside(folder, join(target, ...parts.slice(index + 1)), links - 1)
  }
  return false
}

/** The paths that were named on this machine, read when first asked for. */
function confirmedOnce({ settings }: ScenePlaces): () => Promise<ReadonlySet<string>> {
  let reading: Promise<ReadonlySet<string>> | null = null
  return () => (reading ??= settings.read().then(({ confirmedPaths }) => new Set(confirmedPaths)))
}
