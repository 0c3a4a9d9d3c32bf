import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../src/project/connection.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import { handlePosition, type Hull } from '../../src/geodesy/footprint.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import type { SceneTruth } from '../scenes/scene.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { makeShipyard } from '../scenes/yard.ts'
import { Analyst } from './analyst.ts'
import { footprintInk } from './footprint-ink.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

let window: TestWindow
let analyst: Analyst
let truth: SceneTruth
/** Clicks and keys since the last count; moving the mouse is none. */
let actions = 0

beforeAll(async () => {
  window = await launchWindow()
  analyst = new Analyst(window)
  const spec = sampleScenes().find(({ fileName }) => fileName.startsWith('20240302'))
  if (spec === undefined) throw new Error('the sample has no scene of 2 March')
  const written = writeScene(window.folder, spec, makeShipyard())
  truth = written.truth
  await analyst.choose('New project', [join(window.folder, 'yard.gpkg')])
  await analyst.choose('Add scenes', [written.path])
  await analyst.show('2024-03-02')
})
afterAll(() => window.close())

function hullOf(key: string): Hull {
  const found = truth.hulls.find((one) => one.key === key)
  if (found === undefined) throw new Error(`there is no ${key}`)
  const { lon, lat, length_m, beam_m, heading_deg } = found
  return { centre: [lon, lat], lengthM: length_m, beamM: beam_m, headingDeg: heading_deg }
}

async function click(place: readonly [number, number]): Promise<void> {
  const { x, y } = await analyst.pixelOf(place)
  await window.page.mouse.move(x, y, { steps: 3 })
  await window.page.mouse.click(x, y)
  actions++
}

async function press(key: string): Promise<void> {
  await window.page.keyboard.press(key)
  actions++
}

/** Looks at a hull without counting: finding a ship is not labelling it. */
async function lookAt(hull: Hull): Promise<void> {
  await analyst.lookAt(hull.centre, truth.gsd_m)
  actions = 0
}

/** Where the map says the pointer is. */
async function pointedAt(): Promise<readonly [number, number]> {
  await window.page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  )
  const text = await window.page.getByRole('group', { name: 'Position' }).getByRole('button').textContent()
  const found = /^([\d.]+)° N ([\d.]+)° E$/.exec(text ?? '')
  if (found === null) throw new Error(`no position of the pointer, but "${text ?? ''}"`)
  return [Number(found[2]), Number(found[1])]
}

const rows = () => analyst.sightings.getByRole('row').count()
const hint = () => window.page.getByTestId('next-click').textContent()

