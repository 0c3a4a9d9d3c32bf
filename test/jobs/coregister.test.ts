import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { localFrame } from '../../src/geodesy/ellipsoid.ts'
import { placementOf } from '../../src/raster/placing/placement.ts'
import { coregister } from '../../src/raster/coregistration/coregistration.ts'
import type { SceneToAlign } from '../../src/raster/coregistration/coregistration-overlap.ts'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { testCore } from '../workbench/core.ts'

/** A cut of the sample's scenes around the yard: the second is the one with the known misregistration. */
function cut(date: string) {
  const spec = sampleScenes().find((one) => one.date === date)!
  return { ...spec, window: { west: -1300, north: 800, width: 560, height: 540, gsdM: 3 } }
}

async function yardProject() {
  const core = testCore()
  await core.newProject()
  const written = ['2024-03-02', '2024-04-19'].map((date) => writeScene(core.folder, cut(date)))
  const grants = await Promise.all(written.map(({ truth }) => core.grant(truth.file, 'read')))
  const { scenes } = await core.client['scene.add']({ grants })
  const [reference_uid, uid] = scenes.map((scene) => scene.uid!)
  return { ...core, uid: uid!, reference_uid: reference_uid!, truth: written[1]!.truth }
}

describe('aligning two scenes of a project', () => {
  it('proposes the known misregistration, writes nothing, and is kept and undone as one step', async () => {
    const { client, uid, reference_uid, truth } = await yardProject()
    const before = await client['project.snapshot'](undefined)
    const steps: string[] = []
    const found = await client['coregister.scenes'](
      { uid, reference_uid },
      { onProgress: (done, total, what) => steps.push(`${what} ${done} of ${total}`) },
    )
    expect(
      Math.hypot(found.shift_east_m - truth.shift_east_m, found.shift_north_m - truth.shift_north_m),
    ).toBeLessThan(0.9)
    expect(found).toMatchObject({ uid, reference_uid })
    expect(steps.at(-1)).toMatch(/^Comparing scenes (\d+) of \1$/)
    expect(await client['project.snapshot'](undefined)).toEqual(before)

    const { shift_east_m, shift_north_m, residual_m } = found
    const shift = { uid, reference_uid, shift_east_m, shift_north_m, residual_m }
    await client['edit.apply']({ kind: 'scene.shift', by: 'automatic', ...shift })
    const { records } = await client['project.snapshot'](undefined)
    expect(records.scenes.find((scene) => scene.uid === uid)).toMatchObject({
      shift_east_m,
      shift_north_m,
      shift_residual_m: residual_m,
      shift_reference_uid: reference_uid,
      shift_by: expect.stringContaining('automatic') as string,
    })
    // Found again from where it now lies, it is the same.
    const again = await client['coregister.scenes']({ uid, reference_uid })
    expect(Math.hypot(again.shift_east_m - shift_east_m, again.shift_north_m - shift_north_m)).toBeLessThan(
      0.3,
    )
    await client['edit.undo'](undefined)
    expect((await client['project.snapshot'](undefined)).records.scenes).toEqual(before.records.scenes)
  })

  it('says why it is refused: a scene against itself, an area that shows nothing of them', async () => {
    const { client, uid, reference_uid } = await yardProject()
    const refused = { code: 'coregistration/refused' }
    await expect(client['coregister.scenes']({ uid, reference_uid: uid })).rejects.toMatchObject(refused)
    const ring: [number, number][] = [
      [10, 50],
      [10.1, 50],
      [10.1, 50.1],
      [10, 50],
    ]
    const area = { type: 'Polygon' as const, coordinates: [ring] }
    await expect(client['coregister.scenes']({ uid, reference_uid, area })).rejects.toMatchObject(refused)
  })
})

const data = process.env.ROADSTEAD_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const naip = join(data, 'b_scenes', 'naip_timeseries')
const landsat = join(data, 'b_scenes', 'landsat_timeseries')

async function realScene(path: string, offPx: readonly [number, number] = [0, 0]): Promise<SceneToAlign> {
  const opened = await openSceneFile(path)
  onTestFinished(() => opened.close())
  const [x, a, b, y, c, d] = opened.image.affine!
  const affine = [x - offPx[0] * a, a, b, y - offPx[1] * d, c, d] as const
  return {
    name: path,
    image: { ...opened.image, affine },
    reader: opened.reader,
    sensor: null,
    shift: [0, 0],
  }
}

// The files are not part of the repository: without them there is nothing to try.
describe.skipIf(!existsSync(naip) || !existsSync(landsat))('real scenes of different years', () => {
  const years = ['20090818', '20120731', '20180716'].map((day) => join(naip, `m_4709963_se_14_1_${day}.tif`))

  it('close: from the first to the second to the third year is from the first to the third', async () => {
    const [first, second, third] = await Promise.all(years.map((path) => realScene(path)))
    const [a, b, c] = [
      await coregister(first!, second!),
      await coregister(second!, third!),
      await coregister(first!, third!),
    ]
    const gap = Math.hypot(
      a.shiftEastM + b.shiftEastM - c.shiftEastM,
      a.shiftNorthM + b.shiftNorthM - c.shiftNorthM,
    )
    expect(gap / c.gsdM).toBeLessThan(0.5)
  })

  it.each([
    ['aerial photographs of 2012 and 2018', years[1]!, years[2]!],
    ['Landsat in degrees of 1985 and 2005', join(landsat, '1985.tif'), join(landsat, '2005.tif')],
  ])('give back 25 and 14 pixels by which %s are drawn off', async (_, first, second) => {
    const reference = await realScene(first)
    const [plain, moved] = [await realScene(second), await realScene(second, [25, 14])]
    const [there, off] = [await coregister(reference, plain), await coregister(reference, moved)]
    const [from, to] = [moved, plain].map(({ image }) => {
      return placementOf(image)!.toLonLat(image.width / 2, image.height / 2)!
    })
    const [east, north] = localFrame(from!).toPlane(to!)
    const missM = Math.hypot(
      off.shiftEastM - there.shiftEastM - east,
      off.shiftNorthM - there.shiftNorthM - north,
    )
    expect(missM / off.gsdM).toBeLessThan(0.5)
  })
})
