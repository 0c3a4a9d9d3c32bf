import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { Problem } from '../domain/problem.ts'
import type { Scene } from '../domain/scene.ts'
import type { SettingsFile } from './settings.ts'

/** What deciding about a scene's path takes. */
export interface ScenePlaces {
  readonly projectPath: string
  /** Absolute paths of the project file may be followed unasked. */
  readonly followsStoredPaths: boolean
  readonly settings: Pick<SettingsFile, 'read'>
}

/** How a scene's path is kept in a project: relative with forward slashes when below its folder, else absolute. */
export function storedScenePath(projectPath: string, scenePath: string): string {
  const inside = relative(dirname(projectPath), scenePath)
  const below = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
  return below ? inside.split(sep).join('/') : scenePath
}

/**
 * The file of a scene, or null where it may not be followed: a path that leads out of the project's folder is only
 * followed where the analyst named it on this machine, because a project may come from someone else.
 */
export async function scenePath(places: ScenePlaces, scene: Scene): Promise<string | null> {
  if (scene.path === null || scene.path === '') return null
  const folder = dirname(places.projectPath)
  const path = isAbsolute(scene.path) ? scene.path : resolve(folder, scene.path)
  const inside = !relative(folder, path).startsWith('..') && !isAbsolute(relative(folder, path))
  if ((inside && !isAbsolute(scene.path)) || places.followsStoredPaths) return path
  const { confirmedPaths } = await places.settings.read()
  return confirmedPaths.includes(path) ? path : null
}

/** Scenes whose file is not there, may not be followed, or has another size than when it was added. */
export async function unreachableScenes(places: ScenePlaces, scenes: readonly Scene[]): Promise<string[]> {
  const found = await Promise.all(
    scenes.map(async (scene) => {
      const path = await scenePath(places, scene)
      const file = path === null ? null : await stat(path).catch(() => null)
      return file?.isFile() === true && (scene.size_bytes === null || file.size === scene.size_bytes)
    }),
  )
  return scenes.filter((_, index) => found[index] === false).map(({ uid }) => uid)
}

/** @throws Problem `file/not-found` where the scene's file is not there or may not be followed */
export async function reachableScenePath(places: ScenePlaces, scene: Scene): Promise<string> {
  const path = await scenePath(places, scene)
  const file = path === null ? null : await stat(path).catch(() => null)
  if (path !== null && file !== null) return path
  throw new Problem(
    'file/not-found',
    scene.name ?? scene.uid,
    'The file of this scene is not where the project says, or was not yet confirmed on this machine.',
    'Use Locate and choose the file; it is recognised by its content.',
  )
}
