import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { listBackups } from '../../src/project/backup-list.ts'
import { connect } from '../../src/project/connection.ts'
import { examineFile } from '../../src/project/examine-file.ts'
import { ProjectJobs } from '../../src/workbench/project-jobs.ts'
import { by, change, insertSighting, sighting } from '../project/sample-data.ts'
import { testProject } from '../project/test-project.ts'
import { testCore } from './core.ts'

const dyingWorker = new URL('../jobs/dying-worker.ts', import.meta.url)

describe('examining a project file', () => {
  test('goes on in another thread: what this one does meanwhile is what lets it end', async () => {
    const project = testProject()
    project.apply(change([insertSighting(sighting())]), by)
    const jobs = new ProjectJobs({})
    onTestFinished(() => jobs.close())
    const lock = connect(project.path, 'write', {})
    lock.exec('BEGIN EXCLUSIVE')
    const order: string[] = []
    // The examination waits for the lock that only this thread can let go.
    const examined = jobs.examine(project.path, { timeoutMs: 50_000 }).then((found) => {
      order.push('examined')
      return found
    })
    await wait(0)
    order.push('lock let go')
    lock.exec('ROLLBACK')
    lock.close()
    expect(await examined).toEqual(await examineFile(project.path, {}))
    expect((await examined).rows).toBe(1)
    expect(order).toEqual(['lock let go', 'examined'])
  })
})

describe('a backup of which the examining thread died', () => {
  test('is refused, leaves nothing behind, and the project goes on', async () => {
    const core = testCore({ jobWorker: dyingWorker })
    const path = await core.newProject()
    await core.client['edit.apply']({
      kind: 'vessel.create',
      uid: newUid(),
      patch: { name: 'AURELANE' },
      sighting_uids: [],
    })
    await expect(core.client['backup.make'](undefined)).rejects.toMatchObject({ code: 'job/worker-died' })
    expect(listBackups(path)).toEqual([])
    expect(readdirSync(path.replace('.gpkg', '.backups'))).toEqual([])
    expect((await core.client['project.snapshot'](undefined)).records.vessels).toHaveLength(1)
  })
})
