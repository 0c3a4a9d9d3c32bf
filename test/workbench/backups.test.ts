import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { Problem } from '../../src/domain/problem.ts'
import { listBackups } from '../../src/project/backup-list.ts'
import { connect } from '../../src/project/connection.ts'
import { openProject } from '../../src/project/project-file.ts'
import { by, change, insertSighting, sighting, square } from '../project/sample-data.ts'
import { testCore } from './core.ts'

const vessel = (name: string) => ({
  kind: 'vessel.create' as const,
  uid: newUid(),
  patch: { name },
  sighting_uids: [],
})

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : 'no problem'),
  )

/** Another program in the middle of a write. */
function otherProgramWriting(path: string): { release(): void } {
  const db = connect(path, 'write', {})
  db.exec('BEGIN IMMEDIATE')
  return {
    release() {
      db.exec('ROLLBACK')
      db.close()
    },
  }
}

function collection(hulls: number): string {
  const features = Array.from({ length: hulls }, (_, index) => ({
    type: 'Feature',
    properties: { observed_at: '2026-02-01T00:00:00.000Z' },
    geometry: square(index % 100, 10 + Math.floor(index / 100)),
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}

describe('a project', () => {
  test('that changed since its last backup is backed up when it is opened, and not again', async () => {
    const core = testCore({ keepsBackups: true })
    const path = await core.newProject()
    expect(listBackups(path)).toEqual([])
    await core.client['edit.apply'](vessel('AURELANE'))
    await core.client['project.close'](undefined)
    for (let opening = 0; opening < 2; opening += 1) {
      await core.client['project.open']({ grant: await core.grant('yard.gpkg', 'read') })
      await expect.poll(() => listBackups(path).map(({ rows }) => rows), { timeout: 20_000 }).toEqual([1])
      await core.client['project.close'](undefined)
    }
  })

  test('is backed up before an import of more than a hundred records, and not before a smaller one', async () => {
    const core = testCore()
    const path = await core.newProject()
    await core.client['edit.apply'](vessel('AURELANE'))
    const bring = async (name: string, hulls: number) => {
      writeFileSync(join(core.folder, name), collection(hulls))
      const grant = await core.grant(name, 'read')
      await core.client['exchange.import']({ grant, dryRun: false, keepGoing: false })
    }
    await bring('few.geojson', 100)
    expect(listBackups(path)).toEqual([])
    await bring('many.geojson', 101)
    expect(listBackups(path).map(({ rows }) => rows)).toEqual([101])
    const uids = (await core.client['project.snapshot'](undefined)).records.sightings.map(({ uid }) => uid)
    await core.client['edit.apply']({ kind: 'sighting.remove', uids })
    expect(listBackups(path).map(({ rows }) => rows)).toEqual([202, 101])
  })

  test('has nothing of an import that is cancelled before it is written', async () => {
    const core = testCore()
    const path = await core.newProject()
    await core.client['edit.apply'](vessel('AURELANE'))
    writeFileSync(join(core.folder, 'many.geojson'), collection(300))
    const grant = await core.grant('many.geojson', 'read')
    const cancelling = new AbortController()
    const importing = core.client['exchange.import'](
      { grant, dryRun: false, keepGoing: false },
      {
        signal: cancelling.signal,
        onProgress: (_done, _total, what) => (what === 'saving' ? cancelling.abort() : undefined),
      },
    )
    expect(await codeOf(importing)).toBe('job/cancelled')
    expect(openProject(path).records().sightings).toEqual([])
  })

  test('goes back to a backup and is open again, with the replaced file beside it', async () => {
    const core = testCore()
    const path = await core.newProject()
    await core.client['edit.apply'](vessel('AURELANE'))
    const { name } = await core.client['backup.make'](undefined)
    await core.client['edit.apply'](vessel('OSTRAVAL'))
    const restored = await core.client['backup.restore']({ name })
    expect(restored.records.vessels.map((record) => record.name)).toEqual(['AURELANE'])
    expect(readdirSync(core.folder)).toContain('yard.gpkg.before-restore')
    // What was replaced can be restored in its turn.
    expect(listBackups(path).map(({ rows }) => rows)).toEqual([2, 1])
    await core.client['edit.apply'](vessel('QUILLON'))
    expect(openProject(path).records().vessels).toHaveLength(2)
  })

  test('stays open where the backup is not sound', async () => {
    const core = testCore()
    const path = await core.newProject()
    await core.client['edit.apply'](vessel('AURELANE'))
    const { name } = await core.client['backup.make'](undefined)
    writeFileSync(join(core.folder, 'yard.backups', name), 'rotten')
    expect(await codeOf(core.client['backup.restore']({ name }))).toBe('project/damaged')
    await core.client['edit.apply'](vessel('OSTRAVAL'))
    expect(openProject(path).records().vessels).toHaveLength(2)
  })

  test('that lies damaged is listed, restored and salvaged by its grant, without being opened', async () => {
    const core = testCore()
    const path = await core.newProject()
    await core.client['edit.apply'](vessel('AURELANE'))
    const { name } = await core.client['backup.make'](undefined)
    await core.client['project.close'](undefined)
    writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(9_000)]))
    const grant = await core.grant('yard.gpkg', 'read')
    expect(await core.client['backup.list']({ grant })).toMatchObject([{ name, rows: 1 }])
    const to = await core.grant('salvaged.gpkg')
    expect(await codeOf(core.client['project.salvage']({ grant, to }))).toBe('project/damaged')
    const restored = await core.client['backup.restore']({ grant, name })
    expect(restored.records.vessels).toHaveLength(1)
  })
})

