import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../electron/launch/build.mjs'
import { root } from '../../electron/launch/places.mjs'
import { command } from './launch-window.ts'
import { canDropRights, giveAway, homeIn, withoutRights } from './ordinary-user.ts'
import { processesOf } from './processes-of.ts'

// Skipped where this user is not root (every other window test is then sandboxed anyway) or has no user namespaces.
describe.skipIf(!canDropRights)('a user without rights', () => {
  let folder: string
  let started: ChildProcess
  let output = ''
  let electron: string
  let surroundings: Record<string, string>

  beforeAll(async () => {
    await build()
    folder = await mkdtemp(join(tmpdir(), 'roadstead-sandbox-'))
    const { executable, env } = await command()
    // The cache and the checkout may lie where nobody else can look.
    const copies: Record<string, string> = { runtime: dirname(executable), 'app/dist': join(root, 'dist') }
    copies['app/node_modules/better-sqlite3'] = join(root, 'node_modules', 'better-sqlite3')
    copies['app/package.json'] = join(root, 'package.json')
    const binding = env['ROADSTEAD_SQLITE_BINDING']
    if (binding !== undefined) copies['sqlite.node'] = binding
    for (const [name, from] of Object.entries(copies)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await cp(from, join(folder, name), { recursive: true })
    }
    await mkdir(join(folder, 'settings'))
    const home = homeIn(folder)
    giveAway(folder)
    electron = join(folder, 'runtime', basename(executable))
    surroundings = {
      ...home,
      ROADSTEAD_SETTINGS: join(folder, 'settings'),
      ...(binding === undefined ? {} : { ROADSTEAD_SQLITE_BINDING: join(folder, 'sqlite.node') }),
    }
    const [program, args] = withoutRights(electron, [join(folder, 'app')])
    started = spawn(program, args, { cwd: folder, env: surroundings })
    started.stdout?.on('data', (chunk) => (output += String(chunk)))
    started.stderr?.on('data', (chunk) => (output += String(chunk)))
  })

  afterAll(async () => {
    if (started.exitCode === null && started.signalCode === null) {
      started.kill('SIGTERM')
      await once(started, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  })

  test("has every page in the kernel's sandbox, and no switch that takes it away", async () => {
    const pages = () => processesOf(folder).filter(({ kind }) => kind === 'renderer')
    await expect
      .poll(() => pages().map(({ seccomp }) => seccomp), { timeout: 60_000, message: output })
      .toEqual(['2'])
    for (const { switches } of processesOf(folder)) {
      expect(switches).not.toMatch(/--no-sandbox|--disable-seccomp|--disable-setuid-sandbox/)
    }
  })

  // Electron calls a program packaged whose executable has another name than its own.
  test.each([
    '--remote-debugging-port=9333',
    '--remote-debugging-pipe',
    '--inspect=9334',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--renderer-cmd-prefix=/bin/true',
    '--disable-web-security',
    '--host-rules=MAP * 127.0.0.1',
    '--load-extension=/tmp',
    '--user-data-dir=/tmp',
  ])('cannot open an installed Roadstead to others with %s', (name) => {
    const installed = join(dirname(electron), 'roadstead')
    if (!existsSync(installed)) copyFileSync(electron, installed)
    const [program, args] = withoutRights(installed, [name, join(folder, 'app')])
    const refused = spawnSync(program, args, {
      cwd: folder,
      env: surroundings,
      encoding: 'utf8',
      timeout: 30_000,
    })
    expect(refused.stderr).toContain(
      `does not start with ${name.split('=')[0] ?? name}. Leave the switch out.`,
    )
    expect(refused.status).toBe(1)
  })
})
