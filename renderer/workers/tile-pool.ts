import { asProblem, Problem } from '../../src/domain/problem.ts'
import type { FoundHull } from '../../src/raster/hull/hull-detection.ts'
import type { RefittedHull } from '../../src/raster/hull/hull-refit.ts'
import type {
  FromTileWorker,
  HullRequest,
  RefitRequest,
  SamplesRequest,
  TileRequest,
  ToTileWorker,
} from './tile-messages.ts'

/** Pixels for the map, read and decoded beside the page. */
export interface TilePool {
  /**
   * Pixels of one tile as Float32, interleaved, with a last band of 1 (data) and 0 (none). Newest request first.
   * @throws Problem of the scene; an AbortError when `signal` aborts.
   */
  tile(request: TileRequest, signal?: AbortSignal): Promise<Float32Array<ArrayBuffer>>
  /**
   * The values of all bands at one pixel of the full resolution, null where there is no data. Goes before tiles.
   * @throws Problem of the scene; an AbortError when `signal` aborts.
   */
  samples(request: SamplesRequest, signal?: AbortSignal): Promise<readonly number[] | null>
  /**
   * The hull at a place of the full resolution, null where nothing stands out. Goes before tiles.
   * @throws Problem of the scene; an AbortError when `signal` aborts.
   */
  hull(request: HullRequest, signal?: AbortSignal): Promise<FoundHull | null>
  /**
   * A hull of another date as it lies on this scene, null where none of its size is made out. Goes after tiles.
   * @throws Problem of the scene; an AbortError when `signal` aborts.
   */
  refit(request: RefitRequest, signal?: AbortSignal): Promise<RefittedHull | null>
  /** Drops what was opened of a scene whose file is another one now. */
  forget(sceneUid: string): void
  dispose(): void
}

/** A pool whose ports lead to a core that may end. */
export interface RenewableTilePool extends TilePool {
  /** Starts every worker again with a port to the core that runs now; what was being read is read again. */
  renew(): void
}

/** Where a tile worker's port to the core comes from. */
export interface ScenePorts {
  requestPort(id: string): Promise<MessagePort>
}

