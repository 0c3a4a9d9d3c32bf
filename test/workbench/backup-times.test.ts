import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { listBackups } from '../../src/project/backup-list.ts'
import { openProject } from '../../src/project/project-file.ts'
import { testCore } from './core.ts'

const minute = 60_000
const vessel = (name: string) => ({
  kind: 'vessel.create' as const,
  uid: newUid(),
  patch: { name },
  sighting_uids: [],
})
/** How many records each backup holds, the newest first. */
const rowsOf = (path: string) => listBackups(path).map(({ rows }) => rows)

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'performance', 'Date'],
    now: Date.UTC(2026, 4, 6, 8),
  })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Waits on the real clock. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !condition(); turn += 1) await new Promise((next) => setTimeout(next, 10))
  expect(condition()).toBe(true)
}

describe('while someone works', () => {
  test('a backup is made every thirty minutes, and none where nothing changed', async () => {
    const core = testCore({ keepsBackups: true })
    const path = await core.newProject()
    await core.client['edit.apply'](vessel('AURELANE'))
    vi.advanceTimersByTime(29 * minute)
    await core.client['app.hello'](undefined)
    expect(rowsOf(path)).toEqual([])
    vi.advanceTimersByTime(2 * minute)
    await until(() => rowsOf(path).length === 1)
    vi.advanceTimersByTime(3 * 31 * minute)
    await core.client['project.snapshot'](undefined)
    expect(rowsOf(path)).toEqual([1])
    await core.client['edit.apply'](vessel('BOREALIS'))
    vi.advanceTimersByTime(31 * minute)
    await until(() => rowsOf(path).length === 2)
    expect(rowsOf(path)).toEqual([2, 1])
  })
})

describe('a clock that is set back', () => {
  test('puts no backup of before in danger, and none of after', async () => {
    const core = testCore()
    const path = await core.newProject()
    const work = async (steps: number) => {
      for (let step = 0; step < steps; step += 1) {
        await core.client['edit.apply'](vessel(`V ${step}`))
        await core.client['backup.make'](undefined)
        vi.setSystemTime(Date.now() + minute)
      }
    }
    await work(5)
    vi.setSystemTime(Date.UTC(2026, 4, 4, 8))
    await work(4)
    expect(rowsOf(path)).toEqual([5, 4, 3, 2, 1, 9, 8, 7, 6])
    vi.setSystemTime(Date.UTC(2026, 4, 8, 8))
    await work(1)
    expect(rowsOf(path)[0]).toBe(10)
  })

  test('leaves the order of steps as they were done, after a restart too', async () => {
    const core = testCore()
    const path = await core.newProject()
    const uid = newUid()
    await core.client['edit.apply']({ ...vessel('first'), uid })
    vi.setSystemTime(Date.UTC(2025, 0, 1))
    await core.client['edit.apply']({ kind: 'vessel.revise', uid, patch: { name: 'second' } })
    vi.setSystemTime(Date.UTC(2024, 0, 1))
    await core.client['edit.apply']({ kind: 'vessel.revise', uid, patch: { name: 'third' } })
    await core.client['project.close'](undefined)
    const grant = await core.grant('yard.gpkg', 'read')
    await core.client['project.open']({ grant })
    await core.client['edit.undo'](undefined)
    const project = openProject(path)
    expect(project.records().vessels).toMatchObject([{ name: 'second' }])
    project.close()
  })
})
