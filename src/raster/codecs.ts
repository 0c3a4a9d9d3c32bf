/**
 * Decompressors that differ between the core (Node's zlib) and the window (WASM): the second port of the reader
 * beside ByteSource. `maximum` caps the output in bytes, so that a decompression bomb ends early.
 */
export interface Codecs {
  inflate(bytes: Uint8Array, maximum: number): Uint8Array | Promise<Uint8Array>
  unzstd(bytes: Uint8Array, maximum: number): Uint8Array | Promise<Uint8Array>
}
