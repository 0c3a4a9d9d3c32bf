import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/domain/problem.ts'
import { connect } from '../../src/project/connection.ts'
import { polygonBlob } from '../../src/project/geometry-blob.ts'
import { createProject, openProject } from '../../src/project/project-file.ts'
import { restoreBackup } from '../../src/project/restore.ts'
import { salvageProject } from '../../src/project/salvage.ts'
import { by, change, insertSighting, insertVessel, sighting, square, vessel } from './sample-data.ts'
import { canWriteProtect, problemOf, sound, spoiled, sql, writeProtected } from './spoiled-project.ts'
import { testFolder } from './test-project.ts'

function copyOfSound(path: string): void {
  const project = openProject(spoiled(() => undefined))
  project.copyTo(path)
  project.close()
}

/** Restores a backup of the sound project in the place of one that is gone. */
async function restoreSound(path: string): Promise<void> {
  const journal = `${path}-journal`
  renameSync(journal, `${path}.aside`)
  copyOfSound(path)
  const project = openProject(path)
  const { name } = await project.backUp()
  project.close()
  rmSync(path)
  renameSync(`${path}.aside`, journal)
  await restoreBackup(path, name)
}

describe('a project', () => {
  test('that is write-protected opens for reading', { skip: !canWriteProtect }, () => {
    const path = spoiled(() => undefined)
    writeProtected(path, () => {
      const project = openProject(path)
      expect(project.readOnly).toBe(true)
      expect(project.records().sightings).toHaveLength(40)
      expect(problemOf(() => project.apply(change([insertVessel(vessel())]), by)).code).toBe(
        'project/read-only',
      )
      project.close()
    })
  })

  test(
    'that is write-protected and in write-ahead mode opens for reading',
    { skip: !canWriteProtect },
    () => {
      const path = spoiled(sql('PRAGMA journal_mode = WAL'))
      writeProtected(path, () => {
        const project = openProject(path)
        expect(project.readOnly).toBe(true)
        expect(project.records().sightings).toHaveLength(40)
        project.close()
      })
    },
  )

  test('without its spatial index and triggers gets them back, and finds what was added meanwhile', () => {
    const path = spoiled((file) => {
      const db = connect(file, 'write', {})
      const names = db.prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'sightings'`,
      )
      for (const name of names.pluck().all()) db.exec(`DROP TRIGGER ${String(name)}`)
      db.exec('DROP TABLE rtree_sightings_geom')
      db.exec(`DELETE FROM gpkg_extensions WHERE table_name = 'sightings'`)
      const record = sighting({ geom: square(-100, -40) })
      db.prepare('INSERT INTO sightings (uid, geom) VALUES (?, ?)').run(
        record.uid,
        polygonBlob(square(-100, -40)),
      )
      db.close()
    })
    const project = openProject(path)
    expect(project.list('sightings', { bbox: [-101, -41, -99, -39] })).toHaveLength(1)
    project.apply(change([insertSighting(sighting({ geom: square(-100, -40), revision: null }))]), by)
    expect(project.list('sightings', { bbox: [-101, -41, -99, -39] })).toHaveLength(2)
    expect(project.check()).toEqual([])
    project.close()
  })

  test('that another program left in write-ahead mode after a crash has everything, and is one file again', () => {
    const source = spoiled(() => undefined)
    const db = new Database(source)
    db.pragma('journal_mode = WAL')
    db.pragma('wal_autocheckpoint = 0')
    db.prepare(`INSERT INTO vessels (name) VALUES ('in the log')`).run()
    const path = join(testFolder(), 'crashed.gpkg')
    copyFileSync(source, path)
    copyFileSync(`${source}-wal`, `${path}-wal`)
    db.close()
    const project = openProject(path)
    expect(project.records().vessels).toHaveLength(2)
    expect(readdirSync(join(path, '..'))).toEqual(['crashed.gpkg'])
    project.close()
  })

  test('that another program holds open in write-ahead mode is left to it', () => {
    const path = spoiled(() => undefined)
    const db = new Database(path)
    db.pragma('journal_mode = WAL')
    db.prepare('SELECT count(*) FROM vessels').get()
    expect(problemOf(() => openProject(path, { timeoutMs: 50 })).code).toBe('project/locked')
    db.close()
    openProject(path).close()
  })

  test('that is locked says so, not that it is damaged', () => {
    const path = spoiled(() => undefined)
    const db = new Database(path)
    db.exec('BEGIN EXCLUSIVE')
    expect(problemOf(() => openProject(path, { timeoutMs: 50 })).code).toBe('project/locked')
    db.close()
  })

  test('whose write was cut short opens in its last sound state', () => {
    const source = spoiled(() => undefined)
    const db = new Database(source)
    db.pragma('cache_size = 1')
    db.exec('BEGIN; DELETE FROM sightings; DELETE FROM history;')
    const path = join(testFolder(), 'cut.gpkg')
    copyFileSync(source, path)
    copyFileSync(`${source}-journal`, `${path}-journal`)
    db.exec('ROLLBACK')
    db.close()
    const project = openProject(path)
    expect(project.records().sightings).toHaveLength(40)
    expect(project.check()).toEqual([])
    project.close()
  })

  test.each<[string, (path: string) => unknown]>([
    ['made', (path) => createProject(path).close()],
    ['saved as a copy', copyOfSound],
    [
      'salvaged',
      (path: string) =>
        void salvageProject(
          spoiled(() => undefined),
          path,
        ),
    ],
    ['restored', restoreSound],
  ])('that is %s is no victim of the journal of one that was there before', async (_how, make) => {
    const path = join(testFolder(), 'yard.gpkg')
    const interrupted = spoiled(() => undefined)
    const db = new Database(interrupted)
    db.pragma('cache_size = 1')
    db.exec(`BEGIN; DELETE FROM sightings; DELETE FROM history; DELETE FROM gpkg_extensions;`)
    copyFileSync(`${interrupted}-journal`, `${path}-journal`)
    db.close()
    const journal = readFileSync(`${path}-journal`)
    await Promise.resolve(make(path))
    const project = openProject(path)
    expect(project.check()).toEqual([])
    project.close()
    const [kept] = readdirSync(dirname(path)).filter((name) => name.endsWith('-journal'))
    expect(readFileSync(join(dirname(path), kept ?? '')).equals(journal)).toBe(true)
  })

  test('with bits flipped anywhere is opened or refused, but never brings the program down', () => {
    let random = 12_345
    const next = (below: number) => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
      return random % below
    }
    for (let copy = 0; copy < 60; copy += 1) {
      const bytes = Buffer.from(sound)
      for (let flips = 0; flips < 1 + (copy % 20); flips += 1) {
        const at = next(bytes.length)
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << next(8)), at)
      }
      const path = spoiled((file) => writeFileSync(file, bytes))
      try {
        const project = openProject(path)
        project.read()
        project.check()
        project.history()
        project.close()
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
        expect((error as Problem).line).not.toMatch(/inside Roadstead|refused a statement/)
      }
    }
  })
})
