import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { hostileScenes } from './hostile-scenes.ts'
import type { HostileOutcome } from './read-hostile.ts'

const folder = mkdtempSync(join(tmpdir(), 'roadstead-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a scene made to do harm', () => {
  it('is read or refused by name within ten seconds, in less than a gigabyte', () => {
    const paths = Object.entries(hostileScenes()).map(([name, bytes]) => {
      const path = join(folder, `${name.replace(/[^a-z0-9]+/gi, '-')}.tif`)
      writeFileSync(path, bytes)
      return path
    })
    const script = fileURLToPath(new URL('read-hostile.ts', import.meta.url))
    // A process of its own: its peak is that of these scenes alone, and a reader that hangs is ended.
    const output = execFileSync(process.execPath, [script, ...paths], { encoding: 'utf8', timeout: 120_000 })
    const { outcomes, peakMb } = JSON.parse(output) as { outcomes: HostileOutcome[]; peakMb: number }
    expect(outcomes).toHaveLength(paths.length)
    for (const { path, outcome, subject, seconds } of outcomes) {
      expect(outcome, path).toMatch(/^(read|scene\/(damaged|unsupported|not-tiff))$/)
      if (outcome !== 'read') expect(subject).toBe(basename(path))
      expect(seconds, path).toBeLessThan(10)
    }
    expect(peakMb).toBeLessThan(1024)
  })
})
