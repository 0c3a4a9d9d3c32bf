/** Small deterministic random numbers: the scenes must be the same on every machine and in every year. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform between `from` and `to`. */
  between(from: number, to: number): number
  /** A whole number from 0 to `count - 1`. */
  index(count: number): number
  /** One of `items`. */
  pick<T>(items: readonly T[]): T
  /** Normal with mean 0 and deviation 1. */
  normal(): number
}

/** FNV-1a over UTF-16 units: a seed from words, so that each thing in the yard has its own stream. */
export function seedOf(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const char of words.join('/')) {
    hash ^= char.charCodeAt(0)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** The mulberry32 generator (Tommy Ettinger, public domain). */
export function makeRandom(...words: readonly (string | number)[]): Random {
  let state = seedOf(...words)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const index = (count: number) => Math.floor(next() * count)
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    index,
    pick: (items) => items[index(items.length)]!,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

let normals: Float32Array | undefined

/**
 * A row of normal numbers for millions of pixels: a walk through a table of 65,536, by Marsaglia's xorshift (2003). Each
 * name goes its own way through it, so that no two pictures share their noise, at any offset.
 */
export function grain(...words: readonly (string | number)[]): () => number {
  const table = normalTable()
  let state = seedOf('grain', ...words) | 1
  const spread = seedOf(...words, 'spread') | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return table[Math.imul(state, spread) >>> 16]!
  }
}

function normalTable(): Float32Array {
  if (normals !== undefined) return normals
  const random = makeRandom('normal table')
  normals = Float32Array.from({ length: 65536 }, () => random.normal())
  return normals
}
