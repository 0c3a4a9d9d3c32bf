import {
  mostReadBytes,
  mostReadRanges,
  type SceneFile,
  type SceneRead,
  type SceneReadReply,
} from '../../src/contract/scene-port.ts'
import { Problem } from '../../src/domain/problem.ts'
import { batchesOf } from '../../src/raster/batches.ts'
import type { ByteSource } from '../../src/raster/byte-source.ts'

/** Reads that are wanted at once go in one message up to this size, so that the first is decoded soon. */
const messageBytes = 4 * 1024 * 1024

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

/** A read that was asked for in this turn and goes out at its end. */
interface Read {
  readonly offset: number
  readonly length: number
  resolve(bytes: Uint8Array): void
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

  const ask = (question: Question) =>
    new Promise<Exclude<SceneReadReply, { problem: unknown }>>((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      port.postMessage({ ...question, id } satisfies SceneRead)
    })

  return {
    async open(sceneUid, file) {
      const opened = await ask({ op: 'open', scene_uid: sceneUid, file })
      if (!('size' in opened)) throw unexpected(sceneUid)
      let gathered: Read[] = []

      const send = async (reads: readonly Read[]) => {
        const ranges = reads.map(({ offset, length }) => ({ offset, length }))
        try {
          const reply = await ask({ op: 'read', scene_uid: sceneUid, file, ranges })
          if (!('bytes' in reply)) throw unexpected(opened.name)
          reads.forEach((read, index) => read.resolve(reply.bytes[index] ?? new Uint8Array()))
        } catch (error) {
          for (const read of reads) read.reject(asError(error))
        }
      }
      const sendAll = () => {
        const all = gathered
        gathered = []
        for (const reads of batchesOf(all, ({ length }) => length, messageBytes, mostReadRanges))
          void send(reads)
      }
      const readOnce = (offset: number, length: number, signal?: AbortSignal) =>
        new Promise<Uint8Array>((resolve, reject) => {
          signal?.throwIfAborted()
          const onAbort = () => reject(new DOMException('aborted', 'AbortError'))
          signal?.addEventListener('abort', onAbort, { once: true })
          const settled = () => signal?.removeEventListener('abort', onAbort)
          if (gathered.length === 0) queueMicrotask(sendAll)
          gathered.push({
            offset,
            length,
            resolve: (bytes) => {
              settled()
              resolve(bytes)
            },
            reject: (error) => {
              settled()
              reject(error)
            },
          })
        })
      return {
        name: opened.name,
        size: opened.size,
        async read(offset, length, signal) {
          const wanted = Math.min(length, Math.max(0, opened.size - offset))
          if (wanted === 0) return new Uint8Array(0)
          if (wanted <= mostReadBytes) return readOnce(offset, wanted, signal)
          const whole = new Uint8Array(wanted)
          for (let at = 0; at < wanted; at += mostReadBytes) {
            whole.set(await readOnce(offset + at, Math.min(mostReadBytes, wanted - at), signal), at)
          }
          return whole
        },
        // What came over the port is a copy that nobody else has.
        recycle: () => undefined,
      }
    },
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

function unexpected(subject: string): Problem {
  return new Problem(
    'internal',
    subject,
    'The core gave an answer of another kind than was asked for.',
    'Close and open the project again.',
  )
}
