import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeGeoJson } from '../../src/exchange/geojson.ts'
import { joinedRecords } from '../../src/exchange/joined-records.ts'
import { hull, sighting, yard } from '../exchange/hulls.ts'
import { rfc7946Faults } from '../exchange/rfc7946.ts'
import { folderForTest, isOneLine, roadstead } from './roadstead.ts'

const seeds = fc.sample(sighting, { numRuns: 40, seed: 11 })
const exported = [...writeGeoJson(seeds, joinedRecords(yard))].join('')
const observed_at = '2024-03-02T02:31:07Z'
const drawn = (properties: object = {}, id?: string) => ({
  type: 'Feature',
  ...(id === undefined ? {} : { id }),
  properties: { observed_at, ...properties },
  geometry: { type: 'Polygon', coordinates: [hull([122.05, 29.95], 100, 20, 30)] },
})
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })

test('export, import into a new project, export: the same bytes', async () => {
  const folder = folderForTest()
  writeFileSync(join(folder, 'seed.geojson'), exported)
  const first = await roadstead(folder, 'import', 'one.gpkg', 'seed.geojson', '--json')
  expect(first.stderr).toBe('')
  expect(JSON.parse(first.stdout)).toEqual({
    read: 40,
    imported: 40,
    skipped: 0,
    problems: [],
    ignored_properties: [],
  })
  const printed = await roadstead(folder, 'export', 'one.gpkg', '--to', 'geojson')
  expect(printed.stdout).toBe(exported)
  expect(rfc7946Faults(printed.stdout)).toEqual([])
  await roadstead(folder, 'export', 'one.gpkg', '--to', 'geojsonseq', '--out', 'one.geojsons')
  await roadstead(folder, 'import', 'two.gpkg', 'one.geojsons')
  const out = await roadstead(folder, 'export', 'two.gpkg', '--to', 'geojson', '--out', 'two.geojson')
  expect(out.code).toBe(0)
  expect(readFileSync(join(folder, 'two.geojson'), 'utf8')).toBe(exported)
  const again = await roadstead(folder, 'import', 'two.gpkg', 'seed.geojson', '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({ imported: 0, skipped: 40 })
  expect((await roadstead(folder, 'check', 'two.gpkg')).code).toBe(0)
})

test('one bad record leaves an existing project byte for byte, and makes no new one', async () => {
  const folder = folderForTest()
  writeFileSync(join(folder, 'good.geojson'), collection(drawn()))
  writeFileSync(join(folder, 'bad.geojson'), collection(drawn(), drawn({ class: 'ship' })))
  await roadstead(folder, 'import', 'a.gpkg', 'good.geojson')
  const before = readFileSync(join(folder, 'a.gpkg'))
  const refused = await roadstead(folder, 'import', 'a.gpkg', 'bad.geojson', '--json')
  expect(refused.code).toBe(1)
  expect(isOneLine(refused.stderr)).toBe(true)
  expect(JSON.parse(refused.stdout)).toMatchObject({
    read: 2,
    imported: 0,
    problems: [{ where: 'features[1]' }],
  })
  expect(readFileSync(join(folder, 'a.gpkg')).equals(before)).toBe(true)
  expect((await roadstead(folder, 'import', 'b.gpkg', 'bad.geojson')).code).toBe(1)
  expect(existsSync(join(folder, 'b.gpkg'))).toBe(false)
  const kept = await roadstead(folder, 'import', 'a.gpkg', 'bad.geojson', '--keep-going', '--json')
  expect(kept.code).toBe(0)
  expect(JSON.parse(kept.stdout)).toMatchObject({
    read: 2,
    imported: 1,
    problems: [{ where: 'features[1]' }],
  })
})

test('several files stand each for itself; a dry run changes nothing', async () => {
  const folder = folderForTest()
  writeFileSync(join(folder, 'good.geojson'), collection(drawn()))
  writeFileSync(join(folder, 'bad.geojson'), '{"type":"FeatureCollection","features":[')
  const dry = await roadstead(folder, 'import', 'a.gpkg', 'good.geojson', '--dry-run', '--json')
  expect(JSON.parse(dry.stdout)).toMatchObject({ read: 1, imported: 1 })
  expect(existsSync(join(folder, 'a.gpkg'))).toBe(false)
  const both = await roadstead(folder, 'import', 'a.gpkg', 'bad.geojson', 'good.geojson', '--json')
  expect(both.code).toBe(1)
  const report = JSON.parse(both.stdout) as { imported: number; problems: { where: string; why: string }[] }
  expect(report).toMatchObject({ imported: 1, problems: [{ where: 'bad.geojson' }] })
  expect(report.problems[0]?.why).toMatch(/too early/)
})

test('an empty collection is done, with exit code 0', async () => {
  const folder = folderForTest()
  writeFileSync(join(folder, 'none.geojson'), collection())
  expect((await roadstead(folder, 'import', 'a.gpkg', 'none.geojson')).code).toBe(0)
  const list = await roadstead(folder, 'list', 'a.gpkg', 'sightings', '--json')
  expect(list).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
})

test('list and export give what the filters ask for', async () => {
  const folder = folderForTest()
  const at = (lon: number, lat: number, properties: object) => ({
    ...drawn(properties),
    geometry: { type: 'Polygon', coordinates: [hull([lon, lat], 100, 20, 30)] },
  })
  writeFileSync(
    join(folder, 'a.geojson'),
    collection(
      at(-157.5, 21, { class: 'cargo.bulk', notes: 'west' }),
      at(122, 30, { class: 'cargo.container', notes: 'east' }),
      at(122, 30.1, { class: 'fishing', notes: 'late', observed_at: '2024-04-01T00:00:00+08:00' }),
    ),
  )
  await roadstead(folder, 'import', 'a.gpkg', 'a.geojson')
  const notes = async (...filter: string[]) => {
    const { stdout } = await roadstead(folder, 'list', 'a.gpkg', 'sightings', '--json', ...filter)
    return (JSON.parse(stdout) as { notes: string }[]).map((each) => each.notes)
  }
  expect(await notes('--bbox', '-158,20,-157,22')).toEqual(['west'])
  expect(await notes('--class', 'cargo')).toEqual(['west', 'east'])
  expect(await notes('--from', '2024-03-31T16:00:00Z')).toEqual(['late'])
  expect(await notes('--to', '2024-03-31')).toEqual(['west', 'east'])
  expect(await notes('--limit', '1')).toHaveLength(1)
  const { stdout } = await roadstead(
    folder,
    'export',
    'a.gpkg',
    '--to',
    'geojson',
    '--class',
    'cargo.bulk',
    '--to',
    '2024-03-31',
  )
  expect((JSON.parse(stdout) as { features: unknown[] }).features).toHaveLength(1)
  const table = await roadstead(folder, 'list', 'a.gpkg', 'sightings')
  expect(table.stdout).toMatch(/observed +class/)
  expect(table.stdout).toContain('2024-03-02 02:31:07 UTC')
})

test('an export over the project itself, or into a missing folder, is refused', async () => {
  const folder = folderForTest()
  writeFileSync(join(folder, 'a.geojson'), collection(drawn()))
  await roadstead(folder, 'import', 'a.gpkg', 'a.geojson')
  for (const out of ['a.gpkg', 'missing/b.geojson']) {
    const refused = await roadstead(folder, 'export', 'a.gpkg', '--to', 'geojson', '--out', out)
    expect(refused.code).toBe(1)
    expect(isOneLine(refused.stderr)).toBe(true)
  }
  expect((await roadstead(folder, 'check', 'a.gpkg')).code).toBe(0)
})

test('a file of gigabytes is refused before anything of it is read', async () => {
  const folder = folderForTest()
  writeFileSync(join(folder, 'huge.geojson'), '')
  truncateSync(join(folder, 'huge.geojson'), 200 * 2 ** 30)
  for (const args of [
    ['measure', 'huge.geojson'],
    ['import', 'a.gpkg', 'huge.geojson'],
  ]) {
    const refused = await roadstead(folder, ...args)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/huge\.geojson: The file is over 500 MB\./)
    expect(isOneLine(refused.stderr)).toBe(true)
  }
  expect(existsSync(join(folder, 'a.gpkg'))).toBe(false)
})
