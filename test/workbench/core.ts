import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { api } from '../../src/contract/api.ts'
import type { WireEvent } from '../../src/contract/bridge.ts'
import { createClient } from '../../src/contract/client.ts'
import type { WorkbenchPorts } from '../../src/workbench/ports.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'

/** A whole core in this process, in a folder of its own; closed and removed when the test ends. */
export function testCore(ports: Partial<WorkbenchPorts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-core-'))
  const events: WireEvent[] = []
  const workbench = createWorkbench({
    settingsFolder: join(folder, 'settings'),
    appVersion: 'test',
    emit: (event) => events.push(event),
    ...ports,
  })
  onTestFinished(async () => {
    await workbench.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const grant = async (name: string, use: 'read' | 'write' = 'write') =>
    (await workbench.grant(join(folder, name), use)).grant
  return {
    folder,
    workbench,
    client: createClient(api, workbench),
    grant,
    events,
    /** Opens a new project of this name and gives its path. */
    async newProject(name = 'yard.gpkg'): Promise<string> {
      await createClient(api, workbench)['project.create']({ grant: await grant(name) })
      return join(folder, name)
    },
  }
}
