import { zlibSync } from 'fflate'

/** Samples of one band or block, in the type in which the file stores them. */
export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array

export type TiffCompression = 'none' | 'lzw' | 'deflate' | 'packbits'

/** How the samples of a block become bytes. */
export interface BlockCoding {
  readonly compression: TiffCompression
  /** 1: none. 2: differences along the row (integers). 3: byte planes and differences (floats; TIFF Technical Note 3). */
  readonly predictor: 1 | 2 | 3
  readonly littleEndian: boolean
  /** Deflate effort, 0 to 9. */
  readonly level: number
}

/** TIFF's number for each compression. */
export const compressionCode: Record<TiffCompression, number> = {
  none: 1,
  lzw: 5,
  deflate: 8,
  packbits: 32773,
}

/** True where this machine keeps the low byte first: then little-endian samples need no swapping. */
const machineIsLittle = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse()
}

function differences(samples: Samples, perRow: number, stride: number): Samples {
  const out = samples.slice()
  for (let row = 0; row < out.length; row += perRow)
    for (let i = row + perRow - 1; i >= row + stride; i--)
      // The typed array wraps around at its own width, which is what the decoder's sum undoes.
      out[i] = (samples[i] ?? 0) - (samples[i - stride] ?? 0)
  return out
}

function floatPlanes(samples: Samples, perRow: number, stride: number): Uint8Array {
  const size = samples.BYTES_PER_ELEMENT
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  const out = new Uint8Array(bytes.length)
  const rowBytes = perRow * size
  for (let row = 0; row < bytes.length; row += rowBytes) {
    for (let plane = 0; plane < size; plane++) {
      const from = machineIsLittle ? size - 1 - plane : plane
      for (let i = 0; i < perRow; i++) out[row + plane * perRow + i] = bytes[row + i * size + from] ?? 0
    }
    for (let i = row + rowBytes - 1; i >= row + stride; i--) out[i] = (out[i] ?? 0) - (out[i - stride] ?? 0)
  }
  return out
}

/**
 * One strip or tile as bytes. `perRow` is the number of samples in a row of the block, `stride` the distance between
 * samples of the same band (the bands of a pixel-interleaved block, else 1).
 */
export function encodeBlock(
  samples: Samples,
  perRow: number,
  stride: number,
  coding: BlockCoding,
): Uint8Array {
  const size = samples.BYTES_PER_ELEMENT
  let bytes: Uint8Array
  if (coding.predictor === 3) bytes = floatPlanes(samples, perRow, stride)
  else {
    const plain = coding.predictor === 2 ? differences(samples, perRow, stride) : samples
    bytes = new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength)
    if (coding.littleEndian !== machineIsLittle && size > 1) {
      bytes = bytes.slice()
      swapBytes(bytes, size)
    }
  }
  switch (coding.compression) {
    case 'none':
      return bytes
    case 'lzw':
      return encodeLzw(bytes)
    case 'deflate':
      return zlibSync(bytes, { level: Math.max(0, Math.min(9, Math.round(coding.level))) as 0 })
    case 'packbits':
      return encodePackBits(bytes, perRow * size)
  }
}

/**
 * PackBits, TIFF 6.0 section 9: each row of `rowBytes` packed on its own, runs of three and more as repeats.
 */
export function encodePackBits(bytes: Uint8Array, rowBytes: number): Uint8Array {
  const out = new Uint8Array(
    bytes.length + Math.ceil(bytes.length / 100) + 2 * Math.ceil(bytes.length / rowBytes) + 8,
  )
  let o = 0
  const runAt = (at: number, end: number) => {
    let length = 1
    while (length < 128 && at + length < end && bytes[at + length] === bytes[at]) length++
    return length
  }
  for (let row = 0; row < bytes.length; row += rowBytes) {
    const end = Math.min(row + rowBytes, bytes.length)
    let at = row
    while (at < end) {
      const run = runAt(at, end)
      if (run >= 3) {
        out[o++] = 257 - run
        out[o++] = bytes[at] ?? 0
        at += run
        continue
      }
      const start = at
      while (at < end && at - start < 128 && runAt(at, end) < 3) at++
      out[o++] = at - start - 1
      out.set(bytes.subarray(start, at), o)
      o += at - start
    }
  }
  return out.slice(0, o)
}

const lzwClear = 256
const lzwEnd = 257
const hashSize = 1 << 14

/**
 * TIFF's LZW (TIFF 6.0 section 13): codes of 9 to 12 bits, high bit first, wider one code early, a Clear code when the
 * table has 4094 strings.
 */
export function encodeLzw(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((bytes.length * 12) / 8) + Math.ceil(bytes.length / 1000) + 16)
  // Open addressing over (prefix code, next byte); an entry is valid when its stamp is the current table's.
  const keys = new Int32Array(hashSize)
  const codes = new Uint16Array(hashSize)
  const stamps = new Int32Array(hashSize)
  let stamp = 1
  let next = 258
  let width = 9
  let held = 0
  let heldBits = 0
  let o = 0
  const put = (code: number) => {
    held = (held << width) | code
    heldBits += width
    while (heldBits >= 8) {
      heldBits -= 8
      out[o++] = (held >> heldBits) & 255
    }
    held &= (1 << heldBits) - 1
  }
  put(lzwClear)
  let prefix = -1
  for (const byte of bytes) {
    if (prefix < 0) {
      prefix = byte
      continue
    }
    const key = (prefix << 8) | byte
    let slot = (Math.imul(key, 0x9e3779b1) >>> 18) & (hashSize - 1)
    while (stamps[slot] === stamp && keys[slot] !== key) slot = (slot + 1) & (hashSize - 1)
    if (stamps[slot] === stamp) {
      prefix = codes[slot] ?? 0
      continue
    }
    put(prefix)
    keys[slot] = key
    codes[slot] = next++
    stamps[slot] = stamp
    if (next === 4094) {
      put(lzwClear)
      stamp++
      next = 258
      width = 9
    } else if (next === 512 || next === 1024 || next === 2048) width++
    prefix = byte
  }
  if (prefix >= 0) {
    put(prefix)
    // The decoder adds a string for this code too, which may widen End or ask for a Clear before it.
    next++
    if (next === 4094) {
      put(lzwClear)
      width = 9
    } else if (next === 512 || next === 1024 || next === 2048) width++
  }
  put(lzwEnd)
  if (heldBits > 0) out[o++] = (held << (8 - heldBits)) & 255
  return out.slice(0, o)
}
