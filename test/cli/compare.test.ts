import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../src/compare/comparison.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import type { SceneTruth } from '../scenes/scene.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import { gridOf, type HullTruth, type LonLat } from '../scenes/truth.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { testCore } from '../workbench/core.ts'
import { folderForTest, roadstead } from './roadstead.ts'

const utm = gridOf(32651)
const window = { west: -1300, north: 800, width: 560, height: 540, gsdM: 3 }
/** Ten pixels of 3 m. */
const off = { eastM: 24, northM: -18 }

async function ran<T>(folder: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await roadstead(folder, ...args, '--json')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout) as T
}

/** Writes the yard on two dates, the second one drawn off. */
function scenes(folder: string, misregistration: { eastM: number; northM: number }) {
  return ['2024-03-02', '2024-04-19'].map((date, index) => {
    const spec = sampleScenes().find((one) => one.date === date)!
    const { fileName, sensor, layout, overviews } = spec
    const shown = { fileName, date, sensor, layout, overviews, window }
    return writeScene(folder, { ...shown, ...(index === 1 ? { misregistration } : {}) }).truth
  })
}

/** Hulls that lie wholly in a picture; outside of the window of both dates nothing is drawn. */
const drawn = ({ hulls }: SceneTruth): HullTruth[] => {
  const inside = ([x, y]: LonLat) => {
    const [west, north] = utm.forward([122.05, 29.95]).map((value) => Math.round(value / 30) * 30)
    const [east, up] = [x - west! - window.west, window.north - (y - north!)]
    return [east, up].every((metres, at) => metres > 60 && metres < (at === 0 ? 560 : 540) * 3 - 60)
  }
  return hulls.filter(({ ring }) => ring.every((corner) => inside(utm.forward(corner))))
}

/** The hulls as somebody draws them on the picture, which shows them where its file says. */
function footprints(truth: SceneTruth, scene_uid: string, shown: { eastM: number; northM: number }) {
  return drawn(truth).map((hull) => {
    const ring = [...hull.ring, hull.ring[0]].map((corner) => {
      const [x, y] = utm.forward(corner)
      return utm.inverse([x + shown.eastM, y + shown.northM])
    })
    const { heading_deg, class: code } = hull
    const properties = {
      scene_uid,
      heading_deg,
      heading_known: 1,
      class: code,
      notes: hull.key,
      edge: 'waterline',
    }
    return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties }
  })
}

interface Listed {
  uid: string
  notes: string
}

/** What the story says happened to each ship between the two pictures. */
function story([a, b]: readonly SceneTruth[]): Record<string, string> {
  const [before, after] = [drawn(a!), drawn(b!)]
  const said: Record<string, string> = {}
  for (const hull of before) {
    const later = after.find(({ key }) => key === hull.key)
    if (later === undefined) said[hull.key] = 'departed'
    else {
      const { distanceM } = geodesicBetween([hull.lon, hull.lat], [later.lon, later.lat])
      said[hull.key] = distanceM > 15 ? 'moved' : 'stayed'
    }
  }
  for (const { key } of after) said[key] ??= 'arrived'
  return said
}

/** The same by `compare`. A pair of two different ships is named as what it is: wrong. */
function said(comparison: Comparison, sightings: readonly Listed[]): Record<string, string> {
  const key = new Map(sightings.map(({ uid, notes }) => [uid, notes]))
  const pairs = (['stayed', 'moved'] as const).flatMap((kind) =>
    comparison[kind].map(({ from_uid, to_uid }) => {
      const [from, to] = [key.get(from_uid)!, key.get(to_uid)!]
      return [from, from === to ? kind : `taken for ${to}`] as const
    }),
  )
  const single = (['arrived', 'departed', 'outside'] as const).flatMap((kind) =>
    comparison[kind].map((uid) => [key.get(uid)!, kind] as const),
  )
  return Object.fromEntries([...pairs, ...single])
}

