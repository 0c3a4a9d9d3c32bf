import type { Pieces } from './codecs.ts'
import { lzwWasmBase64 } from '../kernels/lzw.wasm.ts'

interface Kernel {
  readonly memory: WebAssembly.Memory
  readonly free: { readonly value: number }
  readonly taken: { readonly value: bigint }
  readonly ended: { readonly value: number }
  begin(): void
  decode(input: number, size: number, skip: number, output: number, limit: number, room: number): number
  keep(to: number): number
}

const pageBytes = 65_536
const slack = 16
/** WASM memory never shrinks: an instance that grew beyond this is let go after its block. */
const keptBytes = 64 * 1024 * 1024
/** Of a stream that is decoded piece by piece: so much at once, and no string is longer than this. */
const pieceBytes = 1024 * 1024
const longestString = 4096
/** All strings of a table, each a byte longer than the one before. */
const stringsBytes = (longestString * longestString) / 2

let compiled: WebAssembly.Module | null = null
let kept: Kernel | null = null

/**
 * Decodes TIFF LZW to at most `maximum` bytes; fewer where the stream ends early. Null where it is no valid stream.
 */
export function decodeLzw(bytes: Uint8Array, maximum: number): Uint8Array<ArrayBuffer> | null {
  if (isOldLzw(bytes)) return decodeOldLzw(bytes, maximum)
  const kernel = kept ?? instantiate()
  const input = kernel.free.value
  const output = (input + bytes.byteLength + slack + 7) & ~7
  const needed = output + maximum + slack - kernel.memory.buffer.byteLength
  if (needed > 0) kernel.memory.grow(Math.ceil(needed / pageBytes))
  const heap = new Uint8Array(kernel.memory.buffer)
  heap.set(bytes, input)
  heap.fill(0, input + bytes.byteLength, input + bytes.byteLength + slack)
  kernel.begin()
  const written = kernel.decode(input, bytes.byteLength, 0, output, maximum, maximum)
  kept = heap.byteLength > keptBytes ? null : kernel
  return written < 0 ? null : heap.slice(output, output + written)
}

/**
 * Decodes TIFF LZW piece by piece, in little memory however long the stream is.
 * @param maximum of a stream of the old form, which is decoded as a whole
 * @throws RangeError where it is no valid stream
 */
export async function* lzwPieces(pieces: Pieces, maximum: number): Pieces {
  const kernel = instantiate()
  const half = stringsBytes + pieceBytes + longestString + slack
  const halves = [kernel.free.value, kernel.free.value + half] as const
  const input = halves[1] + half
  kernel.begin()
  let [at, output, bit] = [0, halves[0], 0]
  let rest: Uint8Array = new Uint8Array()
  let isFirst = true
  for await (const piece of pieces) {
    const bytes = rest.byteLength === 0 ? piece : joined([rest, piece])
    if (isFirst && isOldLzw(bytes)) {
      yield* wholeOldLzw(bytes, pieces, maximum)
      return
    }
    isFirst = false
    const needed = input + bytes.byteLength + slack - kernel.memory.buffer.byteLength
    if (needed > 0) kernel.memory.grow(Math.ceil(needed / pageBytes))
    const heap = new Uint8Array(kernel.memory.buffer)
    heap.set(bytes, input)
    heap.fill(0, input + bytes.byteLength, input + bytes.byteLength + slack)
    for (let from = 0; ;) {
      const size = bytes.byteLength - from
      const written = kernel.decode(input + from, size, bit, output, pieceBytes, pieceBytes + longestString)
      if (written < 0) throw new RangeError('not an LZW stream')
      if (written > 0) yield heap.slice(output, output + written)
      if (kernel.ended.value !== 0) return
      at = 1 - at
      output = kernel.keep(halves[at] ?? 0)
      const taken = Number(kernel.taken.value)
      from += taken >> 3
      bit = taken & 7
      if (written < pieceBytes) {
        rest = bytes.slice(from)
        break
      }
    }
  }
}

/** Writers before TIFF 6.0 stored the codes with the lowest bit first; libtiff tells them by the first code. */
function isOldLzw(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0 && ((bytes[1] ?? 0) & 1) === 1
}

async function* wholeOldLzw(first: Uint8Array, others: Pieces, maximum: number): Pieces {
  const all = [first]
  for await (const piece of others) all.push(piece)
  const decoded = decodeOldLzw(joined(all), maximum)
  if (decoded === null) throw new RangeError('not an LZW stream')
  yield decoded
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.byteLength
  }
  return all
}

function instantiate(): Kernel {
  if (compiled === null) {
    const binary = atob(lzwWasmBase64)
    compiled = new WebAssembly.Module(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
  }
  // The module exports exactly what kernels/lzw.ts names.
  return new WebAssembly.Instance(compiled).exports as unknown as Kernel
}

/** The old form: codes with the lowest bit first, and the code width grows one code later. */
function decodeOldLzw(bytes: Uint8Array, maximum: number): Uint8Array<ArrayBuffer> | null {
  const output = new Uint8Array(maximum)
  const starts = new Uint32Array(4097)
  const lengths = new Uint32Array(4097)
  let [at, next, width, bit, lastStart, lastLength] = [0, 258, 9, 0, 0, 0]
  while (at < maximum && bit + width <= bytes.length * 8) {
    let code = 0
    for (let index = 0; index < width; index += 1, bit += 1) {
      code |= (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) << index
    }
    if (code === 257) break
    if (code === 256) {
      ;[next, width, lastLength] = [258, 9, 0]
      continue
    }
    if (code > next || (lastLength === 0 && code > 257)) return null
    if (lastLength > 0 && next < 4096) {
      starts[next] = lastStart
      lengths[next] = lastLength + 1
      next += 1
      if (next >= 1 << width && width < 12) width += 1
    }
    const start = at
    if (code < 256) {
      output[at] = code
      at += 1
    } else {
      const from = starts[code] ?? 0
      const end = Math.min(maximum, at + (lengths[code] ?? 0))
      for (let offset = from; at < end; offset += 1, at += 1) output[at] = output[offset] ?? 0
    }
    ;[lastStart, lastLength] = [start, at - start]
  }
  return output.slice(0, at)
}
