import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { isRoot, root } from '../../electron/launch/places.mjs'
import { openProject } from '../../src/project/project-file.ts'
import { canDropRights, giveAway, homeIn, withoutRights } from '../electron/ordinary-user.ts'
import { processesOf } from '../electron/processes-of.ts'
import { yardProject } from '../electron/yard-project.ts'
import { makeHullScene } from '../scenes/hull-scene.ts'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const release = join(root, 'release')
const pressKeys = join(import.meta.dirname, 'press-keys.py')
const canBuild = process.platform === 'linux' && spawnSync('dpkg-deb', ['--version']).status === 0
const canLook =
  process.env['DISPLAY'] !== undefined &&
  (!isRoot || canDropRights) &&
  spawnSync('python3', [pressKeys]).status === 0

let folder: string
/** The program as it was packed, where a user without rights can read it. */
let program: string

function command(args: readonly string[], env: Record<string, string> = {}) {
  // No display at all: a command has to do without.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'DISPLAY'))
  const options = { encoding: 'utf8', cwd: folder, timeout: 120_000 } as const
  return spawnSync(join(folder, 'Roadstead', 'bin', 'roadstead'), args, {
    ...options,
    env: { ...inherited, ROADSTEAD_SETTINGS: join(folder, 'settings'), ...env },
  })
}

