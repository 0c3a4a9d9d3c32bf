import { join } from 'node:path'
import proj4 from 'proj4'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Analyst } from './analyst.ts'
import { flatNames, flatScene, writeStripes } from './flat-scenes.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'
import { mapPixels, type MapPixels } from './map-pixels.ts'

/** Everything here happens on a screen with two pixels of the device for one of the page. */
let opened: TestWindow
let analyst: Analyst
let pixels: MapPixels

const dateA = '2024-02-11'
const dateB = '2024-03-02'
const otherGrid = '2024-03-05'
const apart = '2024-03-10'
const unplaced = '2024-03-12'

beforeAll(async () => {
  opened = await launchWindow({ size: { width: 1100, height: 700 }, pixelRatio: 2 })
  analyst = new Analyst(opened)
  pixels = mapPixels(opened.page)
  const { folder } = opened
  const { west, north, side, gsdM } = flatScene
  const middle = proj4('+proj=utm +zone=51 +datum=WGS84', '+proj=utm +zone=50 +datum=WGS84', [
    west + (side * gsdM) / 2,
    north - (side * gsdM) / 2,
  ])
  const scenes = [
    writeStripes(folder, flatNames.A, [100, 100, 200]),
    writeStripes(folder, flatNames.B, [100, 200, 100]),
    writeStripes(folder, flatNames.apart, [100, 200, 100], { west: west + 90_000 }),
    writeStripes(folder, flatNames.unplaced, [100, 200, 100], { placed: false }),
    // The same ground in the grid of the next zone, coarser and of 16 bits.
    writeStripes(folder, flatNames.otherGrid, [3000, 3000, 9000], {
      gsdM: 5,
      epsg: 32650,
      west: (middle[0] ?? 0) - (side * gsdM) / 2,
      north: (middle[1] ?? 0) + (side * gsdM) / 2,
      bits: 16,
    }),
  ]
  await analyst.choose('New project', [join(folder, 'pair.gpkg')])
  await analyst.choose('Add scenes', scenes)
  await analyst.show(dateB)
  await analyst.compareWith(dateA)
})
afterAll(() => opened.close())

const press = (key: string) => opened.page.keyboard.press(key)
const view = async (key: string, name: string) => {
  await analyst.map.focus()
  await press(key)
  await opened.page.getByRole('button', { name, exact: true, pressed: true }).waitFor()
  await analyst.sceneDrawn()
}
const bar = () => opened.page.getByRole('toolbar', { name: 'Comparison' })
const isDark = (across: number, down?: number) =>
  expect.poll(() => pixels.brightness(across, down)).toBeLessThan(40)
const isBright = (across: number, down?: number) =>
  expect.poll(() => pixels.brightness(across, down)).toBeGreaterThan(215)
const mapBox = async () => {
  const box = await analyst.map.boundingBox()
  if (box === null) throw new Error('the map is not to be seen')
  return box
}
/** How many sightings lie on the scene of a date, as its row in the list says. */
const countOn = async (date: string) => {
  const row = opened.page.getByRole('list', { name: 'Scenes' }).locator('.scene-show', { hasText: date })
  return Number(await row.locator('.scene-date .dim').textContent())
}
/** Draws a hull of 60 by 24 pixels whose bow is at a place of the map; the pen stays the tool. */
const drawAt = async (across: number, down: number) => {
  const { x, y, width, height } = await mapBox()
  const [left, top] = [x + across * width, y + down * height]
  await analyst.map.focus()
  await press('h')
  for (const [dx, dy] of [
    [0, 0],
    [0, 60],
    [12, 30],
  ] as const) {
    await opened.page.mouse.move(left + dx, top + dy, { steps: 3 })
    await opened.page.mouse.click(left + dx, top + dy)
  }
  await analyst.saved()
  await press('v')
  await press('Escape')
}

/** Draws a hull without the mouse: `first` is pressed once the tool is taken; the map is moved under the pen. */
const drawByKeys = async (first: string) => {
  await analyst.map.focus()
  await press('h')
  await press(first)
  await press('Enter')
  for (let step = 0; step < 4; step++) await press('Shift+ArrowDown')
  await press('Enter')
  await press('Shift+ArrowUp')
  await press('Shift+ArrowRight')
  await press('Enter')
  await analyst.saved()
  await press('v')
  await press('Escape')
}

