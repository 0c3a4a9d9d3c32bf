import { newUid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import type { Bridge } from './bridge.ts'
import type { Api, Client, JobOptions } from './define.ts'

/** What the client needs of the bridge: the preload in the window, the workbench itself in tests and the CLI. */
export type AskBridge = Pick<Bridge, 'ask' | 'cancel' | 'listen'>

/**
 * The typed client of a contract over a bridge: one method for each, which resolves with its output or rejects with
 * the Problem that the core gave. A job's signal cancels it in the core.
 */
export function createClient<A extends Api>(api: A, bridge: AskBridge): Client<A> {
  // A page that is loaded again counts from the beginning, while requests of the one before may still be running.
  const asker = newUid().slice(-12)
  let count = 0
  const call = async (method: string, input: unknown, options: JobOptions = {}): Promise<unknown> => {
    const id = `${method}-${asker}-${(count += 1)}`
    const { signal, onProgress } = options
    const cancel = (): void => bridge.cancel(id)
    const unlisten =
      onProgress === undefined
        ? undefined
        : bridge.listen((event) => {
            if (event.type === 'progress' && event.id === id) onProgress(event.done, event.total, event.what)
          })
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      const pending = bridge.ask({ id, method, input })
      if (signal?.aborted === true) cancel()
      const reply = await pending
      if (reply.ok) return reply.output
      throw Problem.fromReport(reply.problem)
    } finally {
      signal?.removeEventListener('abort', cancel)
      unlisten?.()
    }
  }
  const methods = Object.keys(api).map(
    (method) => [method, (input: unknown, options?: JobOptions) => call(method, input, options)] as const,
  )
  // The members are made from the contract's own keys; the core checks inputs and outputs against its schemas.
  return Object.fromEntries(methods) as unknown as Client<A>
}
