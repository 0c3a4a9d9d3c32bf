import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../src/contract/api.ts'
import { createClient } from '../../src/contract/client.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { geodesicPoint } from '../../src/geodesy/ellipsoid.ts'
import { handlePosition, ringOfHull, type Hull } from '../../src/geodesy/footprint.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { makeShipyard } from '../scenes/yard.ts'
import { actions } from '../../renderer/state/actions.ts'
import { Analyst } from './analyst.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

const count = 30
const yard = [122.046, 29.947] as const
let folder: string
let window: TestWindow
let analyst: Analyst
const page = (): Page => window.page

/** A project with two dates of the yard and thirty hulls, five of them named, on the first. */
async function yardOfThirty(): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'roadstead-labelling-'))
  const scenes = join(folder, 'scenes')
  mkdirSync(scenes)
  const paths = ['20240211', '20240302'].map((date) => {
    const spec = sampleScenes().find(({ fileName }) => fileName.startsWith(date))
    if (spec === undefined) throw new Error(`the sample has no scene of ${date}`)
    return writeScene(scenes, spec, makeShipyard()).path
  })
  const project = join(folder, 'thirty.gpkg')
  const settingsFolder = await mkdtemp(join(tmpdir(), 'roadstead-labelling-settings-'))
  const core = createWorkbench({ settingsFolder, appVersion: 'test', emit: () => undefined })
  const client = createClient(api, core)
  const grant = async (path: string, use: 'read' | 'write') => (await core.grant(path, use)).grant
  await client['project.create']({ grant: await grant(project, 'write') })
  const { scenes: added } = await client['scene.add']({
    grants: await Promise.all(paths.map((path) => grant(path, 'read'))),
  })
  for (let i = 0; i < count; i += 1) {
    const uid = newUid()
    const row = geodesicPoint(yard, 180, 110 * Math.floor(i / 6))
    const hull: Hull = {
      centre: geodesicPoint(row, 90, 220 * (i % 6)),
      lengthM: 150 + i,
      beamM: 24,
      headingDeg: 80,
    }
    await client['edit.apply']({
      kind: 'sighting.draw',
      uid,
      scene_uid: added[0]?.uid ?? '',
      footprint: { type: 'Polygon', coordinates: [ringOfHull(hull)] },
      heading_deg: hull.headingDeg,
      patch: { class: 'cargo.bulk', berth_state: 'alongside' },
    })
    if (i < 5)
      await client['edit.apply']({
        kind: 'vessel.create',
        uid: newUid(),
        patch: { name: `WATCHED ${i + 1}` },
        sighting_uids: [uid],
      })
  }
  await core.close()
  await rm(settingsFolder, { recursive: true, force: true })
  return project
}

beforeAll(async () => {
  window = await launchWindow({ project: await yardOfThirty(), size: { width: 1280, height: 800 } })
  analyst = new Analyst(window)
  await page().getByRole('list', { name: 'Scenes' }).waitFor()
})
afterAll(async () => {
  await window.close()
  await rm(folder, { recursive: true, force: true })
})

const strip = () => page().getByRole('toolbar', { name: 'Labels' })
const bar = () => page().getByRole('toolbar', { name: 'Carry forward' })
const rows = () => analyst.sightings.getByRole('row')
/** How many sightings the table lists; only those in sight are rows of the page. */
const listed = async () => Number(await analyst.sightings.getAttribute('aria-rowcount')) - 1

