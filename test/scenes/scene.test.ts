import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TiffRaster } from '../../src/raster/tiff/tiff-writer.ts'
import { makeHullScene } from './hull-scene.ts'
import { sampleScenes } from './sample-scenes.ts'
import { renderScene, type RenderedScene, type SceneSpec } from './scene.ts'
import { gridOf, type LonLat } from './truth.ts'
import { layoutVariants } from './variants.ts'
import { writeScene } from './write-scene.ts'
import { makeShipyard } from './yard.ts'

const yard = makeShipyard()

/** A sample scene cut down to a window around a place in its truth. */
function around(spec: SceneSpec, pixels: number, east: number, north: number): SceneSpec {
  const { gsdM } = spec.window
  const half = (pixels * gsdM) / 2
  return { ...spec, window: { west: east - half, north: north + half, width: pixels, height: pixels, gsdM } }
}

const specOf = (date: string) => sampleScenes().find((spec) => spec.date === date)!

const digest = ({ bands }: TiffRaster) => {
  const hash = createHash('sha256')
  for (const band of bands) hash.update(new Uint8Array(band.buffer, band.byteOffset, band.byteLength))
  return hash.digest('hex')
}

/** Mean of a band along a line parallel to the hull's side, `out` metres outside it (negative: inside). */
function alongSide(
  scene: { raster: TiffRaster; geoTransform: readonly number[] },
  epsg: number,
  ring: readonly LonLat[],
  out: number,
  band: number,
  lengthM: number,
  beamM: number,
): number {
  const grid = gridOf(epsg)
  const [g0, g1, , g3, , g5] = scene.geoTransform
  const corners = ring.map((corner) => grid.forward(corner))
  const at = (s: number, t: number) => {
    const [p, q, , r] = corners as [LonLat, LonLat, LonLat, LonLat]
    return [
      p[0] + s * (q[0] - p[0]) + t * (r[0] - p[0]),
      p[1] + s * (q[1] - p[1]) + t * (r[1] - p[1]),
    ] as const
  }
  const samples = scene.raster.bands[band]!
  let sum = 0
  let count = 0
  for (let s = 0.35; s < 0.65; s += 0.5 / lengthM)
    for (const t of [-out / beamM, 1 + out / beamM]) {
      const [x, y] = at(s, t)
      sum += samples[Math.floor((y - g3!) / g5!) * scene.raster.width + Math.floor((x - g0!) / g1!)]!
      count++
    }
  return sum / count
}

describe('a hull in the picture', () => {
  test.each([
    ['EPSG:32651', [122.05, 29.95], 33.3, 3],
    ['EPSG:32633', [13.2, 69.7], 118, 3],
    ['EPSG:3857', [-122.3, 37.7], 251, 3],
    ['EPSG:4326', [103.8, 1.2], 7, 3],
    ['EPSG:32719', [-70.9, -53.2], 300, 0.5],
  ] as const)('has its side within a pixel of the truth in %s', (crs, lonLat, headingDeg, gsdM) => {
    const [lengthM, beamM] = gsdM < 1 ? [61, 12] : [240, 40]
    const scene = makeHullScene({ lonLat, lengthM, beamM, headingDeg, gsdM, crs, class: 'tanker.oil' })
    const epsg = Number(crs.slice(5))
    const red = (out: number) => alongSide(scene, epsg, scene.truth.ring, out * gsdM, 2, lengthM, beamM)
    const water = red(6)
    const deck = red(-2)
    expect(Math.abs(deck - water)).toBeGreaterThan(water * 0.06)
    // A pixel outside it is water but for the blur; a pixel inside it is hull.
    expect(Math.abs(red(1.3) - water)).toBeLessThan(Math.abs(red(-0.9) - water))
  })

  test('is drawn where the truth of the yard says, bright against the water at bow and stern', () => {
    const spec = specOf('2024-03-02')
    const scene = renderScene(yard, around(spec, 240, 1180, -760))
    const hull = scene.truth.hulls.find(({ key }) => key === 'vantelle')!
    const red = (out: number) => alongSide(scene, 32651, hull.ring, out, 2, hull.length_m, hull.beam_m)
    expect(red(-5)).toBeGreaterThan(red(12) * 1.3)
    expect(Math.abs(red(4.5) - red(12))).toBeLessThan(Math.abs(red(-5) - red(12)) * 0.35)
  })
})

