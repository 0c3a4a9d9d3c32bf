import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobContext } from '../contract/define.ts'
import type { Scene } from '../domain/scene.ts'
import { openFileSource } from '../jobs/file-source.ts'
import { openSceneFile } from '../jobs/open-scene-file.ts'
import { JobPool, type JobPoolOptions } from '../jobs/pool.ts'
import { removeLeftovers } from '../jobs/pyramid-part.ts'
import { PyramidQueue } from '../jobs/pyramid-queue.ts'
import { openPixels } from '../raster/open-pixels.ts'
import { planPyramid } from '../raster/pyramid/pyramid-plan.ts'
import { readPyramidNote, type PyramidNote } from '../raster/pyramid/pyramid-note.ts'
import { Tag } from '../raster/tiff/tiff-tags.ts'
import type { Session } from './session.ts'

/** A display pyramid that is there and belongs to the file that the scene has now. */
export interface FoundPyramid {
  readonly path: string
  /** What can be read with it, the full resolution first. */
  readonly levels: readonly { readonly width: number; readonly height: number }[]
  /** Blocks of the scene that could not be read and are empty here. */
  readonly damagedBlocks: number
}

/** The folder of a project's pyramids: `yard.pyramids` beside `yard.gpkg`. Deleting it loses nothing. */
export function pyramidFolder(projectPath: string): string {
  return `${projectPath.replace(/\.gpkg$/i, '')}.pyramids`
}

/** The display pyramids of the open project: found, made, counted, cleaned away. */
export class PyramidStore {
  readonly #session: Session
  readonly #pool: JobPool
  readonly #queue: PyramidQueue

  constructor(session: Session, options: JobPoolOptions) {
    this.#session = session
    this.#pool = new JobPool(options)
    this.#queue = new PyramidQueue(this.#pool)
  }

  /** The pyramid of a scene whose file is at `path`; null where there is none, or one of another file or version. */
  async find(scene: Scene, path: string): Promise<FoundPyramid | null> {
    for (const name of namesOf(scene)) {
      const found = await this.#valid(join(pyramidFolder(this.#session.projectPath), name), path)
      if (found !== null) return found
    }
    return null
  }

  /**
   * Makes sure that a scene has its pyramid, and gives it; null where it needs none.
   * @throws Problem as `buildPyramid` does; what the signal aborts with
   */
  async prepare(scene: Scene, path: string, context: JobContext): Promise<FoundPyramid | null> {
    const known = await this.find(scene, path)
    if (known !== null) return known
    const [name] = namesOf(scene)
    if (name === undefined || !(await needsPyramid(path))) return null
    const target = join(pyramidFolder(this.#session.projectPath), name)
    const sha256 = await this.#session.stamps.sha256Of(path, await stat(path))
    const made = await this.#queue.make({ path, sha256 }, target, context)
    return made ? await this.#valid(target, path) : null
  }

  /** How much room the pyramids of the project take. */
  async usage(): Promise<{ bytes: number; files: number }> {
    const folder = pyramidFolder(this.#session.projectPath)
    const names = await readdir(folder).catch(() => [])
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.size ?? 0),
    )
    return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: names.length }
  }

  /** Removes all pyramids of the project; those that are looked at are made anew when they are asked for. */
  async clean(): Promise<void> {
    const folder = pyramidFolder(this.#session.projectPath)
    await removeLeftovers(folder)
    for (const name of await readdir(folder).catch(() => [])) {
      if (isPyramidName(name)) await rm(join(folder, name), { force: true })
    }
  }

  /**
   * Removes the pyramid of a scene of which a level could not be read. False where that level is not in the pyramid but
   * in the scene's own file, which making it anew would not mend.
   */
  async drop(scene: Scene, level: number): Promise<boolean> {
    for (const name of namesOf(scene)) {
      const path = join(pyramidFolder(this.#session.projectPath), name)
      if (level === 0 && (await noteOf(path))?.holds === 'overviews') return false
      await rm(path, { force: true })
    }
    return true
  }

  close(): void {
    this.#queue.close()
    this.#pool.close()
  }

  async #valid(pyramid: string, scenePath: string): Promise<FoundPyramid | null> {
    const source = await openFileSource(pyramid).catch(() => null)
    if (source === null) return null
    try {
      const { image, directory } = await openPixels(source)
      const note = readPyramidNote(await directory.text(Tag.imageDescription))
      const file = await stat(scenePath)
      if (note === null || note.source_bytes !== file.size) return null
      const unchanged =
        note.source_modified_ms === file.mtimeMs ||
        (note.source_sha256 !== null &&
          note.source_sha256 === (await this.#session.stamps.sha256Of(scenePath, file)))
      if (!unchanged) return null
      const own = image.levels.map(({ width, height }) => ({ width, height }))
      const base = { width: note.width, height: note.height }
      const levels = note.holds === 'all' ? own : [base, ...own]
      return { path: pyramid, levels, damagedBlocks: note.damaged_blocks }
    } catch {
      // A damaged pyramid is as good as none: it is made anew.
      return null
    } finally {
      await source.close()
    }
  }
}

/** What a pyramid says of itself; null where it is none, or too damaged to say it. */
async function noteOf(path: string): Promise<PyramidNote | null> {
  const source = await openFileSource(path).catch(() => null)
  if (source === null) return null
  try {
    const { directory } = await openPixels(source)
    return readPyramidNote(await directory.text(Tag.imageDescription))
  } catch {
    return null
  } finally {
    await source.close()
  }
}

async function needsPyramid(path: string): Promise<boolean> {
  const opened = await openSceneFile(path)
  await opened.close()
  return planPyramid(opened.image) !== null
}

/**
 * File names that a scene's pyramid may have: by its content, or by its uid while that is not known. The record may
 * come from someone else's project: nothing that could lead out of the folder becomes part of a path.
 */
function namesOf({ sha256, uid }: Scene): string[] {
  return [`${sha256 ?? ''}.tif`, `${uid}.tif`].filter(isPyramidName)
}

function isPyramidName(name: string): boolean {
  return /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\.tif$/i.test(name)
}
