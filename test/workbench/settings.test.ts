import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SettingsFile } from '../../src/workbench/settings.ts'
import { testFolder } from '../project/test-project.ts'
import { makeHullScene } from '../scenes/hull-scene.ts'
import { testCore } from './core.ts'

describe('settings', () => {
  test('that are changed at the same moment are all kept', async () => {
    const folder = testFolder()
    const settings = new SettingsFile(folder)
    await Promise.all([
      settings.setAnalyst('A. Analyst'),
      settings.addRecent('/yards/a.gpkg', '2026-03-01T00:00:00.000Z'),
      settings.confirmPaths(['/scenes/a.tif']),
      settings.confirmPaths(['/scenes/b.tif']),
    ])
    expect(await new SettingsFile(folder).read()).toMatchObject({
      analyst: 'A. Analyst',
      recent: [{ path: '/yards/a.gpkg' }],
      confirmedPaths: ['/scenes/a.tif', '/scenes/b.tif'],
    })
  })

  test('that cannot be written hold until the program ends, are told, and keep no work from being done', async () => {
    const core = testCore()
    const path = join(core.folder, '20260301_023107_scene.tif')
    const hull = { lonLat: [122.05, 29.95] as const, lengthM: 180, beamM: 30, headingDeg: 90, gsdM: 3 }
    writeFileSync(path, makeHullScene({ ...hull, crs: 'EPSG:32651' }).bytes)
    rmSync(join(core.folder, 'settings'), { recursive: true, force: true })
    // A file in the place of the folder: nobody can write there, the superuser neither.
    writeFileSync(join(core.folder, 'settings'), '')
    await core.newProject()
    const grant = await core.grant('20260301_023107_scene.tif', 'read')
    const { scenes } = await core.client['scene.add']({ grants: [grant] })
    expect(scenes).toMatchObject([{ added: true, problems: [] }])
    expect(core.events).toContainEqual({
      type: 'notice',
      problem: expect.objectContaining({ code: 'file/not-writable', subject: 'The settings' }) as object,
    })
    await expect(core.client['app.configure']({ analyst: 'A. Analyst' })).rejects.toMatchObject({
      code: 'file/not-writable',
    })
    expect((await core.client['app.hello'](undefined)).analyst).toBe('A. Analyst')
    rmSync(join(core.folder, 'settings'))
    mkdirSync(join(core.folder, 'settings'))
    await core.client['app.configure']({ analyst: 'B. Analyst' })
    expect((await core.client['app.hello'](undefined)).recent).toHaveLength(1)
  })
})
