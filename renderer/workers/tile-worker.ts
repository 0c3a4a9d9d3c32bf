import { asProblem } from '../../src/domain/problem.ts'
import { windowCodecs } from './codecs.ts'
import { connectScenes } from './port-source.ts'
import { createScenePixels, type ScenePixels } from './scene-pixels.ts'
import type { FromTileWorker, ToTileWorker } from './tile-messages.ts'

/** Reads, decodes and converts the map's tiles beside the page. Its first message is its port to the core. */
let pixels: ScenePixels | null = null
const running = new Map<number, AbortController>()

/** The part of a dedicated worker's scope that is used here; the page's types name its own scope. */
interface WorkerScope {
  postMessage(message: FromTileWorker, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<ToTileWorker>) => void) | null
}

const scope = self as unknown as WorkerScope

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'port':
      pixels = createScenePixels(connectScenes(data.port), windowCodecs())
      return
    case 'tile':
    case 'samples':
    case 'hull':
    case 'refit':
      void answer(data)
      return
    case 'cancel':
      running.get(data.id)?.abort()
      return
    case 'forget':
      pixels?.forget(data.sceneUid)
  }
}

async function answer(
  job: Extract<ToTileWorker, { kind: 'tile' | 'samples' | 'hull' | 'refit' }>,
): Promise<void> {
  const { id } = job
  const controller = new AbortController()
  running.set(id, controller)
  try {
    if (pixels === null) throw new Error('a tile was asked for before the port came')
    if (job.kind === 'tile') {
      const tile = await pixels.tile(job.request, controller.signal)
      scope.postMessage({ kind: 'tile', id, pixels: tile }, [tile.buffer])
    } else if (job.kind === 'hull') {
      scope.postMessage({ kind: 'hull', id, found: await pixels.hull(job.request, controller.signal) })
    } else if (job.kind === 'refit') {
      scope.postMessage({ kind: 'refit', id, found: await pixels.refit(job.request, controller.signal) })
    } else {
      scope.postMessage({ kind: 'samples', id, values: await pixels.samples(job.request, controller.signal) })
    }
  } catch (error) {
    if (controller.signal.aborted) scope.postMessage({ kind: 'aborted', id })
    else scope.postMessage({ kind: 'failed', id, problem: asProblem(error, 'scene').toReport() })
  } finally {
    running.delete(id)
  }
}
