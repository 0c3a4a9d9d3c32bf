import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countOfScene } from '../../../renderer/state/project-index.ts'
import { createProjectStore } from '../../../renderer/state/project-store.ts'
import { createReadoutStore } from '../../../renderer/state/readout-store.ts'
import { createSession } from '../../../renderer/state/session.ts'
import { createWorkbenchStore } from '../../../renderer/state/workbench-store.ts'
import { api } from '../../../src/contract/api.ts'
import type { Bridge, ChooseRequest } from '../../../src/contract/bridge.ts'
import { createClient } from '../../../src/contract/client.ts'
import { newUid } from '../../../src/domain/identifiers.ts'
import type { Polygon } from '../../../src/domain/polygon.ts'
import { connect } from '../../../src/project/connection.ts'
import { createWorkbench } from '../../../src/workbench/workbench.ts'
import { makeHullScene } from '../../scenes/hull-scene.ts'

const hull = makeHullScene({
  lonLat: [122.05, 29.95],
  lengthM: 180,
  beamM: 30,
  headingDeg: 42,
  gsdM: 3,
  crs: 'EPSG:32651',
})
const footprint: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [122.0495, 29.9495],
      [122.0505, 29.9495],
      [122.0505, 29.9499],
      [122.0495, 29.9499],
      [122.0495, 29.9495],
    ],
  ],
}

