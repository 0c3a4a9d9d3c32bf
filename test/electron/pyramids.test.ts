import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeBenchScene } from '../bench/bench-scene.ts'
import { noise, writeNoise } from '../jobs/noise-scene.ts'
import { Analyst } from './analyst.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

const pyramidNames = () => readdir(join(window.folder, 'yard.pyramids')).catch(() => [])
const strips = { compression: 'lzw', predictor: 2, blocks: { rowsPerStrip: 16 } } as const

let window: TestWindow
let analyst: Analyst

function striped(name: string, width: number, height: number): string {
  const samples = noise(new Uint16Array(width * height), 300, 1500, 3)
  return writeNoise(join(window.folder, name), { width, height }, [samples], strips)
}

beforeAll(async () => {
  window = await launchWindow()
  analyst = new Analyst(window)
  await analyst.choose('New project', [join(window.folder, 'yard.gpkg')])
})
afterAll(() => window.close())

describe('the display pyramid in the window', () => {
  it('is made by itself for a striped scene, which is drawn before and after', async () => {
    await analyst.choose('Add scenes', [striped('20240302_023107_yard.tif', 1800, 1400)])
    await analyst.sceneDrawn()
    await expect.poll(pyramidNames, { timeout: 60_000 }).toEqual([expect.stringMatching(/\.tif$/)])
    await analyst.sceneDrawn()
    expect(await window.complaints()).toEqual([])
  })

  it('tells what room it takes, and is made anew after all were removed', async () => {
    const { page } = window
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Display pyramids')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Display pyramids' })
    await dialog.getByText(/^1 file, \d+(\.\d)? (MB|kB)\.$/).waitFor()
    await dialog.getByRole('button', { name: 'Remove them all' }).click()
    await dialog.getByText('This project has no display pyramids.').waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await analyst.sceneDrawn()
    await expect.poll(pyramidNames, { timeout: 60_000 }).toEqual([expect.stringMatching(/\.tif$/)])
    expect(await window.complaints()).toEqual([])
  })

  it('stops when it is cancelled, and the scene is still there', async () => {
    const large = join(window.folder, '20240411_023107_yard.tif')
    writeBenchScene(large, 7000, noise(new Uint16Array(1536 * 1536 * 4), 300, 1500, 5), 'lzw')
    await analyst.choose('Add scenes', [large])
    const cancel = window.page.getByRole('button', { name: 'Cancel preparing 2024-04-11' })
    await cancel.click({ timeout: 60_000 })
    await cancel.waitFor({ state: 'detached' })
    await analyst.sceneDrawn()
    await expect.poll(pyramidNames, { timeout: 60_000 }).toEqual([expect.stringMatching(/\.tif$/)])
    expect(await window.complaints()).toEqual([])
  })
})
