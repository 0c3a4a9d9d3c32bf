import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pipeline, Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { ZSTDDecoder } from 'zstddec'
import type { Codecs, Pieces } from '../raster/decoding/codecs.ts'
import { imageCodecs } from '../raster/decoding/wasm-codecs.ts'

/** Larger chunks spare zlib many small allocations; capped, so that a small block costs little. */
const chunkLimit = 4 * 1024 * 1024
const pieceBytes = 256 * 1024

/** The decoders are shared: each keeps WASM memory of its own. */
const images = imageCodecs({
  jpeg: () => wasmOf('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm', 'libjpegturbowasm_decode.wasm'),
  webp: () => wasmOf('@jsquash/webp/codec/dec/webp_dec.wasm', 'webp_dec.wasm'),
})

/**
 * Decompressors of the core: Node's zlib, and zstd from there where this Node has it (22.15 on, not in Electron 33),
 * else from WASM.
 */
export async function coreCodecs(): Promise<Codecs> {
  const unzstd = 'zstdDecompressSync' in zlib ? nodeUnzstd : await wasmUnzstd()
  return {
    inflate: (bytes, maximum) =>
      orItsBeginning(
        () => inflated(bytes, maximum),
        () => beginning(zlib.createInflate(), bytes, maximum),
      ),
    inflatePieces: (pieces) => piecesThrough(zlib.createInflate({ chunkSize: pieceBytes }), pieces),
    unzstd,
    unzstdPieces:
      'createZstdDecompress' in zlib
        ? (pieces) => piecesThrough(zlib.createZstdDecompress({ chunkSize: pieceBytes }), pieces)
        : null,
    ...images,
  }
}

/** The build lays the WASM beside the bundle; in a checkout it stands in its package. */
async function wasmOf(specifier: string, fileName: string): Promise<Uint8Array<ArrayBuffer>> {
  const beside = new URL(fileName, import.meta.url)
  const bytes = await readFile(
    existsSync(beside) ? beside : createRequire(import.meta.url).resolve(specifier),
  )
  return new Uint8Array(bytes)
}

function bounded(maximum: number): { maxOutputLength: number; chunkSize: number } {
  return { maxOutputLength: Math.max(1, maximum), chunkSize: Math.min(chunkLimit, Math.max(64, maximum)) }
}

/** Two bytes before the stream; bit 5 of the second one tells a dictionary, which no TIFF has. */
const zlibHeader = 2

/** Where only the checksum behind the stream is wrong or missing, what was unpacked counts, as for GDAL. */
function inflated(bytes: Uint8Array, maximum: number): Uint8Array {
  try {
    return zlib.inflateSync(bytes, bounded(maximum))
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    const isZlib = ((bytes[0] ?? 0) & 15) === 8 && ((bytes[1] ?? 0) & 32) === 0
    if (isTooLarge || !isZlib) throw error
    return zlib.inflateRawSync(bytes.subarray(zlibHeader), bounded(maximum))
  }
}

function nodeUnzstd(bytes: Uint8Array, maximum: number): Uint8Array | Promise<Uint8Array> {
  return orItsBeginning(
    () => zlib.zstdDecompressSync(bytes, bounded(maximum)),
    () => beginning(zlib.createZstdDecompress(), bytes, maximum),
  )
}

/** What a block holds beyond its pixels is left out, as libtiff does; only such blocks take the slower way. */
function orItsBeginning(
  whole: () => Uint8Array,
  first: () => Promise<Uint8Array>,
): Uint8Array | Promise<Uint8Array> {
  try {
    return whole()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return first()
    throw error
  }
}

async function beginning(stream: Transform, bytes: Uint8Array, maximum: number): Promise<Uint8Array> {
  const output = new Uint8Array(maximum)
  let at = 0
  stream.end(bytes)
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    const part = chunk.subarray(0, maximum - at)
    output.set(part, at)
    at += part.byteLength
    // Leaving the loop ends the stream.
    if (at === maximum) break
  }
  return output.subarray(0, at)
}

/** What the stream makes of the pieces; whoever stops listening ends it. */
async function* piecesThrough(stream: Transform, pieces: Pieces): Pieces {
  const input = Readable.from(pieces, { highWaterMark: 1 })
  // Its error reaches whoever listens to the stream.
  pipeline(input, stream, () => undefined)
  yield* stream as AsyncIterable<Uint8Array>
}

async function wasmUnzstd(): Promise<Codecs['unzstd']> {
  const decoder = new ZSTDDecoder()
  await decoder.init()
  return (bytes, maximum) => decoder.decode(bytes, maximum)
}