describe('an analyst who labels many ships', () => {
  it('carries thirty hulls forward with one key each and one to begin', async () => {
    await analyst.show('2024-03-02')
    await page().getByText(`${count} hulls of 2024-02-11 to look for here.`).waitFor()
    let presses = 0
    const press = async (key: string) => {
      presses += 1
      await page().keyboard.press(key)
    }
    const begun = Date.now()
    await press('Shift+C')
    for (let at = 1; at <= count; at += 1) {
      await bar().getByText(`${at} of ${count}`).waitFor()
      await press(at === 7 ? 'x' : at === 8 ? '.' : 'Enter')
    }
    await page().getByText('28 still there, 1 gone, 1 not to be told.').waitFor()
    await analyst.saved()
    console.log(`carried ${count} hulls with ${presses} key presses in ${(Date.now() - begun) / 1000} s`)
    expect(presses).toBeLessThanOrEqual(2 * count)
    await expect.poll(listed).toBe(28)
    await bar().waitFor({ state: 'detached' })
  })

  it('finds what was gone in a table, and takes the last answers back one by one', async () => {
    await page().keyboard.press('Control+5')
    const absences = page().getByRole('table', { name: 'Absences' })
    await expect.poll(() => absences.getByRole('row').count()).toBe(3)
    await absences.getByRole('row').nth(1).click()
    await page().getByRole('region', { name: 'Inspector' }).getByText('Absence').first().waitFor()
    await page().getByRole('button', { name: 'Delete the absence' }).click()
    await expect.poll(() => absences.getByRole('row').count()).toBe(2)
    await analyst.map.focus()
    await page().keyboard.press('Control+z')
    await expect.poll(() => absences.getByRole('row').count()).toBe(3)
    await page().keyboard.press('Control+z')
    await page().keyboard.press('Control+1')
    await expect.poll(listed).toBe(27)
    await page().keyboard.press('Control+Shift+z')
    await expect.poll(listed).toBe(28)
  })

  it('labels a hull by two digits, a letter and Shift with a digit, or by clicks on the same strip', async () => {
    await rows().nth(1).click()
    await analyst.map.focus()
    await page().keyboard.press('2')
    await strip().getByRole('button', { name: 'Gas carrier' }).waitFor()
    await page().keyboard.press('3')
    await page().keyboard.press('Shift+2')
    await page().keyboard.press('o')
    await page().keyboard.press('r')
    await expect.poll(() => rows().nth(1).textContent()).toContain('Gas carrier')
    const field = (name: string) => page().getByRole('combobox', { name, exact: true })
    await expect.poll(() => field('Activity').inputValue()).toBe('Repair')
    await expect.poll(() => field('Class confidence').inputValue()).toBe('Probable')
    await strip().getByRole('button', { name: 'Naval', exact: true }).click()
    await strip().getByRole('button', { name: 'Submarine' }).click()
    await expect.poll(() => field('Class').inputValue()).toBe('Submarine')
    await strip().getByRole('button', { name: 'Dry dock' }).click()
    await expect.poll(() => field('Berth state').inputValue()).toBe('Dry dock')
  })

  it('gives the last label to the next hulls, by key or as they are drawn', async () => {
    await rows().nth(2).click()
    await analyst.map.focus()
    await page().keyboard.press('q')
    await expect.poll(() => rows().nth(2).textContent()).toContain('Submarine')
    await page().keyboard.press('Shift+Q')
    await analyst.lookAt([122.04, 29.943], 3)
    const hull: Hull = { centre: [122.04, 29.943], lengthM: 333, beamM: 40, headingDeg: 30 }
    await analyst.drawHull(
      handlePosition(hull, 'bow'),
      handlePosition(hull, 'stern'),
      handlePosition(hull, 'starboard'),
    )
    const drawn = rows().filter({ hasText: /33[0-9] ± / })
    await expect.poll(() => drawn.first().textContent()).toContain('Submarine')
    await page().keyboard.press('v')
    await page().keyboard.press('Shift+Q')
  })

  it('names a place, lists its dates and sightings, goes to the next date, and deletes it', async () => {
    await analyst.lookAt([122.051, 29.945], 3)
    await page().keyboard.press('Control+Shift+B')
    await page().getByRole('textbox', { name: 'Name' }).fill('Outer yard')
    await page().getByRole('button', { name: 'Add place' }).click()
    const places = page().getByRole('table', { name: 'Places' })
    await places.getByText('Outer yard').waitFor()
    await page().keyboard.press('Escape')
    const inspector = page().getByRole('region', { name: 'Inspector' })
    await expect.poll(() => inspector.getByRole('list', { name: 'Dates of the place' }).count()).toBe(1)
    await analyst.map.focus()
    await page().keyboard.press('Control+,')
    await expect
      .poll(() => page().locator('.scene-show[aria-current="true"]').textContent())
      .toContain('2024-02-11')
    await inspector.getByRole('textbox', { name: 'Name' }).fill('Outer basin')
    await page().keyboard.press('Enter')
    await places.getByText('Outer basin').waitFor()
    await inspector.getByRole('button', { name: 'List only sightings of the place' }).click()
    await expect
      .poll(() => page().getByRole('combobox', { name: 'Place filter' }).textContent())
      .toContain('Outer basin')
    await analyst.pick(page().getByRole('combobox', { name: 'Place filter' }), 'any place')
    await inspector.getByRole('button', { name: 'Delete the place' }).click()
    await page().keyboard.press('Control+4')
    await page().getByText('No places yet.').waitFor()
  })

  it('offers nothing that the registry of commands lacks, and says of what cannot be done why not', async () => {
    const known = new Set(actions.map(({ id }) => id))
    /** Controls of one record, one field or one list: what they do is no command of the program. */
    const ofOneThing =
      '[role="row"], [role="tab"], [role="combobox"], [role="tooltip"], [role="dialog"], li, .fields, .measures, .measures-foot, .notice, .banner, .display-panel, .filter-bar, .color-legend, .mark'
    const look = () =>
      page()
        .locator('button:visible, [role="button"]:visible, [role="menuitem"]:visible')
        .evaluateAll(
          (all, ofOneThing) =>
            all.map((each) => ({
              name: (each.getAttribute('aria-label') ?? each.textContent).trim(),
              action: each.getAttribute('data-action'),
              ofOneThing: each.closest(ofOneThing) !== null,
              blocked: each.getAttribute('aria-disabled') === 'true' || each.matches(':disabled'),
              why: each.getAttribute('title') ?? each.querySelector('small')?.textContent ?? '',
            })),
          ofOneThing,
        )
    const states: readonly (readonly [string, () => Promise<unknown>])[] = [
      [
        'a selected hull',
        () =>
          page()
            .keyboard.press('Control+1')
            .then(() => rows().nth(1).click()),
      ],
      ['nothing selected', () => analyst.map.focus().then(() => page().keyboard.press('Escape'))],
      ...[2, 3, 4, 5, 6].map((tab) => [`tab ${tab}`, () => page().keyboard.press(`Control+${tab}`)] as const),
      ['the menu', () => page().getByRole('button', { name: 'Roadstead menu' }).click()],
    ]
    const seen = new Set<string>()
    for (const [state, reach] of states) {
      await reach()
      if (state === 'the menu') await page().getByRole('menuitem').first().waitFor()
      const found = await look()
      const [foreign, silent] = [
        found.filter(({ action, ofOneThing: own }) => (action === null ? !own : !known.has(action))),
        found.filter(({ blocked, why }) => blocked && !/^[A-Z0-9].*\.$/.test(why)),
      ]
      expect({ state, foreign, silent }).toEqual({ state, foreign: [], silent: [] })
      for (const { action } of found) if (action !== null) seen.add(action)
    }
    await page().keyboard.press('Escape')
    expect(seen.size).toBeGreaterThan(50)
  })

  it('does all of it without an error in the console', async () => {
    expect(await window.complaints()).toEqual([])
  })
})
