import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { hullFile, makeDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

/** A hull of about 97 x 44 m, `east` degrees of longitude from the first. */
function footprint(east: number) {
  const ring: [number, number][] = [
    [122.0495 + east, 29.9495],
    [122.0505 + east, 29.9495],
    [122.0505 + east, 29.9499],
    [122.0495 + east, 29.9499],
    [122.0495 + east, 29.9495],
  ]
  return { type: 'Polygon' as const, coordinates: [ring] }
}

describe('a project whose scene files are all gone', () => {
  it('still lists, measures, labels, compares, exports and undoes what was seen on them', async () => {
    const paths = [
      await desk.put('20240211_021700_yard.tif', hullFile('one')),
      await desk.put('20240302_023107_yard.tif', hullFile('two')),
    ]
    const grants = await Promise.all(paths.map((path) => desk.grant(path)))
    const { scenes } = await desk.core['scene.add']({ grants })
    const [from, to] = scenes.map(({ uid }) => uid!) as [string, string]
    const hulls = [
      { scene_uid: from, east: 0 },
      { scene_uid: to, east: 0.00001 },
    ].map((hull) => ({ ...hull, uid: newUid() }))
    for (const { uid, scene_uid, east } of hulls) {
      const drawing = { uid, scene_uid, footprint: footprint(east), heading_deg: 90, patch: {} }
      await desk.core['edit.apply']({ kind: 'sighting.draw', ...drawing })
    }
    await Promise.all(paths.map((path) => rm(path)))
    await desk.restart()

    const { records, missingScenes, changedScenes } = await desk.core['project.snapshot'](undefined)
    expect(missingScenes.sort()).toEqual([from, to].sort())
    expect(changedScenes).toEqual([])
    expect(records.sightings).toHaveLength(2)
    expect(records.sightings[0]!.length_m).toBeGreaterThan(90)

    const revised = await desk.core['edit.apply']({
      kind: 'sighting.revise',
      uids: [hulls[0]!.uid],
      patch: { class: 'tanker.gas' },
    })
    expect(revised.change.edits[0]?.after).toMatchObject({ class: 'tanker.gas' })
    await desk.core['edit.apply']({
      kind: 'sighting.reshape',
      uid: hulls[1]!.uid,
      footprint: footprint(0.00002),
      heading_deg: 90,
    })
    const comparison = await desk.core['compare.scenes']({ from, to })
    expect(comparison.stayed.length + comparison.moved.length).toBe(1)
    const exported = await desk.core['exchange.export']({ to: 'geojson', filter: {} })
    expect(exported.records).toBe(2)
    expect(exported.text).toContain('20240302_023107_yard.tif')
    await desk.core['edit.undo'](undefined)
    await desk.core['edit.undo'](undefined)
    const { problems } = await desk.core['project.check'](undefined)
    expect(problems.filter(({ code }) => code === 'file/not-found')).toHaveLength(2)
    await expect(desk.core['scene.display']({ uid: from })).rejects.toMatchObject({ code: 'file/not-found' })
  })
})
