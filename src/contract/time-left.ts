/**
 * How long work will go on at the pace so far, in words: `40 s left`, `3 min left`. Empty while the pace is not known
 * yet (in the first second, before anything is done, or where the whole is not known) and when all is done.
 */
export function timeLeft(elapsedMs: number, done: number, total: number): string {
  if (!(done > 0) || done >= total || elapsedMs < 1_000) return ''
  const seconds = Math.ceil(((elapsedMs / done) * (total - done)) / 1_000)
  if (seconds < 90) return `${seconds} s left`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min left` : `${Math.ceil(minutes / 60)} h left`
}