/** The part of a Worker that the pool uses. */
export interface TileWorkerLike {
  postMessage(message: ToTileWorker, transfer?: Transferable[]): void
  terminate(): void
  onmessage: ((event: MessageEvent<FromTileWorker>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

export interface TilePoolOptions {
  readonly startWorker?: () => TileWorkerLike
  /** How many workers; by default half of the processors, at least 2 and at most 4. */
  readonly workers?: number
}

type Request =
  | { kind: 'tile'; request: TileRequest }
  | { kind: 'samples'; request: SamplesRequest }
  | { kind: 'hull'; request: HullRequest }
  | { kind: 'refit'; request: RefitRequest }
type Answer = Extract<FromTileWorker, { kind: 'tile' | 'samples' | 'hull' | 'refit' }>

interface Job {
  readonly id: number
  readonly ask: Request
  resolve(answer: Answer): void
  reject(error: Error): void
}

interface Seat {
  worker: TileWorkerLike | null
  /** Jobs sent and not answered. */
  readonly running: Map<number, Job>
  deaths: number
  /** The row of tiles that it read last. */
  row: string
  /** How often it was started; an answer to an earlier start comes too late. */
  turn: number
}

/** While one job waits for bytes the other can decode; more would only take newer jobs' turn. */
const jobsPerWorker = 2
/** A worker that dies this often in a row is not started again. */
const mostDeaths = 5

/** Two to four workers; a dead one rejects its jobs and is replaced. */
export function createTilePool(ports: ScenePorts, options: TilePoolOptions = {}): RenewableTilePool {
  const startWorker = options.startWorker ?? startTileWorker
  const count = options.workers ?? Math.min(4, Math.max(2, Math.floor(navigator.hardwareConcurrency / 2)))
  const seats: Seat[] = Array.from({ length: count }, () => ({
    worker: null,
    running: new Map(),
    deaths: 0,
    row: '',
    turn: 0,
  }))
  const urgent: Job[] = []
  const stack: Job[] = []
  /** What nobody waits for yet. */
  const idle: Job[] = []
  let lastId = 0
  let lastPort = 0
  let disposed = false

  const waiting = (): Job[] => [...urgent.splice(0), ...stack.splice(0), ...idle.splice(0)]
  const queueOf = ({ kind }: Request): Job[] => (kind === 'tile' ? stack : kind === 'refit' ? idle : urgent)

  /** The newest tile of the row that the worker has just read, else of one that no other worker is reading. */
  const take = (seat: Seat): Job | undefined => {
    const job = urgent.pop()
    if (job !== undefined) return job
    if (stack.length === 0) return idle.shift()
    const reading = seats.filter((other) => other !== seat && other.worker !== null && other.running.size > 0)
    const taken = new Set(reading.map(({ row }) => row).filter((row) => row !== ''))
    const own = stack.findLastIndex(({ ask }) => rowOf(ask) === seat.row && seat.row !== '')
    const at = own >= 0 ? own : stack.findLastIndex(({ ask }) => !taken.has(rowOf(ask)))
    return at < 0 ? undefined : stack.splice(at, 1)[0]
  }

  const feed = () => {
    for (let round = 0; round < jobsPerWorker; round++) {
      for (const seat of seats) {
        if (seat.worker === null || seat.running.size > round) continue
        const job = take(seat)
        if (job === undefined) continue
        if (job.ask.kind === 'tile') seat.row = rowOf(job.ask)
        seat.running.set(job.id, job)
        seat.worker.postMessage({ ...job.ask, id: job.id })
      }
    }
  }

  const died = (seat: Seat, cause: unknown) => {
    seat.worker?.terminate()
    seat.worker = null
    seat.deaths++
    for (const job of seat.running.values()) job.reject(workerDied(cause))
    seat.running.clear()
    if (disposed) return
    if (seat.deaths < mostDeaths) start(seat)
    else if (seats.every((other) => other.deaths >= mostDeaths)) {
      for (const job of waiting()) job.reject(workerDied(cause))
    }
  }

  const answered = (seat: Seat, message: FromTileWorker) => {
    const job = seat.running.get(message.id)
    seat.running.delete(message.id)
    seat.deaths = 0
    if (job !== undefined) {
      if (message.kind === 'failed') job.reject(Problem.fromReport(message.problem))
      else if (message.kind === 'aborted') job.reject(aborted())
      else job.resolve(message)
    }
    feed()
  }

  const start = (seat: Seat) => {
    const turn = ++seat.turn
    ports.requestPort(`tiles-${++lastPort}`).then(
      (port) => {
        if (disposed || seat.turn !== turn) {
          port.close()
          return
        }
        const worker = startWorker()
        worker.onmessage = (event) => answered(seat, event.data)
        worker.onerror = (event) => {
          event.preventDefault()
          died(seat, event.error ?? event.message)
        }
        worker.postMessage({ kind: 'port', port }, [port])
        seat.worker = worker
        feed()
      },
      (error: unknown) => (seat.turn === turn ? died(seat, error) : undefined),
    )
  }

  const submit = (ask: Request, signal: AbortSignal | undefined): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      signal?.throwIfAborted()
      if (disposed || seats.every((seat) => seat.deaths >= mostDeaths)) throw workerDied(null)
      const queue = queueOf(ask)
      const onAbort = () => {
        const at = queue.indexOf(job)
        if (at >= 0) queue.splice(at, 1)
        for (const seat of seats) {
          if (seat.running.has(job.id)) seat.worker?.postMessage({ kind: 'cancel', id: job.id })
        }
        reject(aborted())
      }
      const settled = () => signal?.removeEventListener('abort', onAbort)
      const job: Job = {
        id: ++lastId,
        ask,
        resolve: (answer) => {
          settled()
          resolve(answer)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      queue.push(job)
      feed()
    })

  for (const seat of seats) start(seat)

  return {
    async tile(request, signal) {
      const answer = await submit({ kind: 'tile', request }, signal)
      if (answer.kind !== 'tile') throw workerDied(null)
      return answer.pixels
    },
    async samples(request, signal) {
      const answer = await submit({ kind: 'samples', request }, signal)
      if (answer.kind !== 'samples') throw workerDied(null)
      return answer.values
    },
    async hull(request, signal) {
      const answer = await submit({ kind: 'hull', request }, signal)
      if (answer.kind !== 'hull') throw workerDied(null)
      return answer.found
    },
    async refit(request, signal) {
      const answer = await submit({ kind: 'refit', request }, signal)
      if (answer.kind !== 'refit') throw workerDied(null)
      return answer.found
    },
    forget(sceneUid) {
      for (const seat of seats) seat.worker?.postMessage({ kind: 'forget', sceneUid })
    },
    renew() {
      for (const seat of seats) {
        urgent.push(...seat.running.values())
        seat.running.clear()
        seat.worker?.terminate()
        seat.worker = null
        start(seat)
      }
    },
    dispose() {
      disposed = true
      for (const seat of seats) died(seat, 'the window closed the map')
      for (const job of waiting()) job.reject(workerDied(null))
    },
  }
}

/**
 * Tiles with the same strips behind them: those of one row of a scene that has no pyramid. Whoever has decoded the
 * strips for one of them has the others too. Empty where it is all the same.
 */
function rowOf(ask: Request): string {
  if (ask.kind !== 'tile' || ask.request.readFrom === 'pyramid') return ''
  const { sceneUid, level, row } = ask.request
  return `${sceneUid} ${level} ${row}`
}

function startTileWorker(): TileWorkerLike {
  return new Worker(new URL('./tile-worker.ts', import.meta.url), { type: 'module', name: 'tiles' })
}

const aborted = () => new DOMException('aborted', 'AbortError')

function workerDied(cause: unknown): Problem {
  const reason = cause === null ? '' : ` (${asProblem(cause, 'tile worker').message})`
  return new Problem(
    'job/worker-died',
    'map',
    `The part of the window that reads pixels stopped${reason}.`,
    'Pan or zoom to read them again.',
  )
}
