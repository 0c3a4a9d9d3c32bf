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

/** Bits of the input that the last call took, and whether it met the end of the stream. */
export let taken: i64 = 0
export let ended: bool = false

// What stands between two calls: the width of the next code, the next free one, the last string.
let width: u32 = 9
let next: u32 = 258
let pc: u64 = 0
let pl: u32 = 0
let pp: usize = 0

/** Begins a new stream. */
export function begin(): void {
  width = 9
  next = 258
  pl = 0
  ended = false
}

/**
 * Goes on decoding `size` bytes at `input`, from bit `skip` on, until `limit` bytes stand at `output`; the last string
 * may reach up to `room`. The count of bytes written, or -1.
 */
export function decode(input: usize, size: u32, skip: u32, output: usize, limit: u32, room: u32): i32 {
  const end: usize = input + size
  const lim: usize = output + limit
  const top: usize = output + room
  let left: i64 = <i64>size * 8 - skip
  let p: usize = input
  let o: usize = output
  let acc: u64 = 0
  let bits: u32 = 0
  if (skip && size) {
    acc = bswap<u64>(load<u64>(p)) << (<u64>skip)
    p += 7
    bits = 56 - skip
  }
  let w: u32 = width
  let n: u32 = next
  let c: u64 = pc
  let l: u32 = pl
  let s: usize = pp
  while (o < lim) {
    if (bits < 12) {
      if (p > end) break
      acc |= bswap<u64>(load<u64>(p)) >> (<u64>bits)
      p += (63 - bits) >> 3
      bits |= 56
    }
    left -= w
    if (left < 0) {
      left += w
      break
    }
    const code: u32 = <u32>(acc >> (64 - <u64>w))
    acc <<= <u64>w
    bits -= w
    if (code >> 1 == 128) {
      if (code == 257) {
        ended = true
        break
      }
      w = 9
      n = 258
      l = 0
      continue
    }
    if (l) {
      if (code > n) return -1
      const first: u64 = (code < n ? load<u64>(heads + code * 8) : c) & 255
      if (n < 4096) {
        store<u64>(heads + n * 8, l < 8 ? c | (first << (8 * <u64>l)) : c)
        store<u32>(places + n * 4, <u32>s)
        store<u32>(lengths + n * 4, l + 1)
        n++
        if (n + 1 >= (<u32>1) << w && w < 12) w++
      } else if (code > 4095) return -1
    } else if (code > 257) return -1
    c = load<u64>(heads + code * 8)
    l = load<u32>(lengths + code * 4)
    store<u64>(o, c)
    const free: u32 = <u32>(top - o)
    const len: u32 = l < free ? l : free
    if (len > 8) {
      const from: usize = load<u32>(places + code * 4)
      for (let k: u32 = 8; k < len; k += 8) store<u64>(o + k, load<u64>(from + k))
    }
    s = o
    o += len
  }
  width = w
  next = n
  pc = c
  pl = l
  pp = s
  taken = <i64>size * 8 - left
  return <i32>(o - output)
}

/**
 * Copies the strings that later codes may mean out of the output, which can then be written anew: from `to` on to the
 * address that is returned. The next output begins there, because the next string is the last one and a byte of it.
 */
export function keep(to: usize): usize {
  let at: usize = to
  for (let code: u32 = 258; code < next; code++) {
    const length: u32 = load<u32>(lengths + code * 4)
    if (length <= 8) continue
    memory.copy(at, load<u32>(places + code * 4), length)
    store<u32>(places + code * 4, <u32>at)
    at += length
  }
  memory.copy(at, pp, pl)
  pp = at
  return at + pl
}
