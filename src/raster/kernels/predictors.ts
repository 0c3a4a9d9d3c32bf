// AssemblyScript with SIMD, compiled by compile.mjs into predictors.wasm.ts.
//
// Undoing TIFF predictors 2 and 3. Samples of a band lie `step` bytes apart, and each is the sum of all differences of
// its band up to it. Sixteen bytes are done at once: each gets what lies one, two, four … steps before it within the
// sixteen, then the sums that the sixteen before ended with. Where a step is sixteen bytes or more, the sums that are
// added stand in the row already. Rows need 16 bytes of slack behind them, which may be written to.

/** The first address that the caller may use; before it the masks of the moves. */
export const free: usize = 1024

const masks: usize = 512
const spare: usize = 640

/** Writes the masks of a step below 16: moves by 1, 2, 4, 8 steps, and the last sums for the next sixteen bytes. */
function prepare(step: u32): void {
  for (let move: u32 = 0, distance: u32 = step; move < 4; move++, distance <<= 1)
    for (let at: u32 = 0; at < 16; at++)
      store<u8>(masks + move * 16 + at, <u8>(at >= distance ? at - distance : 255))
  for (let at: u32 = 0; at < 16; at++) store<u8>(masks + 64 + at, <u8>(16 - step + (at % step)))
}

/** Sums up a row of samples of type T. */
function sum<T>(start: usize, bytes: u32, step: u32): void {
  const end: usize = start + bytes
  if (step >= 16) {
    let at: usize = start + step
    for (; at + 16 <= end; at += 16) v128.store(at, v128.add<T>(v128.load(at), v128.load(at - step)))
    // The last samples one by one: what lies behind them is the next row.
    for (; at < end; at += sizeof<T>()) store<T>(at, <T>(load<T>(at) + load<T>(at - step)))
    return
  }
  const one = v128.load(masks)
  const two = v128.load(masks + 16)
  const four = v128.load(masks + 32)
  const eight = v128.load(masks + 48)
  const last = v128.load(masks + 64)
  let carry = i64x2.splat(0)
  let kept = carry
  for (let at: usize = start; at < end; at += 16) {
    let sums = v128.load(at)
    kept = sums
    sums = v128.add<T>(sums, i8x16.swizzle(sums, one))
    if (step < 8) sums = v128.add<T>(sums, i8x16.swizzle(sums, two))
    if (step < 4) sums = v128.add<T>(sums, i8x16.swizzle(sums, four))
    if (step < 2) sums = v128.add<T>(sums, i8x16.swizzle(sums, eight))
    sums = v128.add<T>(sums, carry)
    carry = i8x16.swizzle(sums, last)
    v128.store(at, sums)
  }
  // What lies behind the row belongs to the next one.
  const over: usize = (16 - (bytes & 15)) & 15
  if (over == 0) return
  v128.store(spare, kept)
  memory.copy(end, spare + (16 - over), over)
}

/**
 * Horizontal differencing (predictor 2) of `rows` rows of `bytes` bytes at `start`, in place; each row starts anew.
 * @param step bytes from a sample to the next one of its band
 * @param size bytes of a sample: 1, 2, 4 or 8
 */
export function undoDifferences(start: usize, rows: u32, bytes: u32, step: u32, size: u32): void {
  if (step < 16) prepare(step)
  for (let row: u32 = 0; row < rows; row++) {
    const at: usize = start + row * bytes
    if (size == 1) sum<u8>(at, bytes, step)
    else if (size == 2) sum<u16>(at, bytes, step)
    else if (size == 4) sum<u32>(at, bytes, step)
    else sum<u64>(at, bytes, step)
  }
}

/**
 * The floating point predictor (3) of `rows` rows of `count` samples of 4 bytes, from `start` to `target`: bytes are
 * differences from the byte `step` before, and a row holds all highest bytes first.
 */
export function undoFloats(start: usize, target: usize, rows: u32, count: u32, step: u32): void {
  if (step < 16) prepare(step)
  for (let row: u32 = 0; row < rows; row++) {
    const from: usize = start + row * count * 4
    const to: usize = target + row * count * 4
    sum<u8>(from, count * 4, step)
    let at: u32 = 0
    for (; at + 16 <= count; at += 16) {
      const a = v128.load(from + at)
      const b = v128.load(from + count + at)
      const c = v128.load(from + 2 * count + at)
      const d = v128.load(from + 3 * count + at)
      const dcLow = v128.shuffle<u8>(d, c, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
      const dcHigh = v128.shuffle<u8>(d, c, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
      const baLow = v128.shuffle<u8>(b, a, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
      const baHigh = v128.shuffle<u8>(b, a, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
      v128.store(to + at * 4, v128.shuffle<u16>(dcLow, baLow, 0, 8, 1, 9, 2, 10, 3, 11))
      v128.store(to + at * 4 + 16, v128.shuffle<u16>(dcLow, baLow, 4, 12, 5, 13, 6, 14, 7, 15))
      v128.store(to + at * 4 + 32, v128.shuffle<u16>(dcHigh, baHigh, 0, 8, 1, 9, 2, 10, 3, 11))
      v128.store(to + at * 4 + 48, v128.shuffle<u16>(dcHigh, baHigh, 4, 12, 5, 13, 6, 14, 7, 15))
    }
    for (; at < count; at++)
      for (let plane: u32 = 0; plane < 4; plane++)
        store<u8>(to + at * 4 + 3 - plane, load<u8>(from + plane * count + at))
  }
}
