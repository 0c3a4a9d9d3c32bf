import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { openLogFile } from '../../src/workbench/log-file.ts'
import { testFolder } from '../project/test-project.ts'
import { testCore } from './core.ts'

const secrets = ['AURELANE', 'rendezvous at dawn', '122.05', '29.95', 'A. Analyst', 'secret-yard']

test('a working session leaves a log of its own without names, notes, positions or paths', async () => {
  const folder = testFolder()
  const log = openLogFile(join(folder, 'logs'), 'core')
  const core = testCore({ log })
  await core.client['app.configure']({ analyst: 'A. Analyst' })
  await core.newProject('secret-yard.gpkg')
  const uid = newUid()
  const patch = { name: 'AURELANE', notes: 'rendezvous at dawn' }
  await core.client['edit.apply']({ kind: 'vessel.create', uid, patch, sighting_uids: [] })
  await core.workbench.ask({
    id: '1',
    method: 'edit.apply',
    input: { kind: 'AURELANE', at: [122.05, 29.95] },
  })
  await core.workbench.ask({ id: '2', method: '/home/secret-yard', input: null })
  log.fault(new TypeError('AURELANE at 122.05 29.95 in /home/a/secret-yard.gpkg'))
  const { text } = await core.client['app.diagnostics'](undefined)
  const written = readFileSync(join(folder, 'logs', 'core.log'), 'utf8')
  expect(written).toContain('refused method=edit.apply code=input/invalid')
  expect(written).toContain('done method=edit.apply')
  expect(written).toMatch(/fault TypeError .*log\.test\.ts \d+/)
  expect(text).toContain(written.trimEnd().split('\n')[0])
  expect(text).toContain('1 vessels')
  expect(text).toContain('journal delete, synchronous 3')
  for (const told of [written, text])
    for (const secret of [...secrets, uid, core.folder]) expect(told).not.toContain(secret)
  expect(statSync(join(folder, 'logs', 'core.log')).mode & 0o777).toBe(0o600)
})

test('the log is turned over at its size, and only so many old ones stay', () => {
  const folder = testFolder()
  const log = openLogFile(folder, 'core', 500)
  for (let count = 0; count < 200; count += 1) log.write('done', { method: 'edit.apply', ms: count })
  expect(readdirSync(folder).sort()).toEqual(['core.log', 'core.log.1', 'core.log.2', 'core.log.3'])
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(700)
  expect(log.tail(1)[0]).toContain('ms=199')
})

test('a log that cannot be written stops nothing', () => {
  const file = join(testFolder(), 'a-file')
  writeFileSync(file, '')
  const log = openLogFile(join(file, 'logs'), 'core')
  log.write('done')
  log.fault(new Error('x'))
  expect(log.tail(5)).toEqual([])
})
