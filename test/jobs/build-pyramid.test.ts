import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { buildPyramid } from '../../src/jobs/build-pyramid.ts'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { JobPool } from '../../src/jobs/pool.ts'
import { readPyramidNote } from '../../src/raster/pyramid/pyramid-note.ts'
import { readWindow } from '../../src/raster/read-window.ts'
import { differencesFromGdal, hasGdal, makeWithGdal } from './gdal-average.ts'
import { noise, writeNoise } from './noise-scene.ts'

const root = mkdtempSync(join(tmpdir(), 'roadstead-pyramid-'))
const pool = new JobPool({ limit: 2 })
let folder = root
let count = 0
beforeEach(() => {
  folder = join(root, String((count += 1)))
})
afterAll(() => {
  pool.close()
  rmSync(root, { recursive: true, force: true })
})

const quiet = { signal: new AbortController().signal, progress: () => undefined }

async function build(scene: string): Promise<string> {
  const target = join(folder, 'yard.pyramids', 'scene.tif')
  expect(await buildPyramid({ path: scene, sha256: null }, target, pool, quiet)).toBe(true)
  return target
}

function scenePath(): string {
  return join(root, `scene-${count}.tif`)
}

const even = { width: 1536, height: 1280 }
const odd = { width: 1111, height: 1237 }
const pixels = ({ width, height }: typeof even) => width * height
const strips = { blocks: { rowsPerStrip: 16 }, compression: 'lzw' } as const

describe.skipIf(!hasGdal())(
  'a display pyramid beside gdaladdo -r average (skipped where GDAL is absent)',
  () => {
    test('is the same sample by sample for 16-bit scenes with even sides', async () => {
      const bands = [1, 2, 3, 4].map((seed) => noise(new Uint16Array(pixels(even)), 0, 65536, seed))
      const scene = writeNoise(scenePath(), even, bands, { ...strips, predictor: 2 })
      const differences = differencesFromGdal(scene, await build(scene))
      expect(differences).toHaveLength(4 * 3)
      expect(differences.filter(({ differing }) => differing > 0)).toEqual([])
    })

    test('is the same at the first level for floats', async () => {
      const scene = writeNoise(scenePath(), even, [noise(new Float32Array(pixels(even)), -50, 900, 1)], {
        ...strips,
        predictor: 3,
      })
      const [base, first] = differencesFromGdal(scene, await build(scene))
      expect([base?.differing, first?.differing]).toEqual([0, 0])
    })

    test('rounds negative samples away from zero as GDAL does', async () => {
      const scene = writeNoise(scenePath(), even, [noise(new Int16Array(pixels(even)), -300, 300, 5)], strips)
      expect(differencesFromGdal(scene, await build(scene)).filter(({ differing }) => differing > 0)).toEqual(
        [],
      )
    })

    test('weighs odd sides by area, with at most one step of difference', async () => {
      const bands = [1, 2, 3].map((seed) => noise(new Uint8Array(pixels(odd)), 0, 256, seed))
      const scene = writeNoise(scenePath(), odd, bands, { ...strips, blocks: { rowsPerStrip: 100 } })
      const differences = differencesFromGdal(scene, await build(scene))
      expect(Math.max(...differences.map(({ largest }) => largest))).toBeLessThanOrEqual(1)
      const [base, first] = differences
      expect(base?.differing).toBe(0)
      expect(first?.differing ?? Infinity).toBeLessThan(20)
    })

    test('leaves out nodata, and moves a mean that happens to be nodata', async () => {
      const samples = noise(new Uint8Array(pixels(even)), 0, 12, 3)
      const scene = writeNoise(scenePath(), even, [samples], strips, { noData: 5 })
      expect(differencesFromGdal(scene, await build(scene)).filter(({ differing }) => differing > 0)).toEqual(
        [],
      )
    })

    test('averages the colours of RGBA scenes where alpha is above 0', async () => {
      const bands = [1, 2, 3].map((seed) => noise(new Uint8Array(pixels(even)), 0, 256, seed))
      const alpha = noise(new Uint8Array(pixels(even)), 0, 2, 9).map((value) => value * 255)
      const scene = writeNoise(scenePath(), even, [...bands, alpha], strips, {
        photometric: 'rgb',
        alpha: 'unassociated',
      })
      expect(differencesFromGdal(scene, await build(scene)).filter(({ differing }) => differing > 0)).toEqual(
        [],
      )
    })

    test('averages the colours of a palette and takes the nearest entry', async () => {
      const scene = scenePath()
      makeWithGdal('palette', scene)
      expect(differencesFromGdal(scene, await build(scene))[1]?.differing).toBe(0)
    })

    test('leaves out what a transparency mask hides', async () => {
      const scene = scenePath()
      makeWithGdal('masked', scene)
      expect(differencesFromGdal(scene, await build(scene))[1]?.differing).toBe(0)
    })

    test('lets NaN spread where it is not nodata', async () => {
      const scene = scenePath()
      makeWithGdal('nan', scene)
      // GDAL adds the last columns of a row in another order than the others: the last bit may differ.
      expect(differencesFromGdal(scene, await build(scene))[1]?.largest).toBeLessThan(3e-6)
    })

    test('leaves the full resolution of tiled scenes where it is', async () => {
      const bands = [noise(new Uint16Array(pixels(even)), 0, 4000, 2)]
      const layout = { blocks: { tileWidth: 256, tileHeight: 256 }, compression: 'deflate' } as const
      const scene = writeNoise(scenePath(), even, bands, layout)
      const differences = differencesFromGdal(scene, await build(scene))
      expect(differences.map(({ size }) => size)).toEqual([
        [768, 640],
        [384, 320],
      ])
      expect(differences.filter(({ differing }) => differing > 0)).toEqual([])
    })
  },
)

