import type { api } from '../../src/contract/api.ts'
import type { Bridge, Granted } from '../../src/contract/bridge.ts'
import type { Client } from '../../src/contract/define.ts'
import type { ExportFormat, ImportReport } from '../../src/contract/exchange-report.ts'
import type { RecordFilter } from '../../src/domain/records.ts'
import { runJob } from './jobs.ts'
import { takeResult, type ProjectStore } from './project-store.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** What can be done with files of sightings. Both reject with a Problem: the dialogs show it and stay open. */
export interface ExchangeWork {
  /** Asks for a file and writes it; false when the analyst chose none. */
  exportTo(to: ExportFormat, filter: RecordFilter, suggested: string): Promise<boolean>
  chooseImport(): Promise<Granted | null>
  importFrom(
    file: Granted,
    how: { dryRun: boolean; keepGoing: boolean; scene: string | null },
  ): Promise<ImportReport>
}

export function createExchangeWork(
  client: Client<typeof api>,
  bridge: Bridge,
  project: ProjectStore,
  workbench: WorkbenchStore,
): ExchangeWork {
  return {
    async exportTo(to, filter, suggested) {
      const [file] = await bridge.choose({ kind: 'export-file', suggested })
      if (file === undefined) return false
      const { records } = await runJob(workbench, `Exporting ${file.name}`, (options) =>
        client['exchange.export']({ grant: file.grant, to, filter }, options),
      )
      const what = records === 1 ? '1 sighting was written.' : `${records} sightings were written.`
      notify(workbench, 'done', { subject: file.name, what, do: '' })
      return true
    },
    async chooseImport() {
      const [file] = await bridge.choose({ kind: 'import-records' })
      return file ?? null
    },
    async importFrom(file, { dryRun, keepGoing, scene }) {
      const { report, result } = await runJob(workbench, `Importing ${file.name}`, (options) =>
        client['exchange.import'](
          { grant: file.grant, dryRun, keepGoing, ...(scene === null ? {} : { scene_uid: scene }) },
          options,
        ),
      )
      if (result !== null) takeResult(project, result)
      return report
    },
  }
}
