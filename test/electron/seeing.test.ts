import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showCoordinates } from '../../src/geodesy/coordinates-text.ts'
import { openSceneFile } from '../../src/jobs/open-scene-file.ts'
import { pixelAt } from '../raster/pixel-at.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import type { SceneTruth } from '../scenes/scene.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { makeShipyard } from '../scenes/yard.ts'
import { Analyst } from './analyst.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

let window: TestWindow
let analyst: Analyst
const truths: SceneTruth[] = []
const paths: string[] = []

beforeAll(async () => {
  window = await launchWindow({ size: { width: 1440, height: 900 } })
  analyst = new Analyst(window)
  const yard = makeShipyard()
  for (const date of ['20240211', '20240302', '20240220']) {
    const spec = sampleScenes().find(({ fileName }) => fileName.includes(date))
    if (spec === undefined) throw new Error(`the sample has no scene of ${date}`)
    const { path, truth } = writeScene(window.folder, spec, yard)
    paths.push(path)
    truths.push(truth)
  }
  await analyst.choose('New project', [join(window.folder, 'yard.gpkg')])
  await analyst.choose('Add scenes', paths)
  await analyst.show('2024-03-02')
})
afterAll(() => window.close())

const display = () => window.page.getByRole('region', { name: 'Display' })
const chip = (name: string) => display().getByRole('button', { name, exact: true })
const field = (name: string) => display().getByRole('textbox', { name })
const readout = () => window.page.getByRole('group', { name: 'Position' })
/** Two cores may be busy: what is awaited has its time. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 })
const isPressed = (button: Locator) => button.getAttribute('aria-pressed')
const middleOfMap = async () => {
  const box = await analyst.map.boundingBox()
  if (box === null) throw new Error('the map is not to be seen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** How opaque and how bright the middle of the shown scene is, on each of the next frames until `frames` have passed. */
const middlePixels = (frames: number) =>
  window.page.evaluate(
    (count) =>
      new Promise<number[][]>((done) => {
        const seen: number[][] = []
        const one = document.createElement('canvas')
        one.width = one.height = 1
        const context = one.getContext('2d', { willReadFrequently: true })
        const look = () => {
          const canvas = document.querySelector<HTMLCanvasElement>('canvas.map-scenes')
          if (canvas !== null && context !== null) {
            context.clearRect(0, 0, 1, 1)
            context.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1)
            seen.push([...context.getImageData(0, 0, 1, 1).data])
          }
          if (seen.length < count) requestAnimationFrame(look)
          else done(seen)
        }
        requestAnimationFrame(look)
      }),
    frames,
  )

