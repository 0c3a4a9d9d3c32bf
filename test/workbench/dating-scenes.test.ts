import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOnly, showAcquired, unsureTime } from '../../src/domain/acquired.ts'
import type { Scene } from '../../src/domain/scene.ts'
import { hullFile, makeDesk, type TestDesk } from './desk.ts'
import * as sidecar from './vendor-texts.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

async function add(path: string): Promise<{ scene: Scene; problems: string[] }> {
  const { scenes } = await desk.core['scene.add']({ grants: [await desk.grant(path)], hashLater: true })
  const { records } = await desk.core['project.snapshot'](undefined)
  const scene = records.scenes.find(({ uid }) => uid === scenes[0]!.uid)
  if (scene === undefined) throw new Error('the scene was not added')
  return { scene, problems: scenes[0]!.problems }
}

interface Product {
  readonly tif: string
  readonly beside: string
  readonly text: string
  readonly rule: string
  readonly expected: Partial<Scene>
}

const products: readonly Product[] = [
  {
    tif: '20240302_023107_28_24c8_3B_AnalyticMS_8b.tif',
    beside: '20240302_023107_28_24c8_3B_AnalyticMS_8b_metadata.xml',
    text: sidecar.planetXml,
    rule: 'Planet XML',
    expected: {
      acquired_at: '2024-03-02T02:31:07.280Z',
      sensor: 'PlanetScope',
      provider: 'Planet',
      off_nadir_deg: 4.8,
    },
  },
  {
    tif: '20240302_023107_28_24c8_3B_AnalyticMS_SR_8b_clip.tif',
    beside: '20240302_023107_28_24c8_metadata.json',
    text: sidecar.planetJson,
    rule: 'Planet JSON',
    expected: { acquired_at: '2024-03-02T02:31:07.283Z', sensor: 'PlanetScope', off_nadir_deg: 5 },
  },
  {
    tif: '20240526_205646_ssc9_u0002_analytic.tif',
    beside: '20240526_205646_ssc9_u0002_metadata.json',
    text: sidecar.skySatJson,
    rule: 'Planet JSON',
    expected: { acquired_at: '2024-05-26T20:56:46.500Z', sensor: 'SkySat 9', off_nadir_deg: 21.4 },
  },
  {
    tif: '15JUL28024409-M2AS_R1C1-055675829010_01_P001.TIF',
    beside: '15JUL28024409-M2AS_R1C1-055675829010_01_P001.IMD',
    text: sidecar.maxarImd,
    rule: 'Maxar IMD',
    expected: {
      acquired_at: '2015-07-28T02:44:09.123Z',
      sensor: 'WorldView-3',
      provider: 'Maxar',
      off_nadir_deg: 27.1,
    },
  },
  {
    tif: '15JUL28024409-P2AS-055675829010_01_P001.TIF',
    beside: '15JUL28024409-P2AS-055675829010_01_P001.XML',
    text: sidecar.maxarXml,
    rule: 'Maxar XML',
    expected: { acquired_at: '2015-07-28T02:44:09.123Z', sensor: 'WorldView-3', off_nadir_deg: 27.1 },
  },
  {
    tif: 'IMG_PHR1B_PMS_202403020231077_ORT_abc-001_R1C1.TIF',
    beside: 'DIM_PHR1B_PMS_202403020231077_ORT_abc-001.XML',
    text: sidecar.dimap,
    rule: 'DIMAP',
    expected: { acquired_at: '2024-03-02T02:31:07.700Z', provider: 'Airbus', off_nadir_deg: 14.3 },
  },
  {
    tif: 'LC08_L1TP_118039_20240302_20240315_02_T1_B4.TIF',
    beside: 'LC08_L1TP_118039_20240302_20240315_02_T1_MTL.txt',
    text: sidecar.landsatMtl,
    rule: 'Landsat MTL',
    expected: { acquired_at: '2024-03-02T02:25:11.458Z', sensor: 'Landsat 8 OLI/TIRS', provider: 'USGS' },
  },
  {
    tif: 'measurement/s1a-iw-grd-vv-20240302t093412-20240302t093437-052804-066426-001.tiff',
    beside: 'manifest.safe',
    text: sidecar.safeManifest,
    rule: 'Sentinel manifest',
    expected: { acquired_at: '2024-03-02T09:34:12.164Z', sensor: 'Sentinel-1A', provider: 'Copernicus' },
  },
]

