import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { hullFile } from '../workbench/desk.ts'
import { planetJson } from '../workbench/vendor-texts.ts'
import { Analyst } from './analyst.ts'
import { answerDialogs, launchWindow, type TestWindow } from './launch-window.ts'

/** Two cores, drawing in software and whatever else runs here. */
const soon = { timeout: 30_000 }

let window: TestWindow
let analyst: Analyst
let archive: string

const page = () => window.page
const scenes = () => page().getByRole('list', { name: 'Scenes', exact: true })
const row = (text: string): Locator => scenes().getByRole('listitem').filter({ hasText: text })
const show = (text: string) => row(text).locator('.scene-show').click()
const put = async (name: string, content: Uint8Array | string): Promise<string> => {
  const path = join(window.folder, name)
  await writeFile(path, content)
  return path
}

/** Reading scenes through in the background is over. */
async function allRead(): Promise<void> {
  await page()
    .getByRole('button', { name: /^Cancel Checking/ })
    .waitFor({ state: 'detached' })
}

beforeAll(async () => {
  window = await launchWindow()
  analyst = new Analyst(window)
  await analyst.choose('New project', [join(window.folder, 'yard.gpkg')])
})
afterAll(async () => {
  await window.close()
  await rm(archive, { recursive: true, force: true })
})

