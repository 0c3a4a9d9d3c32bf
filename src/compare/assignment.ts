/**
 * The assignment of rows to columns with the greatest total worth, each used at most once (Kuhn-Munkres with
 * potentials, O(n³); Jonker and Volgenant 1987 describe this form). Pairs of worth 0 or less are never assigned.
 *
 * @param worth one row for each left side, one value for each right side
 * @returns for each row its column, or -1
 */
export function bestAssignment(worth: readonly (readonly number[])[]): number[] {
  const rows = worth.length
  const columns = worth[0]?.length ?? 0
  const size = Math.max(rows, columns)
  // Padded to a square: a cell outside, or of no worth, costs nothing and means "not assigned".
  const cost = (row: number, column: number): number => -Math.max(worth[row]?.[column] ?? 0, 0)
  const rowPotential = new Float64Array(size + 1)
  const columnPotential = new Float64Array(size + 1)
  const rowOfColumn = new Int32Array(size + 1)
  const before = new Int32Array(size + 1)

  for (let row = 1; row <= size; row++) {
    rowOfColumn[0] = row
    const slack = new Float64Array(size + 1).fill(Infinity)
    const used = new Uint8Array(size + 1)
    let column = 0
    do {
      used[column] = 1
      const current = rowOfColumn[column] ?? 0
      let [least, next] = [Infinity, 0]
      for (let j = 1; j <= size; j++) {
        if (used[j] === 1) continue
        const reduced = cost(current - 1, j - 1) - (rowPotential[current] ?? 0) - (columnPotential[j] ?? 0)
        if (reduced < (slack[j] ?? Infinity)) {
          slack[j] = reduced
          before[j] = column
        }
        const slackHere = slack[j] ?? Infinity
        if (slackHere < least) [least, next] = [slackHere, j]
      }
      for (let j = 0; j <= size; j++) {
        if (used[j] === 1) {
          const owner = rowOfColumn[j] ?? 0
          rowPotential[owner] = (rowPotential[owner] ?? 0) + least
          columnPotential[j] = (columnPotential[j] ?? 0) - least
        } else slack[j] = (slack[j] ?? Infinity) - least
      }
      column = next
    } while (rowOfColumn[column] !== 0)
    do {
      const previous = before[column] ?? 0
      rowOfColumn[column] = rowOfColumn[previous] ?? 0
      column = previous
    } while (column !== 0)
  }

  const assigned = new Array<number>(rows).fill(-1)
  for (let column = 1; column <= columns; column++) {
    const row = (rowOfColumn[column] ?? 0) - 1
    if (row >= 0 && row < rows && (worth[row]?.[column - 1] ?? 0) > 0) assigned[row] = column - 1
  }
  return assigned
}
