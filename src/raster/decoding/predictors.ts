import { predictorsWasmBase64 } from '../kernels/predictors.wasm.ts'

/** What kernels/predictors.ts exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  readonly free: { readonly value: number }
  undoDifferences(start: number, rows: number, bytes: number, step: number, size: number): void
  undoFloats(start: number, target: number, rows: number, count: number, step: number): void
}

const pageBytes = 65_536
/** Rows that go through the kernel at once: both copies stay in the processor's cache. */
const batchBytes = 64 * 1024
const slack = 16
/** WASM memory never shrinks: an instance that grew beyond this is let go. */
const keptBytes = 16 * 1024 * 1024

let compiled: WebAssembly.Module | null = null
let kept: Kernel | null = null

/**
 * Undoes horizontal differencing (TIFF predictor 2) in place, in the machine's byte order; each row starts anew.
 * @param rowBytes bytes of a row, whole samples
 * @param stride interleaved samples of a pixel
 * @param sampleBytes 1, 2, 4 or 8
 */
export function undoDifferences(
  bytes: Uint8Array,
  rowBytes: number,
  stride: number,
  sampleBytes: number,
): void {
  inBatches(bytes, rowBytes, 1, (kernel, heap, part, rows) => {
    const start = kernel.free.value
    heap.set(part, start)
    kernel.undoDifferences(start, rows, rowBytes, stride * sampleBytes, sampleBytes)
    part.set(heap.subarray(start, start + part.length))
  })
}

/**
 * Undoes the floating point predictor (3, Adobe TIFF Technical Note 3) in place, to the machine's byte order: bytes
 * differ from the byte `stride` before, and each row holds first all highest bytes, then all second ones, whatever the
 * byte order of the file.
 */
export function undoFloatPredictor(
  bytes: Uint8Array,
  rowBytes: number,
  stride: number,
  bytesPerSample: number,
): void {
  if (bytesPerSample !== 4) {
    undoDifferences(bytes, rowBytes, stride, 1)
    gatherPlanes(bytes, rowBytes, bytesPerSample)
    return
  }
  inBatches(bytes, rowBytes, 2, (kernel, heap, part, rows) => {
    const start = kernel.free.value
    const target = start + part.length + slack
    heap.set(part, start)
    kernel.undoFloats(start, target, rows, rowBytes / 4, stride)
    part.set(heap.subarray(target, target + part.length))
  })
}

function gatherPlanes(bytes: Uint8Array, rowBytes: number, bytesPerSample: number): void {
  const row = new Uint8Array(rowBytes)
  const count = rowBytes / bytesPerSample
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    row.set(bytes.subarray(start, start + rowBytes))
    for (let plane = 0; plane < bytesPerSample; plane += 1) {
      const from = plane * count
      let to = start + bytesPerSample - 1 - plane
      for (let index = 0; index < count; index += 1, to += bytesPerSample) bytes[to] = row[from + index] ?? 0
    }
  }
}

/** Takes whole rows through the kernel, so many at a time as its cache holds; a last part of a row is left alone. */
function inBatches(
  bytes: Uint8Array,
  rowBytes: number,
  copies: number,
  work: (kernel: Kernel, heap: Uint8Array, part: Uint8Array, rows: number) => void,
): void {
  const kernel = kept ?? instantiate()
  const perBatch = Math.max(1, Math.floor(batchBytes / rowBytes))
  const needed = kernel.free.value + copies * (perBatch * rowBytes + slack) - kernel.memory.buffer.byteLength
  if (needed > 0) kernel.memory.grow(Math.ceil(needed / pageBytes))
  const all = new Uint8Array(kernel.memory.buffer)
  const rows = Math.floor(bytes.length / rowBytes)
  for (let row = 0; row < rows; row += perBatch) {
    const count = Math.min(perBatch, rows - row)
    work(kernel, all, bytes.subarray(row * rowBytes, (row + count) * rowBytes), count)
  }
  kept = all.byteLength > keptBytes ? null : kernel
}

function instantiate(): Kernel {
  if (compiled === null) {
    const binary = atob(predictorsWasmBase64)
    compiled = new WebAssembly.Module(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
  }
  // The module exports exactly what kernels/predictors.ts names.
  return new WebAssembly.Instance(compiled).exports as unknown as Kernel
}

/** Reverses the bytes of each sample: big-endian files on the little-endian machines that Roadstead runs on. */
export function swapBytes(bytes: Uint8Array, sampleBytes: number): void {
  for (let start = 0; start + sampleBytes <= bytes.length; start += sampleBytes) {
    for (let left = start, right = start + sampleBytes - 1; left < right; left += 1, right -= 1) {
      const byte = bytes[left] ?? 0
      bytes[left] = bytes[right] ?? 0
      bytes[right] = byte
    }
  }
}

/** Turns around the bits of each byte (TIFF FillOrder 2). */
export function reverseBits(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes, (byte) => {
    const pairs = ((byte & 0x55) << 1) | ((byte >> 1) & 0x55)
    const nibbles = ((pairs & 0x33) << 2) | ((pairs >> 2) & 0x33)
    return ((nibbles & 0x0f) << 4) | (nibbles >> 4)
  })
}
