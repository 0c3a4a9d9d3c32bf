import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hull } from '../exchange/hulls.ts'
import { dataFile } from '../exchange/shared-data.ts'
import { folderForTest, isOneLine, roadstead } from './roadstead.ts'

interface Measured {
  index: number
  id: string | null
  length_m: number
  beam_m: number
  heading_deg: number
  heading_known: number
  area_m2: number
}

async function measure(features: object[]): Promise<Measured[]> {
  const folder = folderForTest()
  writeFileSync(join(folder, 'hulls.geojson'), JSON.stringify({ type: 'FeatureCollection', features }))
  const { code, stdout, stderr } = await roadstead(folder, 'measure', 'hulls.geojson', '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as Measured[]
}

const feature = (id: unknown, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  id,
  properties: {},
  geometry: { type, coordinates },
})

const vectors = dataFile('geodesy-vectors.json')
describe.skipIf(vectors.missing)('the geodesic vectors (skipped where the shared data is absent)', () => {
  test('length, beam and heading of every vector, in any ring order and direction', async () => {
    const { vectors: all } = JSON.parse(readFileSync(vectors.path, 'utf8')) as {
      vectors: {
        id: string
        ring: [number, number][]
        expect: { length_m: number; beam_m: number; heading_deg: number; area_m2: number }
      }[]
    }
    const variants = all.flatMap(({ id, ring }) => {
      const turned = [...ring.slice(2, -1), ...ring.slice(0, 3)]
      const wrapped = ring.map(([lon, lat]) => [((lon + 540) % 360) - 180, lat])
      return [ring, turned, [...ring].reverse(), wrapped].map((each) => feature(id, [each]))
    })
    const measured = await measure(variants)
    expect(measured.map(({ index }) => index)).toEqual(variants.map((_, index) => index))
    for (const found of measured) {
      const wanted = all.find(({ id }) => id === found.id)!.expect
      expect(Math.abs(found.length_m - wanted.length_m)).toBeLessThan(
        Math.max(0.02, wanted.length_m * 0.0005),
      )
      expect(Math.abs(found.beam_m - wanted.beam_m)).toBeLessThan(Math.max(0.02, wanted.beam_m * 0.0005))
      const off = ((((found.heading_deg - wanted.heading_deg) % 180) + 270) % 180) - 90
      expect(Math.abs(off)).toBeLessThan(0.02)
      expect(found.heading_known).toBe(0)
      expect(found.heading_deg).toBeLessThan(180)
      expect(Math.abs(found.area_m2 / wanted.area_m2 - 1)).toBeLessThan(0.0005)
    }
  })
})

test('every polygon of a mixed file is measured, in its order, the rest is passed over', async () => {
  const one = hull([10, 50], 100, 20, 45)
  const cut = [
    [
      [
        [179.999, 10],
        [180, 10],
        [180, 10.0002],
        [179.999, 10.0002],
        [179.999, 10],
      ],
    ],
    [
      [
        [-180, 10],
        [-179.999, 10],
        [-179.999, 10.0002],
        [-180, 10.0002],
        [-180, 10],
      ],
    ],
  ]
  const measured = await measure([
    feature('point', [1, 2], 'Point'),
    feature('hull', [one]),
    feature(7, [[one], [hull([10.01, 50], 60, 10, 0)]], 'MultiPolygon'),
    feature('cut', cut, 'MultiPolygon'),
    feature(null, [one, hull([10, 50], 10, 5, 45)]),
  ])
  expect(measured.map(({ index, id }) => [index, id])).toEqual([
    [0, 'hull'],
    [1, 7],
    [2, 7],
    [3, 'cut'],
    [4, null],
  ])
  expect(measured.map(({ length_m }) => Math.round(length_m))).toEqual([100, 100, 60, 219, 100])
})

test('what cannot be measured is named, on one line', async () => {
  const folder = folderForTest()
  const bowTie = [
    [
      [1, 1],
      [1.001, 1.001],
      [1.001, 1],
      [1, 1.001],
      [1, 1],
    ],
  ]
  writeFileSync(join(folder, 'a.geojson'), JSON.stringify(feature('x', bowTie)))
  const { code, stdout, stderr } = await roadstead(folder, 'measure', 'a.geojson')
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(isOneLine(stderr)).toBe(true)
  expect(stderr).toMatch(/a\.geojson.*features\[0\].*cross/)
  expect(existsSync(join(folder, 'settings'))).toBe(false)
})

test('without --json it prints a table with units', async () => {
  const folder = folderForTest()
  writeFileSync(
    join(folder, 'a.geojson'),
    JSON.stringify(feature('Île\u202e\u001b[2J', [hull([10, 50], 100, 20, 45)])),
  )
  const { stdout } = await roadstead(folder, 'measure', 'a.geojson')
  expect(stdout).toMatch(/length +beam +axis +area/)
  expect(stdout).toMatch(/\d+\.\d\d m/)
  expect(stdout).toContain('\\u{202e}\\u{1b}[2J')
})
