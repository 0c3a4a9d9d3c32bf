import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject } from '../../src/project/project-file.ts'
import { Analyst } from './analyst.ts'
import { drawnDates } from './drawn-dates.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

/** Grid metres by which the later date is drawn off: ten pixels. */
const off = { eastM: 4.8, northM: -3.6 }

let project: string
let window: TestWindow
let analyst: Analyst
const page = (): Page => window.page

beforeAll(async () => {
  project = await drawnDates(['2024-03-02', '2024-04-19'], off)
  window = await launchWindow({ project, size: { width: 1440, height: 900 } })
  analyst = new Analyst(window)
  await page().getByRole('list', { name: 'Scenes' }).waitFor()
  await analyst.show('2024-04-19')
  await analyst.compareWith('2024-03-02')
})
afterAll(async () => {
  await window.close()
  await rm(dirname(project), { recursive: true, force: true })
})

const press = (key: string) => page().keyboard.press(key)
/** What the file says now. */
const records = () => {
  const file = openProject(project)
  try {
    return file.read().records
  } finally {
    file.close()
  }
}

describe('laying date B over date A', () => {
  const panel = () => page().getByRole('region', { name: 'Align scenes' })
  const facts = (name: string): Locator => panel().getByLabel(name, { exact: true })
  const points = () => panel().getByRole('list', { name: 'Points' }).getByRole('listitem')
  /** A number of the panel, metres. */
  const metres = async (name: string): Promise<number> => {
    const value = facts('Shift').locator(`dt:text-is("${name}") + dd`)
    return Number.parseFloat(((await value.textContent()) ?? '').replace('−', '-'))
  }
  const comesTo = (name: string, value: number, within: number) =>
    expect.poll(async () => Math.abs((await metres(name)) - value)).toBeLessThan(within)
  const click = async (across: number, rightPx = 0, downPx = 0) => {
    const box = await analyst.map.boundingBox()
    if (box === null) throw new Error('the map is not to be seen')
    const [x, y] = [Math.round(box.x + across * box.width), Math.round(box.y + 0.6 * box.height)]
    await page().mouse.click(x + rightPx, y + downPx)
  }
  /** Metres of a pixel of the screen. */
  let pixelM = 0

  it('moves B by the arrow keys, a pixel of the screen or ten, and starts over', async () => {
    await analyst.map.focus()
    await press('Shift+A')
    await panel().getByText('as its file says').waitFor()
    await analyst.sceneDrawn()
    await analyst.map.focus()
    await press('ArrowRight')
    await panel().getByText('Shift of B, not kept yet').waitFor()
    const one = await metres('East')
    expect(one).toBeGreaterThan(0)
    await press('Shift+ArrowRight')
    await comesTo('East', 11 * one, 0.12)
    pixelM = (await metres('East')) / 11
    await press('Shift+ArrowDown')
    await expect.poll(() => metres('North')).toBeLessThan(-9 * one)
    await press('Shift+Backspace')
    await panel().getByText('Shift of B', { exact: true }).waitFor()
    expect(await metres('East')).toBe(0)
  })

  it('fits B by the same bollard on both, and says by how much more of them miss', async () => {
    await click(0.2)
    await expect.poll(() => points().last().textContent()).toContain('now on B')
    await click(0.7, 30)
    await comesTo('East', -30 * pixelM, pixelM)
    expect(await facts('Shift').locator('dt:text-is("Residual") + dd').textContent()).toBe('not known')
    const [east, north] = [await metres('East'), await metres('North')]
    await analyst.sceneDrawn()
    await click(0.25, 0, 60)
    await expect.poll(() => points().last().textContent()).toContain('now on B')
    await click(0.75, 12, 60)
    await expect.poll(() => points().filter({ hasText: 'misses by' }).count()).toBe(2)
    // The shift is the mean of what two points say: each misses by as much as the second one moved it.
    const moved = Math.hypot((await metres('East')) - east, (await metres('North')) - north)
    expect(moved).toBeGreaterThan(pixelM)
    await comesTo('Residual', moved, 0.05)
    await press('Backspace')
    await expect.poll(() => points().count()).toBe(1)
    await press('Shift+Backspace')
    await panel().getByText('Shift of B', { exact: true }).waitFor()
  })

  it('refuses to search where there is too little, and says what to do', async () => {
    await press('r')
    const box = await analyst.map.boundingBox()
    if (box === null) throw new Error('the map is not to be seen')
    const [x, y] = [box.x + 0.2 * box.width, box.y + 0.5 * box.height]
    await page().mouse.move(x, y)
    await page().mouse.down()
    await page().mouse.move(x + 12, y + 12, { steps: 3 })
    await page().mouse.up()
    await panel().getByRole('button', { name: 'Clear area' }).waitFor()
    await press('u')
    await panel().getByRole('alert').waitFor()
    expect(await panel().getByRole('alert').textContent()).toMatch(/too few|No clear match|too even/)
    expect(await metres('East')).toBe(0)
    await panel().getByRole('button', { name: 'Clear area' }).click()
  })

  it('finds the shift by itself, keeps it with its residual, and moves the hulls only when asked', async () => {
    await analyst.map.focus()
    await press('u')
    await panel().getByRole('meter', { name: 'Quality of the match' }).waitFor()
    // Grid north is 0.03 degrees off true north here: nothing at this length.
    await comesTo('East', -off.eastM, 0.3)
    await comesTo('North', -off.northM, 0.3)
    const before = records()
    expect(before.scenes.every(({ shift_east_m }) => shift_east_m === null)).toBe(true)
    await press('Enter')
    await analyst.saved()
    const move = panel().getByRole('button', { name: /^Move \d+ sightings along/ })
    await move.waitFor()
    const kept = records()
    const shifted = kept.scenes.find(({ shift_east_m }) => shift_east_m !== null)
    expect(shifted?.shift_by).toContain('automatic')
    expect(shifted?.shift_residual_m).toBeGreaterThan(0)
    expect(shifted?.shift_reference_uid).toBe(kept.scenes.find((one) => one !== shifted)?.uid)
    expect(kept.sightings).toEqual(before.sightings)
    await move.click()
    await expect
      .poll(() => records().sightings.filter(({ revision }) => (revision ?? 0) > 1).length)
      .toBeGreaterThan(3)
    await press('Control+z')
    await expect.poll(() => records().sightings).toEqual(before.sightings)
    await press('Control+z')
    await panel().getByText('as its file says').waitFor()
    await press('Control+Shift+z')
    await press('Control+Shift+z')
    await expect.poll(() => metres('East')).toBeLessThan(-4)
    await analyst.saved()
    await press('Escape')
    await panel().waitFor({ state: 'detached' })
  })
})

