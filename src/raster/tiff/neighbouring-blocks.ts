import type { BlockPlace } from './block-index.ts'

/** Blocks whose bytes lie this near are fetched in one read. */
const gapBytes = 64 * 1024
const readBytes = 8 * 1024 * 1024

/** The blocks from `start` on that are worth one read together. */
export function neighbours<T extends { readonly place: BlockPlace }>(
  places: readonly T[],
  start: number,
): T[] {
  const group: T[] = []
  let from = 0
  let end = 0
  for (const one of places.slice(start)) {
    const { offset, length } = one.place
    const joins = offset <= end + gapBytes && offset + length - from <= readBytes
    if (group.length > 0 && !joins) break
    if (group.length === 0) from = offset
    group.push(one)
    end = Math.max(end, offset + length)
  }
  return group
}
