import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Problem } from '../domain/problem.ts'
import type { TaskName, TaskReply, TaskRequest, Tasks, WorkerSettings } from './worker-protocol.ts'

/** Where the workers come from and how many there may be. */
export interface JobPoolOptions {
  /** The worker's module; by default the one beside this file. */
  readonly entry?: URL
  /** At most so many threads; by default one for each processor, and no more than 4. */
  readonly limit?: number
  /** Let everything else go first. */
  readonly background?: boolean
}

/** One thread that does tasks. */
export interface JobWorker {
  /** @throws Problem of the task; `job/worker-died` when the thread ends before it answers */
  ask<N extends TaskName>(name: N, input: Tasks[N]['input']): Promise<Tasks[N]['output']>
}

/** Threads that belong to one job until it gives them back. */
export interface Crew {
  readonly workers: readonly JobWorker[]
  /**
   * Does one task for each input, each by the next free worker; answers in the order of the inputs. Where one fails,
   * no more are begun, and what runs is waited for before the error is thrown.
   */
  share<N extends TaskName>(
    name: N,
    inputs: readonly Tasks[N]['input'][],
    signal?: AbortSignal,
  ): Promise<Tasks[N]['output'][]>
  release(): void
}

const mostThreads = 4
/** Idle threads are kept warm for the next scene, then let go. */
const idleMs = 20_000

/** A bounded number of worker threads, lent to one job at a time in the order of asking. */
export class JobPool {
  readonly limit: number
  readonly #entry: URL
  readonly #settings: WorkerSettings
  #idle: PooledWorker[] = []
  #last: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null
  #closed = false

  constructor(options: JobPoolOptions = {}) {
    this.limit = options.limit ?? Math.max(1, Math.min(mostThreads, availableParallelism()))
    this.#entry = options.entry ?? new URL('./worker.ts', import.meta.url)
    this.#settings = { background: options.background ?? false }
  }

  /**
   * Waits for the jobs before and lends `count` threads (at most the pool's limit).
   * @throws what `signal` aborts with, while it waits
   */
  async lease(count: number, signal?: AbortSignal): Promise<Crew> {
    const before = this.#last
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>()
    this.#last = before.then(() => released)
    try {
      await abortable(before, signal)
    } catch (error) {
      release(undefined)
      throw error
    }
    if (this.#timer !== null) clearTimeout(this.#timer)
    const wanted = Math.max(1, Math.min(count, this.limit))
    // A thread may have died while it had nothing to do.
    this.#idle = this.#idle.filter((worker) => worker.alive)
    const workers = this.#idle.splice(0, wanted)
    while (workers.length < wanted) workers.push(new PooledWorker(this.#entry, this.#settings))
    for (const worker of workers) worker.hold(true)
    return {
      workers,
      share: (name, inputs, signal) => share(workers, name, inputs, signal),
      release: () => {
        for (const worker of workers) worker.hold(false)
        this.#idle.push(...workers.splice(0).filter((worker) => worker.alive))
        if (this.#closed) this.#letGo()
        else this.#timer = setTimeout(() => this.#letGo(), idleMs).unref()
        release(undefined)
      },
    }
  }

  /** Ends all idle threads, and those at work when their job gives them back. */
  close(): void {
    this.#closed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#letGo()
  }

  #letGo(): void {
    for (const worker of this.#idle.splice(0)) worker.end()
  }
}

async function share<N extends TaskName>(
  workers: readonly JobWorker[],
  name: N,
  inputs: readonly Tasks[N]['input'][],
  signal?: AbortSignal,
): Promise<Tasks[N]['output'][]> {
  const outputs = new Array<Tasks[N]['output']>(inputs.length)
  let next = 0
  let failed = false
  const work = async (worker: JobWorker): Promise<void> => {
    while (!failed && next < inputs.length && signal?.aborted !== true) {
      const index = next++
      try {
        outputs[index] = await worker.ask(name, inputs[index] as Tasks[N]['input'])
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const results = await Promise.allSettled(workers.map(work))
  for (const result of results) if (result.status === 'rejected') throw result.reason
  signal?.throwIfAborted()
  return outputs
}

interface Waiting {
  readonly resolve: (output: unknown) => void
  readonly reject: (problem: Problem) => void
}

class PooledWorker implements JobWorker {
  readonly #thread: Worker
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #death: Problem | null = null

  constructor(entry: URL, settings: WorkerSettings) {
    this.#thread = new Worker(entry, { workerData: settings })
    this.#thread.on('message', (reply: TaskReply) => this.#hear(reply))
    this.#thread.on('error', (error) => this.#die(error))
    this.#thread.on('exit', () => this.#die(undefined))
  }

  get alive(): boolean {
    return this.#death === null
  }

  ask<N extends TaskName>(name: N, input: Tasks[N]['input']): Promise<Tasks[N]['output']> {
    if (this.#death !== null) return Promise.reject(this.#death)
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (output) => resolve(output as Tasks[N]['output']), reject })
      this.#thread.postMessage({ id, name, input } satisfies TaskRequest)
    })
  }

  /** A thread at work keeps the process alive; an idle one does not. */
  hold(atWork: boolean): void {
    if (atWork) this.#thread.ref()
    else this.#thread.unref()
  }

  end(): void {
    void this.#thread.terminate()
  }

  #hear(reply: TaskReply): void {
    const asker = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.ok) asker?.resolve(reply.output)
    else asker?.reject(Problem.fromReport(reply.problem))
  }

  #die(cause: unknown): void {
    this.#death ??= new Problem(
      'job/worker-died',
      'Background work',
      'A thread that worked in the background stopped unexpectedly.',
      'Try again; if it stops once more, the file may be damaged or memory too short.',
      { cause },
    )
    for (const { reject } of this.#waiting.values()) reject(this.#death)
    this.#waiting.clear()
  }
}

/** The promise, or what the signal aborts with, whichever comes first. */
async function abortable(promise: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  if (signal === undefined) {
    await promise
    return
  }
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
