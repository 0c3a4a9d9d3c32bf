import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differenceColours } from '../../renderer/map/compare/difference-ramp.ts'
import { Analyst } from './analyst.ts'
import { flatNames, writeStripes } from './flat-scenes.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'
import { mapPixels, type MapPixels } from './map-pixels.ts'

let opened: TestWindow
let analyst: Analyst
let pixels: MapPixels

/** Across the map, in the middle of each stripe: the same on both dates, brighter in B, brighter in A. */
const same = 0.36
const brighterInB = 0.5
const brighterInA = 0.64

beforeAll(async () => {
  opened = await launchWindow({ size: { width: 1440, height: 900 } })
  analyst = new Analyst(opened)
  pixels = mapPixels(opened.page)
  const scenes = [
    writeStripes(opened.folder, flatNames.A, [100, 100, 200]),
    writeStripes(opened.folder, flatNames.B, [100, 200, 100]),
    // Darker in all places, and two of the stripes in the other order.
    writeStripes(opened.folder, flatNames.dim, [40, 73, 139]),
    writeStripes(opened.folder, flatNames.swapped, [100, 200, 150]),
  ]
  await analyst.choose('New project', [join(opened.folder, 'pair.gpkg')])
  await analyst.choose('Add scenes', scenes)
  await analyst.show('2024-03-02')
  await analyst.compareWith('2024-02-11')
  await analyst.map.focus()
})
afterAll(() => opened.close())

const bar = () => opened.page.getByRole('toolbar', { name: 'Comparison' })
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await opened.page.keyboard.press(key)
}
/** The colour that the scenes have at a place of the map. */
const colour = (across: number, to: readonly number[]) =>
  expect
    .poll(async () => {
      const rgb = await pixels.at(across)
      return Math.max(...to.map((part, index) => Math.abs(part - (rgb[index] ?? -999))))
    })
    .toBeLessThan(3)
/** A view by its key, drawn. */
const view = async (key: string, name: string) => {
  await analyst.map.focus()
  await press(key)
  await opened.page.getByRole('button', { name, exact: true, pressed: true }).waitFor()
  await analyst.sceneDrawn()
}
const isDark = (across: number, down?: number) =>
  expect.poll(() => pixels.brightness(across, down)).toBeLessThan(40)
const isBright = (across: number, down?: number) =>
  expect.poll(() => pixels.brightness(across, down)).toBeGreaterThan(215)
const pointAt = async (across: number, down = 0.6) => {
  const box = await analyst.map.boundingBox()
  if (box === null) throw new Error('the map is not to be seen')
  await opened.page.mouse.move(box.x + across * box.width, box.y + down * box.height, { steps: 3 })
}

