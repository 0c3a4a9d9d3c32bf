import { describe, expect, it } from 'vitest'
import type { FromTileWorker, ToTileWorker } from '../../../renderer/workers/tile-messages.ts'
import { createTilePool, type TileWorkerLike } from '../../../renderer/workers/tile-pool.ts'

const tile = (sceneUid: string) => ({
  sceneUid,
  readFrom: 'scene' as const,
  level: 0,
  levelWidth: 1,
  levelHeight: 1,
  column: 0,
  row: 0,
  width: 1,
  height: 1,
  bands: [1],
})

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Workers that do what the test tells them, in place of ones that read. */
function start(workers = 1) {
  const started: { messages: ToTileWorker[]; worker: TileWorkerLike; ended: boolean }[] = []
  const pool = createTilePool(
    { requestPort: () => Promise.resolve(new MessageChannel().port1) },
    {
      workers,
      startWorker: () => {
        const seat = {
          messages: [] as ToTileWorker[],
          ended: false,
          worker: {
            onmessage: null,
            onerror: null,
            postMessage: (message) => seat.messages.push(message),
            terminate: () => {
              seat.ended = true
            },
          } as TileWorkerLike,
        }
        started.push(seat)
        return seat.worker
      },
    },
  )
  const tell = (seat: (typeof started)[number], message: FromTileWorker) =>
    seat.worker.onmessage?.({ data: message } as MessageEvent<FromTileWorker>)
  const die = (seat: (typeof started)[number]) =>
    seat.worker.onerror?.({ message: 'out of memory', preventDefault: () => undefined } as ErrorEvent)
  const jobs = (seat: (typeof started)[number]) =>
    seat.messages.filter((message) => message.kind === 'tile' || message.kind === 'samples')
  return { pool, started, tell, die, jobs }
}

const done = (id: number): FromTileWorker => ({ kind: 'tile', id, pixels: new Float32Array(2) })

describe('the tile pool', () => {
  it('reads what was asked for last first, and samples under the pointer before tiles', async () => {
    const { pool, started, tell, jobs } = start()
    await turn()
    for (const uid of ['1', '2', '3', '4']) void pool.tile(tile(uid)).catch(() => undefined)
    void pool.samples({ sceneUid: 'pointer', readFrom: 'scene', column: 0, row: 0 }).catch(() => undefined)
    const [seat] = started
    for (let index = 0; index < 5; index++) tell(seat!, done(jobs(seat!)[index]!.id))
    const order = jobs(seat!).map((job) => job.request.sceneUid)
    expect(order).toEqual(['1', '2', 'pointer', '4', '3'])
    pool.dispose()
  })

  it('gives tiles of one row of a scene without a pyramid to the worker that has read its strips', async () => {
    const { pool, started, tell, jobs } = start(2)
    await turn()
    const [left, right] = started
    const at = (column: number, row: number) => ({ ...tile('strips'), column, row })
    for (const [column, row] of [
      [0, 0],
      [0, 512],
      [512, 0],
      [512, 512],
      [1024, 0],
      [1024, 512],
    ] as const)
      void pool.tile(at(column, row)).catch(() => undefined)
    for (const seat of [left!, right!])
      for (let index = 0; index < 3; index++) tell(seat, done(jobs(seat)[index]!.id))
    const rowsOf = (seat: (typeof started)[number]) =>
      jobs(seat).map(({ request }) => (request as { row: number }).row)
    expect([new Set(rowsOf(left!)).size, new Set(rowsOf(right!)).size]).toEqual([1, 1])
    pool.dispose()
  })

  it('never sends a tile that is no longer wanted, and tells the worker of one that it is reading', async () => {
    const { pool, started, tell, jobs } = start()
    await turn()
    const controllers = Array.from({ length: 3 }, () => new AbortController())
    const answers = controllers.map(({ signal }, index) => pool.tile(tile(String(index)), signal))
    const outcomes = Promise.allSettled(answers)
    const [seat] = started
    controllers[0]!.abort()
    controllers[2]!.abort()
    expect(seat!.messages).toContainEqual({ kind: 'cancel', id: jobs(seat!)[0]!.id })
    tell(seat!, { kind: 'aborted', id: jobs(seat!)[0]!.id })
    tell(seat!, done(jobs(seat!)[1]!.id))
    expect(jobs(seat!)).toHaveLength(2)
    const [first, second, third] = await outcomes
    expect([first?.status, second?.status, third?.status]).toEqual(['rejected', 'fulfilled', 'rejected'])
    expect(first).toMatchObject({ reason: { name: 'AbortError' } })
    pool.dispose()
  })

  it('rejects the jobs of a worker that died, replaces it and goes on', async () => {
    const { pool, started, tell, die, jobs } = start()
    await turn()
    const lost = pool.tile(tile('lost'))
    die(started[0]!)
    await expect(lost).rejects.toMatchObject({ code: 'job/worker-died' })
    expect(started[0]!.ended).toBe(true)
    await turn()
    expect(started).toHaveLength(2)
    const next = pool.tile(tile('next'))
    tell(started[1]!, done(jobs(started[1]!)[0]!.id))
    await expect(next).resolves.toHaveLength(2)
    pool.dispose()
  })

  it('says so instead of waiting for ever when every worker keeps dying', async () => {
    const { pool, started, die } = start()
    for (let index = 0; index < 5; index++) {
      await turn()
      die(started.at(-1)!)
    }
    await expect(pool.tile(tile('any'))).rejects.toMatchObject({ code: 'job/worker-died' })
    pool.dispose()
  })

  it('hands a problem of the scene on as it is', async () => {
    const { pool, started, tell, jobs } = start()
    await turn()
    const answer = pool.tile(tile('bad'))
    const problem = {
      code: 'scene/damaged' as const,
      subject: 'bad.tif',
      what: 'A block is cut off.',
      do: 'Get it again.',
    }
    tell(started[0]!, { kind: 'failed', id: jobs(started[0]!)[0]!.id, problem })
    await expect(answer).rejects.toMatchObject({ code: 'scene/damaged', subject: 'bad.tif' })
    pool.dispose()
  })

  it('ends its workers and every waiting tile when the map goes away', async () => {
    const { pool, started } = start(2)
    await turn()
    const answers = Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => pool.tile(tile(String(index)))),
    )
    pool.dispose()
    expect((await answers).every(({ status }) => status === 'rejected')).toBe(true)
    expect(started.every(({ ended }) => ended)).toBe(true)
  })

  it('reads on with new workers when the core behind its ports was started again', async () => {
    const { pool, started, tell, jobs } = start()
    await turn()
    const asked = pool.tile(tile('1'))
    pool.renew()
    await turn()
    expect(started.map(({ ended }) => ended)).toEqual([true, false])
    const again = started[1]!
    const [job] = jobs(again)
    expect(job).toMatchObject({ kind: 'tile', request: { sceneUid: '1' } })
    if (job !== undefined && 'id' in job) tell(again, done(job.id))
    expect(await asked).toHaveLength(2)
  })
})
