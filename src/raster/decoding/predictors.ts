/** Undoing TIFF predictors, in place, in the machine's byte order. `stride` is the count of interleaved samples. */

/** Horizontal differencing (predictor 2) of 8, 16, 32 or 64-bit samples; each row starts anew. */
export function undoDifferences(
  rows: Uint8Array | Uint16Array | Uint32Array | BigUint64Array,
  rowLength: number,
  stride: number,
): void {
  for (let start = 0; start + rowLength <= rows.length; start += rowLength) {
    if (rows instanceof BigUint64Array) {
      for (let at = start + stride; at < start + rowLength; at += 1) {
        rows[at] = (rows[at] ?? 0n) + (rows[at - stride] ?? 0n)
      }
    } else {
      accumulate(rows, start, rowLength, stride)
    }
  }
}

function accumulate(
  row: Uint8Array | Uint16Array | Uint32Array,
  start: number,
  length: number,
  stride: number,
): void {
  if (stride === 4 && length % 4 === 0) {
    if (row instanceof Uint16Array && row.byteOffset % 4 === 0) accumulateFourShorts(row, start, length)
    else accumulateFours(row, start, length)
    return
  }
  if (stride === 1) {
    let sum = 0
    for (let at = start, end = start + length; at < end; at += 1) {
      sum = (sum + (row[at] ?? 0)) | 0
      row[at] = sum
    }
    return
  }
  // The typed array wraps the sums around.
  for (let at = start + stride; at < start + length; at += 1) {
    row[at] = (row[at] ?? 0) + (row[at - stride] ?? 0)
  }
}

/** The same for four bands, the usual number: running sums are three times as quick as reading them back. */
function accumulateFours(row: Uint8Array | Uint16Array | Uint32Array, start: number, length: number): void {
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let at = start, end = start + length; at < end; at += 4) {
    first = (first + (row[at] ?? 0)) | 0
    second = (second + (row[at + 1] ?? 0)) | 0
    third = (third + (row[at + 2] ?? 0)) | 0
    fourth = (fourth + (row[at + 3] ?? 0)) | 0
    row[at] = first
    row[at + 1] = second
    row[at + 2] = third
    row[at + 3] = fourth
  }
}

/** The same for 16 bits: two sums in one number, whose upper bits are added apart so that none runs into the other. */
function accumulateFourShorts(row: Uint16Array, start: number, length: number): void {
  const words = new Int32Array(row.buffer, row.byteOffset + 2 * start, length / 2)
  const low = 0x7fff7fff
  const high = ~low
  let a = 0
  let b = 0
  for (let at = 0; at < words.length; at += 2) {
    const c = words[at] ?? 0
    const d = words[at + 1] ?? 0
    // Kept to 32 bits: a sum that leaves them would be reckoned as a float.
    a = (((a & low) + (c & low)) | 0) ^ ((a ^ c) & high)
    b = (((b & low) + (d & low)) | 0) ^ ((b ^ d) & high)
    words[at] = a
    words[at + 1] = b
  }
}

/**
 * The floating point predictor (3, Adobe TIFF Technical Note 3): bytes differ from the byte `stride` before, and each
 * row holds first all highest bytes, then all second ones, whatever the byte order of the file.
 */
export function undoFloatPredictor(
  bytes: Uint8Array,
  rowBytes: number,
  stride: number,
  bytesPerSample: number,
): void {
  const row = new Uint8Array(rowBytes)
  const count = rowBytes / bytesPerSample
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    accumulate(bytes, start, rowBytes, stride)
    row.set(bytes.subarray(start, start + rowBytes))
    for (let plane = 0; plane < bytesPerSample; plane += 1) {
      const from = plane * count
      let to = start + bytesPerSample - 1 - plane
      for (let index = 0; index < count; index += 1, to += bytesPerSample) bytes[to] = row[from + index] ?? 0
    }
  }
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
