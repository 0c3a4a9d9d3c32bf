import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sighting } from '../../src/domain/sighting.ts'
import { handlePosition } from '../../src/geodesy/footprint.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import type { SceneTruth } from '../scenes/scene.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { makeShipyard } from '../scenes/yard.ts'
import { Analyst } from './analyst.ts'
import { launchWindow, type TestWindow } from './launch-window.ts'

interface Feature {
  id: string
  properties: Sighting & { vessel_name: string | null }
}

let window: TestWindow
let analyst: Analyst
const truths: SceneTruth[] = []
const paths: string[] = []

beforeAll(async () => {
  window = await launchWindow()
  analyst = new Analyst(window)
  const yard = makeShipyard()
  for (const date of ['20240211', '20240302']) {
    const spec = sampleScenes().find(({ fileName }) => fileName.startsWith(date))
    if (spec === undefined) throw new Error(`the sample has no scene of ${date}`)
    const { path, truth } = writeScene(window.folder, spec, yard)
    paths.push(path)
    truths.push(truth)
  }
})
afterAll(() => window.close())

const hullOf = (truth: SceneTruth, key: string) => {
  const hull = truth.hulls.find((one) => one.key === key)
  if (hull === undefined) throw new Error(`there is no ${key} on ${truth.file}`)
  return hull
}

/** Draws a true hull by three clicks, as well as a mouse can. */
async function draw(truth: SceneTruth, key: string): Promise<ReturnType<typeof hullOf>> {
  const { length_m, beam_m, heading_deg, lon, lat } = hullOf(truth, key)
  const hull = { centre: [lon, lat] as const, lengthM: length_m, beamM: beam_m, headingDeg: heading_deg }
  await analyst.lookAt(hull.centre, truth.gsd_m)
  await analyst.drawHull(
    handlePosition(hull, 'bow'),
    handlePosition(hull, 'stern'),
    handlePosition(hull, 'starboard'),
  )
  return hullOf(truth, key)
}

describe('an analyst at first light', () => {
  it('makes a project, adds two scenes and sees the newest at once', async () => {
    await analyst.choose('New project', [join(window.folder, 'yard.gpkg')])
    await analyst.choose('Add scenes', paths)
    const scenes = window.page.getByRole('list', { name: 'Scenes' })
    await scenes.getByText('2024-02-11 02:17 UTC').waitFor()
    await scenes.getByText('2024-03-02 02:31 UTC').waitFor()
    await analyst.show('2024-03-02')
    await window.page.getByText('2024-03-02 02:31:07 UTC').first().waitFor()
  })

  it('draws a hull by mouse that measures its true length within a pixel and 1 %', async () => {
    const truth = truths[1]!
    const drawn = ['ostraval', 'quillon', 'aurelane']
    for (const [index, key] of drawn.entries()) {
      const hull = await draw(truth, key)
      // The head of the table is a row too.
      await expect.poll(() => analyst.sightings.getByRole('row').count()).toBe(index + 2)
      const allowedM = Math.min(truth.gsd_m, hull.length_m * 0.01)
      await expect.poll(() => analyst.measure('Length')).toBeGreaterThan(hull.length_m - allowedM)
      expect(await analyst.measure('Length')).toBeLessThan(hull.length_m + allowedM)
      expect(Math.abs((await analyst.measure('Beam')) - hull.beam_m)).toBeLessThan(truth.gsd_m)
      expect(Math.abs((await analyst.measure('Heading')) - hull.heading_deg)).toBeLessThan(1)
    }
  })

  it('shows the hull beside its numbers, bow to the left, in the pixels of its scene', async () => {
    const portrait = page().getByRole('img', { name: 'The hull in its scene, bow left' })
    const colours = () =>
      portrait.evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data.buffer
        return new Set(new Uint32Array(pixels ?? new ArrayBuffer())).size
      })
    await expect.poll(colours).toBeGreaterThan(100)
  })

  it('labels it, names its vessel, and takes both back and again', async () => {
    await analyst.choosing('Class', 'Oil tanker')
    await page().getByRole('textbox', { name: 'Notes' }).fill('Low in the water.')
    await page().keyboard.press('Tab')
    await analyst.saved()
    await analyst.nameVessel('AURELANE')
    await analyst.map.focus()
    await page().keyboard.press('Control+z')
    await expect.poll(() => analyst.sightings.getByText('AURELANE').count()).toBe(0)
    await page().keyboard.press('Control+Shift+z')
    await expect.poll(() => analyst.sightings.getByText('AURELANE').count()).toBe(1)
  })

  it('selects in the table what is selected on the map, and the other way round', async () => {
    const rows = analyst.sightings.getByRole('row')
    await rows.nth(1).click()
    await expect.poll(() => rows.nth(1).getAttribute('aria-selected')).toBe('true')
    await analyst.lookAt([hullOf(truths[1]!, 'quillon').lon, hullOf(truths[1]!, 'quillon').lat], 3)
    const { x, y } = await analyst.pixelOf([
      hullOf(truths[1]!, 'quillon').lon,
      hullOf(truths[1]!, 'quillon').lat,
    ])
    await page().keyboard.press('v')
    await page().mouse.click(x, y)
    await expect.poll(() => page().getByRole('region', { name: 'Inspector' }).textContent()).toContain('221')
  })

  it('exports what others can check, with vessel, scene and measures', async () => {
    const file = join(window.folder, 'out.geojson')
    await page().getByRole('button', { name: 'Export', exact: true }).click()
    await analyst.choose('Choose file and export', [file])
    await page().getByRole('dialog').waitFor({ state: 'detached' })
    const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] }
    expect(features).toHaveLength(3)
    const named = features.find(({ properties }) => properties.vessel_name === 'AURELANE')
    expect(named?.properties).toMatchObject({
      class: 'tanker.oil',
      notes: 'Low in the water.',
      identity_confidence: 'possible',
      observed_at: '2024-03-02T02:31:07.123Z',
    })
  })

  it('finds everything again after a restart, and can still undo', async () => {
    const project = join(window.folder, 'yard.gpkg')
    const { folder, settingsFolder } = window
    await window.close({ keep: true })
    window = await launchWindow({ project, folder, settingsFolder })
    analyst = new Analyst(window)
    await analyst.show('2024-03-02')
    await expect.poll(() => analyst.sightings.getByRole('row').count()).toBe(4)
    await page().keyboard.press('Control+z')
    await expect.poll(() => analyst.sightings.getByText('AURELANE').count()).toBe(0)
  })

  it('goes through all of it without an error in the console', async () => {
    expect(await window.complaints()).toEqual([])
  })
})

function page() {
  return window.page
}
