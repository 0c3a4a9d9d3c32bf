import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import * as zlib from 'node:zlib'
import { ZSTDDecoder } from 'zstddec'
import type { Codecs } from '../raster/decoding/codecs.ts'
import { imageCodecs } from '../raster/decoding/wasm-codecs.ts'

/** Larger chunks spare zlib many small allocations; capped, so that a small block costs little. */
const chunkLimit = 4 * 1024 * 1024

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
    inflate: (bytes, maximum) => zlib.inflateSync(bytes, bounded(maximum)),
    unzstd,
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

function nodeUnzstd(bytes: Uint8Array, maximum: number): Uint8Array {
  return zlib.zstdDecompressSync(bytes, bounded(maximum))
}

async function wasmUnzstd(): Promise<Codecs['unzstd']> {
  const decoder = new ZSTDDecoder()
  await decoder.init()
  return (bytes, maximum) => decoder.decode(bytes, maximum)
}