describe('drawing at an analyst’s speed', () => {
  it('takes four actions for a labelled vessel: three clicks and a key', async () => {
    await window.page.keyboard.press('h')
    for (const [index, [key, digit]] of (
      [
        ['aurelane', '4'],
        ['quillon', '1'],
      ] as const
    ).entries()) {
      const hull = hullOf(key)
      await lookAt(hull)
      for (const handle of ['bow', 'stern', 'starboard'] as const) await click(handlePosition(hull, handle))
      await press(digit)
      await analyst.saved()
      await expect.poll(rows).toBe(index + 2)
      expect(actions).toBeLessThanOrEqual(4)
    }
  })

  it('takes two for a hull with a preset beam and the last label', async () => {
    await window.page.keyboard.press('Shift+Q')
    await window.page.keyboard.press('p')
    await expect.poll(hint).toContain('as the last')
    const hull = hullOf('haliard')
    await lookAt(hull)
    await click(handlePosition(hull, 'bow'))
    await click(handlePosition(hull, 'stern'))
    await analyst.saved()
    await expect.poll(rows).toBe(4)
    expect(actions).toBe(2)
    await expect.poll(() => analyst.measure('Beam')).toBeCloseTo(32.2, -1)
  })

  it('finds the hull that is pointed at, and keeps it with Enter', async () => {
    const hull = hullOf('vantelle')
    await lookAt(hull)
    await press('s')
    await click(hull.centre)
    await expect.poll(hint, { timeout: 60_000 }).toContain('takes it')
    await press('Enter')
    await analyst.saved()
    await expect.poll(rows).toBe(5)
    await expect.poll(() => analyst.measure('Length')).toBeGreaterThan(hull.lengthM - 4 * truth.gsd_m)
    expect(await analyst.measure('Length')).toBeLessThan(hull.lengthM + 4 * truth.gsd_m)
  })

  it('moves and turns it by keys, a burst being one step back', async () => {
    await press('v')
    await press('f')
    await analyst.sceneDrawn()
    const before = await analyst.measure('Heading')
    for (let turn = 0; turn < 5; turn++) await press('Alt+ArrowRight')
    await expect.poll(() => analyst.measure('Heading')).toBeCloseTo((before + 0.5) % 360, 1)
    await analyst.saved()
    await press('Control+z')
    await expect.poll(() => analyst.measure('Heading')).toBeCloseTo(before, 1)
  })

  it('takes an exact length that is typed', async () => {
    await window.page.getByRole('button', { name: 'Type the length' }).click()
    await window.page.getByRole('textbox', { name: 'Length, metres' }).fill('280.5')
    await window.page.keyboard.press('Enter')
    await expect.poll(() => analyst.measure('Length')).toBeCloseTo(280.5, 1)
  })

  it('shows what is selected, what is hovered, and dims what a filter leaves out', async () => {
    const { page } = window
    const amber = [255, 183, 77]
    const ink = (colour?: readonly number[]) => footprintInk(page, colour)
    const amberInk = async () => (await ink(amber)).ofColour
    await press('v')
    await press('Escape')
    await page.mouse.move(5, 5)
    await expect.poll(amberInk).toBeLessThan(5)
    const plain = await ink()
    const hull = hullOf('vantelle')
    const { x, y } = await analyst.pixelOf(hull.centre)
    await page.mouse.move(x, y, { steps: 3 })
    await expect.poll(async () => (await ink()).pixels).toBeGreaterThan(plain.pixels)
    await page.mouse.click(x, y)
    await expect.poll(amberInk).toBeGreaterThan(50)
    await press('Escape')
    await page.mouse.move(5, 5)
    await expect.poll(amberInk).toBeLessThan(5)
    const filter = page.getByLabel('Filter sightings')
    await filter.fill('no such ship')
    await expect.poll(async () => (await ink()).strongest).toBeLessThan(plain.strongest * 0.6)
    // Dimmed and without its label, and not hidden.
    expect((await ink()).pixels).toBeGreaterThan(200)
    await filter.fill('')
    await expect.poll(async () => (await ink()).strongest).toBe(plain.strongest)
    await analyst.map.focus()
  })

  /** Selects nothing and points at nothing: colours of their own are left. */
  async function leave(): Promise<void> {
    await analyst.map.focus()
    await press('Escape')
    await window.page.mouse.move(5, 5)
  }

  it('draws a hull as unsaved while another program keeps its edit from the file', async () => {
    const amber = async () => (await footprintInk(window.page, [255, 183, 77])).ofColour
    await click(hullOf('vantelle').centre)
    await expect.poll(amber).toBeGreaterThan(50)
    const other = connect(join(window.folder, 'yard.gpkg'), 'write', {})
    other.exec('BEGIN IMMEDIATE')
    await press('ArrowUp')
    await leave()
    await window.page.getByRole('status').filter({ hasText: 'waiting for another program' }).waitFor()
    await expect.poll(amber).toBeGreaterThan(20)
    other.exec('ROLLBACK')
    other.close()
    await analyst.saved()
    await expect.poll(amber).toBeLessThan(5)
  })

  it('colours hulls by what is asked for, and says beside the scale what each colour stands for', async () => {
    const { page } = window
    const legend = page.getByRole('group', { name: 'Colours of footprints' })
    const ofColour = (colour: readonly number[]) => async () => (await footprintInk(page, colour)).ofColour
    const by = async (what: string) => {
      await legend.getByRole('button').click()
      await page.getByRole('menuitem', { name: `Colour hulls by ${what}` }).click()
    }
    await click(hullOf('vantelle').centre)
    await press('Shift+1')
    await analyst.saved()
    await leave()
    await by('confidence')
    await legend.getByText('Certain').waitFor()
    await expect.poll(ofColour([127, 208, 143])).toBeGreaterThan(20)
    await by('vessel')
    await legend.getByText('no vessel').waitFor()
    await expect.poll(ofColour([207, 214, 218])).toBeGreaterThan(20)
    await click(hullOf('vantelle').centre)
    await analyst.nameVessel('VANTELLE')
    await leave()
    await by('time known')
    await legend.getByText('first seen here').waitFor()
    await expect.poll(ofColour([245, 240, 168])).toBeGreaterThan(20)
    await by('class')
    await legend.getByText('first seen here').waitFor({ state: 'detached' })
    await analyst.map.focus()
  })

  it('moves the map on at its edge, and draws on the ground that comes and that labels lie over', async () => {
    const { page } = window
    const hull = hullOf('quillon')
    await lookAt(hull)
    await click(hull.centre)
    const labels = await page.getByRole('toolbar', { name: 'Labels' }).boundingBox()
    if (labels === null) throw new Error('a selected hull has labels')
    await press('h')
    await expect.poll(hint).toContain('bow')
    const box = await analyst.map.boundingBox()
    if (box === null) throw new Error('the map is not to be seen')
    const middle = [box.x + box.width / 2, box.y + box.height / 2] as const
    await page.mouse.move(...middle)
    const bow = await pointedAt()
    await page.mouse.click(...middle)
    await page.mouse.move(middle[0], box.y + 4, { steps: 4 })
    // A pen at the upper edge sees ground that was out of sight.
    const beyond = bow[1] + (box.height * truth.gsd_m) / 111_000
    await expect.poll(async () => (await pointedAt())[1], { timeout: 20_000 }).toBeGreaterThan(beyond)
    const over = [labels.x + labels.width / 2, labels.y + labels.height / 2] as const
    await page.mouse.move(...over, { steps: 4 })
    const stern = await pointedAt()
    await page.mouse.click(...over)
    await page.mouse.move(over[0] + 60, over[1] - 20, { steps: 4 })
    await page.mouse.click(over[0] + 60, over[1] - 20)
    await analyst.saved()
    await expect.poll(() => analyst.measure('Length')).toBeCloseTo(geodesicBetween(bow, stern).distanceM, -1)
    await press('Control+z')
    await analyst.saved()
  })

  it('goes through all of it without an error in the console', async () => {
    expect(await window.complaints()).toEqual([])
  })
})