describe('an analyst who looks closely', () => {
  it('stretches by percentiles, extremes and deviations, and gets the first numbers back', async () => {
    await chip('own').click()
    const white = field('Red: white at')
    const usual = await white.inputValue()
    await chip('min–max').click()
    await soon(() => isPressed(chip('min–max'))).toBe('true')
    await chip('own').click()
    await soon(() => white.inputValue()).not.toBe(usual)
    await chip('mean ± 2 sd').click()
    await soon(() => isPressed(chip('mean ± 2 sd'))).toBe('true')
    await chip('2–98 %').click()
    await soon(() => isPressed(chip('2–98 %'))).toBe('true')
    await chip('own').click()
    await soon(() => white.inputValue()).toBe(usual)
  })

  it('stretches by what is in sight, and by hand on the histogram', async () => {
    const white = field('Red: white at')
    const usual = await white.inputValue()
    const ship = truths[1]?.hulls[0]
    if (ship === undefined) throw new Error('the scene has no ship')
    await analyst.lookAt([ship.lon, ship.lat], 3)
    await window.page.keyboard.press('Alt+2')
    await soon(() => isPressed(chip('this view'))).toBe('true')
    await soon(() => white.inputValue()).not.toBe(usual)
    const byView = await white.inputValue()
    await display().getByRole('slider', { name: 'White point' }).press('ArrowLeft')
    await soon(() => white.inputValue()).not.toBe(byView)
    expect(await isPressed(chip('2–98 %'))).toBe('false')
    await window.page.keyboard.press('Alt+0')
    await soon(() => isPressed(chip('2–98 %'))).toBe('true')
  })

  it('changes bands without a blank picture', async () => {
    await window.page.keyboard.press('Home')
    await analyst.sceneDrawn()
    const [before] = await middlePixels(1)
    expect(before?.[3]).toBe(255)
    const frames = middlePixels(40)
    await analyst.pick(display().getByLabel('Bands', { exact: true }), 1)
    expect((await frames).map(([, , , alpha]) => alpha)).toEqual(Array(40).fill(255))
    await analyst.sceneDrawn()
    await soon(async () => (await middlePixels(1))[0]).not.toEqual(before)
  })

  it('sees water bright and ships dark in the water index', async () => {
    await analyst.pick(display().getByLabel('Bands', { exact: true }), 2)
    await soon(async () => (await middlePixels(1))[0]?.[0]).toBeGreaterThan(200)
    await window.page.keyboard.press('Alt+i')
    await soon(async () => (await middlePixels(1))[0]?.[0]).toBeLessThan(55)
    await window.page.keyboard.press('Alt+0')
  })

  it('shares one look among the scenes of a sensor, and no step of the history is made of it', async () => {
    await display().getByRole('button', { name: 'One look for all scenes of this sensor' }).click()
    await chip('0.5–99.5 %').click()
    await soon(() => isPressed(chip('0.5–99.5 %'))).toBe('true')
    const gamma = display().getByRole('slider', { name: /^Gamma/ })
    await gamma.fill('40')
    await chip('own').click()
    const white = await field('Red: white at').inputValue()
    await analyst.show('2024-02-11')
    await soon(() => isPressed(chip('0.5–99.5 %'))).toBe('true')
    await soon(() => gamma.inputValue()).toBe('40')
    await soon(() => field('Red: white at').inputValue()).toBe(white)
    const undo = window.page.getByRole('button', { name: /^Undo/ })
    expect(await undo.getAttribute('aria-label')).not.toContain('look')
  })

  it('sees radar in decibels', async () => {
    await analyst.show('2024-02-20')
    await soon(() => field('White at').inputValue()).toMatch(/ dB$/)
    const samples = display().getByLabel('Samples')
    await soon(() => samples.textContent()).toContain('dB of power')
    await analyst.pick(samples, 'As they are')
    await soon(() => field('White at').inputValue()).not.toMatch(/ dB$/)
    await window.page.keyboard.press('Alt+0')
  })

  it('reads the true samples and the position in four notations, and copies it as plain text', async () => {
    await analyst.show('2024-03-02')
    const ship = truths[1]?.hulls[0]
    if (ship === undefined) throw new Error('the scene has no ship')
    await analyst.lookAt([ship.lon, ship.lat], 3)
    const { x, y } = await middleOfMap()
    await window.page.mouse.move(x + 1, y + 1)
    await window.page.mouse.move(x, y)
    const opened = await openSceneFile(paths[1] ?? '')
    const { affine } = opened.image
    if (affine === null) throw new Error('the scene has no place')
    // The position says which pixel; the file itself says what it holds. The samples come a moment after the position.
    const compared = async () => {
      const text = (await readout().textContent()) ?? ''
      const values = await pixelAt(opened.reader, ...(await pixelUnder(text, affine)))
      const samples = await readout().locator('.readout-samples > span').allTextContents()
      return { shown: samples.map((one) => Number(one.replace(/\D/g, ''))).join(), held: [...values].join() }
    }
    await soon(async () => {
      const { shown, held } = await compared()
      return shown === held && shown !== ''
    }).toBe(true)
    await opened.close()
    for (const notation of ['dms', 'utm', 'mgrs', 'decimal'] as const) {
      await window.page.keyboard.press('Alt+c')
      const place = readout().getByRole('button')
      await soon(() => place.textContent()).toMatch(notationPatterns[notation])
      await window.page.keyboard.press('Control+c')
      const copied = await window.app.evaluate(({ clipboard }) => clipboard.readText())
      expect(copied).toBe(await place.textContent())
    }
  })

  it('goes to coordinates in any notation and is told why one is none', async () => {
    const place = [122.0612345, 29.9512345] as const
    for (const notation of ['decimal', 'dms', 'utm', 'mgrs'] as const) {
      await window.page.keyboard.press('Control+g')
      const position = window.page.getByRole('textbox', { name: 'Position' })
      await position.fill('29.95 N')
      await window.page.getByText('Write a letter (N, S, E or W) with both numbers').waitFor()
      await position.fill(showCoordinates(place, notation) ?? '')
      await window.page.keyboard.press('Enter')
      await position.waitFor({ state: 'detached' })
      await analyst.sceneDrawn()
      const { x, y } = await middleOfMap()
      await window.page.mouse.move(x + 2, y)
      await window.page.mouse.move(x, y)
      // Half a pixel of the screen, three metres, and a metre of the notation.
      await soon(() => readout().textContent()).toMatch(/29\.951\d\d° N 122\.061\d\d° E/)
    }
  })

  it('finds coordinates and bookmarks by the search, and the way back to a scene out of sight', async () => {
    const search = window.page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')
    const inSearch = async (text: string, choice: RegExp) => {
      await window.page.keyboard.press('Control+k')
      await search.fill(text)
      await window.page.getByRole('option', { name: choice }).waitFor()
      await window.page.keyboard.press('Enter')
      await search.waitFor({ state: 'detached' })
    }
    const note = window.page.getByRole('note', { name: 'Out of sight' })
    await window.page.keyboard.press('Control+b')
    await window.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Outer basin')
    await window.page.keyboard.press('Enter')
    await inSearch('31.2 N 121.5 E', /^Go to 31\.20000° N 121\.50000° E/)
    await note.getByRole('button', { name: 'Whole scene' }).click()
    await note.waitFor({ state: 'detached' })
    await inSearch('31.2 121.5', /^Go to 31\.20000° N/)
    await note.waitFor()
    await inSearch('outer', /^Outer basin Bookmark/)
    await note.waitFor({ state: 'detached' })
    await window.page.getByRole('button', { name: 'Delete bookmark Outer basin' }).click()
    await window.page.keyboard.press('Home')
  })

  it('turns the map, finds north again, and pans on the overview', async () => {
    const compass = window.page.getByRole('button', { name: 'North up' })
    await window.page.keyboard.press(']')
    await window.page.keyboard.press(']')
    await soon(() => compass.getAttribute('aria-description')).toMatch(/(29|30)° from the top/)
    await compass.click()
    await soon(() => compass.getAttribute('aria-description')).toBe('True north is at the top')
    const { x, y } = await middleOfMap()
    await window.page.keyboard.down('Alt')
    await window.page.keyboard.down('Shift')
    await window.page.mouse.move(x + 100, y)
    await window.page.mouse.down()
    await window.page.mouse.move(x + 100, y + 80, { steps: 5 })
    await window.page.mouse.up()
    await window.page.keyboard.up('Shift')
    await window.page.keyboard.up('Alt')
    await soon(() => compass.getAttribute('aria-description')).toMatch(/\d+° from the top/)
    await window.page.keyboard.press('Shift+N')
    await soon(() => compass.getAttribute('aria-description')).toBe('True north is at the top')
    await window.page.getByRole('img', { name: 'Place on the coastline' }).waitFor()
    const bar = window.page.getByRole('img', { name: /^Scale: / })
    await bar.waitFor()
    await window.page.getByRole('img', { name: 'Whole scene with what is in sight' }).click()
    await window.page.keyboard.press('Alt+o')
    await window.page.getByRole('region', { name: 'Overview' }).waitFor({ state: 'detached' })
    await window.page.keyboard.press('Alt+o')
    await window.page.getByRole('region', { name: 'Overview' }).waitFor()
  })

  it('keeps looks, bookmarks and notation for the next time', async () => {
    await window.page.keyboard.press('Control+b')
    await window.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Dry dock 2')
    await window.page.keyboard.press('Enter')
    const bookmarks = window.page.getByRole('region', { name: 'Bookmarks' })
    await bookmarks.getByRole('button', { name: /^Dry dock 2/ }).waitFor()
    await window.page.keyboard.press('Alt+c')
    await window.page.keyboard.press('Alt+i')
    await window.page.keyboard.press('Control+Shift+W')
    await window.page.getByRole('button', { name: /yard\.gpkg/ }).click()
    await analyst.show('2024-03-02')
    await soon(() => display().getByRole('checkbox', { name: 'Invert' }).isChecked()).toBe(true)
    await soon(() => isPressed(chip('0.5–99.5 %'))).toBe('true')
    const go = bookmarks.getByRole('button', { name: /^Dry dock 2/ })
    await go.click()
    await bookmarks.getByRole('button', { name: 'Delete bookmark Dry dock 2' }).click()
    await go.waitFor({ state: 'detached' })
    expect(await window.complaints()).toEqual([])
  })
})

const notationPatterns = {
  decimal: /^\d\d\.\d{5}° N \d{3}\.\d{5}° E$/,
  dms: /^\d\d°\d\d′\d\d\.\d\d″ N \d{3}°\d\d′\d\d\.\d\d″ E$/,
  utm: /^UTM 51N \d{6} \d{7}$/,
  mgrs: /^51R VP \d{5} \d{5}$/,
}

/** The pixel of the file under the position that the readout shows in degrees. */
async function pixelUnder(text: string, affine: readonly number[]): Promise<[number, number]> {
  const [, lat, lon] = /([\d.]+)° N ([\d.]+)° E/.exec(text) ?? []
  const { toUtm } = await import('../../src/geodesy/utm.ts')
  const utm = toUtm([Number(lon), Number(lat)], 51)
  if (utm === null) throw new Error(`no position in ${text}`)
  const [left = 0, across = 1, , top = 0, , down = -1] = affine
  return [Math.floor((utm.easting - left) / across), Math.floor((utm.northing - top) / down)]
}
