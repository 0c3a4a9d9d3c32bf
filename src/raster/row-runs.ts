/** Rows of a level that are read together, and which of the wanted ones they hold: those from `from` up to `to`. */
export interface Run {
  readonly from: number
  readonly to: number
  /** The first row that is read, and how many. */
  readonly first: number
  readonly count: number
}

/**
 * The runs in which to read wanted rows, given in ascending order.
 * @param gap rows that lie no further apart belong together
 * @param mostRows no run has more rows than this
 */
export function runsOf(wanted: Int32Array, gap: number, mostRows: number): Run[] {
  const runs: Run[] = []
  for (let from = 0; from < wanted.length;) {
    const first = wanted[from] ?? 0
    let to = from + 1
    let last = first
    while (to < wanted.length) {
      const next = wanted[to] ?? 0
      if (next - last > gap || next - first >= mostRows) break
      last = next
      to += 1
    }
    runs.push({ from, to, first, count: last - first + 1 })
    from = to
  }
  return runs
}
