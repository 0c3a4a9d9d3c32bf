import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../electron/launch/build.mjs'
import { isRoot, root } from '../../electron/launch/places.mjs'
import { command } from './launch-window.ts'

/** A user without rights: as root Chromium has no sandbox, so this test starts the app as nobody. */
const nobody = 65534
const asNobody = ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups']
const namespaces =
  process.platform === 'linux' &&
  isRoot &&
  spawnSync('setpriv', [...asNobody, 'unshare', '--user', 'true']).status === 0

interface Seen {
  readonly pid: string
  readonly kind: string
  readonly seccomp: string
  readonly switches: string
}

/** The processes of the app whose settings lie in `folder`, as the kernel lists them. */
function processesOf(folder: string): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const switches = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        if (!switches.includes(folder)) return []
        const seccomp = /^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
        return [{ pid, kind: /--type=(\S+)/.exec(switches)?.[1] ?? 'main', seccomp, switches }]
      } catch {
        return []
      }
    })
}

// Skipped where this user is not root (every other window test is then sandboxed anyway) or has no user namespaces.
describe.skipIf(!namespaces)('a user without rights', () => {
  let folder: string
  let started: ChildProcess
  let output = ''

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
    if (env['XAUTHORITY'] !== undefined) copies['authority'] = env['XAUTHORITY']
    for (const [name, from] of Object.entries(copies)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await cp(from, join(folder, name), { recursive: true })
    }
    await mkdir(join(folder, 'settings'))
    spawnSync('chown', ['-R', `${nobody}:${nobody}`, folder])
    await chmod(folder, 0o755)
    started = spawn(
      'setpriv',
      [...asNobody, join(folder, 'runtime', basename(executable)), join(folder, 'app')],
      {
        cwd: folder,
        env: {
          PATH: env['PATH'],
          DISPLAY: env['DISPLAY'],
          XAUTHORITY: join(folder, 'authority'),
          HOME: folder,
          ROADSTEAD_SETTINGS: join(folder, 'settings'),
          ...(binding === undefined ? {} : { ROADSTEAD_SQLITE_BINDING: join(folder, 'sqlite.node') }),
        },
      },
    )
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
})
