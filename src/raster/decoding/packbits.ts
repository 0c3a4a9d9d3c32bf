import type { Pieces } from './codecs.ts'

/** Decodes PackBits (TIFF 6.0, section 9) to at most `maximum` bytes; fewer where the stream ends early. */
export function decodePackBits(bytes: Uint8Array, maximum: number): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(maximum)
  let at = 0
  let from = 0
  while (at < maximum && from < bytes.length) {
    const head = bytes[from] ?? 128
    from += 1
    if (head < 128) {
      const run = bytes.subarray(from, from + Math.min(head + 1, maximum - at))
      output.set(run, at)
      at += run.length
      from += head + 1
    } else if (head > 128) {
      const end = Math.min(maximum, at + 257 - head)
      if (from >= bytes.length) break
      output.fill(bytes[from] ?? 0, at, end)
      at = end
      from += 1
    }
  }
  return at === maximum ? output : output.slice(0, at)
}

const pieceBytes = 1024 * 1024
const longestRun = 128

/** Decodes PackBits piece by piece, in little memory however long the stream is. */
export async function* packBitsPieces(pieces: Pieces): Pieces {
  let rest = new Uint8Array()
  for await (const piece of pieces) {
    const bytes = new Uint8Array(rest.byteLength + piece.byteLength)
    bytes.set(rest)
    bytes.set(piece, rest.byteLength)
    let from = 0
    while (from < bytes.length) {
      const end = wholeRuns(bytes, from, pieceBytes)
      if (end === from) break
      yield decodePackBits(bytes.subarray(from, end), pieceBytes + longestRun)
      from = end
    }
    rest = bytes.slice(from)
  }
  if (rest.byteLength > 0) yield decodePackBits(rest, longestRun)
}

/** Where the runs end that begin at `from`, lie within `bytes` and unpack to about `most` bytes. */
function wholeRuns(bytes: Uint8Array, from: number, most: number): number {
  let [at, unpacked] = [from, 0]
  while (unpacked < most && at < bytes.length) {
    const head = bytes[at] ?? 128
    const end = at + 1 + (head < 128 ? head + 1 : head > 128 ? 1 : 0)
    if (end > bytes.length) break
    if (head !== 128) unpacked += head < 128 ? head + 1 : 257 - head
    at = end
  }
  return at
}
