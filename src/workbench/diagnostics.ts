import { release, totalmem } from 'node:os'
import type { api } from '../contract/api.ts'
import type { Handlers } from '../contract/define.ts'
import { listBackups } from '../project/backup-list.ts'
import type { LogFile } from './log-file.ts'
import type { Session } from './session.ts'

const shownLines = 150

/** What a colleague needs to understand a fault: versions, sizes and the log; nothing of what a project holds. */
export function diagnosticsHandlers(
  session: Session,
  version: string,
  log: LogFile | undefined,
): Pick<Handlers<typeof api>, 'app.diagnostics'> {
  return {
    'app.diagnostics': () => {
      const { electron, chrome, node } = process.versions as Record<string, string | undefined>
      const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
      const lines = [
        `Roadstead ${version}`,
        `${process.platform} ${process.arch} ${release()}`,
        `Node ${node ?? '–'}, Electron ${electron ?? '–'}, Chromium ${chrome ?? '–'}`,
        `memory: ${megabytes(process.memoryUsage.rss())} of the core, ${megabytes(totalmem())} in all`,
        ...projectFacts(session),
        '',
        ...(log?.tail(shownLines) ?? []),
      ]
      return { text: `${lines.join('\n')}\n` }
    },
  }
}

/** Numbers of the open project: how many records of each kind, how large, under which settings it is written. */
function projectFacts(session: Session): string[] {
  if (!session.hasProject) return ['project: none open']
  const { project } = session
  const counts = Object.entries(project.records()).map(([table, records]) => `${records.length} ${table}`)
  const { journal, synchronous, sizeBytes } = project.storage()
  return [
    `project: ${counts.join(', ')}`,
    `file: ${sizeBytes} bytes, journal ${journal}, synchronous ${synchronous}${project.readOnly ? ', read only' : ''}`,
    `backups: ${listBackups(project.path).length}`,
  ]
}