describe('the time of a scene', () => {
  it.each(products)('of $tif comes from $beside, and the rule is named', async (product) => {
    await desk.put(product.beside, product.text)
    const path = await desk.put(product.tif, hullFile('one'))
    const { scene } = await add(path)
    expect(scene).toMatchObject({
      acquired_from: 'sidecar',
      acquired_confirmed: 0,
      ...product.expected,
    })
    const facts = await desk.core['scene.facts']({ uid: scene.uid })
    expect(facts.acquired_rule).toBe(product.rule)
    const info = await desk.core['scene.describe']({ grant: await desk.grant(path), pixels: [] })
    expect(info).toMatchObject({ acquired_rule: product.rule, acquired_at: scene.acquired_at })
  })

  it('comes from the metadata inside the file, then from its name, then from DateTime', async () => {
    const dateTime = '2024:03:09 11:00:00'
    const inside = hullFile('one', {
      description: { metadata: { ACQUISITIONDATETIME: '2024-03-02 02:31:09' }, dateTime },
    })
    const rules = [
      ['20240302_023107_a.tif', inside, 'metadata', /ACQUISITIONDATETIME/],
      ['20240302_023107_b.tif', hullFile('two', { description: { dateTime } }), 'filename', /file name/],
      ['yard.tif', hullFile('three', { description: { dateTime } }), 'tiff_datetime', /processing/],
      ['read-only.tif', hullFile('four', { description: { dateTime } }), 'metadata', /ACQUISITIONDATETIME/],
    ] as const
    // What a person tells GDAL about a file that cannot be written lies beside it.
    await desk.put(
      'read-only.tif.aux.xml',
      '<PAMDataset><Metadata domain="IMAGERY"><MDI key="ACQUISITIONDATETIME">2024-03-02 02:31:09</MDI></Metadata></PAMDataset>',
    )
    for (const [name, bytes, from, rule] of rules) {
      const { scene } = await add(await desk.put(name, bytes))
      expect(scene.acquired_from).toBe(from)
      expect((await desk.core['scene.facts']({ uid: scene.uid })).acquired_rule).toMatch(rule)
    }
  })

  it('is told with every source that says otherwise', async () => {
    await desk.put('20240302_023107_28_24c8_metadata.json', sidecar.planetJson)
    const path = await desk.put('20240305_011500_28_24c8_3B_AnalyticMS.tif', hullFile('one'))
    await desk.put('20240305_011500_28_24c8_metadata.json', sidecar.planetJson)
    const { scene, problems } = await add(path)
    expect(problems.join(' ')).toMatch(/2024-03-02 02:31:07 UTC by Planet JSON, but 2024-03-05 01:15:00 UTC/)
    expect((await desk.core['scene.facts']({ uid: scene.uid })).problems.join(' ')).toMatch(/but 2024-03-05/)
  })

  it('is a day with an unknown hour where only the day is known, until the analyst gives it', async () => {
    const { scene } = await add(await desk.put('m_4709963_se_14_1_20180716.tif', hullFile('one')))
    expect(dayOnly(scene)).toBe(true)
    expect(showAcquired(scene)).toBe('2018-07-16 ??:?? UTC')
    expect(unsureTime(scene.acquired_at, scene)).toMatch(/Only the day/)
    const { change } = await desk.core['edit.apply']({
      kind: 'scene.revise',
      uid: scene.uid,
      patch: { acquired_at: '2018-07-16T17:05:00.000Z' },
    })
    const after = change.edits[0]?.after as Scene
    expect(after).toMatchObject({ acquired_from: 'analyst', acquired_confirmed: 1 })
    expect(showAcquired(after)).toBe('2018-07-16 17:05 UTC')
    expect(unsureTime(after.acquired_at, after)).toBeNull()
  })

  it('marks what was seen on the scene until it is confirmed', async () => {
    const { scene } = await add(await desk.put('20240302_023107_a.tif', hullFile('one')))
    expect(unsureTime(scene.acquired_at, scene)).toMatch(/unconfirmed/)
    const { change } = await desk.core['edit.apply']({
      kind: 'scene.revise',
      uid: scene.uid,
      patch: { acquired_confirmed: 1 },
    })
    expect(unsureTime(scene.acquired_at, change.edits[0]?.after as Scene)).toBeNull()
  })
})
