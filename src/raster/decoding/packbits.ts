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
