import type { SceneFile, SceneRead, SceneReadReply } from '../../src/contract/scene-port.ts'
import { Problem } from '../../src/domain/problem.ts'
import type { ByteSource } from '../../src/raster/byte-source.ts'

/** The port speaks of no request longer than this (scene-port.ts). */
const longestReadBytes = 64 * 1024 * 1024

/** Byte sources over one MessagePort to the core. */
export interface SceneConnection {
  /**
   * Opens one of a scene's files.
   * @throws Problem as the core reports it, for instance `file/not-found`.
   */
  open(sceneUid: string, file: SceneFile): Promise<ByteSource>
}

interface Waiting {
  resolve(reply: Exclude<SceneReadReply, { problem: unknown }>): void
  reject(error: Error): void
}

type Question = SceneRead extends infer R ? (R extends SceneRead ? Omit<R, 'id'> : never) : never

/** Speaks the protocol of src/contract/scene-port.ts. An aborted read leaves its answer unheard. */
export function connectScenes(port: MessagePort): SceneConnection {
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  port.onmessage = (event: MessageEvent<SceneReadReply>) => {
    const reply = event.data
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (asker === undefined) return
    if ('problem' in reply) asker.reject(Problem.fromReport(reply.problem))
    else asker.resolve(reply)
  }

  const ask = (question: Question, signal?: AbortSignal) =>
    new Promise<Exclude<SceneReadReply, { problem: unknown }>>((resolve, reject) => {
      signal?.throwIfAborted()
      const id = ++lastId
      const onAbort = () => {
        waiting.delete(id)
        reject(new DOMException('aborted', 'AbortError'))
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      const settled = () => signal?.removeEventListener('abort', onAbort)
      waiting.set(id, {
        resolve: (reply) => {
          settled()
          resolve(reply)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      })
      port.postMessage({ ...question, id } satisfies SceneRead)
    })

  return {
    async open(sceneUid, file) {
      const opened = await ask({ op: 'open', scene_uid: sceneUid, file })
      if (!('size' in opened)) throw unexpected(sceneUid)
      const readOnce = async (offset: number, length: number, signal?: AbortSignal) => {
        const reply = await ask({ op: 'read', scene_uid: sceneUid, file, offset, length }, signal)
        if (!('bytes' in reply)) throw unexpected(opened.name)
        return reply.bytes
      }
      return {
        name: opened.name,
        size: opened.size,
        async read(offset, length, signal) {
          const wanted = Math.min(length, Math.max(0, opened.size - offset))
          if (wanted === 0) return new Uint8Array(0)
          if (wanted <= longestReadBytes) return readOnce(offset, wanted, signal)
          const whole = new Uint8Array(wanted)
          for (let at = 0; at < wanted; at += longestReadBytes) {
            whole.set(await readOnce(offset + at, Math.min(longestReadBytes, wanted - at), signal), at)
          }
          return whole
        },
        // What came over the port is a copy that nobody else has.
        recycle: () => undefined,
      }
    },
  }
}

function unexpected(subject: string): Problem {
  return new Problem(
    'internal',
    subject,
    'The core gave an answer of another kind than was asked for.',
    'Close and open the project again.',
  )
}
