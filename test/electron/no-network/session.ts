// Runs inside a network namespace of its own, as root: first a whole working session of Roadstead and a hostile page in
// it, then the same page in an unhardened window. Prints what the honeypot saw of each as one line of JSON.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeHullScene } from '../../scenes/hull-scene.ts'
import { Analyst } from '../analyst.ts'
import { command, launchWindow, type TestWindow } from '../launch-window.ts'
import { startHoneypot } from './honeypot.ts'

const idleMs = Number(process.argv[2] ?? '12000')
const folder = mkdtempSync(join(tmpdir(), 'roadstead-no-network-'))
const run = (line: string) => execFileSync('sh', ['-c', line], { stdio: ['ignore', 'ignore', 'inherit'] })

/** Every address of the world leads to this machine, and an interface that is not the loopback has an address. */
function trapEverything(): void {
  const resolver = join(folder, 'resolv.conf')
  writeFileSync(resolver, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
  run(`mount --bind ${resolver} /etc/resolv.conf`)
  run('ip link set lo up')
  run('ip link add trap0 type veth peer name trap1')
  run('ip addr add 10.73.0.2/24 dev trap0 && ip link set trap0 up && ip link set trap1 up')
  run('ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo')
}

const lonLat = [122.05, 29.95] as const
const hull = { lonLat, lengthM: 180, beamM: 30, headingDeg: 90, gsdM: 3, crs: 'EPSG:32651' }

/** Two scenes of one place; the second is so large, and compressed in strips, that a display pyramid is made of it. */
function writeScenes(): readonly string[] {
  const [first, second] = ['20260301_023107_scene.tif', '20260308_023107_scene.tif'].map((name) =>
    join(folder, name),
  )
  if (first === undefined || second === undefined) throw new Error('two scenes are wanted')
  writeFileSync(first, makeHullScene(hull).bytes)
  const layout = { blocks: { rowsPerStrip: 16 }, compression: 'deflate' } as const
  writeFileSync(second, makeHullScene({ ...hull, size: [1200, 1200], layout, seed: 'later' }).bytes)
  return [first, second]
}

/** Everything that can be done with sightings of two dates. */
async function work(window: TestWindow): Promise<void> {
  const { page } = window
  const analyst = new Analyst(window)
  const [lon, lat] = lonLat
  await analyst.lookAt(lonLat, hull.gsdM)
  await analyst.drawHull([lon + 0.0009, lat], [lon - 0.0009, lat], [lon, lat - 0.00013])
  await analyst.choosing('Class', 'Oil tanker')
  await page.getByRole('textbox', { name: 'Notes' }).fill('http://203.0.113.9/note')
  await page.keyboard.press('Tab')
  await analyst.saved()
  await analyst.nameVessel('ftp://203.0.113.9/vessel')
  await analyst.show('2026-03-08')
  await analyst.map.focus()
  await page.keyboard.press('Shift+C')
  await page.getByRole('toolbar', { name: 'Carry forward' }).getByText('1 of 1').waitFor()
  await page.keyboard.press('Enter')
  await analyst.saved()
  await page.keyboard.press('s')
  const { x, y } = await analyst.pixelOf(lonLat)
  await page.mouse.click(x, y)
  await page.keyboard.press('Escape')
  await page.keyboard.press('v')
  // Carrying forward has laid the earlier date beside this one.
  for (let view = 0; view < 7; view += 1) {
    await page.keyboard.press('s')
    await analyst.sceneDrawn()
  }
  await page.keyboard.press('Shift+A')
  await page.getByRole('region', { name: 'Align scenes' }).waitFor()
  await page.keyboard.press('u')
  await analyst.sceneDrawn()
  await page.keyboard.press('Escape')
}

/** A file out and in again, after what it holds was taken back, and every dialog that stays inside of the window. */
async function exchangeAndRead(window: TestWindow): Promise<void> {
  const { page } = window
  const analyst = new Analyst(window)
  const closed = () => page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await analyst.choose('Choose file and export', [join(folder, 'out.geojson')])
  await closed()
  await analyst.map.focus()
  await page.keyboard.press('Control+z')
  await analyst.saved()
  await page.keyboard.press('Control+i')
  await analyst.choose('Choose file', [join(folder, 'out.geojson')])
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await closed()
  for (const command of ['Keys', 'Change keys', 'Backups', 'Copy diagnostics', 'Display pyramids']) {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Search or run a command').fill(command)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('heading').first().waitFor()
    await page.keyboard.press('Escape')
    await closed()
  }
}

async function workAndProbe(): Promise<void> {
  const scenes = writeScenes()
  const window = await launchWindow()
  const analyst = new Analyst(window)
  await wait(idleMs)
  await analyst.choose('New project', [join(folder, 'yard.gpkg')])
  await analyst.choose('Add scenes', scenes)
  await analyst.show('2026-03-08')
  await analyst.show('2026-03-01')
  await work(window)
  await exchangeAndRead(window)
  const probes = readFileSync(join(import.meta.dirname, 'probes.js'), 'utf8')
  // The debugger's evaluation is exempt from the page's policy; what it starts is not.
  await window.page.evaluate(`${probes}; void probeTheNetwork(4000)`)
  await wait(6_000)
  await window.close()
}

async function probeUnhardened(): Promise<void> {
  const { executable, args, env } = await command()
  const app = join(folder, 'unhardened')
  mkdirSync(app)
  for (const name of ['unhardened.mjs', 'probes.js'])
    writeFileSync(join(app, name), readFileSync(join(import.meta.dirname, name)))
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'unhardened', version: '0.0.0', main: 'unhardened.mjs' }),
  )
  const child = spawn(executable, [...args.slice(0, -1), `--user-data-dir=${join(folder, 'data')}`, app], {
    env,
    stdio: 'ignore',
  })
  const giveUp = setTimeout(() => child.kill('SIGKILL'), 30_000)
  await once(child, 'exit')
  clearTimeout(giveUp)
}

try {
  trapEverything()
  const honeypot = await startHoneypot()
  await workAndProbe()
  const hardened = honeypot.contacts.splice(0)
  await probeUnhardened()
  process.stdout.write(`${JSON.stringify({ hardened, unhardened: honeypot.contacts })}\n`)
  honeypot.stop()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