describe('two dates of the same ground', () => {
  it('stand side by side, and the cursor of the one shows the ground in the other', async () => {
    await view('F3', 'Side by side')
    // Each pane is half of the map: its middle stripe is where the other one has its own.
    await isDark(0.25)
    await isBright(0.75)
    await pointAt(0.25)
    const mark = opened.page.locator('.map-cursor-mark:not([hidden])')
    await expect.poll(() => mark.count()).toBe(1)
    const [box, at] = [await analyst.map.boundingBox(), await mark.boundingBox()]
    expect((at?.x ?? 0) - (box?.x ?? 0)).toBeCloseTo((box?.width ?? 0) * 0.75, -1)
  })

  it('move together, apart after L, and together again at the place of B', async () => {
    await press('l')
    await bar().getByRole('button', { name: 'Unlink the views of A and B', pressed: false }).waitFor()
    await pointAt(0.25)
    await opened.page.mouse.down()
    await pointAt(0.45)
    await opened.page.mouse.up()
    // A went to the right: where its middle was its first stripe is now; B did not move.
    await isBright(0.75)
    await expect.poll(() => pixels.brightness(0.42)).toBeLessThan(40)
    await pointAt(0.49)
    await analyst.sceneDrawn()
    await isBright(0.75)
    await analyst.map.focus()
    await press('l')
    await isDark(0.25)
    await isBright(0.75)
  })

  it('lie left and right of a divider that is swiped', async () => {
    await view('F4', 'Swipe')
    await isDark(brighterInB - 0.02)
    await isBright(brighterInB + 0.02)
    await isDark(brighterInA)
    const divider = opened.page.getByRole('slider', { name: 'Divider between date A and date B' })
    await divider.focus()
    for (let step = 0; step < 4; step++) await press('PageUp')
    await isDark(brighterInB + 0.02)
    await isBright(brighterInA)
    await press('Home')
    await isBright(brighterInB)
    await analyst.map.focus()
    for (let step = 0; step < 10; step++) await press('Alt+ArrowRight')
    await isDark(brighterInB - 0.02)
  })

  it('are looked through a round lens: A inside, B outside', async () => {
    await view('F5', 'Lens')
    const lens = opened.page.getByRole('group', { name: /^Lens on date A/ })
    await isDark(0.5, 0.5)
    const [box, ring] = [await analyst.map.boundingBox(), await lens.boundingBox()]
    if (box === null || ring === null) throw new Error('the lens is not to be seen')
    // In the middle stripe just above the lens, and below its upper rim.
    await isBright(0.5, (ring.y - 6 - box.y) / box.height)
    await isDark(0.5, (ring.y + 6 - box.y) / box.height)
    await lens.focus()
    for (let step = 0; step < 20; step++) await press('ArrowDown')
    await isBright(0.5, 0.4)
    const size = bar().getByRole('slider', { name: 'Size of the lens' })
    await size.fill('40')
    await isBright(0.5, 0.5)
    await bar().getByRole('button', { name: 'Lens follows the pointer' }).click()
    await pointAt(0.5, 0.45)
    await isDark(0.5, 0.45)
    await bar().getByRole('button', { name: 'Lens follows the pointer' }).click()
  })

  it('blink in turn, each whole, at the rate that was set', async () => {
    await view('F6', 'Blink')
    await bar().getByRole('slider', { name: 'Rate of the blink' }).fill('7')
    const seen = new Set<string>()
    await expect
      .poll(async () => {
        const bright = await pixels.brightness(brighterInB)
        seen.add(bright < 40 ? 'A' : bright > 215 ? 'B' : 'a mixture')
        return seen.size
      })
      .toBe(2)
    expect([...seen].sort()).toEqual(['A', 'B'])
  })

  it('are blended as the slider says', async () => {
    await view('F7', 'Blend')
    const share = bar().getByRole('slider', { name: 'Share of date B' })
    for (const percent of [0, 50, 100]) {
      await share.fill(String(percent))
      await expect
        .poll(async () => Math.abs((await pixels.brightness(brighterInB)) - 2.55 * percent))
        .toBeLessThan(6)
      await expect
        .poll(async () => Math.abs((await pixels.brightness(brighterInA)) - 2.55 * (100 - percent)))
        .toBeLessThan(6)
    }
  })

  it('are subtracted: neutral where they are equal, amber where B is brighter, blue where A is', async () => {
    await view('F8', 'Difference')
    await colour(same, differenceColours.same)
    await colour(brighterInB, differenceColours.higher)
    await colour(brighterInA, differenceColours.lower)
    // The two are of one sensor and type, so the legend is in its numbers: half of a stretch of 100.
    const legend = bar().getByRole('group', { name: 'Legend of the difference' })
    expect(await legend.textContent()).toMatch(/−50.*\+50.*digital numbers/)
    await analyst.pick(bar().getByRole('combobox', { name: 'What is subtracted' }), 'stretched brightness')
    await expect.poll(() => legend.textContent()).toMatch(/−50 %.*\+50 %.*stretch/)
    await legend.getByRole('slider', { name: 'Range of the difference' }).fill('100')
    await colour(same, differenceColours.same)
    await colour(brighterInB, differenceColours.higher)
  })

  it('are subtracted with A brought to the histogram of B: what is only darker is neutral then', async () => {
    const { lower, same: neutral, higher } = differenceColours
    await analyst.show('2024-04-02')
    await analyst.compareWith('2024-04-01')
    await view('F8', 'Difference')
    const legend = bar().getByRole('group', { name: 'Legend of the difference' })
    await analyst.pick(bar().getByRole('combobox', { name: 'What is subtracted' }), 'digital numbers')
    await legend.getByRole('slider', { name: 'Range of the difference' }).fill('10')
    // As they are, B is brighter everywhere: by 60, 127 and 11.
    for (const place of [same, brighterInB, brighterInA]) await colour(place, higher)
    await analyst.map.focus()
    await press('Alt+m')
    // 40, 73 and 139 became 100, 150 and 200: the first stripe is the same, the other two changed places.
    await colour(same, neutral)
    await colour(brighterInB, higher)
    await colour(brighterInA, lower)
    await press('Alt+m')
    await colour(same, higher)
    await analyst.show('2024-03-02')
    await analyst.compareWith('2024-02-11')
  })

  it('go round with S, each by its own key', async () => {
    await view('F2', 'Single')
    for (const name of ['Side by side', 'Swipe', 'Lens', 'Blink', 'Blend', 'Difference', 'Single']) {
      await press('s')
      await opened.page.getByRole('button', { name, exact: true, pressed: true }).waitFor()
    }
    expect(await opened.complaints()).toEqual([])
  })
})
