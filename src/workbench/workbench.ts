import type { Granted, WireEvent, WireReply } from '../contract/bridge.ts'
import { api } from '../contract/api.ts'
import { createDispatch } from '../contract/dispatch.ts'
import { backupHandlers } from './backup-handlers.ts'
import { compareHandlers } from './compare-handlers.ts'
import { coregisterHandlers } from './coregister-handlers.ts'
import { editHandlers } from './edit-handlers.ts'
import { exchangeHandlers } from './exchange-handlers.ts'
import { keyHandlers } from './key-handlers.ts'
import { KnownStatistics } from './known-statistics.ts'
import { lookHandlers } from './look-handlers.ts'
import { diagnosticsHandlers } from './diagnostics.ts'
import { logged } from './log-requests.ts'
import type { GrantUse } from './grants.ts'
import { Grants } from './grants.ts'
import type { WorkbenchPorts } from './ports.ts'
import { pyramidHandlers } from './pyramid-handlers.ts'
import { PyramidStore } from './pyramid-store.ts'
import { projectHandlers } from './project-handlers.ts'
import { sceneHandlers } from './scene-handlers.ts'
import type { ScenePort } from './serve-scene.ts'
import { SceneServer } from './serve-scene.ts'
import { Session } from './session.ts'
import { SceneWatch } from './watch-scenes.ts'

/** The application without a window: what the three doors (window, command line, tests) open on. */
export interface Workbench {
  /** One request of the contract; resolves with a reply, never rejects. */
  ask(request: unknown): Promise<WireReply>
  cancel(id: string): void
  /** Events, until the returned function is called; they go to the `emit` port as well. */
  listen(listener: (event: WireEvent) => void): () => void
  /**
   * The right to use a file that the analyst named.
   * @throws Problem `file/not-found`, `file/not-regular`, `input/invalid`
   */
  grant(path: string, use: GrantUse): Promise<Granted>
  /** Serves byte ranges of the open project's scenes over a port. */
  serveScenePort(port: ScenePort): void
  /** Opens the project at `path` as one that the analyst had open when an earlier core ended. */
  reopen(path: string): Promise<void>
  close(): Promise<void>
}

export function createWorkbench(ports: WorkbenchPorts): Workbench {
  const listeners = new Set<(event: WireEvent) => void>()
  const emit = (event: WireEvent): void => {
    ports.emit(event)
    for (const listener of listeners) listener(event)
  }
  const session = new Session({ ...ports, emit })
  const grants = new Grants()
  const pyramids = new PyramidStore(session, {
    ...(ports.jobWorker === undefined ? {} : { entry: ports.jobWorker }),
    background: ports.worksInBackground === true,
  })
  const scenes = new SceneServer(session, pyramids)
  const statistics = new KnownStatistics()
  const watch = new SceneWatch(session, (event) => {
    // What is open under a scene's name may be the file of before.
    if (event.type === 'scene-file' && event.state === 'changed') scenes.forget(event.uid)
    emit(event)
  })
  const handlers = {
    ...projectHandlers(session, grants, ports.appVersion),
    ...backupHandlers(session, grants),
    ...diagnosticsHandlers(session, ports.appVersion, ports.log),
    ...sceneHandlers(session, grants, { watch, pyramids, statistics }),
    ...pyramidHandlers(session, pyramids, scenes),
    ...editHandlers(session),
    ...exchangeHandlers(session, grants),
    ...compareHandlers(session),
    ...coregisterHandlers(session),
    ...lookHandlers(session, statistics),
    ...keyHandlers(session, grants),
  }
  const dispatch = createDispatch(api, handlers, emit, (error) => {
    ports.log?.fault(error)
    ports.report?.(error)
  })
  const { ask, cancel } = logged(dispatch, ports.log)
  return {
    ask,
    cancel,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    grant: (path, use) => grants.make(path, use),
    serveScenePort: (port) => scenes.serve(port),
    reopen: async (path) => {
      await session.open(path, false)
    },
    close: async () => {
      watch.stop()
      pyramids.close()
      await scenes.release()
      session.close()
      await session.backups.idle()
      session.jobs.close()
    },
  }
}
