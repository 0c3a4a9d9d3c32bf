/**
 * The guided demo: a scripted analyst works in the real window by mouse and keyboard, as a person would. It gets the
 * sample project's path and the folder for what it leaves: pictures, a project, an export.
 */
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { handlePosition } from '../../src/geodesy/footprint.ts'
import { Analyst } from '../../test/electron/analyst.ts'
import { launchWindow } from '../../test/electron/launch-window.ts'
import type { SceneTruth } from '../../test/scenes/scene.ts'

const [sampleProject, folder] = process.argv.slice(2)
if (sampleProject === undefined || folder === undefined) {
  throw new Error('Usage: demo-analyst.ts SAMPLE_PROJECT FOLDER (npm run demo calls it)')
}

const [before, after] = ['2024-02-11', '2024-03-02']
const project = join(folder, 'demo.gpkg')
const exported = join(folder, 'demo.geojson')
const lines: string[] = []

/** What was done, for the terminal at the end; said at once too. */
function tell(line: string): void {
  lines.push(line)
  console.log(line)
}

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const scenes = join(dirname(sampleProject), 'scenes')
const truths = JSON.parse(await readFile(join(scenes, 'truth.json'), 'utf8')) as SceneTruth[]

/** The scene files of a date, with the vendor's file beside them. */
async function filesOf(date: string): Promise<string[]> {
  const names = await readdir(scenes)
  return names.filter((name) => name.startsWith(date.replaceAll('-', '')))
}

/** A copy of the scene, so that what the demo leaves is complete by itself. */
async function sceneOf(date: string): Promise<string> {
  await mkdir(join(folder as string, 'scenes'), { recursive: true })
  const names = await filesOf(date)
  for (const name of names) await copyFile(join(scenes, name), join(folder as string, 'scenes', name))
  const tif = names.find((name) => name.endsWith('.tif'))
  if (tif === undefined)
    throw new Error(`The sample has no scene of ${date}: delete .cache/sample and try again.`)
  return join(folder as string, 'scenes', tif)
}

const paths = [await sceneOf(before), await sceneOf(after)]
const window = await launchWindow({ size: { width: 1440, height: 900 } })
const analyst = new Analyst(window)
const { page } = window
let pictures = 0

async function picture(name: string): Promise<void> {
  pictures += 1
  const path = join(folder as string, `${pictures}-${name}.png`)
  if ((await analyst.map.count()) > 0) await analyst.sceneDrawn()
  await page.screenshot({ path })
  tell(`   picture: ${relative(process.cwd(), path)}`)
}

const truthOf = (date: string) => {
  const truth = truths.find(({ file }) => file.startsWith(date.replaceAll('-', '')))
  if (truth === undefined) throw new Error(`The sample has no truth of ${date}.`)
  return truth
}

/** Draws a ship of the sample by three clicks where it lies in the picture, and says what it measures. */
async function draw(date: string, key: string): Promise<void> {
  const truth = truthOf(date)
  const ship = truth.hulls.find((one) => one.key === key)
  if (ship === undefined) throw new Error(`The sample has no ${key} on ${date}.`)
  const centre = [ship.lon, ship.lat] as const
  const hull = { centre, lengthM: ship.length_m, beamM: ship.beam_m, headingDeg: ship.heading_deg }
  await analyst.lookAt(centre, truth.gsd_m)
  await analyst.drawHull(
    handlePosition(hull, 'bow'),
    handlePosition(hull, 'stern'),
    handlePosition(hull, 'starboard'),
  )
  const [length, beam] = [await analyst.measure('Length'), await analyst.measure('Beam')]
  tell(`   drew ${ship.name}: ${length} m x ${beam} m (truth ${ship.length_m} m x ${ship.beam_m} m)`)
}

try {
  tell('1. A new project and two dates of the yard')
  await picture('start')
  await analyst.choose('New project', [project])
  await picture('empty-project')
  await analyst.choose('Add scenes', paths)
  await page.getByRole('list', { name: 'Scenes' }).getByText(before).waitFor()
  await analyst.show(after)
  await picture('scene')

  tell(`2. Three hulls on ${after}, labelled by key and in the form`)
  await draw(after, 'belisar')
  await analyst.choosing('Class', 'Container ship')
  await analyst.choosing('Berth state', 'Floating dock')
  await draw(after, 'mirandel')
  await analyst.choosing('Class', 'General cargo')
  await analyst.choosing('Berth state', 'Alongside')
  await analyst.nameVessel('MIRANDEL')
  tell('   named MIRANDEL')
  await picture('hull')
  await draw(after, 'corvane')
  await analyst.choosing('Class', 'Bulk carrier')

  tell(`3. The same on ${before}: one stayed, one moved, one is gone`)
  await analyst.show(before)
  await draw(before, 'mirandel')
  await analyst.choosing('Class', 'General cargo')
  await analyst.nameVessel('MIRANDEL')
  await draw(before, 'solvine')
  await analyst.choosing('Class', 'Chemical tanker')

  tell('4. Two dates side by side: what changed?')
  await analyst.show(after)
  await analyst.compareWith(before)
  await page.getByRole('button', { name: 'Side by side' }).click()
  await page.getByRole('tab', { name: /^Changes/ }).click()
  await page.getByRole('grid', { name: 'Changes' }).waitFor()
  await analyst.lookAt([122.0442, 29.9495], 3)
  await picture('side-by-side')
  await page.getByRole('button', { name: 'Swipe' }).click()
  await picture('swipe')
  await page.getByRole('button', { name: 'Single' }).click()

  tell('5. The export')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('radio', { name: /^All scenes/ }).click()
  await picture('export')
  await analyst.choose('Choose file and export', [exported])
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const { features } = JSON.parse(await readFile(exported, 'utf8')) as { features: unknown[] }
  tell(`   ${features.length} sightings in ${relative(process.cwd(), exported)}`)
  const complaints = await window.complaints()
  if (complaints.length > 0) throw new Error(`The window complained: ${complaints.join('; ')}`)
  console.log(`\nThe pictures, the project (demo.gpkg) and the export (demo.geojson) are in ${folder}`)
} catch (error) {
  const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  console.error(`The demo stopped after "${lines.at(-1) ?? 'the start'}": ${why}`)
  console.error(
    `What it left so far is in ${folder}; run npm run demo again, and report it if it stops there again.`,
  )
  process.exitCode = 1
} finally {
  await window.close()
}
