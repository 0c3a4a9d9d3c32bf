import { afterEach, describe, expect, test } from 'vitest'
import { JobPool } from '../../src/jobs/pool.ts'

let pool = new JobPool({ limit: 2 })
afterEach(() => pool.close())

describe('the pool of worker threads', () => {
  test('lends its threads to one job after the other', async () => {
    pool = new JobPool({ limit: 2 })
    const first = await pool.lease(2)
    expect(first.workers).toHaveLength(2)
    const order: string[] = []
    const second = pool.lease(1).then((crew) => {
      order.push('second begins')
      crew.release()
    })
    await first.share('pyramid.end', [null, null, null])
    order.push('first ends')
    first.release()
    await second
    expect(order).toEqual(['first ends', 'second begins'])
  })

  test('gives up waiting when it is cancelled, and the next job still comes', async () => {
    pool = new JobPool({ limit: 1 })
    const first = await pool.lease(1)
    const stop = new AbortController()
    const waiting = pool.lease(1, stop.signal)
    const third = pool.lease(1)
    stop.abort()
    await expect(waiting).rejects.toThrow(/abort/i)
    first.release()
    ;(await third).release()
  })

  test('refuses the tasks of a thread that died, and starts another one for the next job', async () => {
    pool = new JobPool({ limit: 1, entry: new URL('./dying-worker.ts', import.meta.url) })
    const crew = await pool.lease(1)
    const tasks = crew.share('pyramid.end', [null, null])
    await expect(tasks).rejects.toMatchObject({ code: 'job/worker-died' })
    await expect(crew.workers[0]?.ask('pyramid.end', null)).rejects.toMatchObject({ code: 'job/worker-died' })
    crew.release()
    const next = await pool.lease(1)
    await expect(next.share('pyramid.end', [null])).rejects.toMatchObject({ code: 'job/worker-died' })
    next.release()
  })

  test('gives back what went wrong in a task as a problem', async () => {
    pool = new JobPool({ limit: 1 })
    const crew = await pool.lease(1)
    const part = { plane: 0, firstRow: 0, rows: 1, firstBlock: 0, blocks: 1 }
    await expect(crew.share('pyramid.fill', [{ part, bandRow: 0 }])).rejects.toMatchObject({
      code: 'internal',
    })
    crew.release()
  })
})
