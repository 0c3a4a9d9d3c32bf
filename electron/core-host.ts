import { join } from 'node:path'
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { Granted, WireEvent, WireReply, WireRequest } from '../src/contract/bridge.ts'
import { Problem } from '../src/domain/problem.ts'
import type { LogFile } from '../src/workbench/log-file.ts'
import { FromCore, type CoreSettings, type ToCore } from './core-messages.ts'
import type { MakeGrant } from './dialogs.ts'

/** A core that dies this often within a minute is not started again: it would only die once more. */
const mostRestartsPerMinute = 3
const longestCloseMs = 15_000

/** The main process's side of the core. */
export interface CoreHost {
  /** Never rejects: a core that dies answers with the problem `core/stopped`. */
  readonly ask: (request: WireRequest) => Promise<WireReply>
  readonly cancel: (id: string) => void
  /** @throws Problem where the core refuses the file */
  readonly grant: MakeGrant
  readonly serveScenePort: (port: MessagePortMain) => void
  /** Resolves when the core has closed the project and ended. */
  readonly close: () => Promise<void>
}

const stopped = (): Problem =>
  new Problem(
    'core/stopped',
    'Roadstead',
    'The part of the program that works on the project stopped unexpectedly.',
    'Everything shown as saved is in the project file; open the project again, and restart Roadstead if that fails.',
  )

interface WaitingGrant {
  resolve(granted: Granted): void
  reject(problem: Problem): void
}

/** Starts the core process and keeps one running; `emit` gets its events, and `core-stopped` after each restart. */
export function startCore(settings: CoreSettings, emit: (event: WireEvent) => void, log: LogFile): CoreHost {
  const replies = new Map<string, (reply: WireReply) => void>()
  const grants = new Map<number, WaitingGrant>()
  let deaths: number[] = []
  let nextGrant = 1
  let closing = false
  let core: UtilityProcess | undefined
  let openProject: string | null = null

  const tell = (message: ToCore, ports: MessagePortMain[] = []): void => core?.postMessage(message, ports)

  function hear(message: FromCore): void {
    if (message.type === 'event') {
      emit(message.event)
      return
    }
    if (message.type === 'opened') {
      openProject = message.path
      return
    }
    if (message.type === 'reply') {
      replies.get(message.id)?.(message.reply)
      replies.delete(message.id)
      return
    }
    const waiting = grants.get(message.id)
    grants.delete(message.id)
    if (message.granted !== undefined) waiting?.resolve(message.granted)
    else waiting?.reject(message.problem === undefined ? stopped() : Problem.fromReport(message.problem))
  }

  function abandonQuestions(): void {
    for (const reply of replies.values()) reply({ ok: false, problem: stopped().toReport() })
    for (const grant of grants.values()) grant.reject(stopped())
    replies.clear()
    grants.clear()
  }

  function start(): UtilityProcess {
    const entry = join(import.meta.dirname, 'core-process.js')
    const reopen = openProject === null ? {} : { reopen: openProject }
    // Only a core that managed to open it again names it again: a project that ends its core is not tried twice.
    openProject = null
    const child = utilityProcess.fork(entry, [JSON.stringify({ ...settings, ...reopen })], {
      serviceName: 'Roadstead core',
      stdio: 'inherit',
    })
    child.on('message', (data: unknown) => hear(FromCore.parse(data)))
    // A fatal error of V8 is reported here before `exit`; without a listener it would end the main process too.
    child.on('error', () => undefined)
    child.on('exit', (code) => {
      core = undefined
      abandonQuestions()
      if (closing) return
      log.write('core died', { code })
      const now = Date.now()
      deaths = [...deaths.filter((time) => now - time < 60_000), now]
      if (deaths.length <= mostRestartsPerMinute) core = start()
      emit({ type: 'core-stopped' })
    })
    return child
  }

  core = start()

  return {
    ask(request) {
      if (core === undefined) return Promise.resolve({ ok: false, problem: stopped().toReport() })
      if (replies.has(request.id)) {
        const twice = new Problem('input/invalid', request.method, 'Two requests have one id.', 'Try again.')
        return Promise.resolve({ ok: false, problem: twice.toReport() })
      }
      return new Promise((resolve) => {
        replies.set(request.id, resolve)
        tell({ type: 'ask', request })
      })
    },
    cancel: (id) => tell({ type: 'cancel', id }),
    grant(path, use) {
      if (core === undefined) return Promise.reject(stopped())
      const id = nextGrant++
      return new Promise((resolve, reject) => {
        grants.set(id, { resolve, reject })
        tell({ type: 'grant', id, path, use })
      })
    },
    serveScenePort: (port) => tell({ type: 'scene-port' }, [port]),
    close() {
      closing = true
      const child = core
      if (child === undefined) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(() => child.kill(), longestCloseMs)
        child.once('exit', () => {
          clearTimeout(timer)
          resolve()
        })
        tell({ type: 'close' })
      })
    },
  }
}
