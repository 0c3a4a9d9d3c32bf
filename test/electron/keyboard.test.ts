import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { makeShipyard } from '../scenes/yard.ts'
import { Analyst } from './analyst.ts'
import { answerDialogs, launchWindow, type TestWindow } from './launch-window.ts'

let opened: TestWindow
let analyst: Analyst
let sceneFile: string

beforeAll(async () => {
  opened = await launchWindow()
  analyst = new Analyst(opened)
  const spec = sampleScenes().find(({ fileName }) => fileName.startsWith('S2A_'))
  if (spec === undefined) throw new Error('the sample has no Sentinel-2 scene')
  sceneFile = writeScene(opened.folder, spec, makeShipyard()).path
})
afterAll(() => opened.close())

/** Presses keys one after the other; no mouse is touched in this file. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await opened.page.keyboard.press(key)
}

/** Moves what lies under the middle of the map by so many pixels, as arrow keys do. */
async function move(right: number, down: number): Promise<void> {
  const times = (count: number, key: string) =>
    Array.from({ length: Math.abs(Math.round(count / 10)) }, () => key)
  await press(...times(right, right > 0 ? 'Shift+ArrowRight' : 'Shift+ArrowLeft'))
  await press(...times(down, down > 0 ? 'Shift+ArrowDown' : 'Shift+ArrowUp'))
}

describe('without a mouse', () => {
  it('an analyst makes a project and adds a scene', async () => {
    await answerDialogs(opened.app, [join(opened.folder, 'keys.gpkg')])
    await press('Control+n')
    await opened.page.getByText('Add your first scene').waitFor()
    await answerDialogs(opened.app, [sceneFile])
    await press('Control+o')
    await opened.page.getByRole('list', { name: 'Scenes' }).getByText('2024-01-15').waitFor()
    await analyst.sceneDrawn()
  })

  it('draws a hull: H, then Enter at the bow, at the stern and at the side', async () => {
    await analyst.lookAt([122.06, 29.95], 10)
    await press('h', 'Enter')
    await opened.page.getByText('clicks at the cross').waitFor()
    await move(0, 30)
    await press('Enter')
    await move(20, -10)
    await press('Enter')
    await analyst.saved()
    await expect.poll(() => analyst.sightings.getByRole('row').count()).toBe(2)
    // 30 pixels of 10 m from bow to stern; the side lies 20 pixels off the axis, so across it is 400 m, the long side.
    await expect.poll(() => analyst.measure('Length')).toBeCloseTo(400, -1)
    expect(await analyst.measure('Beam')).toBeCloseTo(300, -1)
  })

  it('labels it, finds the row, and takes the label back', async () => {
    await press('2')
    await analyst.saved()
    await expect.poll(() => analyst.sightings.textContent()).toContain('Tanker')
    await press('Control+z')
    await expect.poll(() => analyst.sightings.textContent()).not.toContain('Tanker')
  })

  it('moves the hull by the handle in its middle', async () => {
    await press('v', 'f')
    await analyst.sceneDrawn()
    const before = await opened.page.getByRole('region', { name: 'Inspector' }).textContent()
    await press('Enter')
    await move(50, 0)
    await press('Enter')
    await analyst.saved()
    await expect
      .poll(() => opened.page.getByRole('region', { name: 'Inspector' }).textContent())
      .not.toBe(before)
    expect(await analyst.measure('Length')).toBeCloseTo(400, -1)
  })

  it('reaches the commands, the keys and the export, and gets out again', async () => {
    await press('Control+k')
    await opened.page.getByLabel('Commands').waitFor()
    await press('Escape', '?')
    await opened.page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await press('Escape')
    const file = join(opened.folder, 'keys.geojson')
    await press('Control+e')
    await answerDialogs(opened.app, [file])
    await opened.page.getByRole('button', { name: 'Choose file and export' }).focus()
    await press('Enter')
    await opened.page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('goes to every part of the window by key, and on from wherever the focus was lost', async () => {
    const focused = () =>
      opened.page.evaluate(() => {
        const part = document.activeElement?.closest('[data-focus]')
        return part?.getAttribute('data-focus') ?? document.activeElement?.tagName
      })
    for (const [key, part] of [
      ['Control+7', 'scenes'],
      ['Control+1', 'table'],
      ['Control+8', 'inspector'],
      ['Control+0', 'map'],
      ['n', 'vessel'],
    ] as const) {
      await press(key)
      await expect.poll(focused).toBe(part)
    }
    await press('Escape', 'Escape', 'Escape')
    expect(await focused()).toBe('BODY')
    // One step back ends the tool, the next the selection, which the arrows would move.
    await press('h', 'Escape', 'Escape')
    expect(await focused()).toBe('map')
    await opened.page.evaluate(() => (document.activeElement as HTMLElement).blur())
    const place = () => opened.page.locator('.map-readout').textContent()
    const before = await place()
    await press('ArrowRight')
    await expect.poll(place).not.toBe(before)
    expect(await focused()).toBe('map')
  })

  it('keeps nothing from those who do not see it', { timeout: 400_000 }, async () => {
    const found: string[] = []
    const look = async (state: string, part = 'body') => {
      // Electron opens no second page, in which the other mode would collect what it found.
      const { violations } = await new AxeBuilder({ page: opened.page })
        .setLegacyMode(true)
        .include(part)
        .analyze()
      for (const { id, nodes } of violations)
        found.push(`${state}: ${id} ${nodes.map(({ html }) => html).join(' ')}`)
    }
    await press('Control+a')
    await opened.page.getByRole('toolbar', { name: 'Labels' }).waitFor()
    await press('Control+0', '1')
    await look('a hull that waits for its class')
    for (const tab of [2, 3, 4, 5, 6]) {
      await press(`Control+${tab}`)
      await look(`table ${tab}`, '.low-panel')
    }
    await press('Control+1', 'Control+0', 'Escape')
    for (const key of ['Control+k', '?', 'Control+e', 'Control+d', 'Control+Shift+b']) {
      await press(key)
      await opened.page.getByRole('dialog').waitFor()
      await look(`dialog of ${key}`, '[role="dialog"]')
      await press('Escape')
      await opened.page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    expect(found).toEqual([])
  })
})
