/**
 * Where the bytes of a scene come from: a file handle in the core, a MessagePort in a tile worker, memory in tests.
 * The reader depends on nothing else.
 */
export interface ByteSource {
  /** File name for messages, without folders. */
  readonly name: string
  /** Size in bytes. */
  readonly size: number
  /**
   * Reads exactly `length` bytes from `offset`, fewer only at the end of the file.
   * @throws Problem `file/unreadable` when the bytes cannot be had; an AbortError when `signal` aborts.
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>
  /**
   * There where each read hands out memory that is the reader's alone. It may keep the bytes and change them, or give
   * them back here for a later read: to touch new memory costs as much as to read into it.
   */
  recycle?(bytes: Uint8Array): void
}

/** A source over bytes in memory. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.byteLength,
    read: (offset, length) =>
      Promise.resolve(bytes.subarray(offset, Math.min(bytes.byteLength, offset + length))),
  }
}
