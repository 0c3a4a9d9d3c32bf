import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { api } from '../../src/contract/api.ts'
import type { WireEvent } from '../../src/contract/bridge.ts'
import { createClient } from '../../src/contract/client.ts'
import type { Client } from '../../src/contract/define.ts'
import type { GrantUse } from '../../src/workbench/grants.ts'
import { createWorkbench, type Workbench } from '../../src/workbench/workbench.ts'
import { makeHullScene, type HullSceneOptions } from '../scenes/hull-scene.ts'

/** A workbench over real files in a folder of its own, as the window has it: stored paths are not followed unasked. */
export interface TestDesk {
  readonly folder: string
  readonly core: Client<typeof api>
  readonly events: WireEvent[]
  workbench: Workbench
  /** A path in the folder. */
  at(...parts: string[]): string
  grant(path: string, use?: GrantUse): Promise<string>
  /** Writes a file below the folder, its folders made; gives its path. */
  put(name: string, content: Uint8Array | string): Promise<string>
  /** Closes the core and opens the project in a new one, as a restart does. */
  restart(options?: { onOtherMachine?: boolean }): Promise<void>
  close(): Promise<void>
}

/** A desk with an empty project `yard.gpkg`. */
export async function makeDesk(): Promise<TestDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'roadstead-workbench-'))
  const events: WireEvent[] = []
  let machine = 1
  const start = () =>
    createWorkbench({
      settingsFolder: join(folder, `settings-${machine}`),
      appVersion: '0.0.0',
      emit: (event) => events.push(event),
    })
  let workbench = start()
  const core = createClient(api, {
    ask: (request) => workbench.ask(structuredClone(request)),
    cancel: (id) => workbench.cancel(id),
    listen: (listener) => workbench.listen(listener),
  })
  const grant = async (path: string, use: GrantUse = 'read') => (await workbench.grant(path, use)).grant
  const project = join(folder, 'yard.gpkg')
  await core['project.create']({ grant: await grant(project, 'write') })
  return {
    folder,
    core,
    events,
    get workbench() {
      return workbench
    },
    at: (...parts) => join(folder, ...parts),
    grant,
    put: async (name, content) => {
      const path = join(folder, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return path
    },
    restart: async ({ onOtherMachine = false } = {}) => {
      await workbench.close()
      if (onOtherMachine) machine += 1
      workbench = start()
      await core['project.open']({ grant: await grant(project) })
    },
    close: async () => {
      await workbench.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A small scene of one hull off Zhoushan; another seed gives another sea, and so another content. */
export function hullFile(seed: string, options: Partial<HullSceneOptions> = {}): Uint8Array {
  return makeHullScene({
    lonLat: [122.05, 29.95],
    lengthM: 180,
    beamM: 30,
    headingDeg: 42,
    gsdM: 3,
    crs: 'EPSG:32651',
    size: [96, 96],
    seed,
    ...options,
  }).bytes
}
