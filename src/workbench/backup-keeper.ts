import { setTimeout as wait } from 'node:timers/promises'
import type { WireEvent } from '../contract/bridge.ts'
import { asProblem } from '../domain/problem.ts'
import { isBackedUp, type Backup } from '../project/backup-list.ts'
import type { ExamineFile } from '../project/examine-file.ts'
import type { ProjectFile } from '../project/project-file.ts'

const everyMs = 30 * 60_000
const lookEveryMs = 60_000

/** Changes of more rows than this are bulk changes, before which a backup is made. */
const bulkFrom = 100

/** Makes the backups that nobody asks for, one at a time. A backup that fails is told and stops no work. */
export class BackupKeeper {
  readonly #emit: (event: WireEvent) => void
  readonly #examine: ExamineFile
  #last: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null
  #lastAt = 0

  constructor(emit: (event: WireEvent) => void, examine: ExamineFile) {
    this.#emit = emit
    this.#examine = examine
  }

  /** From now on until `stop`: backs the project up where it changed since its last backup, and then every half hour. */
  start(project: ProjectFile): void {
    this.stop()
    this.#lastAt = performance.now()
    if (project.readOnly) return
    const timer = setInterval(() => {
      if (performance.now() - this.#lastAt < everyMs) return
      this.#lastAt = performance.now()
      void this.#quietly(project)
    }, lookEveryMs)
    timer.unref()
    this.#timer = timer
    void this.#quietly(project)
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  /** The backup that an analyst asks for, also of a state that has one. */
  async make(project: ProjectFile): Promise<Backup> {
    return await this.#inTurn(() => project.backUp(this.#examine))
  }

  /** Backs the project up before a change of so many rows, where it holds anything and its state has no backup yet. */
  async beforeChange(project: ProjectFile, rows: number): Promise<void> {
    if (rows > bulkFrom) await this.#quietly(project)
  }

  /** Backs the project up before an older state takes its place, where its own has no backup yet; that one stays. */
  async beforeRestore(project: ProjectFile, name: string): Promise<void> {
    await this.#quietly(project, name)
  }

  /** Resolves when no backup is under way. */
  async idle(): Promise<void> {
    await this.#last.catch(() => undefined)
  }

  async #quietly(project: ProjectFile, keep?: string): Promise<void> {
    try {
      await this.#inTurn(async () => {
        // What was asked of the core at the same moment goes first.
        await wait(0)
        if (!project.isOpen || isBackedUp(project.path) || project.isEmpty()) return
        this.#emit({ type: 'backup', making: true })
        try {
          await project.backUp(this.#examine, keep)
        } finally {
          this.#emit({ type: 'backup', making: false })
        }
      })
    } catch (error) {
      if (project.isOpen) this.#emit({ type: 'notice', problem: asProblem(error, 'Backup').toReport() })
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#last
    const mine = (async () => {
      await before.catch(() => undefined)
      return await work()
    })()
    this.#last = mine
    return await mine
  }
}
