import jpegWasm from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url'
import webpWasm from '@jsquash/webp/codec/dec/webp_dec.wasm?url'
import { Unzlib, unzlibSync } from 'fflate'
import lercWasm from 'lerc/lerc-wasm.wasm?url'
import { ZSTDDecoder } from 'zstddec/stream'
import type { Codecs, Pieces } from '../../src/raster/decoding/codecs.ts'
import { imageCodecs } from '../../src/raster/decoding/wasm-codecs.ts'

/**
 * Decompressors of the tile workers. Each starts with the first block that wants it: most scenes want none.
 */
export function windowCodecs(): Codecs {
  let zstd: Promise<ZSTDDecoder> | null = null
  return {
    inflate: (bytes, maximum) => unzlibSync(bytes, { out: new Uint8Array(maximum) }),
    inflatePieces,
    unzstdPieces: null,
    unzstd: async (bytes, maximum) => {
      zstd ??= startZstd()
      return beginning(await zstd, bytes, maximum)
    },
    ...imageCodecs({ jpeg: () => bundled(jpegWasm), webp: () => bundled(webpWasm), lerc: lercWasm }),
  }
}

/** A frame ends long before so many calls that give nothing: the decoder stands still at damage. */
const mostSilent = 1000

/** What a block holds beyond its pixels, packed or not, is left out, as in the core; fewer bytes where it is damaged. */
function beginning(decoder: ZSTDDecoder, bytes: Uint8Array, maximum: number): Uint8Array {
  const whole = decoder.decode(bytes, maximum)
  if (whole.byteLength > 0) return whole
  const output = new Uint8Array(maximum)
  let [at, silent] = [0, 0]
  for (const part of decoder.decodeStreaming([bytes])) {
    const wanted = part.subarray(0, maximum - at)
    output.set(wanted, at)
    at += wanted.byteLength
    silent = part.byteLength === 0 ? silent + 1 : 0
    if (at === maximum || silent > mostSilent) break
  }
  return output.subarray(0, at)
}

/** A few kilobytes may unpack to a thousand times as many. */
const pushBytes = 16 * 1024

async function* inflatePieces(pieces: Pieces): Pieces {
  const unpacked: Uint8Array[] = []
  const stream = new Unzlib((bytes) => unpacked.push(bytes))
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength; at += pushBytes) {
      stream.push(piece.subarray(at, at + pushBytes))
      yield* unpacked.splice(0)
    }
  }
}

/** A file of the page's own bundle. */
async function bundled(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

/**
 * zstddec carries its WASM as a `data:` address and fetches it, which the content security policy rightly refuses.
 * While it starts, `fetch` answers such an address from memory and nothing else.
 */
async function startZstd(): Promise<ZSTDDecoder> {
  const original = globalThis.fetch
  globalThis.fetch = (address) => Promise.resolve(new Response(bytesOf(address)))
  try {
    const decoder = new ZSTDDecoder()
    await decoder.init()
    return decoder
  } finally {
    globalThis.fetch = original
  }
}

/** @throws RangeError for anything but a base64 `data:` address */
function bytesOf(address: unknown): Uint8Array<ArrayBuffer> {
  const [head, body] = typeof address === 'string' ? address.split(',', 2) : []
  if (body === undefined || !/^data:[^,]*;base64$/.test(head ?? ''))
    throw new RangeError('not a data: address')
  return Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
}