async function projectOf(folder: string, truths: readonly SceneTruth[], misregistration: typeof off) {
  const files = truths.map(({ file }) => file)
  const added = await ran<{ uid: string }[]>(folder, 'add', 'yard.gpkg', ...files)
  const uids = added.map(({ uid }) => uid)
  const features = truths.flatMap((truth, index) =>
    footprints(truth, uids[index]!, index === 1 ? misregistration : { eastM: 0, northM: 0 }),
  )
  writeFileSync(join(folder, 'hulls.geojson'), JSON.stringify({ type: 'FeatureCollection', features }))
  await ran(folder, 'import', 'yard.gpkg', 'hulls.geojson')
  const sightings = await ran<Listed[]>(folder, 'list', 'yard.gpkg', 'sightings')
  return { uids, sightings }
}

describe('what changed between two dates of the yard, by the command', () => {
  it('is right for every hull where the scenes lie right, and the window gets the same document', async () => {
    const folder = folderForTest()
    const still = { eastM: 0, northM: 0 }
    const truths = scenes(folder, still)
    const { uids, sightings } = await projectOf(folder, truths, still)
    const comparison = await ran<Comparison>(folder, 'compare', 'yard.gpkg', ...uids)
    expect(said(comparison, sightings)).toEqual(story(truths))
    expect(Object.values(story(truths)).sort()).toEqual(
      expect.arrayContaining(['arrived', 'departed', 'stayed']),
    )

    const core = testCore({ followStoredPaths: true })
    const { grant } = await core.workbench.grant(join(folder, 'yard.gpkg'), 'write')
    await core.client['project.open']({ grant })
    expect(await core.client['compare.scenes']({ from: uids[0]!, to: uids[1]! })).toEqual(comparison)
    const along = await ran<unknown>(folder, 'compare', 'yard.gpkg', '--place', 'all')
    expect(await core.client['compare.place']({ place_uid: null })).toEqual(along)
  })

  it('is right for every hull at ten pixels of misregistration after automatic alignment', async () => {
    const folder = folderForTest()
    const truths = scenes(folder, off)
    const { uids, sightings } = await projectOf(folder, truths, off)
    const [from, to] = uids
    const before = await ran<Comparison>(folder, 'compare', 'yard.gpkg', from!, to!)
    expect(said(before, sightings)).not.toEqual(story(truths))

    const aligned = await ran<{ shift_east_m: number; shift_north_m: number; applied: boolean }>(
      folder,
      ...['align', 'yard.gpkg', to!, from!, '--apply', '--move-sightings'],
    )
    expect(aligned.applied).toBe(true)
    const missM = Math.hypot(aligned.shift_east_m + off.eastM, aligned.shift_north_m + off.northM)
    expect(missM / window.gsdM).toBeLessThan(0.3)
    const after = await ran<Comparison>(folder, 'compare', 'yard.gpkg', from!, to!)
    expect(said(after, sightings)).toEqual(story(truths))

    const exported = await roadstead(folder, 'export', 'yard.gpkg', '--to', 'geojson', '--scene', to!)
    const { features } = JSON.parse(exported.stdout) as {
      features: { properties: Record<string, unknown> }[]
    }
    for (const { properties } of features) {
      expect(properties).toMatchObject({
        scene_shift_east_m: aligned.shift_east_m,
        scene_shift_north_m: aligned.shift_north_m,
        scene_shift_reference_name: truths[0]!.file,
      })
    }
    const listed = await roadstead(folder, 'list', 'yard.gpkg', 'scenes')
    expect(listed.stdout).toContain(`${aligned.shift_east_m.toFixed(1)} E`)
  })

  it('asks for two scenes, or for a place alone', async () => {
    const folder = folderForTest()
    const uid = '018e0000-0000-7000-8000-0000000000aa'
    expect((await roadstead(folder, 'compare', 'yard.gpkg', uid)).code).toBe(2)
    expect((await roadstead(folder, 'compare', 'yard.gpkg', uid, uid, '--place', 'all')).code).toBe(2)
    expect((await roadstead(folder, 'compare', 'yard.gpkg', '--place', 'harbour')).code).toBe(2)
  })
})