describe('two dates on a HiDPI screen', () => {
  it('meet exactly at the divider and at the rim of the lens', async () => {
    expect(await opened.page.evaluate(() => devicePixelRatio)).toBe(2)
    const { width, height } = await mapBox()
    await view('F4', 'Swipe')
    await isDark(0.5 - 2 / width)
    await isBright(0.5 + 2 / width)
    await view('F5', 'Lens')
    const ring = await opened.page.getByRole('group', { name: /^Lens on date A/ }).boundingBox()
    const { y: top } = await mapBox()
    if (ring === null) throw new Error('the lens is not to be seen')
    await isBright(0.5, (ring.y - 3 - top) / height)
    await isDark(0.5, (ring.y + 3 - top) / height)
  })

  it('take hulls where the pen sees them, in every view', async () => {
    const expected: Record<string, number> = { [dateA]: 0, [dateB]: 0 }
    const goesTo = async (date: string, across: number, down: number) => {
      await drawAt(across, down)
      expected[date] = (expected[date] ?? 0) + 1
      await expect.poll(() => countOn(dateA)).toBe(expected[dateA])
      await expect.poll(() => countOn(dateB)).toBe(expected[dateB])
    }
    await view('F4', 'Swipe')
    await goesTo(dateA, 0.45, 0.62)
    await goesTo(dateB, 0.55, 0.62)
    await view('F5', 'Lens')
    await bar().getByRole('slider', { name: 'Size of the lens' }).fill('80')
    await goesTo(dateA, 0.48, 0.46)
    await goesTo(dateB, 0.48, 0.7)
    await view('F3', 'Side by side')
    await goesTo(dateA, 0.25, 0.62)
    await goesTo(dateB, 0.75, 0.62)
    // The keyboard's pen goes on where the mouse was.
    expected[dateA] = (expected[dateA] ?? 0) + 1
    await drawByKeys('Alt+p')
    await expect.poll(() => countOn(dateA)).toBe(expected[dateA])
    expected[dateB] = (expected[dateB] ?? 0) + 1
    await drawByKeys('Alt+p')
    await expect.poll(() => countOn(dateB)).toBe(expected[dateB])
    expect(await countOn(dateA)).toBe(expected[dateA])
    await view('F7', 'Blend')
    await bar().getByRole('slider', { name: 'Share of date B' }).fill('20')
    await goesTo(dateA, 0.42, 0.7)
    await view('F8', 'Difference')
    await goesTo(dateB, 0.62, 0.66)
  })

  it('measure a hull as long as it is on the screen, and take hold of its handles', async () => {
    await view('F4', 'Swipe')
    await drawAt(0.4, 0.5)
    const { x, y, width, height } = await mapBox()
    const inside = { x: x + 0.4 * width, y: y + 0.5 * height + 40 }
    await opened.page.mouse.click(inside.x, inside.y)
    const scale = opened.page.getByRole('group', { name: 'Position' }).getByText(/m per screen pixel$/)
    const perPixel = Number.parseFloat((await scale.textContent()) ?? '')
    await expect.poll(() => analyst.measure('Length')).toBeGreaterThan(0)
    expect(Math.abs((await analyst.measure('Length')) - 60 * perPixel)).toBeLessThan(1.2 * perPixel)
    // The stern's handle is drawn out by 40 pixels.
    const stern = { x: x + 0.4 * width, y: y + 0.5 * height + 60 }
    await opened.page.mouse.move(stern.x, stern.y)
    await opened.page.mouse.down()
    await opened.page.mouse.move(stern.x, stern.y + 40, { steps: 4 })
    await opened.page.mouse.up()
    await expect
      .poll(async () => Math.abs((await analyst.measure('Length')) - 100 * perPixel))
      .toBeLessThan(1.5 * perPixel)
    await press('Escape')
  })

  it('hide the hulls of either date', async () => {
    await view('F7', 'Blend')
    await opened.page.mouse.move(10, 300)
    const blue = () => countColour([86, 199, 242])
    await expect.poll(blue).toBeGreaterThan(20)
    const toggle = (side: string) => bar().getByRole('button', { name: `Hulls of date ${side}` })
    await toggle('A').click()
    await expect.poll(blue).toBe(0)
    await toggle('A').click()
    await expect.poll(blue).toBeGreaterThan(20)
    await toggle('B').click()
    await expect.poll(blue).toBeGreaterThan(20)
    await toggle('B').click()
  })
})

