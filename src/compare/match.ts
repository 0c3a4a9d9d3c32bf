import { bestAssignment } from './assignment.ts'

/** Two things of two lists that are held for one. */
export interface Match<A, B> {
  readonly a: A
  readonly b: B
}

/**
 * Matches each of one list with at most one of another so that all pairs together are worth most; pairs of worth 0 are
 * never made. Groups that no worth connects are matched on their own: a port has many hulls and few near each other.
 */
export function matchHulls<A, B>(
  first: readonly A[],
  second: readonly B[],
  worth: (a: A, b: B) => number,
): Match<A, B>[] {
  const worths = first.map((a) => second.map((b) => worth(a, b)))
  const pairs: Match<A, B>[] = []
  for (const { rows, columns } of groupsOf(worths, second.length)) {
    const matched = bestAssignment(rows.map((row) => columns.map((column) => worths[row]?.[column] ?? 0)))
    matched.forEach((at, index) => {
      const [a, b] = [first[rows[index] ?? -1], second[columns[at] ?? -1]]
      if (a !== undefined && b !== undefined) pairs.push({ a, b })
    })
  }
  return pairs
}

/** Rows and columns that a chain of positive worths connects. */
function groupsOf(worths: readonly (readonly number[])[], width: number) {
  const parent = Int32Array.from({ length: worths.length + width }, (_, index) => index)
  const root = (at: number): number => {
    let node = at
    while (parent[node] !== node) {
      parent[node] = parent[parent[node] ?? node] ?? node
      node = parent[node] ?? node
    }
    return node
  }
  worths.forEach((row, index) =>
    row.forEach((value, column) => {
      if (value > 0) parent[root(index)] = root(worths.length + column)
    }),
  )
  const groups = new Map<number, { rows: number[]; columns: number[] }>()
  for (let at = 0; at < parent.length; at += 1) {
    const group = groups.get(root(at)) ?? { rows: [], columns: [] }
    groups.set(root(at), group)
    if (at < worths.length) group.rows.push(at)
    else group.columns.push(at - worths.length)
  }
  return [...groups.values()].filter(({ rows, columns }) => rows.length > 0 && columns.length > 0)
}
