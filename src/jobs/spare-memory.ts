import type { ByteSource } from '../raster/byte-source.ts'

/** Smaller buffers may be slices of Node's pool, which others use too. */
const neverPooledBytes = 128 * 1024

/**
 * Gives memory back at once instead of when the collector next looks: a thread that passes gigabytes through buffers
 * of a megabyte would else hold on to a hundred of them. Whoever calls it holds the only reference.
 */
export function freeNow(view: ArrayBufferView): void {
  const { buffer } = view
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < neverPooledBytes) return
  try {
    buffer.transfer(0)
  } catch {
    // The memory of a WASM decoder stays with it.
  }
}

/**
 * A source that reads into the same memory again and again: what was read before is gone with the next read. For a
 * reader that decodes what it has read before it reads on.
 */
export function reusingSource(
  source: ByteSource,
  readInto: (target: Uint8Array, offset: number) => number,
): ByteSource {
  let memory = new Uint8Array(1024 * 1024)
  return {
    name: source.name,
    size: source.size,
    read: (offset, length) => {
      const wanted = Math.max(0, Math.min(length, source.size - offset))
      if (wanted > memory.byteLength) memory = new Uint8Array(wanted)
      const target = memory.subarray(0, wanted)
      return Promise.resolve(target.subarray(0, readInto(target, offset)))
    },
  }
}
