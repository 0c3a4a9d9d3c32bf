import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { SceneLook } from '../../src/contract/scene-look.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { hullFile, makeDesk, type TestDesk } from './desk.ts'

const look: SceneLook = {
  drawn: 'bands',
  combination: [1],
  stretch: [{ low: 12.5, high: 900 }],
  method: { kind: 'manual' },
  source: 'view',
  decibels: 'none',
  gamma: 1.3,
  inverted: true,
  opacity: 0.4,
}

async function withScenes(work: (desk: TestDesk, uids: string[]) => Promise<void>): Promise<void> {
  const desk = await makeDesk()
  try {
    const grants = []
    for (const seed of ['one', 'two'])
      grants.push(await desk.grant(await desk.put(`${seed}.tif`, hullFile(seed))))
    const { scenes } = await desk.core['scene.add']({ grants, sensor: 'SkySat' })
    await work(
      desk,
      scenes.map(({ uid }) => uid ?? ''),
    )
  } finally {
    await desk.close()
  }
}

describe('how a project is looked at', () => {
  it('is kept with it over a restart, and is no step of the history', () =>
    withScenes(async (desk, [first = '', second = '']) => {
      const before = (await desk.core['project.snapshot'](undefined)).history
      await desk.core['scene.keep-look']({ uid: first, look, forSensor: false })
      await desk.restart()
      expect(await desk.core['scene.look']({ uid: first })).toEqual({ own: look, ofSensor: null })
      expect(await desk.core['scene.look']({ uid: second })).toEqual({ own: null, ofSensor: null })
      expect((await desk.core['project.snapshot'](undefined)).history).toEqual(before)
    }))

  it('is shared by the scenes of a sensor for as long as it is locked', () =>
    withScenes(async (desk, [first = '', second = '']) => {
      await desk.core['scene.keep-look']({ uid: first, look, forSensor: true })
      expect(await desk.core['scene.look']({ uid: second })).toEqual({ own: null, ofSensor: look })
      await desk.core['scene.keep-look']({ uid: second, look: { ...look, gamma: 2 }, forSensor: false })
      expect((await desk.core['scene.look']({ uid: first })).ofSensor).toBeNull()
      expect((await desk.core['scene.look']({ uid: second })).own?.gamma).toBe(2)
    }))

  it('begins anew where another program made something else of it', () =>
    withScenes(async (desk, [first = '']) => {
      await desk.core['scene.keep-look']({ uid: first, look, forSensor: false })
      await desk.workbench.close()
      const program = `import sqlite3; db = sqlite3.connect('${desk.at('yard.gpkg')}')
db.execute("UPDATE roadstead_meta SET value = '{\\"gamma\\": 1e999}' WHERE key LIKE 'setting %'"); db.commit()`
      execFileSync('/usr/bin/python3', ['-c', program])
      await desk.restart()
      expect(await desk.core['scene.look']({ uid: first })).toEqual({ own: null, ofSensor: null })
    }))

  it('has bookmarks that can be renamed and deleted', () =>
    withScenes(async (desk) => {
      const { core } = desk
      const bookmark = { uid: newUid(), name: 'Dry dock 2', lon: 122.05, lat: 29.95, metres_per_pixel: 0.5 }
      await core['bookmark.keep'](bookmark)
      await core['bookmark.keep']({ ...bookmark, uid: newUid(), name: 'Anchorage' })
      await core['bookmark.keep']({ ...bookmark, name: 'Dry dock 3' })
      await desk.restart()
      expect((await core['bookmark.list'](undefined)).map(({ name }) => name)).toEqual([
        'Dry dock 3',
        'Anchorage',
      ])
      expect((await core['bookmark.remove']({ uid: bookmark.uid })).map(({ name }) => name)).toEqual([
        'Anchorage',
      ])
    }))

  it('rests on statistics that are the same every time, of the scene or of a part of it', () =>
    withScenes(async ({ core }, [first = '']) => {
      const ask = { uid: first, bands: [1], difference: false }
      const [whole] = await core['scene.statistics'](ask)
      expect(await core['scene.statistics'](ask)).toEqual([whole])
      expect(whole?.quantiles).toHaveLength(1001)
      expect(whole?.quantiles.toSorted((a, b) => a - b)).toEqual(whole?.quantiles)
      const [part] = await core['scene.statistics']({ ...ask, region: { x: 0, y: 0, width: 3, height: 2 } })
      expect(part?.count).toBe(6)
      await expect(core['scene.statistics']({ ...ask, bands: [99] })).rejects.toMatchObject({
        code: 'input/invalid',
      })
    }))
})
