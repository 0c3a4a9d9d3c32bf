/**
 * Does the work for each item in order and asks for the next one meanwhile, so that the drive reads while this thread
 * decodes. Work that was begun when an earlier one fails is let go.
 * @throws what `work` throws, when its turn comes
 */
export async function* oneAhead<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<readonly [Item, Result]> {
  const begin = (index: number): Promise<Result> | undefined => {
    const item = items[index]
    if (item === undefined) return undefined
    const begun = work(item)
    begun.catch(() => undefined)
    return begun
  }
  let next = begin(0)
  for (const [index, item] of items.entries()) {
    const current = next
    next = begin(index + 1)
    if (current !== undefined) yield [item, await current]
  }
}
