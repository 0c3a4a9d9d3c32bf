/** A run of positions that fall into the same block. */
export interface Span {
  readonly block: number
  readonly from: number
  readonly to: number
}

/** Chosen columns or rows by the blocks of `size` in which they lie, in the same order. */
export function spansOf(list: Int32Array, size: number): Span[] {
  const spans: Span[] = []
  for (let from = 0; from < list.length;) {
    const block = Math.floor((list[from] ?? 0) / size)
    let to = from + 1
    while (to < list.length && Math.floor((list[to] ?? 0) / size) === block) to += 1
    spans.push({ block, from, to })
    from = to
  }
  return spans
}
