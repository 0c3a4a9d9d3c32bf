import { api } from '../contract/api.ts'
import type { WireReply } from '../contract/bridge.ts'
import type { Dispatch } from '../contract/dispatch.ts'
import type { LogFile } from './log-file.ts'

/** Requests that took longer than this are noted though they succeeded. */
const longMs = 500

/** The same dispatch, which notes each edit, each refusal and what took long: the method, the code, the time. */
export function logged(dispatch: Dispatch, log: LogFile | undefined): Dispatch {
  if (log === undefined) return dispatch
  return {
    cancel: dispatch.cancel,
    ask: async (request) => {
      const startedAt = performance.now()
      const reply: WireReply = await dispatch.ask(request)
      const ms = Math.round(performance.now() - startedAt)
      const method = methodOf(request)
      if (!reply.ok) log.write('refused', { method, code: reply.problem.code, ms })
      else if (ms >= longMs || method.startsWith('edit.') || method.startsWith('project.'))
        log.write('done', { method, ms })
      return reply
    },
  }
}

/** The name of a method of the contract; what else was asked for may be anything, and stays out. */
function methodOf(request: unknown): string {
  const named = typeof request === 'object' && request !== null && 'method' in request ? request.method : ''
  return typeof named === 'string' && Object.hasOwn(api, named) ? named : 'unknown'
}
