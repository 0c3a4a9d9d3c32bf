import { existsSync, linkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { Problem } from '../../src/domain/problem.ts'
import { checkProjectFile } from '../../src/project/project-file.ts'
import { testCore } from './core.ts'

const reason = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )

/** Two people, or one who started Roadstead twice, with one project open. */
async function twoDesks() {
  const [one, other] = [testCore(), testCore()]
  const path = await one.newProject()
  const { grant } = await other.workbench.grant(path, 'read')
  await other.client['project.open']({ grant })
  return { one, other, path }
}

test('what one desk saves appears at the other within two seconds, and their steps are one history', async () => {
  const { one, other, path } = await twoDesks()
  const uid = newUid()
  await one.client['edit.apply']({
    kind: 'vessel.create',
    uid,
    patch: { name: 'AURELANE' },
    sighting_uids: [],
  })
  await expect
    .poll(() => other.events.some(({ type }) => type === 'project-changed'), { timeout: 2_000 })
    .toBe(true)
  expect((await other.client['project.snapshot'](undefined)).records.vessels).toMatchObject([
    { name: 'AURELANE' },
  ])
  await other.client['edit.apply']({ kind: 'vessel.revise', uid, patch: { name: 'BOREALIS' } })
  // The history is the project's: the last step goes first, whoever made it.
  expect(await reason(one.client['edit.undo'](undefined))).toBe('done')
  const { records } = await other.client['project.snapshot'](undefined)
  expect(records.vessels).toMatchObject([{ name: 'AURELANE' }])
  expect(checkProjectFile(path)).toEqual([])
})

test('both save at the same time, and every step of both is in the file', async () => {
  const { one, other, path } = await twoDesks()
  const draw = (desk: typeof one, name: string) =>
    desk.client['edit.apply']({ kind: 'vessel.create', uid: newUid(), patch: { name }, sighting_uids: [] })
  const steps = Array.from({ length: 20 }, (_, index) => [
    draw(one, `one ${index}`),
    draw(other, `other ${index}`),
  ])
  await Promise.all(steps.flat())
  const { records } = await one.client['project.snapshot'](undefined)
  expect(records.vessels).toHaveLength(40)
  expect(checkProjectFile(path)).toEqual([])
})

test('a second name of the same file does no damage to it', async () => {
  const { one, path } = await twoDesks()
  const second = join(one.folder, 'second-name.gpkg')
  linkSync(path, second)
  const third = testCore()
  const { grant } = await third.workbench.grant(second, 'read')
  const opened = await reason(third.client['project.open']({ grant }))
  expect(opened).not.toBe('internal')
  const made = {
    kind: 'vessel.create' as const,
    uid: newUid(),
    patch: { name: 'AURELANE' },
    sighting_uids: [] as string[],
  }
  await reason(third.client['edit.apply'](made))
  await one.client['edit.apply']({ ...made, uid: newUid() })
  expect(existsSync(`${path}-journal`)).toBe(false)
  expect(checkProjectFile(path)).toEqual([])
})
