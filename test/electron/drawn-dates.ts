import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { api } from '../../src/contract/api.ts'
import { createClient } from '../../src/contract/client.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'
import { still, writeFootprints, writeShore, type Off } from '../compare/drawn-yard.ts'

/** A project in a folder of its own with two dates of the shore, the later one drawn off, and all hulls in them. */
export async function drawnDates(days: readonly [string, string], off: Off): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roadstead-dates-'))
  const settingsFolder = await mkdtemp(join(tmpdir(), 'roadstead-dates-settings-'))
  const core = createWorkbench({ settingsFolder, appVersion: 'test', emit: () => undefined })
  const client = createClient(api, core)
  const grant = async (name: string, use: 'read' | 'write' = 'read') =>
    (await core.grant(join(folder, name), use)).grant
  await client['project.create']({ grant: await grant('shore.gpkg', 'write') })
  const scenes = []
  for (const [index, day] of days.entries()) {
    const shown = index === 0 ? still : off
    const truth = writeShore(folder, day, shown)
    const added = await client['scene.add']({
      grants: [await grant(`${day}.tif`)],
      acquired_at: `${day}T02:30:00.000Z`,
      sensor: 'VHR-1',
    })
    scenes.push({ truth, uid: added.scenes[0]?.uid ?? '', off: shown })
  }
  writeFootprints(folder, scenes)
  const given = { grant: await grant('hulls.geojson'), dryRun: false, keepGoing: false }
  await client['exchange.import'](given)
  await core.close()
  await rm(settingsFolder, { recursive: true, force: true })
  return join(folder, 'shore.gpkg')
}
