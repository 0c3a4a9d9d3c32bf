import { appendFile, copyFile, readdir, stat, truncate } from 'node:fs/promises'
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

const openPyramids = async () => {
  await window.page.keyboard.press('Control+k')
  await window.page.keyboard.type('Display pyramids')
  await window.page.keyboard.press('Enter')
  const dialog = window.page.getByRole('dialog', { name: 'Display pyramids' })
  await dialog.getByText(/^1 file, \d+(\.\d)? (MB|kB)\.$/).waitFor()
  return dialog
}

describe('the display pyramid in the window', () => {
  it('is made by itself for a striped scene, which is drawn before and after', async () => {
    await analyst.choose('Add scenes', [striped('20240302_023107_yard.tif', 1800, 1400)])
    await analyst.sceneDrawn()
    await expect.poll(pyramidNames, { timeout: 60_000 }).toEqual([expect.stringMatching(/\.tif$/)])
    await analyst.sceneDrawn()
    expect(await window.complaints()).toEqual([])
  })

  it('tells what room it takes, and is made anew after all were removed', async () => {
    const dialog = await openPyramids()
    await dialog.getByRole('button', { name: 'Remove them all' }).click()
    await dialog.getByText('This project has no display pyramids.').waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await analyst.sceneDrawn()
    await expect.poll(pyramidNames, { timeout: 60_000 }).toEqual([expect.stringMatching(/\.tif$/)])
    expect(await window.complaints()).toEqual([])
  })

  it('is made anew where it was spoiled while it is on the screen, and that is said', async () => {
    // One that the map reads from: the window learns of it after its file has its name.
    await (await openPyramids()).getByRole('button', { name: 'Done' }).click()
    await analyst.sceneDrawn()
    const [name = ''] = await pyramidNames()
    const path = join(window.folder, 'yard.pyramids', name)
    const whole = (await stat(path)).size
    await truncate(path, 4096)
    await analyst.map.focus()
    await window.page.keyboard.press('Shift+F')
    const said = window.page.getByText('Its display pyramid was damaged.')
    await said.waitFor({ timeout: 60_000 })
    await analyst.sceneDrawn()
    const now = () =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      )
    await expect.poll(now, { timeout: 60_000 }).toBe(whole)
    await analyst.sceneDrawn()
    expect(await said.count()).toBe(1)
    expect(await window.page.getByRole('alert').count()).toBe(0)
  })

  it('is made for several in turn, says how long it will take, and stops when it is cancelled', async () => {
    const large = join(window.folder, '20240411_023107_yard.tif')
    const second = join(window.folder, '20240410_023107_yard.tif')
    writeBenchScene(large, 7000, noise(new Uint16Array(1536 * 1536 * 4), 300, 1500, 5), 'lzw')
    await copyFile(large, second)
    // Another byte at the end is another content.
    await appendFile(second, new Uint8Array(1))
    await analyst.choose('Add scenes', [large, second])
    const row = (date: string) => window.page.getByRole('listitem').filter({ hasText: date })
    const cancel = (date: string) => row(date).getByRole('button', { name: `Cancel preparing ${date}` })
    await row('2024-04-10').getByText('waiting to be prepared').waitFor({ timeout: 60_000 })
    await row('2024-04-11')
      .getByText(/preparing, \d+ %, \d+ s left/)
      .waitFor({ timeout: 60_000 })
    for (const date of ['2024-04-10', '2024-04-11']) {
      await cancel(date).click({ timeout: 60_000 })
      await cancel(date).waitFor({ state: 'detached' })
    }
    await analyst.sceneDrawn()
    await expect.poll(pyramidNames, { timeout: 60_000 }).toEqual([expect.stringMatching(/\.tif$/)])
    expect(await window.complaints()).toEqual([])
  })
})
