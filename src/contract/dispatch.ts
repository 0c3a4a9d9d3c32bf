import { z } from 'zod'
import { asProblem, Problem } from '../domain/problem.ts'
import type { WireEvent, WireReply } from './bridge.ts'
import { WireRequest } from './bridge.ts'
import { assertMessageSize } from './message-size.ts'
import type { Api, Handlers, Method } from './define.ts'

/** The core's side of the process border: requests in, replies as values out. */
export interface Dispatch {
  /** Answers one request. Never rejects: whatever goes wrong is a reply with a problem. */
  readonly ask: (request: unknown) => Promise<WireReply>
  /** Aborts the job that runs under this id; unknown ids are ignored. */
  readonly cancel: (id: string) => void
}

/**
 * One loop for all methods: look up, check the input, run the handler, check the output. `emit` takes the progress
 * of jobs; `report` the errors that are faults of the program, whole, for the log.
 */
export function createDispatch<A extends Api>(
  api: A,
  handlers: Handlers<A>,
  emit: (event: WireEvent) => void,
  report: (error: unknown) => void,
): Dispatch {
  const running = new Map<string, AbortController>()

  async function run(request: WireRequest, method: Method): Promise<unknown> {
    const input = checked(method.input, request.input, request.method)
    const handler = handlers[request.method] as unknown as Handlers<Api>[string]
    const controller = new AbortController()
    running.set(request.id, controller)
    try {
      const output = await handler(input, {
        signal: controller.signal,
        progress: (done, total, what) => emit({ type: 'progress', id: request.id, done, total, what }),
      })
      return method.output.parse(output)
    } catch (error) {
      if (controller.signal.aborted) throw cancelled(request.method)
      throw error
    } finally {
      running.delete(request.id)
    }
  }

  return {
    ask: async (raw) => {
      try {
        assertMessageSize(raw)
        const request = checked(WireRequest, raw, 'request') as WireRequest
        const method = Object.hasOwn(api, request.method) ? api[request.method] : undefined
        if (method === undefined) {
          throw new Problem(
            'input/invalid',
            'request',
            'There is no such method.',
            'Use one of the contract.',
          )
        }
        return { ok: true, output: await run(request, method) }
      } catch (error) {
        if (!(error instanceof Problem)) report(error)
        return { ok: false, problem: asProblem(error, 'Roadstead').toReport() }
      }
    },
    cancel: (id) => running.get(id)?.abort(),
  }
}

function checked(schema: z.ZodType, value: unknown, subject: string): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const where = issue === undefined ? '' : issue.path.map(String).join('.')
  const what = `${where === '' ? 'The input' : `The value at ${where}`} is not acceptable: ${issue?.message ?? 'unknown'}.`
  throw new Problem('input/invalid', subject, what, 'Correct it and try again.')
}

function cancelled(method: string): Problem {
  return new Problem('job/cancelled', method, 'The work was cancelled.', 'Nothing of it was kept.')
}
