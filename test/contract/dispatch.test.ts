import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { WireEvent } from '../../src/contract/bridge.ts'
import { createClient } from '../../src/contract/client.ts'
import { call, job } from '../../src/contract/define.ts'
import { createDispatch } from '../../src/contract/dispatch.ts'
import { Problem } from '../../src/domain/problem.ts'

const api = {
  double: call(z.strictObject({ of: z.number() }), z.number()),
  refuse: call(z.undefined(), z.number()),
  lie: call(z.undefined(), z.number()),
  wait: job(z.undefined(), z.string()),
} as const

function pair() {
  const listeners = new Set<(event: WireEvent) => void>()
  const reported: unknown[] = []
  const dispatch = createDispatch(
    api,
    {
      double: ({ of }) => of * 2,
      refuse: () => {
        throw new Problem('record/not-found', 'sighting 7', 'It is gone.', 'Look again.')
      },
      lie: () => 'not a number' as unknown as number,
      wait: (_, context) =>
        new Promise((resolve, reject) => {
          context.signal.addEventListener('abort', () => reject(new Error('aborted')))
          context.progress(1, 2, 'waiting')
        }),
    },
    (event) => listeners.forEach((listener) => listener(event)),
    (error) => reported.push(error),
  )
  const client = createClient(api, {
    ask: (request) => dispatch.ask(structuredClone(request)),
    cancel: (id) => dispatch.cancel(id),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  return { client, dispatch, listeners, reported }
}

describe('the border between window and core', () => {
  it('answers a good request', async () => {
    await expect(pair().client.double({ of: 21 })).resolves.toBe(42)
  })

  it('refuses bad input, unknown methods and inherited names without running anything', async () => {
    const { dispatch } = pair()
    for (const request of [
      { id: '1', method: 'double', input: { of: 'x' } },
      { id: '1', method: 'double', input: { of: NaN } },
      { id: '1', method: 'double', input: { of: 1, extra: 1 } },
      { id: '1', method: 'constructor', input: undefined },
      { id: '1', method: 'nothing', input: undefined },
      null,
      'text',
      { method: 'double' },
    ]) {
      const reply = await dispatch.ask(request)
      expect(reply.ok).toBe(false)
      if (!reply.ok) expect(reply.problem.code).toBe('input/invalid')
    }
  })

  it('carries a problem whole to the other side', async () => {
    const failure = await pair()
      .client.refuse(undefined)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Problem)
    expect((failure as Problem).toReport()).toEqual({
      code: 'record/not-found',
      subject: 'sighting 7',
      what: 'It is gone.',
      do: 'Look again.',
    })
  })

  it('catches a handler that answers something else than the contract says, and reports it', async () => {
    const { client, reported } = pair()
    await expect(client.lie(undefined)).rejects.toMatchObject({ code: 'internal' })
    expect(reported).toHaveLength(1)
  })

  it('shows the progress of a job, cancels it, and leaves no listener behind', async () => {
    const { client, listeners } = pair()
    const controller = new AbortController()
    const seen: string[] = []
    const waiting = client.wait(undefined, {
      signal: controller.signal,
      onProgress: (done, total, what) => {
        seen.push(`${String(done)}/${String(total)} ${what}`)
        controller.abort()
      },
    })
    await expect(waiting).rejects.toMatchObject({ code: 'job/cancelled' })
    expect(seen).toEqual(['1/2 waiting'])
    expect(listeners.size).toBe(0)
  })
})