describe('scenes in the window', () => {
  it('are in the list at once, with the rule that dated them, and a day is shown as a day', async () => {
    await put('20240302_023107_28_24c8_metadata.json', planetJson)
    await analyst.choose('Add scenes', [
      await put('20240302_023107_28_24c8_3B_AnalyticMS.tif', hullFile('one')),
      await put('m_4709963_se_14_1_20180716.tif', hullFile('two')),
    ])
    await row('2018-07-16 ??:?? UTC').getByText('only the day is known').waitFor()
    const planet = row('2024-03-02 02:31 UTC')
    await planet.getByText('unconfirmed (sidecar)').waitFor()
    await planet.locator('.scene-show').hover()
    await expect
      .poll(() => planet.locator('.scene-show').getAttribute('title'), soon)
      .toContain('Planet JSON')
    await allRead()
  })

  it('are confirmed by one key, which asks for the time where only the day is known', async () => {
    await show('2024-03-02 02:31')
    await analyst.sceneDrawn()
    await analyst.map.focus()
    await page().keyboard.press('y')
    await analyst.saved()
    await expect.poll(() => row('2024-03-02').textContent(), soon).not.toContain('unconfirmed')

    await show('2018-07-16')
    await analyst.sceneDrawn()
    await analyst.map.focus()
    await page().keyboard.press('y')
    const dialog = page().getByRole('dialog', { name: 'Scene details' })
    const time = dialog.getByRole('textbox', { name: 'Acquired' })
    expect(await time.inputValue()).toBe('2018-07-16 ??:?? UTC')
    await dialog.getByText('file name: NAIP file name').waitFor()
    await time.fill('2018-07-16 17:05 UTC')
    await time.press('Enter')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await row('2018-07-16 17:05 UTC').waitFor()
    await page().keyboard.press('Control+z')
    await row('2018-07-16 ??:?? UTC').waitFor()
  })

  it('mark what is seen on them while their time is unconfirmed', async () => {
    await analyst.map.focus()
    await page().keyboard.press('h')
    const box = (await analyst.map.boundingBox())!
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    for (const [dx, dy] of [
      [-60, 0],
      [60, 0],
      [0, 20],
    ] as const) {
      await page().mouse.move(middle.x + dx, middle.y + dy, { steps: 3 })
      await page().mouse.click(middle.x + dx, middle.y + dy)
    }
    await analyst.saved()
    const mark = 'Only the day of its scene is known.'
    await analyst.sightings.getByRole('img', { name: mark }).waitFor()
    const inspector = page().getByRole('region', { name: 'Inspector' })
    await inspector.getByText('2018-07-16 ??:?? UTC').waitFor()
    await inspector.getByRole('img', { name: mark }).waitFor()
    await page().keyboard.press('v')
  })

  it('can be looked at without a place, and say why nothing is drawn on them', async () => {
    const samples = Uint8Array.from({ length: 90_000 }, (_, index) => (index * 7) % 253)
    await analyst.choose('Add', [
      await put('nowhere.tif', encodeTiff({ width: 300, height: 300, bands: [samples] })),
    ])
    await row('not placed on the ground').waitFor()
    await analyst.sceneDrawn()
    const why = 'This scene does not say where it lies: it can be looked at, not measured.'
    await page().getByRole('note').getByText(why).waitFor()
    const hull = page().getByRole('button', { name: 'Hull', exact: true })
    await expect.poll(() => hull.getAttribute('aria-disabled'), soon).toBe('true')
    // Nothing is left of the ground that was shown before, and the samples are read all the same.
    const readout = page().getByRole('group', { name: 'Position' })
    await readout.getByText('Not placed on Earth').waitFor()
    expect(
      await page()
        .getByRole('img', { name: /^Scale/ })
        .count(),
    ).toBe(0)
    await analyst.map.hover()
    await expect.poll(() => readout.textContent(), soon).toMatch(/Not placed on Earth.*\d/)
  })

  it('are offered for removal where they turn out to be the same file', async () => {
    await analyst.choose('Add', [await put('copy-of-planet.tif', hullFile('one'))])
    const copy = row('same file as 20240302_023107_28_24c8_3B_AnalyticMS.tif')
    await copy.getByRole('button', { name: 'remove copy' }).click()
    await copy.waitFor({ state: 'detached' })
    expect(await scenes().getByRole('listitem').count()).toBe(3)
  })

  it('raise a banner when another file takes the place of the one on the screen', async () => {
    await show('2024-03-02 02:31')
    await analyst.sceneDrawn()
    await allRead()
    await put('20240302_023107_28_24c8_3B_AnalyticMS.tif', hullFile('another', { size: [80, 80] }))
    const banner = page().getByRole('alert').filter({ hasText: '20240302_023107_28_24c8_3B_AnalyticMS.tif' })
    await banner.getByText('Another file lies where this scene was').waitFor()
    await row('file was replaced').waitFor()
    await banner.getByRole('button', { name: 'Add as a new scene' }).click()
    await expect.poll(() => scenes().getByRole('listitem').count(), soon).toBe(4)
    // The new one is shown; the old one still waits for its file.
    await banner.waitFor({ state: 'detached' })
    await show('file was replaced')
    const original = await put('original.tif', hullFile('one'))
    await answerDialogs(window.app, [original])
    await banner.getByRole('button', { name: 'Locate the original' }).click()
    await banner.waitFor({ state: 'detached' })
    await expect.poll(() => row('file was replaced').count(), soon).toBe(0)
  })

  it('are found again together after their folder was renamed', async () => {
    const { folder, settingsFolder } = window
    archive = await mkdtemp(join(tmpdir(), 'roadstead-archive-'))
    const outside = join(archive, '20251101_023000_afar.tif')
    await writeFile(outside, hullFile('afar'))
    await analyst.choose('Add', [outside])
    await row('2025-11-01').waitFor()
    await allRead()
    await window.close({ keep: true })
    await mkdir(join(folder, 'archive'))
    for (const name of ['m_4709963_se_14_1_20180716.tif', 'nowhere.tif', 'original.tif'])
      await rename(join(folder, name), join(folder, 'archive', name))
    // Another computer's settings: no path was confirmed there.
    await rm(settingsFolder, { recursive: true })
    window = await launchWindow({ project: join(folder, 'yard.gpkg'), folder, settingsFolder })
    analyst = new Analyst(window)
    await expect.poll(() => row('file not found').count(), soon).toBe(3)
    await show('2018-07-16')
    await analyst.choose('locate', [join(folder, 'archive', 'nowhere.tif')])
    await page()
      .getByText(/content is another|more missing scenes were found/)
      .first()
      .waitFor()
    await answerDialogs(window.app, [join(folder, 'archive')])
    await page().getByRole('button', { name: 'Locate missing scenes in a folder' }).click()
    await expect.poll(() => row('file not found').count(), soon).toBe(0)
    await analyst.sceneDrawn()
  })

  it('are asked about where their path leads out of the folder, and shown after one key says yes', async () => {
    const question = page().getByRole('alert').filter({ hasText: 'outside of this project’s folder' })
    await question.getByText(join(archive, '20251101_023000_afar.tif')).waitFor()
    await question.getByRole('button', { name: 'Not now' }).click()
    await question.waitFor({ state: 'detached' })
    await row('not followed yet').getByRole('button', { name: 'follow …' }).click()
    const yes = question.getByRole('button', { name: 'Follow this path' })
    await expect.poll(() => yes.evaluate((button) => button === document.activeElement)).toBe(true)
    await page().keyboard.press('Enter')
    await question.waitFor({ state: 'detached' })
    await show('2025-11-01')
    await analyst.sceneDrawn()
    expect(await row('not followed yet').count()).toBe(0)
  })

  it('go through all of it without an error in the console', async () => {
    expect(await window.complaints()).toEqual([])
  })
})