describe('a display pyramid', () => {
  test('holds the very samples of the scene, whatever its strips and interleave', async () => {
    for (const layout of [
      { blocks: { rowsPerStrip: odd.height }, compression: 'lzw' },
      { blocks: { rowsPerStrip: 700 }, compression: 'deflate' },
      { blocks: { rowsPerStrip: 3 }, compression: 'packbits', interleave: 'band' },
    ] as const) {
      folder = join(root, String((count += 1)))
      const bands = [1, 2].map((seed) => noise(new Uint16Array(pixels(odd)), 0, 65536, seed))
      const scene = writeNoise(scenePath(), odd, bands, layout)
      const pyramid = await openSceneFile(await build(scene))
      const { samples } = await readWindow(pyramid.reader, { level: 0, x: 0, y: 0, ...odd, bands: [1, 2] })
      expect(samples[0]).toEqual(bands[0])
      expect(samples[1]).toEqual(bands[1])
      await pyramid.close()
    }
  })

  test('is the same whether the scene lies in strips or in tiles taller than the rows worked on at once', async () => {
    const bands = [1, 2].map((seed) => noise(new Uint16Array(pixels(odd)), 0, 65536, seed))
    const halves: unknown[] = []
    for (const layout of [
      strips,
      { blocks: { tileWidth: 1120, tileHeight: 1248 }, compression: 'lzw' },
      { blocks: { tileWidth: 400, tileHeight: 720 }, compression: 'deflate', interleave: 'band' },
    ] as const) {
      folder = join(root, String((count += 1)))
      const pyramid = await openSceneFile(await build(writeNoise(scenePath(), odd, bands, layout)))
      const [width, height] = [Math.ceil(odd.width / 2), Math.ceil(odd.height / 2)]
      const level = pyramid.image.levels.findIndex((one) => one.width === width)
      halves.push(
        (await readWindow(pyramid.reader, { level, x: 0, y: 0, width, height, bands: [1, 2] })).samples,
      )
      await pyramid.close()
    }
    expect(halves[1]).toEqual(halves[0])
    expect(halves[2]).toEqual(halves[0])
  })

  test('is not made for small scenes and for tiled ones with overviews', async () => {
    const small = writeNoise(scenePath(), { width: 300, height: 200 }, [new Uint8Array(60_000)], strips)
    expect(await buildPyramid({ path: small, sha256: null }, join(folder, 'small.tif'), pool, quiet)).toBe(
      false,
    )
    expect(existsSync(folder)).toBe(false)
  })

  test('leaves nothing behind when it is cancelled', async () => {
    const scene = writeNoise(scenePath(), even, [noise(new Uint16Array(pixels(even)), 0, 9, 1)], strips)
    const stop = new AbortController()
    const progress = (rows: number): void => {
      if (rows > 0) stop.abort()
    }
    const target = join(folder, 'scene.tif')
    await expect(
      buildPyramid({ path: scene, sha256: null }, target, pool, { signal: stop.signal, progress }),
    ).rejects.toThrow(/abort/i)
    expect(readdirSync(folder)).toEqual([])
  })

  test('removes what a build that was killed left behind', async () => {
    const scene = writeNoise(scenePath(), even, [noise(new Uint16Array(pixels(even)), 0, 9, 1)], strips)
    const target = await build(scene)
    const noProcess = 2 ** 22 + 1
    const [another, old] = [`${target}.${process.ppid}.part`, `${target}.1.part`]
    for (const part of [`${target}.${noProcess}.part`, another, old]) writeFileSync(part, 'half a pyramid')
    // Some other program has the number of the process now.
    utimesSync(old, 0, Date.now() / 1000 - 2 * 86_400)
    await build(scene)
    expect(readdirSync(join(folder, 'yard.pyramids')).sort()).toEqual(['scene.tif', basename(another)])
  })

  test('leaves damaged blocks empty, says how many, and keeps the others', async () => {
    const samples = noise(new Uint16Array(pixels(even)), 1, 9, 1)
    const scene = writeNoise(scenePath(), even, [samples], strips, { noData: 0 })
    const bytes = readFileSync(scene)
    writeFileSync(scene, bytes.subarray(0, Math.floor(bytes.byteLength / 2)))
    const pyramid = await openSceneFile(await build(scene))
    const row = (y: number) =>
      readWindow(pyramid.reader, { level: 0, x: 0, y, width: even.width, height: 1, bands: [1] })
    const [top, bottom] = [await row(0), await row(even.height - 1)]
    const note = readPyramidNote(pyramid.image.texts.imageDescription)
    await pyramid.close()
    expect([...(top.samples[0] ?? [])]).toEqual([...samples.subarray(0, even.width)])
    expect(new Set(bottom.samples[0])).toEqual(new Set([0]))
    expect(note?.damaged_blocks).toBeGreaterThan(30)
    expect(note?.damaged_blocks).toBeLessThan(50)
  })

  test('names a scene of which no block can be read and leaves no file', async () => {
    const scene = writeNoise(scenePath(), even, [noise(new Uint16Array(pixels(even)), 0, 9, 1)], strips)
    const bytes = readFileSync(scene)
    writeFileSync(scene, bytes.fill(0xff, Math.min(4096, bytes.byteLength)))
    const target = join(folder, 'scene.tif')
    await expect(buildPyramid({ path: scene, sha256: null }, target, pool, quiet)).rejects.toMatchObject({
      code: 'scene/damaged',
    })
    expect(readdirSync(folder)).toEqual([])
  })
})
