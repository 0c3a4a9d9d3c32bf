import type { api, ProjectSnapshot } from '../../src/contract/api.ts'
import type { Bridge, Granted } from '../../src/contract/bridge.ts'
import type { Client } from '../../src/contract/define.ts'
import type { ProblemReport } from '../../src/domain/problem.ts'
import { runJob } from './jobs.ts'
import type { ProjectStore } from './project-store.ts'
import { trying } from './trying.ts'
import { notify, openDialog, type WorkbenchStore } from './workbench-store.ts'

/** Backups, and what to do with a project that is damaged or gone. Problems go to the screen. */
export interface RescueWork {
  /** Shows what can be done with a project that is too damaged to open. */
  offer(file: Granted, problem: ProblemReport): Promise<void>
  /** Shows the backups of the open project. */
  showBackups(): Promise<void>
  backUp(): Promise<void>
  /** Takes that the core begins to make a backup by itself, or has ended. */
  hear(making: boolean): void
  /** Shows what can be told of the program to someone who looks into a fault. */
  showDiagnostics(): Promise<void>
  restore(name: string): Promise<void>
  /** Saves what can be read of the damaged project into a new one, and opens that. */
  salvage(): Promise<void>
  /** Saves all that is open under another name and goes on there, with the edits that still wait. */
  saveCopy(): Promise<void>
}

/** What the session does with a project that came out of a rescue. */
export interface RescueHost {
  openAs(snapshot: ProjectSnapshot, sameProject: boolean): void
  mayLeave(): boolean
  greet(): Promise<void>
}

export function createRescueWork(
  client: Client<typeof api>,
  bridge: Pick<Bridge, 'choose'>,
  project: ProjectStore,
  workbench: WorkbenchStore,
  host: RescueHost,
): RescueWork {
  const attempt = async (subject: string, work: () => Promise<void>): Promise<void> => {
    await trying(workbench, subject, work)
  }
  const done = (subject: string, what: string) => notify(workbench, 'done', { subject, what, do: '' })
  const grantOf = (file: Granted | null) => (file === null ? {} : { grant: file.grant })
  const stem = (name: string) => name.replace(/\.gpkg$/i, '')

  async function list(file: Granted | null, problem: ProblemReport | null): Promise<void> {
    const backups = await client['backup.list'](grantOf(file))
    workbench.setState({ rescue: { file, problem, backups } })
    openDialog(workbench, 'rescue')
  }

  async function listAgain(): Promise<void> {
    const backups = await client['backup.list']({})
    const { rescue } = workbench.getState()
    if (isListed() && rescue !== null) workbench.setState({ rescue: { ...rescue, backups } })
  }

  /** Whether the backups of the open project are on the screen. */
  function isListed(): boolean {
    const { dialog, rescue } = workbench.getState()
    return dialog === 'rescue' && rescue?.file === null
  }

  return {
    offer: (file, problem) => attempt(file.name, () => list(file, problem)),
    showBackups: () => attempt('The backups', () => list(null, null)),
    backUp: () =>
      attempt('The backup', async () => {
        const { rows } = await runJob(workbench, 'Backing up', (options) =>
          client['backup.make'](undefined, options),
        )
        done('Backup', `${rows === 1 ? '1 record' : `${rows} records`} copied and checked.`)
        if (isListed()) await listAgain()
      }),
    hear: (making) => {
      workbench.setState({ backingUp: making })
      if (!making && isListed()) void attempt('The backups', listAgain)
    },
    showDiagnostics: () =>
      attempt('Diagnostics', async () => {
        const { text } = await client['app.diagnostics'](undefined)
        workbench.setState({ diagnostics: text })
        openDialog(workbench, 'diagnostics')
      }),
    restore: (name) =>
      attempt('The backup', async () => {
        const file = workbench.getState().rescue?.file ?? null
        if (!host.mayLeave()) return
        const snapshot = await runJob(workbench, 'Restoring a backup', (options) =>
          client['backup.restore']({ ...grantOf(file), name }, options),
        )
        openDialog(workbench, null)
        host.openAs(snapshot, false)
        await host.greet()
        done(
          snapshot.name,
          `It is ${name} again. What it replaced is among the backups, and lies beside it as .before-restore.`,
        )
      }),
    salvage: () =>
      attempt('Salvage', async () => {
        const file = workbench.getState().rescue?.file
        if (file === null || file === undefined) return
        const [to] = await bridge.choose({
          kind: 'new-project',
          suggested: `${stem(file.name).slice(0, 150)}-salvaged.gpkg`,
        })
        if (to === undefined) return
        const { saved, lost, tables } = await runJob(workbench, 'Salvaging', (options) =>
          client['project.salvage']({ grant: file.grant, to: to.grant }, options),
        )
        const snapshot = await client['project.open']({ grant: to.grant })
        openDialog(workbench, null)
        host.openAs(snapshot, false)
        await host.greet()
        const losses = tables.filter((table) => table.lost > 0)
        notify(workbench, lost > 0 ? 'problem' : 'done', {
          subject: snapshot.name,
          what: `${saved} rows were saved and ${lost} are lost${
            losses.length === 0
              ? ''
              : ` (${losses.map((table) => `${table.lost} of ${table.table}`).join(', ')})`
          }.`,
          do: 'The damaged file was left as it is.',
        })
      }),
    saveCopy: () =>
      attempt('The copy', async () => {
        const name = project.getState().project?.name ?? 'project.gpkg'
        const [to] = await bridge.choose({
          kind: 'new-project',
          suggested: `${stem(name).slice(0, 150)}-copy.gpkg`,
        })
        if (to === undefined) return
        const snapshot = await runJob(workbench, 'Saving a copy', (options) =>
          client['project.copy']({ grant: to.grant }, options),
        )
        host.openAs(snapshot, true)
        await host.greet()
        done(snapshot.name, 'Everything was saved there, and you go on in it.')
      }),
  }
}
