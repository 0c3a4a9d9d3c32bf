/**
 * Neighbours that are asked for at once.
 * @param sizeOf how much an item takes, in any unit
 * @param mostSize no batch takes more than this, unless one item alone does
 * @param mostItems no batch has more items than this
 */
export function batchesOf<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  mostSize: number,
  mostItems: number,
): Item[][] {
  const batches: Item[][] = []
  let size = 0
  for (const item of items) {
    const last = batches.at(-1)
    size += sizeOf(item)
    if (last !== undefined && size <= mostSize && last.length < mostItems) last.push(item)
    else {
      batches.push([item])
      size = sizeOf(item)
    }
  }
  return batches
}
