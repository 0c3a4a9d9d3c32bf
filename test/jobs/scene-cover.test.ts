import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareScenes } from '../../src/compare/changes.ts'
import { sceneCover } from '../../src/jobs/scene-cover.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { cloudMaskNames, hides, maskBands } from '../../src/raster/cloud-mask.ts'
import { aScene, aSighting } from '../records.ts'
import { gridOf } from '../scenes/truth.ts'
import { folderForTest } from '../cli/roadstead.ts'

const utm = gridOf(32651)
const [x0, y0] = utm.forward([122.05, 29.95])
const size = 300
const gsdM = 3
const name = '20240302_023107_47_2447_3B_AnalyticMS.tif'

/** A picture of 900 m: a value, made 0 west of a column, and whatever `bands` more. */
function picture(bands: readonly Uint16Array<ArrayBuffer>[], noData: number | null) {
  const geoTransform = [x0, gsdM, 0, y0, 0, -gsdM] as const
  const georeference = { crs: { kind: 'projected' as const, epsg: 32651 }, geoTransform }
  return encodeTiff(
    { width: size, height: size, bands: [...bands] },
    {},
    { georeference, ...(noData === null ? {} : { noData }) },
  )
}

const filled = (valueAt: (column: number, row: number) => number) =>
  Uint16Array.from({ length: size * size }, (_, at) => valueAt(at % size, Math.floor(at / size)))

function hullAt(column: number, row: number) {
  const centre = utm.inverse([x0 + column * gsdM, y0 - row * gsdM])
  return aSighting({ centre, lengthM: 90, beamM: 18, headingDeg: 30 })
}

type Hulls = ReturnType<typeof hullAt>[]
const look = (path: string | null, hulls: Hulls, values = {}, own: Hulls = []) =>
  sceneCover(path, aScene({ geom: null, ...values }), hulls, own, new AbortController().signal)

describe('what a scene says of places of hulls', () => {
  it('knows where it has no data, by the file or because all is 0, and follows its shift', async () => {
    for (const noData of [0, null]) {
      const path = join(folderForTest(), name)
      writeFileSync(path, picture([filled((column) => (column < 100 ? 0 : 700))], noData))
      const [west, east, edge] = [hullAt(50, 150), hullAt(200, 150), hullAt(110, 150)]
      const cover = await look(path, [west, east])
      expect(cover).toMatchObject({ pixels_read: true, cloud_mask: false })
      expect([...cover.hidden]).toEqual([[west.uid, 'no_data']])
      expect((await look(path, [edge])).hidden.size).toBe(0)
      const shifted = await look(path, [edge], { shift_east_m: 120, shift_north_m: 0 })
      expect([...shifted.hidden.values()]).toEqual(['no_data'])
    }
  })

  it('takes black for something seen where a hull was drawn in black, unless the file says it is no data', async () => {
    const path = join(folderForTest(), name)
    const black = filled((column) => (column < 100 ? 0 : 700))
    const [west, drawn] = [hullAt(50, 150), hullAt(50, 60)]
    writeFileSync(path, picture([black], null))
    expect((await look(path, [west], {}, [hullAt(200, 60)])).hidden.get(west.uid)).toBe('no_data')
    expect((await look(path, [west], {}, [drawn])).hidden.size).toBe(0)
    writeFileSync(path, picture([black], 0))
    expect((await look(path, [west], {}, [drawn])).hidden.get(west.uid)).toBe('no_data')
  })

  it('knows where cloud is from a mask beside it, so that nothing is called departed there', async () => {
    const folder = folderForTest()
    const path = join(folder, name)
    writeFileSync(path, picture([filled(() => 700)], 0))
    const clear = filled(() => 0)
    const cloud = filled((_, row) => (row < 150 ? 1 : 0))
    const bands = [filled(() => 1), clear, clear, clear, clear, cloud, clear, clear]
    writeFileSync(join(folder, '20240302_023107_47_2447_3B_udm2.tif'), picture(bands, null))
    const [under, open] = [hullAt(150, 70), hullAt(150, 230)]
    const cover = await look(path, [under, open])
    expect(cover.cloud_mask).toBe(true)
    expect([...cover.hidden]).toEqual([[under.uid, 'cloud']])
    const [before, after] = [aScene(), aScene()]
    const found = compareScenes(
      { scene: before, sightings: [under, open] },
      { scene: after, sightings: [], cover },
    )
    expect(found.departed).toEqual([open.uid])
    expect(found.unseen).toEqual([{ uid: under.uid, scene_uid: after.uid, reason: 'cloud' }])
  })

  it('says nothing where the file is not there or damaged', async () => {
    const path = join(folderForTest(), name)
    writeFileSync(path, 'no picture')
    const nothing = { pixels_read: false, cloud_mask: false }
    expect(await look(path, [hullAt(50, 50)])).toMatchObject(nothing)
    expect(await look(null, [hullAt(50, 50)])).toMatchObject(nothing)
    expect(await look(join(folderForTest(), 'gone.tif'), [hullAt(50, 50)])).toMatchObject(nothing)
  })
})

describe('cloud masks of vendors', () => {
  it.each([
    ['20240302_023107_47_2447_3B_AnalyticMS_SR_clip.tif', '20240302_023107_47_2447_3B_udm2_clip.tif'],
    ['20240302_023107_47_2447_3B_AnalyticMS_8b.tif', '20240302_023107_47_2447_3B_udm2.tif'],
    ['20240302_023107_47_2447_3B_AnalyticMS.tif', '20240302_023107_47_2447_3B_AnalyticMS_DN_udm.tif'],
    [
      'LC08_L1TP_118039_20240302_20240315_02_T1_B4.TIF',
      'LC08_L1TP_118039_20240302_20240315_02_T1_QA_PIXEL.TIF',
    ],
    [
      'LC08_L2SP_118039_20240302_20240315_02_T1_SR_B4.TIF',
      'LC08_L2SP_118039_20240302_20240315_02_T1_QA_PIXEL.TIF',
    ],
    ['T51RUP_20240115T023111_B04_10m.tif', '../R20m/T51RUP_20240115T023111_SCL_20m.tif'],
  ])('%s has %s', (scene, mask) => {
    expect(cloudMaskNames(scene).map((one) => one.name)).toContain(mask)
  })

  it('mean what their specifications say', () => {
    expect(maskBands('udm2', 8)).toEqual([3, 5, 6, 8])
    expect(hides('udm2', [0, 0, 1, 0])).toBe('cloud')
    expect(hides('udm2', [0, 0, 0, 1])).toBe('no_data')
    expect(hides('udm2', [0, 0, 0, 0])).toBeNull()
    // Clear with low confidence of everything: 21824 (USGS).
    expect(hides('qa_pixel', [21824])).toBeNull()
    expect(hides('qa_pixel', [22280])).toBe('cloud')
    expect(hides('qa_pixel', [1])).toBe('no_data')
    expect([0, 3, 6, 9].map((value) => hides('scl', [value]))).toEqual(['no_data', 'cloud', null, 'cloud'])
    expect(hides('udm', [2])).toBe('cloud')
  })
})
