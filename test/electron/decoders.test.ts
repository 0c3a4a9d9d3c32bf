import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { pixelAt } from '../raster/pixel-at.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { Analyst } from './analyst.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

const side = 1024
const codecs = ['JPEG', 'WEBP', 'LERC', 'LERC_ZSTD', 'ZSTD'] as const

const hasGdal = (() => {
  try {
    return /LERC/.test(execFileSync('gdalinfo', ['--format', 'GTiff'], { encoding: 'utf8' }))
  } catch {
    return false
  }
})()

/** Tiled and with overviews: the window reads such a scene itself, without a display pyramid. */
function writeScenes(folder: string): string[] {
  const source = join(folder, 'source.tif')
  const bands = [40, 90, 160].map((value) => new Uint8Array(side * side).fill(value))
  const georeference = {
    crs: { kind: 'projected', epsg: 32651 },
    geoTransform: [400_000, 3, 0, 3_320_000, 0, -3],
  } as const
  writeFileSync(source, encodeTiff({ width: side, height: side, bands }, {}, { georeference }))
  return codecs.map((codec, index) => {
    const path = join(folder, `2024030${index + 1}_023107_1005_3B_Visual.tif`)
    const options = ['-of', 'COG', '-co', `COMPRESS=${codec}`, '-co', 'BLOCKSIZE=256']
    execFileSync('gdal_translate', ['-q', ...options, source, path], { stdio: 'pipe' })
    return path
  })
}

describe.skipIf(!hasGdal)('a scene in a codec of its own (needs gdal-bin with LERC)', () => {
  let window: TestWindow
  let analyst: Analyst
  let paths: string[] = []

  beforeAll(async () => {
    window = await launchWindow()
    analyst = new Analyst(window)
    paths = writeScenes(window.folder)
    await analyst.choose('New project', [join(window.folder, 'yard.gpkg')])
    await analyst.choose('Add scenes', paths)
  })
  afterAll(() => window.close())

  it.each(codecs.map((codec, index) => [codec, index] as const))(
    '%s is decoded in the sandboxed window as in the core',
    async (_, index) => {
      const { page } = window
      await analyst.show(`2024-03-0${index + 1}`)
      await analyst.map.focus()
      const box = await analyst.map.boundingBox()
      if (box === null) throw new Error('the map is not to be seen')
      await page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2)
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      const opened = await openSceneFile(paths[index] ?? '')
      const values = await pixelAt(opened.reader, side / 2, side / 2)
      await opened.close()
      const samples = page.getByRole('group', { name: 'Position' }).locator('.readout-samples > span')
      await expect
        .poll(async () => (await samples.allTextContents()).map((one) => Number(one.replace(/\D/g, ''))), {
          timeout: 20_000,
        })
        .toEqual(values)
      expect(await window.complaints()).toEqual([])
    },
  )
})
