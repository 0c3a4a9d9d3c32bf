import { expect, test } from 'vitest'
import { invert, makeEdit } from '../../src/commands/change.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { by, change, insertSighting, insertVessel, sighting, vessel } from './sample-data.ts'
import { otherProgram, testProject } from './test-project.ts'

test.each([
  ['observed_at', '2026-03-01T20:00:00.000+08:00', '2026-03-01T12:00:00.000Z', false],
  ['observed_at', '2026-03-01 12:00:00', '2026-03-01T12:00:00.000Z', true],
  ['observed_at', '2026-02-30T12:00:00.000Z', null, true],
  ['observed_at', 1_772_000_000, null, true],
  ['class', 'trawler', null, true],
  ['class', Buffer.from('cargo.bulk'), null, true],
  ['raft_order', 2.5, null, true],
  ['heading_known', 7, null, true],
  ['length_m', 'long', null, true],
  ['length_m', Infinity, null, true],
  ['identity_basis', '[{"kind":', null, true],
  ['identity_basis', '{"kind":"colour"}', null, true],
  ['scene_uid', 'scene 1', null, true],
  ['notes', 'n'.repeat(30_000), null, true],
  ['geom', Buffer.from('GP'), null, true],
])('%s set to %j by another program reads as %j', (column, value, expected, reported) => {
  const project = testProject()
  const record = sighting()
  project.apply(change([insertSighting(record)]), by)
  otherProgram(project.path, (db) =>
    db.prepare(`UPDATE sightings SET ${column} = ?, revision = 1`).run(value),
  )
  const { records, problems } = project.read()
  // The trigger counts the foreign edit as a revision of its own.
  const changedAt = records.sightings[0]?.updated_at
  expect(records.sightings).toEqual([{ ...record, [column]: expected, revision: 2, updated_at: changedAt }])
  expect(problems.map(({ subject }) => subject)).toEqual(reported ? [`Sighting ${record.uid}`] : [])
  expect(problems.every(({ what }) => what.includes(column))).toBe(true)
  expect(project.check()).toMatchObject([{ code: 'record/invalid', subject: `Sighting ${record.uid}` }])
})

test('a list that is nested without end reads as null', () => {
  const project = testProject()
  const record = vessel()
  project.apply(change([insertVessel(record)]), by)
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  otherProgram(project.path, (db) =>
    db.prepare('UPDATE vessels SET aliases = ?, designations = ?').run(deep, deep),
  )
  const { records, problems } = project.read()
  expect(records.vessels).toMatchObject([
    { uid: record.uid, name: record.name, aliases: null, designations: null },
  ])
  expect(problems.map(({ what }) => what.length < 200)).toEqual([true, true])
})

test('a row without a usable identity is left alone and reported', () => {
  const project = testProject()
  project.apply(change([insertVessel(vessel())]), by)
  otherProgram(project.path, (db) => db.prepare(`INSERT INTO vessels (uid, name) VALUES ('V1', 'Odd')`).run())
  expect(project.records().vessels).toHaveLength(1)
  expect(project.check()).toMatchObject([
    { subject: 'Vessel V1', what: expect.stringContaining('uid') as string },
  ])
})

test('a link to a scene or vessel that is not there is no fault', () => {
  const project = testProject()
  project.apply(change([insertSighting(sighting({ scene_uid: newUid(), vessel_uid: newUid() }))]), by)
  expect(project.check()).toEqual([])
})

test('deleting a row and undoing it gives back what other programs had put into it', () => {
  const project = testProject()
  const record = sighting()
  project.apply(change([insertSighting(record)]), by)
  otherProgram(project.path, (db) => {
    db.exec('ALTER TABLE sightings ADD COLUMN "the owner" TEXT')
    db.exec('ALTER TABLE sightings ADD COLUMN photo BLOB')
    db.prepare(
      `UPDATE sightings SET "the owner" = 'someone', photo = x'00ff', class = 'trawler', revision = 9`,
    ).run()
  })
  const whole = () => otherProgram(project.path, (db) => db.prepare('SELECT * FROM sightings').all())
  const [row] = whole()
  const before = project.get('sightings', record.uid)
  const gone = project.apply(change([makeEdit('sightings', record.uid, before, null)]), by)
  expect(whole()).toEqual([])
  const back = project.apply(invert(project.changeOf(gone.change_uid), newUid()), by)
  expect(whole()).toEqual([{ ...(row as object), fid: 2 }])
  project.apply(invert(project.changeOf(back.change_uid), newUid()), by)
  const again = project.history().undo.at(-1)?.change_uid ?? ''
  project.apply(invert(project.changeOf(again), newUid()), by)
  expect(whole()).toEqual([{ ...(row as object), fid: 3 }])
})
