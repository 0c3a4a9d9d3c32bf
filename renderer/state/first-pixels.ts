import type { Uid } from '../../src/domain/identifiers.ts'
import type { ProjectStore } from './project-store.ts'
import type { ReadoutStore } from './readout-store.ts'
import type { WorkbenchStore } from './workbench-store.ts'

/**
 * Resolves when nobody waits any more to see a scene for the first time: checksums and display pyramids, which can
 * wait, then take no time from it.
 */
export type FirstPixels = () => Promise<unknown>

/** Tiles are asked for with the next frame; a window that is not drawn asks for none. */
const askedWithinMs = 1_000
/** A slow drive may not keep the rest waiting for ever. */
const longestMs = 30_000

/**
 * Waits for the scenes that are on the screen now, until each has been drawn for the first time, can't be drawn, or has
 * left the screen.
 */
export function createFirstPixels({
  project,
  workbench,
  readout,
}: {
  readonly project: ProjectStore
  readonly workbench: WorkbenchStore
  readonly readout: ReadoutStore
}): FirstPixels {
  const waiting = new Map<Uid, Promise<undefined>>()

  const onScreen = () => {
    const { shown, compared } = workbench.getState()
    return [shown, compared].filter((uid) => uid !== null)
  }

  function drawn(uid: Uid): Promise<undefined> {
    const known = waiting.get(uid)
    if (known !== undefined) return known
    const { promise, resolve } = Promise.withResolvers<undefined>()
    waiting.set(uid, promise)
    let wasAsked = false
    let soon: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const state = project.getState().readiness.get(uid)?.state
      if (!onScreen().includes(uid) || state === undefined || state === 'failed') end()
      else if (state === 'ready' && workbench.getState().looks.has(uid)) {
        const isAsked = readout.getState().tilesPending > 0
        if (wasAsked && !isAsked) end()
        wasAsked ||= isAsked
        soon ??= setTimeout(() => (wasAsked ? undefined : end()), askedWithinMs)
      }
    }
    const late = setTimeout(() => end(), longestMs)
    const stops = [project.subscribe(look), workbench.subscribe(look), readout.subscribe(look)]
    const end = () => {
      clearTimeout(soon)
      clearTimeout(late)
      stops.forEach((stop) => stop())
      waiting.delete(uid)
      resolve(undefined)
    }
    look()
    return promise
  }

  return () => Promise.all(onScreen().map(drawn))
}