describe('what changed between the two dates', () => {
  const table = () => page().getByRole('grid', { name: 'Changes' })
  const rows = (kind: string) =>
    table()
      .getByRole('row')
      .filter({ hasText: new RegExp(`^${kind}`) })

  it('shows both dates of each change and writes nothing that is not accepted', async () => {
    await press('Control+2')
    await rows('Stayed').first().waitFor()
    await expect.poll(() => rows('Departed').count()).toBeGreaterThan(0)
    await rows('Stayed').first().scrollIntoViewIfNeeded()
    for (const date of ['A', 'B']) {
      const chip = rows('Stayed')
        .first()
        .getByRole('img', { name: `Stayed, date ${date}` })
      // A picture of a hull has many brightnesses.
      const tones = () =>
        chip.evaluate((canvas: HTMLCanvasElement) => {
          // On paper of the test's own: reading the program's canvas again and again is complained about.
          const paper = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!
          paper.drawImage(canvas, 0, 0)
          const { data } = paper.getImageData(0, 0, canvas.width, canvas.height)
          return new Set(data.filter((_, at) => at % 4 === 0)).size
        })
      await expect.poll(tones).toBeGreaterThan(20)
    }
    expect(records().vessels).toEqual([])
    expect(records().absences).toEqual([])
  })

  it('accepts with Enter: a hull that stayed is one vessel on both dates, and Undo takes it back', async () => {
    await rows('Stayed').first().click()
    await table().focus()
    await press('Enter')
    await rows('Stayed').filter({ hasText: 'kept' }).first().waitFor()
    const { vessels, sightings } = records()
    expect(vessels).toHaveLength(1)
    const linked = sightings.filter(({ vessel_uid }) => vessel_uid === vessels[0]?.uid)
    expect(new Set(linked.map(({ scene_uid }) => scene_uid)).size).toBe(2)
    expect(new Set(linked.map(({ notes }) => notes)).size).toBe(1)
    await table().focus()
    await press('Control+z')
    await expect.poll(() => records().vessels).toEqual([])
  })

  it('corrects with X and J: two ships where it said one, one where it said two', async () => {
    await rows('Stayed').first().click()
    await table().focus()
    await press('x')
    await expect.poll(() => records().vessels.length).toBe(2)
    const { sightings } = records()
    const named = sightings.filter(({ vessel_uid }) => vessel_uid !== null)
    expect(new Set(named.map(({ vessel_uid }) => vessel_uid)).size).toBe(2)
    await press('Control+z')
    await expect.poll(() => records().vessels.length).toBe(0)

    await rows('Stayed').first().waitFor()
    await rows('Departed').first().click()
    await table().focus()
    await press('j')
    await table().getByText('same as …').waitFor()
    await rows('Arrived').first().click()
    await table().focus()
    await press('j')
    await expect.poll(() => records().vessels.length).toBe(1)
    await table().getByRole('row').filter({ hasText: 'kept' }).first().waitFor()
    await press('Control+z')
    await expect.poll(() => records().vessels.length).toBe(0)
  })

  it('records a departure as looked for and not seen', async () => {
    await rows('Departed').first().click()
    await table().focus()
    await press('Enter')
    await expect.poll(() => records().absences.map(({ result }) => result)).toEqual(['not_seen'])
    expect(await window.complaints()).toEqual([])
  })
})
