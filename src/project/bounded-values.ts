/** Longer than this no value is that Roadstead stores; the corners of an outline of 60,000 would fit in. */
const largestBytes = 1_000_000
/** A row of the history that tells of an import names each of its records. */
const largestStepBytes = 100_000_000

/** What is read in the stead of a value that is too large: an attacker's gigabyte would take the memory. */
const mark = Buffer.from('roadstead: too large')

/**
 * A column as it stands in a SELECT. SQLite tells the length of a value without reading it, so one that is too large
 * never reaches the memory; `isTooLarge` knows what comes instead. Order by the column of the table, not by this one.
 */
export function bounded(column: string, largest = largestBytes): string {
  return `iif(octet_length(${column}) > ${largest}, x'${mark.toString('hex')}', ${column}) AS ${column}`
}

/** The same for a list of columns. */
export function boundedList(columns: readonly string[]): string {
  return columns.map((column) => bounded(column)).join(', ')
}

/** A text column of the history that holds records. */
export const boundedStep = (column: string): string => bounded(column, largestStepBytes)

export function isTooLarge(value: unknown): boolean {
  return Buffer.isBuffer(value) && value.equals(mark)
}
