import { basename } from 'node:path'
import type { SceneFile, SceneReadReply } from '../contract/scene-port.ts'
import { SceneRead } from '../contract/scene-port.ts'
import { asProblem, Problem } from '../domain/problem.ts'
import type { FileSource } from '../jobs/file-source.ts'
import { openFileSource } from '../jobs/file-source.ts'
import { openBeside } from '../jobs/sidecar-files.ts'
import { placingSidecarNames } from '../raster/acquisition/sidecars.ts'
import type { PyramidStore } from './pyramid-store.ts'
import { reachableScenePath } from './scene-files.ts'
import type { Session } from './session.ts'

/** The part of a MessagePort that serving needs: Electron's, Node's and the browser's ports all have it. */
export interface ScenePort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  start?(): void
}

/** Scene files kept open at once, over all tile workers. */
const keptOpen = 32

async function beside(path: string, file: 'ovr' | 'msk' | 'auxXml'): Promise<FileSource> {
  const name = basename(path)
  const source = await openBeside(path, placingSidecarNames(name)[file])
  if (source !== null) return source
  throw new Problem('file/not-found', `${name}.${file}`, 'There is no such file.', 'Read the scene alone.')
}

/** Byte ranges of the open project's scenes for the tile workers; a page can name a scene, never a path. */
export class SceneServer {
  readonly #session: Session
  readonly #pyramids: Pick<PyramidStore, 'find'>
  readonly #open = new Map<string, Promise<FileSource>>()

  constructor(session: Session, pyramids: Pick<PyramidStore, 'find'>) {
    this.#session = session
    this.#pyramids = pyramids
  }

  /** Answers every message of the port until it closes. */
  serve(port: ScenePort): void {
    port.on('message', ({ data }) => {
      void this.#answer(data).then((reply) => {
        if (reply !== null) port.postMessage(reply)
      })
    })
    port.start?.()
  }

  /** Closes the files of a scene; the next read opens what lies there then. */
  forget(sceneUid: string): void {
    for (const [key, opening] of this.#open) {
      if (!key.endsWith(` ${sceneUid}`)) continue
      this.#open.delete(key)
      void opening.then((source) => source.close()).catch(() => undefined)
    }
  }

  /** Closes the pyramids, so that they can be removed on every system. */
  async forgetPyramids(): Promise<void> {
    for (const [key, opening] of this.#open) {
      if (!key.startsWith('pyramid ')) continue
      this.#open.delete(key)
      const source = await opening.catch(() => null)
      await source?.close()
    }
  }

  /** Closes the files of a project that was closed, so that scenes can be moved or deleted on every system. */
  async release(): Promise<void> {
    const sources = [...this.#open.values()]
    this.#open.clear()
    await Promise.all(
      sources.map(async (opening) => {
        const source = await opening.catch(() => null)
        await source?.close()
      }),
    )
  }

  async #answer(data: unknown): Promise<SceneReadReply | null> {
    const parsed = SceneRead.safeParse(data)
    if (!parsed.success) return null
    const request = parsed.data
    try {
      const source = await this.#source(request.scene_uid, request.file)
      if (request.op === 'open') return { id: request.id, size: source.size, name: source.name }
      const reads = request.ranges.map(({ offset, length }) => source.read(offset, length))
      return { id: request.id, bytes: await Promise.all(reads) }
    } catch (error) {
      return { id: request.id, problem: asProblem(error, `scene ${request.scene_uid}`).toReport() }
    }
  }

  #source(sceneUid: string, file: SceneFile): Promise<FileSource> {
    const key = `${file} ${sceneUid}`
    const known = this.#open.get(key)
    if (known !== undefined) {
      this.#open.delete(key)
      this.#open.set(key, known)
      return known
    }
    const opening = this.#openFile(sceneUid, file)
    this.#open.set(key, opening)
    // A file that could not be opened is asked for again next time: it may have come back.
    opening.catch(() => this.#open.delete(key))
    this.#closeOldest()
    return opening
  }

  async #openFile(sceneUid: string, file: SceneFile): Promise<FileSource> {
    const scene = this.#session.project.get('scenes', sceneUid)
    if (scene === null) {
      throw new Problem(
        'record/not-found',
        `scene ${sceneUid}`,
        'The project has no such scene.',
        'Reload the project.',
      )
    }
    const path = await reachableScenePath(this.#session, scene)
    if (file === 'scene') return await openFileSource(path)
    if (file === 'ovr' || file === 'msk' || file === 'auxXml') return await beside(path, file)
    const pyramid = await this.#pyramids.find(scene, path)
    if (pyramid !== null) return await openFileSource(pyramid.path)
    throw new Problem(
      'file/not-found',
      scene.name ?? sceneUid,
      'This scene has no display pyramid.',
      'Read the scene itself.',
    )
  }

  #closeOldest(): void {
    for (const [key, opening] of this.#open) {
      if (this.#open.size <= keptOpen) return
      this.#open.delete(key)
      void opening.then((source) => source.close()).catch(() => undefined)
    }
  }
}