/** The window's state over the real core, with native dialogs that answer with `answers`. */
async function aWindow({ keepsBackups = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'roadstead-session-'))
  const core = createWorkbench({
    settingsFolder: join(folder, 'settings'),
    appVersion: '0.0.0',
    keepsBackups,
    emit: () => undefined,
  })
  const answers: Partial<Record<ChooseRequest['kind'], string>> = {}
  const bridge: Bridge = {
    ask: (request) => core.ask(structuredClone(request)),
    cancel: (id) => core.cancel(id),
    listen: (listener) => core.listen(listener),
    choose: async ({ kind }) => {
      const path = answers[kind]
      const writes = kind === 'new-project' || kind === 'export-file'
      return path === undefined ? [] : [await core.grant(join(folder, path), writes ? 'write' : 'read')]
    },
    drop: (files) => Promise.all(files.map(({ name }) => core.grant(join(folder, name), 'read'))),
    scenePort: () => undefined,
    menu: () => undefined,
  }
  const project = createProjectStore()
  const workbench = createWorkbenchStore()
  const readout = createReadoutStore()
  const session = createSession(createClient(api, bridge), bridge, project, workbench, readout)
  // In the place of the map, which reads tiles as soon as it knows how a scene looks.
  workbench.subscribe(({ looks }, before) => {
    if (looks === before.looks) return
    readout.setState({ tilesPending: 1 })
    readout.setState({ tilesPending: 0 })
  })
  await writeFile(join(folder, '20240302_023107_yard.tif'), hull.bytes)
  return {
    folder,
    answers,
    project,
    workbench,
    session,
    close: async () => {
      await core.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describe('a session at the window', () => {
  let at: Awaited<ReturnType<typeof aWindow>>
  beforeEach(async () => {
    at = await aWindow()
    at.answers['new-project'] = 'yard.gpkg'
    at.answers['add-scenes'] = '20240302_023107_yard.tif'
    await at.session.newProject()
  })
  afterEach(() => at.close())

  const draw = async () => {
    await at.session.scenes.addScenes()
    const scene = at.workbench.getState().shown ?? ''
    // The file is read through in the background.
    await expect.poll(() => at.project.getState().index.scenes.get(scene)?.sha256).toHaveLength(64)
    const uid = newUid()
    const request = { uid, scene_uid: scene, footprint, heading_deg: 90, patch: {} }
    const saved = await at.session.edit({ kind: 'sighting.draw', ...request })
    return { scene, uid, saved }
  }

  it('shows a scene that was added, and a hull that was drawn when it is in the file', async () => {
    const { scene, uid, saved } = await draw()
    const state = at.project.getState()
    expect(state.index.scenes.size).toBe(1)
    expect(state.savedAt).toBe(saved?.savedAt)
    expect(countOfScene(state.index, scene)).toBe(1)
    expect(state.index.sightings.get(uid)).toMatchObject({ heading_known: 1, scene_uid: scene })
    expect(state.index.sightings.get(uid)?.length_m).toBeGreaterThan(90)
    expect(state.history.undo).toBe('Draw hull')
  })

  it('takes a step back and forth again', async () => {
    const { uid } = await draw()
    at.workbench.setState({ selection: new Set([uid]) })
    await at.session.edit({ kind: 'undo' })
    expect(at.project.getState().index.sightings.has(uid)).toBe(false)
    expect(at.workbench.getState().selection.size).toBe(0)
    expect(at.project.getState().history.redo).toBe('Draw hull')
    await at.session.edit({ kind: 'redo' })
    expect(at.project.getState().index.sightings.has(uid)).toBe(true)
    // What is being written of it can still be had from its panel.
    at.workbench.setState({ selection: new Set([uid]) })
    at.project.setState({ drafts: [{ record: uid, field: 'Notes', text: 'at the quay', begun: '' }] })
    await at.session.edit({ kind: 'undo' })
    expect(at.workbench.getState().selection.has(uid)).toBe(true)
  })

  it('keeps nothing selected that lies on a scene that left the screen', async () => {
    const { uid, scene } = await draw()
    at.workbench.setState({ selection: new Set([uid]) })
    at.session.scenes.compareWith(newUid())
    expect(at.workbench.getState().selection.has(uid)).toBe(true)
    at.workbench.setState({ compared: null })
    at.session.scenes.show(null)
    expect(at.workbench.getState().shown).not.toBe(scene)
    expect(at.workbench.getState().selection.size).toBe(0)
  })

  it('compares no scene with itself', async () => {
    const { scene } = await draw()
    at.workbench.setState({ compared: null })
    at.session.scenes.compareWith(scene)
    const { shown, compared } = at.workbench.getState()
    expect([shown, compared]).toEqual([scene, null])
  })

  it('knows after opening again what was saved before', async () => {
    const { uid } = await draw()
    await at.session.edit({ kind: 'sighting.revise', uids: [uid], patch: { class: 'tanker.gas' } })
    const before = at.project.getState().index
    await at.session.closeProject()
    expect(at.project.getState().project).toBeNull()
    expect(at.workbench.getState().recent[0]?.name).toBe('yard.gpkg')
    at.answers['open-project'] = 'yard.gpkg'
    await at.session.openProject()
    expect(at.project.getState().index).toEqual(before)
  })

  it('keeps an edit that the core refuses, with its problem, and does not leave the project over it', async () => {
    const { uid } = await draw()
    const refused = at.session.edit({
      kind: 'sighting.revise',
      uids: [uid],
      patch: { identity_confidence: 'confirmed' },
    })
    await at.session.edit({ kind: 'sighting.revise', uids: [uid], patch: { notes: 'after' } })
    const [edit] = at.project.getState().edits
    expect(edit).toMatchObject({ state: 'failed', problem: { code: 'record/invalid' } })
    expect(at.project.getState().index.sightings.get(uid)?.notes).toBe('after')
    await at.session.closeProject()
    expect(at.project.getState().project?.name).toBe('yard.gpkg')
    at.session.edits.discard(edit?.id ?? 0)
    expect(await refused).toBeNull()
    await at.session.closeProject()
    expect(at.project.getState().project).toBeNull()
  })

  it('says of a scene whose file is gone that it is missing, and finds it again', async () => {
    const { scene } = await draw()
    await at.session.closeProject()
    await rename(join(at.folder, '20240302_023107_yard.tif'), join(at.folder, 'moved.tif'))
    at.answers['open-project'] = 'yard.gpkg'
    at.answers['locate-scene'] = 'moved.tif'
    await at.session.openProject()
    expect(at.project.getState().away).toEqual(new Map([[scene, 'missing']]))
    await at.session.files.locate(scene)
    expect(at.project.getState().away).toEqual(new Map())
  })

  it('asks about paths out of the folder, leaves it where it is put off, and shows the scenes after a yes', async () => {
    const { scene } = await draw()
    const archive = await mkdtemp(join(tmpdir(), 'roadstead-archive-'))
    await at.session.closeProject()
    await rename(join(at.folder, '20240302_023107_yard.tif'), join(archive, 'away.tif'))
    const db = connect(join(at.folder, 'yard.gpkg'), 'write', {})
    db.prepare('UPDATE scenes SET path = ?').run(join(archive, 'away.tif'))
    db.close()
    at.answers['open-project'] = 'yard.gpkg'
    await at.session.openProject()
    const question = () => at.project.getState().pathQuestion?.scenes.map(({ uid }) => uid) ?? null
    await expect.poll(question).toEqual([scene])
    at.session.paths.putOff()
    await at.session.reload()
    expect([question(), at.project.getState().away.get(scene)]).toEqual([null, 'outside'])
    await at.session.paths.ask()
    expect(question()).toEqual([scene])
    await at.session.paths.follow()
    expect(at.project.getState().away.size).toBe(0)
    await expect.poll(question).toBeNull()
    await expect.poll(() => at.project.getState().readiness.get(scene)?.state).toBe('ready')
    await rm(archive, { recursive: true })
  })

  it('shows the backup that is made on opening as soon as it is made', async () => {
    await at.close()
    at = await aWindow({ keepsBackups: true })
    Object.assign(at.answers, { 'new-project': 'yard.gpkg', 'add-scenes': '20240302_023107_yard.tif' })
    await at.session.newProject()
    await draw()
    const listening = at.session.start(() => undefined)
    at.answers['open-project'] = 'yard.gpkg'
    await at.session.openProject()
    await at.session.rescue.showBackups()
    expect(at.workbench.getState().rescue?.backups).toEqual([])
    await expect.poll(() => at.workbench.getState().rescue?.backups.length, { timeout: 10_000 }).toBe(1)
    expect(at.workbench.getState().backingUp).toBe(false)
    listening()
  })

  it('writes an export and tells how much it holds', async () => {
    await draw()
    at.answers['export-file'] = 'out.geojson'
    expect(await at.session.exchange.exportTo('geojson', {}, 'out.geojson')).toBe(true)
    expect(at.workbench.getState().notices.at(-1)?.report.what).toBe('1 sighting was written.')
  })

  it('says that a dropped file which is no scene is none', async () => {
    await writeFile(join(at.folder, 'letter.tif'), 'Dear analyst')
    await at.session.drop([new File([], 'letter.tif')])
    expect(at.project.getState().index.scenes.size).toBe(0)
    expect(at.workbench.getState().notices.at(-1)?.tone).toBe('problem')
  })

  it('names the dropped files of sightings that it left alone: one is imported at a time', async () => {
    for (const name of ['a.geojson', 'b.geojson']) await writeFile(join(at.folder, name), '{}')
    await at.session.drop([new File([], 'a.geojson'), new File([], 'b.geojson')])
    const { dialog, dropped, notices } = at.workbench.getState()
    expect([dialog, dropped?.name]).toEqual(['import', 'a.geojson'])
    expect(notices.map(({ report }) => report.subject)).toEqual(['b.geojson'])
  })
})
