import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../electron/launch/build.mjs'
import { isRoot } from '../../electron/launch/places.mjs'
import { runtime } from '../../electron/launch/runtime.mjs'
import type { Contact } from './no-network/honeypot.ts'

/** A network namespace takes Linux, root and iproute2; without them there is no way to see every packet. */
const canTrap =
  process.platform === 'linux' &&
  isRoot &&
  spawnSync('ip', ['-V']).status === 0 &&
  spawnSync('unshare', ['--net', '--mount', 'ip', 'link', 'add', 'probe0', 'type', 'veth']).status === 0

const idleMs = Number(process.env['ROADSTEAD_IDLE_MS'] ?? 12_000)

describe.skipIf(!canTrap)('with every address of the world led to a honeypot', () => {
  let seen: { hardened: Contact[]; unhardened: Contact[] }
  let output = ''

  beforeAll(async () => {
    await build()
    await runtime()
    const session = join(import.meta.dirname, 'no-network', 'session.ts')
    const child = spawn('unshare', ['--net', '--mount', process.execPath, session, String(idleMs)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    const code = await new Promise((resolve) => child.on('close', resolve))
    const result = output.split('\n').find((line) => line.startsWith('{"hardened"'))
    if (code !== 0 || result === undefined) throw new Error(`the session failed: ${output.slice(-3_000)}`)
    seen = JSON.parse(result) as typeof seen
  }, 600_000 + idleMs)

  test('a working day and a hostile page in Roadstead reach nothing at all', () => {
    expect(seen.hardened).toEqual([])
  })

  test('the same page in an unhardened window is seen on every kind of port, so that a leak would be', () => {
    const kinds = new Set(seen.unhardened.map(({ protocol, port }) => `${protocol} ${port}`))
    expect([...kinds]).toEqual(expect.arrayContaining(['udp 53', 'tcp 80', 'tcp 443', 'udp 3478']))
    const said = seen.unhardened.map((contact) => contact.said).join('\n')
    expect(said).toContain('/fetch')
    expect(said).toContain('stun.honeypot.example')
  })
})
