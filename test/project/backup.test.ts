import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backUpAtOnce } from '../../src/project/backup.ts'
import { backupFolder, isBackedUp, listBackups } from '../../src/project/backup-list.ts'
import { openProject } from '../../src/project/project-file.ts'
import { restoreBackup } from '../../src/project/restore.ts'
import { by, change, insertSighting, insertVessel, sighting, square, vessel } from './sample-data.ts'
import { otherProgram, testProject } from './test-project.ts'

const draw = (lon = 122) => change([insertSighting(sighting({ geom: square(lon, 29) }))])

async function refusal(work: Promise<unknown>): Promise<{ code: string }> {
  return await work.then(
    () => ({ code: 'nothing was refused' }),
    (error: unknown) => error as { code: string },
  )
}

describe('a backup', () => {
  test('is a whole project for its owner alone, named after its time and its records, with its hash', async () => {
    const project = testProject()
    project.apply(draw(), by)
    project.apply(change([insertVessel(vessel())]), by)
    const made = await project.backUp()
    const folder = backupFolder(project.path)
    expect(folder).toBe(join(dirname(project.path), 'yard.backups'))
    expect(made.rows).toBe(2)
    expect(made.name).toMatch(/^yard\.\d{8}T\d{6}\.\d{3}Z\.2-rows\.gpkg$/)
    expect(listBackups(project.path)).toEqual([made])
    const path = join(folder, made.name)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const sum = createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(readFileSync(`${path}.sha256`, 'utf8').split('\n')[0]).toBe(`${sum}  ${made.name}`)
    expect(readdirSync(folder).sort()).toEqual([made.name, `${made.name}.sha256`])
    const opened = openProject(path)
    expect(opened.records()).toEqual(project.records())
    expect(opened.check()).toEqual([])
    opened.close()
  })

  test('is known to hold the state of the project until that changes, by whomever', async () => {
    const project = testProject()
    expect(isBackedUp(project.path)).toBe(false)
    project.apply(draw(), by)
    await project.backUp()
    expect(isBackedUp(project.path)).toBe(true)
    otherProgram(project.path, (db) => db.exec(`UPDATE sightings SET notes = 'elsewhere'`))
    expect(isBackedUp(project.path)).toBe(false)
  })

  test('holds everything acknowledged before it although edits go on while it is made', async () => {
    const project = testProject()
    const many = Array.from({ length: 3_000 }, (_, index) =>
      insertSighting(sighting({ geom: square(index % 170, index % 80) })),
    )
    project.apply(change(many), by)
    const making = project.backUp()
    for (let count = 0; count < 20; count += 1) {
      project.apply(draw(count), by)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const { name, rows } = await making
    expect(rows).toBeGreaterThanOrEqual(3_000)
    const opened = openProject(join(backupFolder(project.path), name))
    expect(opened.check()).toEqual([])
    opened.close()
  })

  test('goes when it is old, except the newest five, the newest of each of the last seven days, and one that is wanted', async () => {
    const project = testProject()
    project.apply(draw(), by)
    const first = await project.backUp()
    const folder = backupFolder(project.path)
    const old = (day: number, hour: number) =>
      `yard.202001${String(day).padStart(2, '0')}T${hour}0000.000Z.1-rows.gpkg`
    for (let day = 1; day <= 12; day += 1)
      for (const hour of [10, 20]) copyFileSync(join(folder, first.name), join(folder, old(day, hour)))
    const second = await project.backUp(undefined, old(2, 10))
    const kept = listBackups(project.path).map(({ name }) => name)
    expect(kept.slice(0, 5)).toEqual([second.name, first.name, old(12, 20), old(12, 10), old(11, 20)])
    // Today, and the six days before it that have a backup.
    expect(kept.slice(5)).toEqual([...[10, 9, 8, 7].map((day) => old(day, 20)), old(2, 10)])
  })

  test('stays although the clock was set back', async () => {
    const project = testProject()
    project.apply(draw(), by)
    const first = await project.backUp()
    const folder = backupFolder(project.path)
    for (let count = 0; count < 6; count += 1)
      copyFileSync(
        join(folder, first.name),
        join(folder, `yard.299001010000${count}0.000Z.1-rows.gpkg`.replace('01010', '0101T0')),
      )
    const second = await project.backUp()
    expect(existsSync(join(folder, second.name))).toBe(true)
  })

  test('clears away what a killed program left of one, and not what another program is making', async () => {
    const project = testProject()
    project.apply(draw(), by)
    const first = await project.backUp()
    const folder = backupFolder(project.path)
    const [left, leftJournal, current] = ['yard.1.part', 'yard.1.part-journal', 'yard.2.part']
    for (const name of [left, leftJournal, current]) writeFileSync(join(folder, name), 'a beginning')
    for (const name of [left, leftJournal]) utimesSync(join(folder, name), 1_700_000_000, 1_700_000_000)
    const beside = dirname(project.path)
    const gone = [
      '.other.gpkg.0a1b2c3d.part',
      '.other.gpkg.0a1b2c3d.part.damaged.part',
      `${basename(project.path)}.0a1b2c3d.part`,
      `${basename(project.path)}.77.part-journal`,
    ]
    const kept = ['.other.gpkg.99999999.part', 'film.0a1b2c3d.part', `${basename(project.path)}.part`]
    for (const name of [...gone, ...kept]) writeFileSync(join(beside, name), 'a beginning')
    for (const name of [...gone, ...kept.slice(1)])
      utimesSync(join(beside, name), 1_700_000_000, 1_700_000_000)
    const second = await project.backUp()
    const names = readdirSync(beside)
    expect([gone, kept].map((list) => list.filter((name) => names.includes(name)))).toEqual([[], kept])
    const expected = [first, second].flatMap(({ name }) => [name, `${name}.sha256`])
    expect(readdirSync(folder).sort()).toEqual([...expected, current].sort())
  })

  test('of a damaged project is refused, and the good ones stay', async () => {
    const project = testProject()
    project.apply(
      change(
        Array.from({ length: 400 }, (_, index) => insertSighting(sighting({ geom: square(index % 170, 3) }))),
      ),
      by,
    )
    const good = await project.backUp()
    const bytes = readFileSync(project.path)
    for (let page = 8; page < 20; page += 1) bytes.fill(0xa5, page * 4096 + 2, page * 4096 + 900)
    writeFileSync(project.path, bytes)
    otherProgram(project.path, (db) => db.pragma('user_version = 10300'))
    expect((await refusal(project.backUp())).code).toBe('project/damaged')
    expect(listBackups(project.path)).toEqual([good])
    expect(readdirSync(backupFolder(project.path))).toHaveLength(2)
  })

  test('is made at once before an upgrade', () => {
    const project = testProject()
    project.apply(draw(), by)
    const path = otherProgram(project.path, (db) => backUpAtOnce(db, project.path, {}))
    expect(listBackups(project.path).map(({ name }) => name)).toEqual([basename(path)])
    const opened = openProject(path)
    expect(opened.records()).toEqual(project.records())
    opened.close()
  })
})

describe('restoring', () => {
  test('brings back every record of the backup, and keeps the replaced file', async () => {
    const project = testProject()
    project.apply(draw(), by)
    const before = project.records()
    const { name } = await project.backUp()
    project.apply(draw(10), by)
    const after = project.records()
    project.close()
    const kept = await restoreBackup(project.path, name)
    expect(kept).toBe(`${project.path}.before-restore`)
    const restored = openProject(project.path)
    expect(restored.records()).toEqual(before)
    expect(restored.check()).toEqual([])
    restored.apply(draw(20), by)
    restored.close()
    expect(await restoreBackup(project.path, name)).toBe(`${project.path}.before-restore.2`)
    renameSync(`${project.path}.before-restore`, join(dirname(project.path), 'kept.gpkg'))
    const replaced = openProject(join(dirname(project.path), 'kept.gpkg'))
    expect(replaced.records()).toEqual(after)
    replaced.close()
  })

  test('works where the project is gone, and takes an interrupted write of it out of the way', async () => {
    const project = testProject()
    project.apply(draw(), by)
    const before = project.records()
    const { name } = await project.backUp()
    project.close()
    writeFileSync(`${project.path}-journal`, 'the journal of something else')
    await restoreBackup(project.path, name)
    expect(existsSync(`${project.path}-journal`)).toBe(false)
    const restored = openProject(project.path)
    expect(restored.records()).toEqual(before)
    restored.close()
  })

  test('refuses a backup whose bytes changed, and one that is not in the list', async () => {
    const project = testProject()
    project.apply(draw(), by)
    const { name } = await project.backUp()
    project.close()
    const path = join(backupFolder(project.path), name)
    const bytes = readFileSync(path)
    bytes.writeUInt8(bytes.readUInt8(9_000) ^ 1, 9_000)
    writeFileSync(path, bytes)
    const sound = readFileSync(project.path)
    expect((await refusal(restoreBackup(project.path, name))).code).toBe('project/damaged')
    expect((await refusal(restoreBackup(project.path, '../yard.gpkg'))).code).toBe('file/not-found')
    expect(readFileSync(project.path).equals(sound)).toBe(true)
    expect(existsSync(`${project.path}.before-restore`)).toBe(false)
  })
})
