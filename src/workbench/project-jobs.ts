import { JobPool, type JobPoolOptions } from '../jobs/pool.ts'
import type { TaskName, Tasks } from '../jobs/worker-protocol.ts'
import type { ConnectionOptions } from '../project/connection.ts'
import type { ExaminedFile } from '../project/examine-file.ts'
import type { Salvage } from '../project/salvage.ts'

/**
 * Work on whole project files that would keep everything else waiting: done by one thread of its own, so that it does
 * not wait for the display pyramids either.
 */
export class ProjectJobs {
  readonly #pool: JobPool

  constructor(options: Pick<JobPoolOptions, 'entry'>) {
    this.#pool = new JobPool({ ...options, limit: 1 })
  }

  /** See `examineFile`; `job/worker-died` besides. */
  readonly examine = async (path: string, options: ConnectionOptions): Promise<ExaminedFile> =>
    await this.#do('project.examine', { path, options })

  /** See `salvageProject`; `job/worker-died` besides. */
  async salvage(source: string, target: string, options: ConnectionOptions): Promise<Salvage> {
    return await this.#do('project.salvage', { source, target, options })
  }

  close(): void {
    this.#pool.close()
  }

  async #do<N extends TaskName>(name: N, input: Tasks[N]['input']): Promise<Tasks[N]['output']> {
    const crew = await this.#pool.lease(1)
    try {
      const [output] = await crew.share(name, [input])
      return output as Tasks[N]['output']
    } finally {
      crew.release()
    }
  }
}
