import { samplesOf, type Level, type Samples } from '../scene-image.ts'

/**
 * Turns the decompressed bytes of a block into samples of the file's type: packed bits are spread, half floats
 * widened, complex pairs become magnitudes. Bytes are in the machine's order by now.
 * @param rowSamples samples of one row of the block; rows start on a byte
 */
export function unpackSamples(
  bytes: Uint8Array<ArrayBuffer>,
  level: Level,
  rowSamples: number,
  rows: number,
): Samples {
  const count = rowSamples * rows
  const { bitsPerSample: bits, sampleFormat: format, sampleType: type } = level
  if (format === 3 && bits === 16) return halves(viewOf(bytes, Uint16Array, count))
  if (format === 3 && bits === 24) return threeByteFloats(bytes, count)
  switch (type) {
    case 'CInt16':
    case 'CInt32':
    case 'CFloat32':
    case 'CFloat64':
      return magnitudes(bytes, level, count)
    case 'UInt64':
      return Float64Array.from(viewOf(bytes, BigUint64Array, count), Number)
    case 'Int64':
      return Float64Array.from(viewOf(bytes, BigInt64Array, count), Number)
    case 'Float32':
      return viewOf(bytes, Float32Array, count)
    case 'Float64':
      return viewOf(bytes, Float64Array, count)
    case 'Int8':
      return viewOf(bytes, Int8Array, count)
    case 'Int16':
      return viewOf(bytes, Int16Array, count)
    case 'Int32':
      return viewOf(bytes, Int32Array, count)
    case 'Byte':
      return bits === 8 ? viewOf(bytes, Uint8Array, count) : spread(bytes, level, rowSamples, rows)
    case 'UInt16':
      return bits === 16 ? viewOf(bytes, Uint16Array, count) : spread(bytes, level, rowSamples, rows)
    case 'UInt32':
      return bits === 32 ? viewOf(bytes, Uint32Array, count) : spread(bytes, level, rowSamples, rows)
  }
}

interface ArrayType<T> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBuffer, offset: number, length: number): T
}

/** The bytes as an array of `count` elements, copied only where they are not aligned. */
function viewOf<T>(bytes: Uint8Array<ArrayBuffer>, type: ArrayType<T>, count: number): T {
  const aligned = bytes.byteOffset % type.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice()
  return new type(aligned.buffer, aligned.byteOffset, count)
}

/** Samples of any width up to 32 bits, highest bit first, each row from a new byte. */
function spread(bytes: Uint8Array, level: Level, rowSamples: number, rows: number): Samples {
  const { bitsPerSample: bits } = level
  const samples = samplesOf(level.sampleType, rowSamples * rows)
  const rowBytes = Math.ceil((rowSamples * bits) / 8)
  if (bits === 1 && samples instanceof Uint8Array) return spreadBits(bytes, samples, rowSamples, rowBytes)
  // Up to 24 bits and the 7 left over fit into an integer; wider ones are held in a double.
  if (bits <= 24) return spreadNarrow(bytes, bits, samples, rowSamples, rowBytes)
  for (let row = 0, to = 0; row < rows; row += 1) {
    let at = row * rowBytes
    let held = 0
    let have = 0
    for (let index = 0; index < rowSamples; index += 1, to += 1) {
      while (have < bits) {
        // At most 7 + 32 bits are held, more than an integer shift takes.
        held = held * 256 + (bytes[at] ?? 0)
        at += 1
        have += 8
      }
      have -= bits
      const divisor = 2 ** have
      const value = Math.floor(held / divisor)
      held -= value * divisor
      samples[to] = value
    }
  }
  return samples
}

/** Eight samples of one bit for each byte. */
const bitsOfBytes = new Uint8Array(256 * 8)
for (let index = 0; index < bitsOfBytes.length; index += 1)
  bitsOfBytes[index] = ((index >> 3) >> (7 - (index & 7))) & 1