describe('an edit', () => {
  test('waits for the lock of another program without keeping anything else waiting', async () => {
    const core = testCore()
    const path = await core.newProject()
    const lock = otherProgramWriting(path)
    const edit = core.client['edit.apply'](vessel('AURELANE'))
    await core.client['app.hello'](undefined)
    expect(await core.client['records.list']({ table: 'vessels', filter: {} })).toEqual([])
    lock.release()
    await edit
    expect(await core.client['records.list']({ table: 'vessels', filter: {} })).toHaveLength(1)
  })

  test('is refused with the reason when the lock lasts', async () => {
    const core = testCore({ lockPatienceMs: 200 })
    const path = await core.newProject()
    const lock = otherProgramWriting(path)
    expect(await codeOf(core.client['edit.apply'](vessel('AURELANE')))).toBe('project/locked')
    lock.release()
    expect(await codeOf(core.client['edit.apply'](vessel('AURELANE')))).toBe('done')
  })
})

describe('a project file that goes while it is open', () => {
  const moved = (events: readonly { type: string }[]) =>
    events.filter(({ type }) => type === 'project-trouble')

  test.each(['deleted', 'renamed', 'replaced'])(
    'is noticed when it is %s, and saved elsewhere',
    async (how) => {
      const core = testCore()
      const path = await core.newProject()
      await core.client['edit.apply'](vessel('AURELANE'))
      if (how === 'deleted') rmSync(path)
      else renameSync(path, join(core.folder, 'elsewhere.gpkg'))
      if (how === 'replaced') writeFileSync(path, 'something else')
      expect(await codeOf(core.client['edit.apply'](vessel('OSTRAVAL')))).toBe('project/moved')
      await expect.poll(() => moved(core.events).length, { timeout: 2_500 }).toBe(1)
      expect(moved(core.events)[0]).toMatchObject({ problem: { code: 'project/moved' } })
      const copy = await core.client['project.copy']({ grant: await core.grant('rescued.gpkg') })
      expect(copy.name).toBe('rescued.gpkg')
      expect(copy.records.vessels.map(({ name }) => name)).toEqual(['AURELANE'])
      await core.client['edit.apply'](vessel('OSTRAVAL'))
      const rescued = openProject(join(core.folder, 'rescued.gpkg'))
      expect(rescued.records().vessels).toHaveLength(2)
      rescued.apply(change([insertSighting(sighting())]), by)
      rescued.close()
    },
  )

  test('is fine again when it is put back', async () => {
    const core = testCore()
    const path = await core.newProject()
    renameSync(path, `${path}.away`)
    await expect.poll(() => moved(core.events).length, { timeout: 2_500 }).toBe(1)
    renameSync(`${path}.away`, path)
    await expect.poll(() => moved(core.events).at(-1), { timeout: 2_500 }).toMatchObject({ problem: null })
    await core.client['edit.apply'](vessel('AURELANE'))
  })
})
