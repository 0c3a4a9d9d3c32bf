import { inflateSync } from 'node:zlib'
import type { SceneRead, SceneReadReply } from '../../../src/contract/scene-port.ts'
import type { Codecs } from '../../../src/raster/decoding/codecs.ts'

export const codecs: Codecs = {
  inflate: (bytes, maximum) => inflateSync(bytes, { maxOutputLength: maximum }),
  inflatePieces: missing,
  unzstd: missing,
  unzstdPieces: null,
  jpeg: missing,
  webp: missing,
  lerc: missing,
}

function missing(): never {
  throw new Error('no such blocks in these scenes')
}

/** The core's end of a scene port, over bytes in memory; `reads` counts what was asked of it. */
export function serve(files: ReadonlyMap<string, Uint8Array>): {
  port: MessagePort
  reads: SceneRead[]
  close(): void
} {
  const { port1, port2 } = new MessageChannel()
  const reads: SceneRead[] = []
  port1.onmessage = ({ data }: MessageEvent<SceneRead>) => {
    reads.push(data)
    port1.postMessage(answer(files, data))
  }
  return {
    port: port2,
    reads,
    close() {
      port1.close()
      port2.close()
    },
  }
}

function answer(files: ReadonlyMap<string, Uint8Array>, request: SceneRead): SceneReadReply {
  const bytes = files.get(`${request.scene_uid} ${request.file}`)
  if (bytes === undefined) {
    const problem = {
      code: 'file/not-found' as const,
      subject: request.scene_uid,
      what: 'The file is gone.',
      do: 'Put it back.',
    }
    return { id: request.id, problem }
  }
  if (request.op === 'open') return { id: request.id, size: bytes.length, name: `${request.scene_uid}.tif` }
  const ranges = request.ranges.map(({ offset, length }) => bytes.slice(offset, offset + length))
  return { id: request.id, bytes: ranges }
}