describe('other scenes beside a date', () => {
  it('lie on the same ground whatever their grid, resolution and bit depth', async () => {
    await analyst.compareWith(otherGrid)
    await view('F4', 'Swipe')
    await isDark(0.47)
    await isBright(0.53)
    await view('F8', 'Difference')
    const legend = bar().getByRole('group', { name: 'Legend of the difference' })
    await expect.poll(() => legend.textContent()).toMatch(/stretch/)
    const red = async (across: number) => (await pixels.at(across))[0] ?? -1
    await expect.poll(() => red(0.5)).toBeGreaterThan(230)
  })

  it('say so where they show no common ground, or have no place on it', async () => {
    const note = opened.page.getByRole('note')
    await analyst.compareWith(apart)
    await view('F3', 'Side by side')
    await expect.poll(() => note.textContent()).toMatch(/no ground in common/)
    await analyst.map.focus()
    await press('l')
    await note.waitFor({ state: 'detached' })
    // Each pane has its own camera now: A shows its own ground, dark on either side of its bright middle.
    await isBright(0.25)
    await press('l')
    await analyst.compareWith(unplaced)
    await expect.poll(() => note.textContent()).toMatch(/Scene A has no place on the ground/)
    await analyst.map.focus()
    await press('l')
    await isBright(0.25)
    await press('l')
  })
})

describe('the filmstrip', () => {
  it('shows every date at the place, and gives B by a click, A by a click with Shift', async () => {
    await analyst.compareWith(dateA)
    await view('F4', 'Swipe')
    await press('F9')
    const strip = opened.page.getByRole('region', { name: 'Filmstrip' })
    const frames = strip.getByRole('button', { name: /shows it as B/ })
    await expect.poll(() => frames.count()).toBe(3)
    await expect.poll(() => strip.getByText('reading …').count()).toBe(0)
    await strip.getByRole('button', { name: new RegExp(`^${otherGrid}`) }).click({ modifiers: ['Shift'] })
    await strip.getByRole('button', { name: new RegExp(`^${otherGrid}.*, A:`) }).waitFor()
    await strip.getByRole('button', { name: new RegExp(`^${dateB}.*, B:`) }).focus()
    await press('ArrowLeft')
    await press('Enter')
    await strip.getByRole('button', { name: new RegExp(`^${dateA}.*, B:`) }).waitFor()
  })

  it('and the view are found again when the project is opened the next time', async () => {
    await opened.page.reload()
    await opened.page.getByRole('button', { name: 'Swipe', exact: true, pressed: true }).waitFor()
    const strip = opened.page.getByRole('region', { name: 'Filmstrip' })
    await strip.getByRole('button', { name: new RegExp(`^${dateA}.*, B:`) }).waitFor()
    await strip.getByRole('button', { name: new RegExp(`^${otherGrid}.*, A:`) }).waitFor()
    expect(await opened.complaints()).toEqual([])
  })
})

/** How many pixels of the footprints' own canvas have a colour. */
async function countColour(rgb: readonly [number, number, number]): Promise<number> {
  return await opened.page.evaluate(([red, green, blue]) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.map-pane:nth-child(2) canvas.map-footprints')
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let count = 0
    for (let at = 0; at < data.length; at += 4)
      if (
        Math.abs((data[at] ?? 0) - red) < 3 &&
        Math.abs((data[at + 1] ?? 0) - green) < 3 &&
        Math.abs((data[at + 2] ?? 0) - blue) < 3 &&
        (data[at + 3] ?? 0) > 200
      )
        count++
    return count
  }, rgb)
}
