/**
 * `node test/scenes/sample-project.ts FOLDER`: the sample scenes and a project over them, as an analyst might have
 * left it: times confirmed, the ships of the two oldest PlanetScope dates drawn and labelled, some of them named. The
 * newer dates are left to whoever opens it. The last line on standard output is the project's path.
 */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from '../../src/commands/command.ts'
import { api } from '../../src/contract/api.ts'
import { createClient } from '../../src/contract/client.ts'
import type { Client } from '../../src/contract/define.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import type { Scene } from '../../src/domain/scene.ts'
import { BerthState, VesselClass } from '../../src/domain/vocabulary.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'
import { makeSample } from './make-sample.ts'
import type { SceneTruth } from './scene.ts'
import type { HullTruth } from './truth.ts'

type Core = Client<typeof api>

const drawnDates = ['20231118', '20240211']
/** The one whose time is left for the analyst to confirm. */
const unconfirmed = 'S2A_'

/** Makes the sample project in `folder` unless it is there; gives its path. */
export async function makeSampleProject(folder: string, report: (line: string) => void): Promise<string> {
  const scenes = makeSample(folder, report)
  const project = resolve(folder, 'roadstead-sample.gpkg')
  if (existsSync(project)) return project
  report('Making the project')
  const settingsFolder = await mkdtemp(join(tmpdir(), 'roadstead-sample-'))
  const workbench = createWorkbench({ settingsFolder, appVersion: 'sample', emit: () => undefined })
  const core = createClient(api, workbench)
  const grant = async (path: string, use: 'read' | 'write'): Promise<string> =>
    (await workbench.grant(path, use)).grant
  try {
    const truths = JSON.parse(readFileSync(join(scenes, 'truth.json'), 'utf8')) as SceneTruth[]
    await core['project.create']({ grant: await grant(project, 'write') })
    const grants = await Promise.all(truths.map(({ file }) => grant(join(scenes, file), 'read')))
    await core['scene.add']({ grants })
    const { records } = await core['project.snapshot'](undefined)
    for (const scene of records.scenes) await confirm(core, scene)
    await drawDates(core, records.scenes, truths)
  } finally {
    await workbench.close()
    await rm(settingsFolder, { recursive: true, force: true })
  }
  return project
}

async function confirm(core: Core, { uid, name }: Scene): Promise<void> {
  if (name?.startsWith(unconfirmed) === true) return
  await core['edit.apply']({ kind: 'scene.revise', uid, patch: { acquired_confirmed: 1 } })
}

async function drawDates(core: Core, scenes: readonly Scene[], truths: readonly SceneTruth[]): Promise<void> {
  const vessels = new Map<string, string>()
  for (const date of drawnDates) {
    const scene = scenes.find(({ name }) => name?.startsWith(date) === true)
    const truth = truths.find(({ file }) => file.startsWith(date))
    if (scene === undefined || truth === undefined) continue
    for (const hull of truth.hulls) {
      const uid = newUid()
      await core['edit.apply'](drawing(uid, scene.uid, hull))
      const vesselCommand = naming(uid, hull, vessels)
      if (vesselCommand !== null) await core['edit.apply'](vesselCommand)
    }
  }
}

function drawing(uid: string, scene_uid: string, hull: HullTruth): Command {
  const ring = [...hull.ring, hull.ring[0]].map(([lon, lat]): [number, number] => [lon, lat])
  return {
    kind: 'sighting.draw',
    uid,
    scene_uid,
    footprint: { type: 'Polygon', coordinates: [ring] },
    heading_deg: hull.heading_deg,
    patch: {
      class: VesselClass.parse(hull.class),
      class_confidence: 'probable',
      berth_state: BerthState.parse(hull.berth_state),
      raft_order: hull.raft_order,
      edge: 'waterline',
    },
  }
}

/** Ships with a name of their own are followed as vessels; boats and newbuilds stay unnamed. */
function naming(sightingUid: string, hull: HullTruth, vessels: Map<string, string>): Command | null {
  if (hull.name !== hull.name.toUpperCase()) return null
  const known = vessels.get(hull.key)
  if (known !== undefined) {
    return { kind: 'sighting.revise', uids: [sightingUid], patch: { vessel_uid: known } }
  }
  const uid = newUid()
  vessels.set(hull.key, uid)
  const patch = { name: hull.name, class: VesselClass.parse(hull.class) }
  return { kind: 'vessel.create', uid, patch, sighting_uids: [sightingUid] }
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (folder === undefined) {
    process.stderr.write('Usage: node test/scenes/sample-project.ts FOLDER\n')
    process.exitCode = 2
  } else console.log(await makeSampleProject(folder, (line) => console.error(line)))
}
