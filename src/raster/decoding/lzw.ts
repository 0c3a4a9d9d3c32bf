import { lzwWasmBase64 } from '../kernels/lzw.wasm.ts'

interface Kernel {
  readonly memory: WebAssembly.Memory
  readonly free: { readonly value: number }
  decode(input: number, size: number, output: number, limit: number): number
}

const pageBytes = 65_536
const slack = 16
/** WASM memory never shrinks: an instance that grew beyond this is let go after its block. */
const keptBytes = 64 * 1024 * 1024

let compiled: WebAssembly.Module | null = null
let kept: Kernel | null = null

/**
 * Decodes TIFF LZW to at most `maximum` bytes; fewer where the stream ends early. Null where it is no valid stream.
 */
export function decodeLzw(bytes: Uint8Array, maximum: number): Uint8Array<ArrayBuffer> | null {
  // Writers before TIFF 6.0 stored the codes with the lowest bit first; libtiff tells them by the first code.
  if (bytes.length >= 2 && bytes[0] === 0 && ((bytes[1] ?? 0) & 1) === 1) return decodeOldLzw(bytes, maximum)
  const kernel = kept ?? instantiate()
  const input = kernel.free.value
  const output = (input + bytes.byteLength + slack + 7) & ~7
  const needed = output + maximum + slack - kernel.memory.buffer.byteLength
  if (needed > 0) kernel.memory.grow(Math.ceil(needed / pageBytes))
  const heap = new Uint8Array(kernel.memory.buffer)
  heap.set(bytes, input)
  heap.fill(0, input + bytes.byteLength, input + bytes.byteLength + slack)
  const written = kernel.decode(input, bytes.byteLength, output, maximum)
  kept = heap.byteLength > keptBytes ? null : kernel
  return written < 0 ? null : heap.slice(output, output + written)
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
