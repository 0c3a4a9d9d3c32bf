// AssemblyScript, compiled by compile.mjs into lzw.wasm.ts.
//
// TIFF's LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, most significant bit first, 256 clears the table, 257 ends.
// Each string is kept as its first 8 bytes (heads), the place in the output where it was last written (places) and its
// length. Strings up to 8 bytes are stored in one move, longer ones are copied from the output itself.
// Input and output need 16 bytes of slack behind them: both are touched in steps of 8 bytes.

const heads: usize = 1024
const places: usize = heads + 4096 * 8
const lengths: usize = places + 4096 * 4

/** The first address that the caller may use. */
export const free: usize = lengths + 4096 * 4

for (let code: usize = 0; code < 256; code++) {
  store<u64>(heads + code * 8, <u64>code)
  store<u32>(lengths + code * 4, 1)
}

/** Decodes `size` bytes at `input` to at most `limit` bytes at `output`; the count of bytes written, or -1. */
export function decode(input: usize, size: u32, output: usize, limit: u32): i32 {
  const end: usize = input + size
  const lim: usize = output + limit
  let left: i64 = <i64>size * 8
  let p: usize = input
  let o: usize = output
  let acc: u64 = 0
  let bits: u32 = 0
  let width: u32 = 9
  let next: u32 = 258
  let pc: u64 = 0
  let pl: u32 = 0
  let pp: usize = 0
  while (o < lim) {
    if (bits < 12) {
      if (p > end) break
      acc |= bswap<u64>(load<u64>(p)) >> (<u64>bits)
      p += (63 - bits) >> 3
      bits |= 56
    }
    left -= width
    if (left < 0) break
    const code: u32 = <u32>(acc >> (64 - <u64>width))
    acc <<= <u64>width
    bits -= width
    if (code >> 1 == 128) {
      if (code == 257) break
      width = 9
      next = 258
      pl = 0
      continue
    }
    if (pl) {
      if (code > next) return -1
      const first: u64 = (code < next ? load<u64>(heads + code * 8) : pc) & 255
      if (next < 4096) {
        store<u64>(heads + next * 8, pl < 8 ? pc | (first << (8 * <u64>pl)) : pc)
        store<u32>(places + next * 4, <u32>pp)
        store<u32>(lengths + next * 4, pl + 1)
        next++
        if (next + 1 >= (<u32>1) << width && width < 12) width++
      } else if (code > 4095) return -1
    } else if (code > 257) return -1
    pc = load<u64>(heads + code * 8)
    pl = load<u32>(lengths + code * 4)
    store<u64>(o, pc)
    const room: u32 = <u32>(lim - o)
    const len: u32 = pl < room ? pl : room
    if (len > 8) {
      const from: usize = load<u32>(places + code * 4)
      for (let k: u32 = 8; k < len; k += 8) store<u64>(o + k, load<u64>(from + k))
    }
    pp = o
    o += len
  }
  return <i32>(o - output)
}
