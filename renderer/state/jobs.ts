import type { JobOptions } from '../../src/contract/define.ts'
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
  store.setState(({ jobs }) => ({ jobs: [...jobs, { id, title, done: 0, total: 0, what: '', cancel }] }))
  try {
    return await run({
      signal: stop.signal,
      onProgress: (done, total, what) =>
        store.setState(({ jobs }) => ({
          jobs: jobs.map((job) => (job.id === id ? { ...job, done, total, what } : job)),
        })),
    })
  } finally {
    store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }))
  }
}
