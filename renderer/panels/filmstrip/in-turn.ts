let last: Promise<unknown> = Promise.resolve()

/** Runs work when all that was asked for before is done, so that a strip of pictures never crowds out the map. */
export function inTurn(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  const turn = last.then(async () => {
    if (!signal.aborted) await work()
  })
  last = turn.catch(() => undefined)
  return turn
}
