// The core's own process: the workbench behind the messages of core-messages.ts.
import { join } from 'node:path'
import type { ParentPort } from 'electron'
import type { WireRequest } from '../src/contract/bridge.ts'
import { asProblem } from '../src/domain/problem.ts'
import { openLogFile } from '../src/workbench/log-file.ts'
import { createWorkbench } from '../src/workbench/workbench.ts'
import { CoreSettings, ToCore, type FromCore } from './core-messages.ts'

const mainProcess: ParentPort = process.parentPort
const tell = (message: FromCore): void => mainProcess.postMessage(message)

const { reopen, sqliteBinding, ...settings } = CoreSettings.parse(JSON.parse(process.argv[2] ?? 'null'))
const log = openLogFile(join(settings.settingsFolder, 'logs'), 'core')
// Node ends the process after this; the main process starts another.
process.on('uncaughtExceptionMonitor', (error) => log.fault(error))
log.write('started', { version: settings.appVersion, reopens: reopen === undefined ? 0 : 1 })
const workbench = createWorkbench({
  log,
  ...settings,
  ...(sqliteBinding === undefined ? {} : { sqliteBinding }),
  jobWorker: new URL('./job-worker.js', import.meta.url),
  worksInBackground: true,
  keepsBackups: true,
  // The window keeps an edit that waits longer, says so, and asks again.
  lockPatienceMs: 1_000,
  opened: (path) => tell({ type: 'opened', path }),
  emit: (event) => tell({ type: 'event', event }),
  report: (error) =>
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
})

async function reopenProject(path: string): Promise<void> {
  try {
    await workbench.reopen(path)
  } catch (error) {
    const problem = asProblem(error, 'The project').toReport()
    tell({ type: 'event', event: { type: 'notice', problem } })
  }
}
const ready = reopen === undefined ? Promise.resolve() : reopenProject(reopen)

async function answer(request: WireRequest): Promise<void> {
  const { id } = request
  await ready
  try {
    tell({ type: 'reply', id, reply: await workbench.ask(request) })
  } catch (error) {
    const problem = asProblem(error, request.method).toReport()
    tell({ type: 'reply', id, reply: { ok: false, problem } })
  }
}

async function grant(id: number, path: string, use: 'read' | 'write' | 'folder'): Promise<void> {
  try {
    tell({ type: 'granted', id, granted: await workbench.grant(path, use) })
  } catch (error) {
    tell({ type: 'granted', id, problem: asProblem(error, 'The chosen file').toReport() })
  }
}

async function close(): Promise<void> {
  await workbench.close()
  process.exit(0)
}

mainProcess.on('message', ({ data, ports }) => {
  const message = ToCore.parse(data)
  switch (message.type) {
    case 'ask':
      void answer(message.request)
      break
    case 'cancel':
      workbench.cancel(message.id)
      break
    case 'grant':
      void grant(message.id, message.path, message.use)
      break
    case 'scene-port':
      void ready.then(() => ports.forEach((port) => workbench.serveScenePort(port)))
      break
    case 'close':
      void close()
      break
  }
})
