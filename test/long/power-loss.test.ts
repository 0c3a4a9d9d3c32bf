import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from '../../src/project/connection.ts'
import { createProject } from '../../src/project/project-file.ts'
import { randomFrom } from '../project/kill-loop.ts'
import { testFolder } from '../project/test-project.ts'
import { afterPowerLoss, lossModels } from './lost-power.ts'
import { readCalls } from './system-calls.ts'

const times = 40
const points = 290

test.skipIf(spawnSync('strace', ['-V']).status !== 0)(
  'after the power went at any moment everything that was called saved is there, and the file is sound',
  () => {
    const folder = testFolder()
    const path = join(folder, 'yard.gpkg')
    createProject(path).close()
    const start = new Map([['yard.gpkg', readFileSync(path)]])
    const log = join(folder, 'calls.log')
    const trace = 'trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink'
    const worker = join(import.meta.dirname, 'work-so-often.ts')
    execFileSync(
      'strace',
      [
        '-f',
        '-y',
        '-xx',
        '-s',
        '70000',
        '-e',
        trace,
        '-o',
        log,
        process.execPath,
        worker,
        path,
        String(times),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    const calls = readCalls(readFileSync(log, 'utf8'), path)
    expect(calls.filter(({ kind }) => kind === 'said')).toHaveLength(times * 2)
    // The replay of everything is the file itself: the log was understood.
    const whole = afterPowerLoss(
      start,
      [...calls, { kind: 'sync', file: 'yard.gpkg' }],
      calls.length + 1,
      'nothing',
      () => 0,
    )
    expect(whole.get('yard.gpkg')?.equals(readFileSync(path))).toBe(true)

    const random = randomFrom(7)
    const crashed = join(folder, 'crashed.gpkg')
    let states = 0
    let rolledBack = 0
    for (let point = 0; point < points; point += 1) {
      const count = Math.floor(((point + 1) / points) * calls.length)
      const said = new Map(
        calls.slice(0, count).flatMap((call) => {
          if (call.kind !== 'said') return []
          const [uid = '', note = ''] = call.text.trim().split(' ')
          return [[uid, note] as const]
        }),
      )
      for (const model of lossModels) {
        const files = afterPowerLoss(start, calls, count, model, random)
        const journal = files.get('yard.gpkg-journal')
        rmSync(`${crashed}-journal`, { force: true })
        writeFileSync(crashed, files.get('yard.gpkg') ?? Buffer.alloc(0))
        if (journal !== undefined) writeFileSync(`${crashed}-journal`, journal)
        const db = connect(crashed, 'write', {})
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
        expect(db.prepare(`SELECT rtreecheck('rtree_sightings_geom')`).pluck().get()).toBe('ok')
        const rows = db.prepare<[], { uid: string; notes: string }>('SELECT uid, notes FROM sightings').all()
        db.close()
        const stored = new Map(rows.map(({ uid, notes }) => [uid, notes]))
        const lost = [...said].filter(
          ([uid, note]) => !stored.has(uid) || (note !== 'drawn' && stored.get(uid) !== note),
        )
        expect({ model, count, lost }).toEqual({ model, count, lost: [] })
        states += 1
        if (journal !== undefined && journal.length > 0) rolledBack += 1
      }
    }
    expect(states).toBe(points * lossModels.length)
    // Many of the moments lie within a write, or the test would show nothing.
    expect(rolledBack).toBeGreaterThan(100)
  },
)