function spreadBits(
  bytes: Uint8Array,
  samples: Uint8Array<ArrayBuffer>,
  rowSamples: number,
  rowBytes: number,
): Samples {
  const whole = rowSamples >> 3
  const eights = new Float64Array(bitsOfBytes.buffer)
  // Rows that begin on a multiple of eight samples are written eight at a time.
  const wide = rowSamples % 8 === 0 ? new Float64Array(samples.buffer, 0, samples.length / 8) : null
  for (let start = 0, to = 0; to < samples.length; start += rowBytes, to += rowSamples) {
    if (wide !== null) {
      const first = to / 8
      for (let index = 0; index < whole; index += 1)
        wide[first + index] = eights[bytes[start + index] ?? 0] ?? 0
      continue
    }
    for (let index = 0; index < rowSamples; index += 1)
      samples[to + index] = ((bytes[start + (index >> 3)] ?? 0) >> (7 - (index & 7))) & 1
  }
  return samples
}

function spreadNarrow(
  bytes: Uint8Array,
  bits: number,
  samples: Samples,
  rowSamples: number,
  rowBytes: number,
): Samples {
  const mask = (1 << bits) - 1
  for (let start = 0, to = 0; to < samples.length; start += rowBytes) {
    let at = start
    let held = 0
    let have = 0
    for (const end = to + rowSamples; to < end; to += 1) {
      while (have < bits) {
        held = (held << 8) | (bytes[at] ?? 0)
        at += 1
        have += 8
      }
      have -= bits
      samples[to] = (held >>> have) & mask
    }
  }
  return samples
}

let everyHalf: Float32Array | null = null

function halves(words: Uint16Array): Float32Array<ArrayBuffer> {
  everyHalf ??= Float32Array.from({ length: 0x1_0000 }, (_, word) => halfFloat(word))
  const values = new Float32Array(words.length)
  for (let index = 0; index < words.length; index += 1) values[index] = everyHalf[words[index] ?? 0] ?? 0
  return values
}

/** An IEEE 754 half precision number. */
function halfFloat(word: number): number {
  const sign = word & 0x8000 ? -1 : 1
  const exponent = (word >> 10) & 0x1f
  const fraction = word & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** Adobe's 24-bit floats: 1 sign, 7 exponent, 16 fraction bits. */
function threeByteFloats(bytes: Uint8Array, count: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(count)
  for (let index = 0; index < count; index += 1) {
    const [low, middle, high] = [bytes[3 * index] ?? 0, bytes[3 * index + 1] ?? 0, bytes[3 * index + 2] ?? 0]
    const sign = high & 0x80 ? -1 : 1
    const exponent = high & 0x7f
    const fraction = (middle << 8) | low
    if (exponent === 0) values[index] = sign * fraction * 2 ** -78
    else if (exponent === 127) values[index] = fraction === 0 ? sign * Infinity : NaN
    else values[index] = sign * (1 + fraction / 65536) * 2 ** (exponent - 63)
  }
  return values
}

function magnitudes(bytes: Uint8Array<ArrayBuffer>, level: Level, count: number): Samples {
  const parts = complexParts(bytes, level, 2 * count)
  const samples = samplesOf(level.sampleType, count)
  for (let index = 0; index < count; index += 1) {
    samples[index] = Math.hypot(parts[2 * index] ?? 0, parts[2 * index + 1] ?? 0)
  }
  return samples
}

function complexParts(bytes: Uint8Array<ArrayBuffer>, level: Level, count: number): ArrayLike<number> {
  const { sampleType: type } = level
  if (type === 'CInt16') return viewOf(bytes, Int16Array, count)
  if (type === 'CInt32') return viewOf(bytes, Int32Array, count)
  if (type === 'CFloat64') return viewOf(bytes, Float64Array, count)
  return level.bitsPerSample === 32
    ? halves(viewOf(bytes, Uint16Array, count))
    : viewOf(bytes, Float32Array, count)
}
