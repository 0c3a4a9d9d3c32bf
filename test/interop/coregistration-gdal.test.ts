import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { translated } from '../../src/geodesy/translation.ts'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { coregister } from '../../src/raster/coregistration/coregistration.ts'
import type { SceneToAlign } from '../../src/raster/coregistration/coregistration-overlap.ts'
import { placementOf } from '../../src/raster/placing/placement.ts'
import { gdalIsMissing } from './gdal-comparison.ts'

const data = process.env.ROADSTEAD_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const naip = join(data, 'b_scenes', 'naip_timeseries')
const landsat = join(data, 'b_scenes', 'landsat_timeseries')
const script = fileURLToPath(new URL('left-over-shift.py', import.meta.url))
const hasNumpy = (): boolean => {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
// Without the files, GDAL and numpy there is nothing to hold it against.
const missing = !existsSync(naip) || !existsSync(landsat) || gdalIsMissing() || !hasNumpy()

async function sceneAt(path: string): Promise<SceneToAlign> {
  const opened = await openSceneFile(path)
  onTestFinished(() => opened.close())
  return { name: path, image: opened.image, reader: opened.reader, sensor: null, shift: [0, 0] }
}

/** What GDAL still finds between two scenes when the second is moved by metres east and north; reference pixels. */
function leftOver(reference: string, scene: SceneToAlign, shift: readonly [number, number]) {
  const { image } = scene
  const middle = placementOf(image)!.toLonLat(image.width / 2, image.height / 2)!
  const moved = translated(middle, shift[0], shift[1])
  const places = [...middle, ...moved].map(String)
  const said = execFileSync('/usr/bin/python3', [script, reference, scene.name, ...places], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [right, down, agree, windows] = said.trim().split(' ').map(Number)
  return { px: Math.hypot(right!, down!), agree: agree!, windows: windows! }
}

describe.skipIf(missing)('real scenes, held against GDAL and a correlation of its own', () => {
  it.each([
    [
      'aerial photographs of 2009 and 2018',
      naip,
      'm_4709963_se_14_1_20090818.tif',
      'm_4709963_se_14_1_20180716.tif',
    ],
    ['Landsat of 1985 and 2015', landsat, '1985.tif', '2015.tif'],
  ])('%s: a place on one is the same ground on the other', async (_, folder, first, second) => {
    const reference = join(folder, first)
    const scene = await sceneAt(join(folder, second))
    const found = await coregister(await sceneAt(reference), scene)
    const after = leftOver(reference, scene, [found.shiftEastM, found.shiftNorthM])
    expect(after.agree).toBeGreaterThan(after.windows / 4)
    expect(after.px).toBeLessThan(0.75)
    // The same oracle sees what is wrong where it is.
    const wrong = leftOver(reference, scene, [found.shiftEastM + 8 * found.gsdM, found.shiftNorthM])
    expect(wrong.px).toBeGreaterThan(4)
  })
})
