import type { JobOptions } from '../../src/contract/define.ts'
import { timeLeft } from '../../src/contract/time-left.ts'
import type { WorkbenchStore } from './workbench-store.ts'

let nextJob = 1

/** Runs a job of the core, shown with its progress and a way to stop it for as long as it runs. */
export async function runJob<T>(
  store: WorkbenchStore,
  title: string,
  run: (options: JobOptions) => Promise<T>,
): Promise<T> {
  const id = nextJob++
  const stop = new AbortController()
  const cancel = () => stop.abort()
  const began = performance.now()
  const job = { id, title, done: 0, total: 0, what: '', timeLeft: '', cancel }
  store.setState(({ jobs }) => ({ jobs: [...jobs, job] }))
  try {
    return await run({
      signal: stop.signal,
      onProgress: (done, total, what) => {
        const now = { done, total, what, timeLeft: timeLeft(performance.now() - began, done, total) }
        store.setState(({ jobs }) => ({
          jobs: jobs.map((job) => (job.id === id ? { ...job, ...now } : job)),
        }))
      },
    })
  } finally {
    store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }))
  }
}
