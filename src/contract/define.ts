import type { z } from 'zod'

/** A method of the contract. A `job` may report progress and be cancelled; a `call` is short. */
export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'call' | 'job'
  readonly input: I
  readonly output: O
}

export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'call', input, output } as const
}

export function job<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'job', input, output } as const
}

export type Api = Readonly<Record<string, Method>>
export type InputOf<M extends Method> = z.infer<M['input']>
export type OutputOf<M extends Method> = z.infer<M['output']>

/** What a job may use while it runs. `progress(done, total, what)`: total 0 while the extent is unknown. */
export interface JobContext {
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number, what: string) => void
}

/** A handler for every method: a missing one is a compile error. */
export type Handlers<A extends Api> = {
  readonly [N in keyof A]: (
    input: InputOf<A[N]>,
    context: JobContext,
  ) => Promise<OutputOf<A[N]>> | OutputOf<A[N]>
}

/** Options of a job on the client's side. */
export interface JobOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number, what: string) => void
}

/** The typed client: only a job takes options. */
export type Client<A extends Api> = {
  readonly [N in keyof A]: A[N]['kind'] extends 'job'
    ? (input: InputOf<A[N]>, options?: JobOptions) => Promise<OutputOf<A[N]>>
    : (input: InputOf<A[N]>) => Promise<OutputOf<A[N]>>
}
