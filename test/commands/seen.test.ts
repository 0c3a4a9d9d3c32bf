import { expect, test } from 'vitest'
import { Problem } from '../../src/domain/problem.ts'
import { by, change, insertSighting, sighting } from '../project/sample-data.ts'
import { otherProgram } from '../project/test-project.ts'
import { openProject } from '../../src/project/project-file.ts'
import { testCore } from '../workbench/core.ts'

async function aSighting() {
  const core = testCore()
  const path = await core.newProject()
  await core.client['project.close'](undefined)
  const record = sighting({ notes: 'first', class: 'tanker.oil' })
  const project = openProject(path)
  project.apply(change([insertSighting(record)]), by)
  project.close()
  await core.client['project.open']({ grant: await core.grant('yard.gpkg', 'read') })
  const revise = (seen: string | null | undefined, notes: string) =>
    core.client['edit.apply']({
      kind: 'sighting.revise',
      uids: [record.uid],
      patch: { notes },
      ...(seen === undefined ? {} : { seen: { notes: seen } }),
    })
  return { core, path, record, revise }
}

test('a revision of what another program changed meanwhile is a conflict, and nothing is overwritten', async () => {
  const { core, path, record, revise } = await aSighting()
  otherProgram(path, (db) => db.prepare('UPDATE sightings SET notes = ?').run('theirs'))
  const error: unknown = await revise('first', 'mine').catch((refusal: unknown) => refusal)
  expect(error).toBeInstanceOf(Problem)
  expect((error as Problem).code).toBe('record/conflict')
  expect((error as Problem).message).toContain('notes to “theirs”')
  const [stored] = (await core.client['project.snapshot'](undefined)).records.sightings
  expect(stored?.notes).toBe('theirs')
  expect(stored?.uid).toBe(record.uid)
})

test('a revision of another field than the one changed elsewhere keeps both', async () => {
  const { core, path, revise } = await aSighting()
  otherProgram(path, (db) => db.prepare('UPDATE sightings SET class = ?').run('tanker.gas'))
  await revise('first', 'mine')
  const [stored] = (await core.client['project.snapshot'](undefined)).records.sightings
  expect(stored).toMatchObject({ notes: 'mine', class: 'tanker.gas' })
})

test('a revision that insists, or brings what is there already, goes through', async () => {
  const { path, revise } = await aSighting()
  otherProgram(path, (db) => db.prepare('UPDATE sightings SET notes = ?').run('theirs'))
  await revise('first', 'theirs')
  await revise(undefined, 'mine')
  const { change: last } = await revise('mine', 'mine again')
  expect(last.edits[0]?.after).toMatchObject({ notes: 'mine again' })
})
