import type { JobContext } from '../contract/define.ts'
import { timeLeft } from '../contract/time-left.ts'
import { buildPyramid, type PyramidSource } from './build-pyramid.ts'
import type { JobPool } from './pool.ts'

/** A pyramid that is asked for, and by whom. */
interface Build {
  readonly source: PyramidSource
  readonly target: string
  readonly stop: AbortController
  readonly askers: Set<JobContext>
  readonly done: PromiseWithResolvers<boolean>
}

const progressEveryMs = 100

/**
 * Pyramids to be made, one after the other, each by all threads. Whoever asks for one that is waiting or being made
 * shares it; one that is asked for again goes first. It stops when nobody waits for it any more.
 */
export class PyramidQueue {
  readonly #pool: JobPool
  readonly #waiting: Build[] = []
  #running: Build | null = null

  constructor(pool: JobPool) {
    this.#pool = pool
  }

  /**
   * Resolves when the pyramid is there, with false where the scene needs none.
   * @throws Problem as `buildPyramid` does; what the signal aborts with
   */
  async make(source: PyramidSource, target: string, context: JobContext): Promise<boolean> {
    context.signal.throwIfAborted()
    const build = this.#find(source, target)
    build.askers.add(context)
    const left = Promise.withResolvers<never>()
    const leave = (): void => {
      build.askers.delete(context)
      if (build.askers.size === 0) build.stop.abort(context.signal.reason)
      left.reject(context.signal.reason as Error)
    }
    context.signal.addEventListener('abort', leave, { once: true })
    if (build !== this.#running) context.progress(0, 0, 'waiting')
    this.#next()
    try {
      return await Promise.race([build.done.promise, left.promise])
    } finally {
      context.signal.removeEventListener('abort', leave)
      build.askers.delete(context)
    }
  }

  /** Stops everything. */
  close(): void {
    const reason = new DOMException('The work was stopped.', 'AbortError')
    for (const build of this.#waiting.splice(0)) build.done.reject(reason)
    this.#running?.stop.abort(reason)
  }

  /** The build of a target, first of those that wait. */
  #find(source: PyramidSource, target: string): Build {
    if (this.#running?.target === target && !this.#running.stop.signal.aborted) return this.#running
    const index = this.#waiting.findIndex((one) => one.target === target && !one.stop.signal.aborted)
    const [known] = index < 0 ? [] : this.#waiting.splice(index, 1)
    const build = known ?? {
      source,
      target,
      stop: new AbortController(),
      askers: new Set<JobContext>(),
      done: Promise.withResolvers<boolean>(),
    }
    if (known === undefined) {
      // Nobody may be left to hear it.
      build.done.promise.catch(() => undefined)
      this.#waiting.push(build)
    } else this.#waiting.unshift(build)
    return build
  }

  #next(): void {
    if (this.#running !== null) return
    const build = this.#waiting.shift()
    if (build === undefined) return
    this.#running = build
    void this.#run(build).finally(() => {
      this.#running = null
      this.#next()
    })
  }

  async #run({ source, target, stop, askers, done }: Build): Promise<void> {
    const began = performance.now()
    let told = -Infinity
    const progress: JobContext['progress'] = (rows, height, what) => {
      const now = performance.now()
      if (now - told < progressEveryMs && rows < height) return
      told = now
      const left = timeLeft(now - began, rows, height)
      for (const asker of askers) asker.progress(rows, height, left === '' ? what : `${what}, ${left}`)
    }
    try {
      stop.signal.throwIfAborted()
      done.resolve(await buildPyramid(source, target, this.#pool, { signal: stop.signal, progress }))
    } catch (error) {
      done.reject(error)
    }
  }
}
