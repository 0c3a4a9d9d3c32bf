import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { api } from '../contract/api.ts'
import { createClient } from '../contract/client.ts'
import type { Client, JobOptions } from '../contract/define.ts'
import { Problem } from '../domain/problem.ts'
import type { ExitCode } from './command-seat.ts'
import { settingsFolder } from './settings-folder.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'

/** The core of Roadstead, as a command uses it. */
export interface Core {
  readonly client: Client<typeof api>
  /** Options for a job: progress on the terminal, Ctrl+C cancels it. */
  readonly job: JobOptions
  /** The right to use a file that the user named. */
  grant(path: string, use: 'read' | 'write'): Promise<string>
  /** Opens an existing project. */
  open(path: string): Promise<void>
  /** Opens a project, or makes it where there is none. */
  openOrMake(path: string): Promise<void>
  /** Takes back the project that `openOrMake` made: nothing came into it. */
  forgetMade(): Promise<void>
}

/**
 * Runs `work` on a core of its own, and closes that whatever happens. The core is loaded here and not before, so
 * that help and measures answer at once.
 */
export async function withCore(
  terminal: Terminal,
  work: (core: Core) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { createWorkbench } = await import('../workbench/workbench.ts')
  const workbench = createWorkbench({
    settingsFolder: settingsFolder(),
    appVersion: version(),
    followStoredPaths: true,
    emit: () => undefined,
    ...(terminal.jobWorker === undefined ? {} : { jobWorker: terminal.jobWorker }),
  })
  const client = createClient(api, workbench)
  const grant = async (path: string, use: 'read' | 'write') =>
    (await workbench.grant(terminal.path(path), use)).grant
  let made: string | null = null
  const open = async (path: string): Promise<void> => {
    await client['project.open']({ grant: await grant(path, 'read') })
  }
  try {
    return await work({
      client,
      job: {
        signal: terminal.signal,
        onProgress: (done, total, what) => {
          const share = total > 0 ? ` ${String(Math.floor((100 * done) / total))} %` : ''
          terminal.progress(`${what}${share}`)
        },
      },
      grant,
      open,
      openOrMake: async (path) => {
        if (existsSync(terminal.path(path))) return open(path)
        if (!/\.gpkg$/i.test(path)) {
          throw new Problem(
            'input/invalid',
            path,
            'There is no such project, and a new one needs a name that ends in .gpkg.',
            'Name it like yard.gpkg.',
          )
        }
        await client['project.create']({ grant: await grant(path, 'write') })
        made = terminal.path(path)
      },
      forgetMade: async () => {
        if (made === null) return
        await client['project.close'](undefined)
        await rm(made, { force: true })
        made = null
      },
    })
  } finally {
    await workbench.close()
  }
}
