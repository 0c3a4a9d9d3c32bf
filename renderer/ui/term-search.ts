import type { Term } from '../../src/domain/vocabulary.ts'

/** Whether every word of the query begins a word of the term's name, code or meaning. */
export function termMatches(term: Term & { value: string }, query: string): boolean {
  const words = `${term.label} ${term.value} ${term.meaning}`.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .every((part) => words.some((word) => word.startsWith(part)))
}
