import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { hasDisplay } from '../../electron/launch/display.mjs'
import { api } from '../../src/contract/api.ts'
import { createClient } from '../../src/contract/client.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { createWorkbench } from '../../src/workbench/workbench.ts'
import { Analyst } from '../electron/analyst.ts'
import { launchWindow } from '../electron/launch-window.ts'
import { hull } from '../exchange/hulls.ts'
import { sampleScenes } from '../scenes/sample-scenes.ts'
import { writeScene } from '../scenes/write-scene.ts'
import { makeShipyard } from '../scenes/yard.ts'
import type { Row } from './table.ts'

const count = 5000

/** How close one looks: the whole yard with all of its footprints in sight, a fifth of it, and single ships. */
const looks = [
  { name: 'all in sight', zoomIn: 0 },
  { name: 'some in sight', zoomIn: 3 },
  { name: 'a few in sight', zoomIn: 8 },
] as const

/**
 * The time of a frame while the map is dragged over 5,000 footprints, beside that of the same picture without one in
 * the same window a moment before.
 */
export async function footprintRows(rounds: number): Promise<Row[]> {
  if (!hasDisplay()) {
    process.stdout.write('footprints: no display, skipped\n')
    return []
  }
  const folder = await mkdtemp(join(tmpdir(), 'roadstead-footprints-'))
  const window = await launchWindow({
    project: await crowdedProject(folder),
    size: { width: 1440, height: 900 },
  })
  try {
    const analyst = new Analyst(window)
    const rows: Row[] = []
    for (const { name, zoomIn } of looks) {
      const times: Record<'crowd' | 'none', Drag[]> = { crowd: [], none: [] }
      for (let round = 0; round <= rounds; round++) {
        for (const [which, date] of [
          ['none', '2024-03-03'],
          ['crowd', '2024-03-02'],
        ] as const) {
          await analyst.show(date)
          await analyst.map.focus()
          await window.page.keyboard.press('Home')
          for (let step = 0; step < zoomIn; step++) await window.page.keyboard.press('+')
          await analyst.sceneDrawn()
          const drag = await dragged(window.page)
          // The first round reads tiles and compiles shaders.
          if (round > 0) times[which].push(drag)
        }
      }
      const of = (which: 'crowd' | 'none', part: keyof Drag) => median(times[which].map((drag) => drag[part]))
      for (const [part, what] of [
        ['median', 'frame of a drag'],
        ['worst', 'longest frame of a drag'],
      ] as const)
        rows.push({
          what: `${what}, ${count} footprints, ${name}`,
          ours: of('crowd', part),
          peer: of('none', part),
          unit: 'ms',
          beside: 'the same picture without footprints',
        })
    }
    return rows
  } finally {
    await window.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Drag {
  readonly median: number
  readonly worst: number
}

/** Milliseconds from frame to frame while the mouse drags the map 400 pixels to the left and back. */
async function dragged(page: Page): Promise<Drag> {
  const box = await page.locator('.map-target').boundingBox()
  if (box === null) throw new Error('there is no map')
  const [x, y] = [box.x + 0.7 * box.width, box.y + box.height / 2]
  const eastOfPen = async () => {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const text = await page.locator('.readout-place').textContent()
    return Number(/([\d.]+)° E/.exec(text ?? '')?.[1] ?? NaN)
  }
  await page.mouse.move(x - 400, y)
  const left = await eastOfPen()
  await page.mouse.move(x, y)
  const begun = await eastOfPen()
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(globalThis, { frameTimes: seen })
    let before: number | null = null
    const step = (now: number) => {
      if (before !== null) seen.push(now - before)
      before = now
      if ('frameTimes' in globalThis) requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
  await page.mouse.down()
  await page.mouse.move(x - 400, y, { steps: 80 })
  const held = await eastOfPen()
  await page.mouse.move(x, y, { steps: 80 })
  await page.mouse.up()
  // What is dragged stays under the pen.
  if (!(Math.abs(held - begun) < Math.abs(begun - left) / 4)) throw new Error('the map did not move')
  const times = await page.evaluate(() => {
    const { frameTimes } = globalThis as unknown as { frameTimes: number[] }
    Reflect.deleteProperty(globalThis, 'frameTimes')
    return frameTimes
  })
  return { median: median(times), worst: Math.max(...times) }
}

/** A project of the yard twice, on two dates; on the first lie all the footprints. */
async function crowdedProject(folder: string): Promise<string> {
  const spec = sampleScenes().find(({ fileName }) => fileName.startsWith('20240302'))
  if (spec === undefined) throw new Error('the sample has no scene of 2 March')
  const yard = makeShipyard()
  const paths = ['20240302', '20240303'].map((day) => {
    const sidecar = { acquired: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T02:31:07.123Z` }
    const fileName = spec.fileName.replace('20240302', day)
    return writeScene(folder, { ...spec, fileName, sidecar }, yard).path
  })
  const project = join(folder, 'crowded.gpkg')
  const core = createWorkbench({ settingsFolder: folder, appVersion: 'bench', emit: () => undefined })
  const client = createClient(api, core)
  const grant = async (path: string, use: 'read' | 'write') => (await core.grant(path, use)).grant
  await client['project.create']({ grant: await grant(project, 'write') })
  const { scenes } = await client['scene.add']({
    grants: await Promise.all(paths.map((path) => grant(path, 'read'))),
  })
  const file = join(folder, 'crowd.geojson')
  writeFileSync(file, crowd(scenes[0]?.uid ?? ''))
  const crowded = {
    grant: await grant(file, 'read'),
    as: 'geojson',
    dryRun: false,
    keepGoing: false,
  } as const
  await client['exchange.import'](crowded)
  await core.close()
  return project
}

/** Hulls of many sizes and headings over the sea of the yard, all named. */
function crowd(scene: string): string {
  const features = Array.from({ length: count }, (_, index) => {
    const centre = [122.045 + (index % 100) * 0.00032, 29.93 + Math.floor(index / 100) * 0.0008] as const
    const ring = hull([...centre], 25 + (index % 60), 6 + (index % 12), (index * 37) % 360)
    const name = `HULL ${index}`
    const properties = { class: index % 3 === 0 ? 'cargo.bulk' : 'tanker.oil', scene_uid: scene }
    return JSON.stringify({
      type: 'Feature',
      id: newUid(),
      properties: { ...properties, vessel_uid: newUid(), vessel_name: name, heading_deg: (index * 37) % 360 },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })
  })
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