function startWindow(
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess & { said: () => string } {
  const home = homeIn(folder)
  giveAway(folder)
  const [executable, all] = withoutRights(program, args)
  const child = spawn(executable, all, {
    cwd: folder,
    env: { ...home, ROADSTEAD_SETTINGS: join(folder, 'own-settings'), ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  onTestFinished(() => void child.kill('SIGKILL'))
  return Object.assign(child, { said: () => said })
}

const ended = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

beforeAll(() => {
  if (!canBuild) return
  execFileSync('npm', ['run', '-s', 'dist', '--', '--linux', 'dir', 'deb'], { cwd: root, stdio: 'inherit' })
  folder = mkdtempSync(join(tmpdir(), 'roadstead-packaged-'))
  cpSync(join(release, 'linux-unpacked'), join(folder, 'Roadstead'), { recursive: true })
  program = join(folder, 'Roadstead', 'roadstead')
  mkdirSync(join(folder, 'own-settings'))
})
afterAll(() => {
  if (canBuild) rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!canBuild)('the packaged program', () => {
  test('has the fuses blown that keep others from running code in it', async () => {
    const fuses = createRequire(import.meta.url)('@electron/fuses') as typeof import('@electron/fuses')
    const { FuseV1Options } = fuses
    const wire = await fuses.getCurrentFuseWire(program)
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]
    for (const fuse of Object.values(FuseV1Options).filter((value) => typeof value === 'number'))
      expect([fuse, wire[fuse]]).toEqual([fuse, (on.includes(fuse) ? '1' : '0').charCodeAt(0)])
  })

  test('carries the program and nothing that is only needed to make it', () => {
    expect(readdirSync(join(folder, 'Roadstead', 'resources')).sort()).toEqual([
      'app.asar',
      'app.asar.unpacked',
      // For Ubuntu's AppArmor; the Debian package puts it into its place.
      'apparmor-profile',
    ])
    const { listPackage } = createRequire(import.meta.url)('@electron/asar') as {
      readonly listPackage: (path: string, options: object) => string[]
    }
    const files = listPackage(join(folder, 'Roadstead', 'resources', 'app.asar'), {})
    expect(files).toContain('/dist/electron/main.js')
    const outer = new Set(files.map((file) => file.split('/').slice(1, 3).join('/')))
    expect([...outer].sort()).toEqual([
      'dist',
      'dist/electron',
      'dist/renderer',
      'node_modules',
      'node_modules/better-sqlite3',
      'package.json',
    ])
    expect(files.filter((file) => /\.(map|ts|c|h|gyp|md)$/.test(file))).toEqual([])
  })

  test('carries the licence of everything in it', () => {
    const notices = readFileSync(join(folder, 'Roadstead', 'third-party-notices.txt'), 'utf8')
    for (const name of [
      'better-sqlite3',
      'SQLite',
      'ol ',
      'react ',
      'geotiff',
      'proj4',
      '@fontsource-variable/inter',
    ])
      expect(notices).toContain(`\n${name}`)
    for (const name of ['libjpeg-turbo', 'libwebp', 'Zstandard', 'lerc', 'Natural Earth', 'EPSG'])
      expect(notices).toContain(`\n${name}`)
    for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'LICENSE.roadstead.txt'])
      expect(existsSync(join(folder, 'Roadstead', name))).toBe(true)
  })
})

describe.skipIf(!canBuild)('the packaged command', () => {
  test('works without a display and gives what the checkout gives', () => {
    expect(command(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' })
    writeFileSync(
      join(folder, '20260301_023107_scene.tif'),
      makeHullScene({
        lonLat: [122.05, 29.95],
        lengthM: 180,
        beamM: 30,
        headingDeg: 90,
        gsdM: 3,
        crs: 'EPSG:32651',
      }).bytes,
    )
    const info = command(['info', '20260301_023107_scene.tif', '--json'])
    expect(info).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(info.stdout)).toMatchObject({
      crs: 'EPSG:32651',
      acquired_at: '2026-03-01T02:31:07.000Z',
    })
    const added = command(['add', 'yard.gpkg', '20260301_023107_scene.tif', '--json'])
    expect(added).toMatchObject({ status: 0, stderr: '' })
    const listed = command(['list', 'yard.gpkg', 'scenes', '--bbox', '121,29,123,31', '--json'])
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { name: '20260301_023107_scene.tif', crs: 'EPSG:32651' },
    ])
    const project = openProject(join(folder, 'yard.gpkg'))
    onTestFinished(() => project.close())
    expect(project.check()).toEqual([])
  })

  test('answers wrong usage and a file that is not there as the checkout does', () => {
    expect(command(['frobnicate'])).toMatchObject({
      status: 2,
      stderr: "roadstead: unknown command 'frobnicate'\n",
    })
    const missing = command(['list', 'none.gpkg', 'scenes'])
    expect(missing.status).toBe(1)
    expect(missing.stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  test('runs no code that its surroundings name', () => {
    const evil = join(folder, 'evil.cjs')
    writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'ran'))}, '')`)
    const app = join(folder, 'Roadstead', 'resources', 'app')
    mkdirSync(app)
    writeFileSync(join(app, 'package.json'), '{"name":"evil","main":"evil.cjs"}')
    cpSync(evil, join(app, 'evil.cjs'))
    onTestFinished(() => rmSync(app, { recursive: true }))
    const env = {
      NODE_OPTIONS: `--require ${evil}`,
      ELECTRON_RUN_AS_NODE: '1',
      ROADSTEAD_SQLITE_BINDING: join(folder, 'evil.node'),
    }
    expect(command(['list', 'yard.gpkg', 'scenes', '--json'], env).status).toBe(0)
    expect(existsSync(join(folder, 'ran'))).toBe(false)
  })
})

describe.skipIf(!canBuild || !canLook)('the packaged window', () => {
  test('opens a project, saves what is done in it, and quits', async () => {
    const project = yardProject(folder, 'window.gpkg')
    const window = startWindow([project], { ROADSTEAD_SQLITE_BINDING: join(folder, 'none.node') })
    const log = join(folder, 'own-settings', 'logs', 'core.log')
    const logged = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
    await expect
      .poll(logged, { timeout: 60_000, message: window.said() })
      .toContain('done method=project.open')
    const pages = processesOf(program).filter(({ kind }) => kind === 'renderer')
    expect(pages.map(({ seccomp }) => seccomp)).toEqual(['2'])
    const rows = () => {
      const file = openProject(project)
      try {
        return [file.records().sightings.length, file.history().undo.length]
      } finally {
        file.close()
      }
    }
    expect(rows()).toEqual([3, 1])
    const press = (...keys: string[]) => execFileSync('python3', [pressKeys, ...keys])
    press('Control_L+a', 'Delete')
    await expect.poll(rows, { timeout: 20_000 }).toEqual([0, 2])
    press('Control_L+z')
    await expect.poll(rows, { timeout: 20_000 }).toEqual([3, 1])
    press('Control_L+q')
    expect(await ended(window)).toBe(0)
    expect(existsSync(`${project}-journal`)).toBe(false)
  })

  test.each([
    '--remote-debugging-port=9333',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=9334',
    '--inspect-port=9335',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-web-security',
    '--host-rules=MAP * 127.0.0.1',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--proxy-server=127.0.0.1:1',
    '--load-extension=/tmp',
    '--user-data-dir=/tmp',
  ])('does not start with %s', async (name) => {
    const refused = startWindow([name])
    expect(await ended(refused)).toBe(1)
    expect(refused.said()).toContain(`does not start with ${name.split('=')[0] ?? ''}.`)
    await expect.poll(() => processesOf(program)).toEqual([])
  })
})

describe.skipIf(!canBuild)('the Debian package', () => {
  const deb = join(release, `roadstead_${version}_amd64.deb`)
  const field = (name: string) =>
    execFileSync('dpkg-deb', ['--field', deb, name], { encoding: 'utf8' }).trim()

  test('installs the command, the icons, the menu entry, the file type and the licences', () => {
    const unpacked = mkdtempSync(join(tmpdir(), 'roadstead-deb-'))
    onTestFinished(() => rmSync(unpacked, { recursive: true, force: true }))
    execFileSync('dpkg-deb', ['--extract', deb, unpacked])
    const text = (path: string) => readFileSync(join(unpacked, path), 'utf8')
    const entry = text('usr/share/applications/roadstead.desktop')
    expect(entry).toMatch(/^Exec=\/opt\/Roadstead\/roadstead %U$/m)
    expect(entry).toMatch(/^MimeType=application\/geopackage\+sqlite3;$/m)
    expect(entry).toMatch(/^Icon=roadstead$/m)
    expect(text('usr/share/mime/packages/roadstead.xml')).toContain('*.gpkg')
    for (const size of [16, 48, 128, 256, 512])
      expect(existsSync(join(unpacked, `usr/share/icons/hicolor/${size}x${size}/apps/roadstead.png`))).toBe(
        true,
      )
    expect(text('usr/share/doc/roadstead/copyright')).toContain('Natural Earth')
    const moved = join(unpacked, 'usr', 'roadstead')
    cpSync(join(unpacked, 'opt', 'Roadstead'), join(unpacked, 'usr'), { recursive: true, force: false })
    expect(existsSync(moved)).toBe(true)
    const answer = execFileSync(join(unpacked, 'usr', 'bin', 'roadstead'), ['--version'], {
      encoding: 'utf8',
    })
    expect(answer).toBe(`${version}\n`)
  })

  test('says what it is and what it needs', () => {
    expect([field('Package'), field('Version'), field('Architecture')]).toEqual([
      'roadstead',
      version,
      'amd64',
    ])
    expect(field('Depends')).toContain('libgtk-3-0')
    expect(Number(field('Installed-Size'))).toBeGreaterThan(200_000)
  })
})
