/** What the frame header of a JPEG stream declares. */
export interface JpegFrame {
  readonly width: number
  readonly height: number
  readonly precision: number
  readonly components: number
  /** Lossless and arithmetic frames are not what TIFF writers make. */
  readonly coding: 'huffman' | 'other'
}

/** Each scan of a progressive image goes over all of it: a small file may ask for years of work. libtiff has this limit. */
const scanLimit = 100
const marker = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app14: 0xee } as const

/**
 * What the stream of one block declares, read from its markers; null where they are damaged, there is no frame, or
 * there are more scans than any writer makes.
 */
export function jpegFrame(bytes: Uint8Array): JpegFrame | null {
  let frame: JpegFrame | null = null
  let scans = 0
  for (let at = bytes[0] === 0xff && bytes[1] === marker.soi ? 2 : 0; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) {
      at += 1
      continue
    }
    const code = bytes[at + 1] ?? 0
    // Stuffed zeros, fill bytes and restart markers stand alone.
    if (code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd8) || code === 1) {
      at += code === 0xff ? 1 : 2
      continue
    }
    if (code === marker.eoi) break
    const length = word(bytes, at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return frame
    if (isFrame(code)) {
      if (length < 8 || frame !== null) return null
      frame = {
        precision: bytes[at + 4] ?? 0,
        height: word(bytes, at + 5),
        width: word(bytes, at + 7),
        components: bytes[at + 9] ?? 0,
        coding: code === 0xc0 || code === 0xc1 || code === 0xc2 ? 'huffman' : 'other',
      }
    }
    if (code === marker.sos) scans += 1
    if (scans > scanLimit) return null
    at += 2 + length
  }
  return scans === 0 ? null : frame
}

/** Start-of-frame markers; between them stand those of Huffman tables, arithmetic conditioning and one reserved. */
function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc
}

/**
 * One stream from the tables that all blocks share (TIFF tag JPEGTables) and the block's own, abbreviated one. An Adobe
 * marker says whether the components are YCbCr: TIFF says it by its photometric interpretation and leaves the marker
 * out, and decoders would guess.
 */
export function wholeJpeg(bytes: Uint8Array, tables: Uint8Array | null, yCbCr: boolean): Uint8Array {
  const parts = [
    Uint8Array.of(0xff, marker.soi, 0xff, marker.app14, 0, 14),
    new TextEncoder().encode('Adobe'),
    Uint8Array.of(0, 100, 0, 0, 0, 0, yCbCr ? 1 : 0),
    ...(tables === null ? [] : [withoutEnds(tables)]),
    withoutAdobe(withoutEnds(bytes)),
    Uint8Array.of(0xff, marker.eoi),
  ]
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

function withoutEnds(bytes: Uint8Array): Uint8Array {
  const start = bytes[0] === 0xff && bytes[1] === marker.soi ? 2 : 0
  let end = bytes.length
  // Writers pad blocks to even lengths with anything.
  for (let back = end; back >= Math.max(start + 2, end - 16); back -= 1) {
    if (bytes[back - 2] === 0xff && bytes[back - 1] === marker.eoi) {
      end = back - 2
      break
    }
  }
  return bytes.subarray(start, end)
}

/** A marker of the block's own would come later and count. */
function withoutAdobe(bytes: Uint8Array): Uint8Array {
  for (let at = 0; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const code = bytes[at + 1] ?? 0
    const length = word(bytes, at + 2)
    if (code === marker.sos) break
    if (code === marker.app14 && at + 2 + length <= bytes.length) {
      const without = new Uint8Array(bytes.length - 2 - length)
      without.set(bytes.subarray(0, at))
      without.set(bytes.subarray(at + 2 + length), at)
      return without
    }
    at += 2 + length
  }
  return bytes
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}