describe('a scene of the yard', () => {
  test('is the same, sample by sample, each time it is made', () => {
    const spec = around(specOf('2024-03-02'), 120, -300, -200)
    expect(digest(renderScene(yard, spec).raster)).toBe(digest(renderScene(makeShipyard(), spec).raster))
  })

  test('shows the same ground in a smaller window', () => {
    const spec = { ...around(specOf('2024-03-02'), 90, -900, 0) }
    const smaller = around(specOf('2024-03-02'), 60, -900, 0)
    const mean = ({ raster }: RenderedScene, margin: number) => {
      let sum = 0
      for (let y = margin; y < raster.height - margin; y++)
        for (let x = margin; x < raster.width - margin; x++) sum += raster.bands[0]![y * raster.width + x]!
      return sum / (raster.width - 2 * margin) ** 2
    }
    const [large, small] = [mean(renderScene(yard, spec), 20), mean(renderScene(yard, smaller), 5)]
    expect(Math.abs(large - small) / large).toBeLessThan(0.01)
  })

  test('differs between dates, and says by how much its place is wrong', () => {
    const plain = renderScene(yard, around(specOf('2024-02-11'), 60, -300, -200))
    const shifted = renderScene(yard, around(specOf('2024-04-19'), 60, -300, -200))
    expect(digest(plain.raster)).not.toBe(digest(shifted.raster))
    expect([plain.truth.shift_east_m, plain.truth.shift_north_m]).toEqual([0, 0])
    const { shift_east_m: east, shift_north_m: north } = shifted.truth
    expect(Math.hypot(east, north) / 3).toBeGreaterThan(2)
    expect(plain.geoTransform[0] - shifted.geoTransform[0]).toBeCloseTo(east, 6)
    expect(plain.geoTransform[3] - shifted.geoTransform[3]).toBeCloseTo(north, 6)
  })

  test('is bright on steel and dark on water to the radar', () => {
    const spec = specOf('2024-02-20')
    const ship = renderScene(yard, around(spec, 40, 1960, 420))
    const samples = [...ship.raster.bands[0]!].sort((a, b) => a - b)
    expect(ship.raster.bands[0]).toBeInstanceOf(Float32Array)
    expect(samples[samples.length - 8]! / samples[samples.length >> 1]!).toBeGreaterThan(20)
  })
})

describe('the sample set', () => {
  test('covers several dates, instruments, layouts and sample types', () => {
    const specs = sampleScenes()
    expect(new Set(specs.map(({ date }) => date)).size).toBeGreaterThanOrEqual(5)
    expect(new Set(specs.map(({ sensor }) => sensor.dtype))).toEqual(new Set(['uint8', 'uint16', 'float32']))
    expect(new Set(specs.map(({ window }) => window.gsdM))).toEqual(new Set([0.5, 3, 10]))
    const striped = specs.filter(
      ({ layout }) => layout.blocks !== undefined && 'rowsPerStrip' in layout.blocks,
    )
    expect(striped.length).toBeGreaterThan(1)
    expect(striped.length).toBeLessThan(specs.length - 1)
    expect(specs.some(({ overviews }) => overviews) && specs.some(({ overviews }) => !overviews)).toBe(true)
    expect(specs.filter(({ misregistration }) => misregistration !== undefined)).toHaveLength(1)
  })

  test('names its sidecars after the scene, with the time of acquisition in them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'roadstead-scenes-'))
    try {
      const written = writeScene(folder, around(specOf('2024-03-02'), 40, 1180, -760))
      expect(basename(written.sidecarPath!)).toBe('20240302_023107_47_2447_metadata.json')
      const sidecar = JSON.parse(readFileSync(written.sidecarPath!, 'utf8')) as {
        properties: Record<string, unknown>
      }
      expect(sidecar.properties).toMatchObject({
        acquired: '2024-03-02T02:31:07.123456Z',
        satellite_id: '2447',
      })
      expect(existsSync(written.path)).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('brings small files of every layout for tests of readers', () => {
    const variants = layoutVariants()
    expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length)
    expect(variants.length).toBeGreaterThan(60)
  })
})
