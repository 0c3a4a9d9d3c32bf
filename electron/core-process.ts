// The core's own process: the workbench behind the messages of core-messages.ts.
import type { ParentPort } from 'electron'
import type { WireRequest } from '../src/contract/bridge.ts'
import { asProblem } from '../src/domain/problem.ts'
import { createWorkbench } from '../src/workbench/workbench.ts'
import { CoreSettings, ToCore, type FromCore } from './core-messages.ts'

const mainProcess: ParentPort = process.parentPort
const tell = (message: FromCore): void => mainProcess.postMessage(message)

const sqliteBinding = process.env['ROADSTEAD_SQLITE_BINDING']
const workbench = createWorkbench({
  ...CoreSettings.parse(JSON.parse(process.argv[2] ?? 'null')),
  ...(sqliteBinding === undefined ? {} : { sqliteBinding }),
  emit: (event) => tell({ type: 'event', event }),
  report: (error) =>
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
})

async function answer(request: WireRequest): Promise<void> {
  const { id } = request
  try {
    tell({ type: 'reply', id, reply: await workbench.ask(request) })
  } catch (error) {
    const problem = asProblem(error, request.method).toReport()
    tell({ type: 'reply', id, reply: { ok: false, problem } })
  }
}

async function grant(id: number, path: string, use: 'read' | 'write'): Promise<void> {
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
      for (const port of ports) workbench.serveScenePort(port)
      break
    case 'close':
      void close()
      break
  }
})
