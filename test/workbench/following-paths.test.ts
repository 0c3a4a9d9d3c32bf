import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../src/project/connection.ts'
import { hullFile, makeDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
let archive: string
beforeEach(async () => {
  desk = await makeDesk()
  archive = await mkdtemp(join(tmpdir(), 'roadstead-archive-'))
})
afterEach(async () => {
  await desk.close()
  await rm(archive, { recursive: true, force: true })
})

/** Adds scenes that lie in the archive, outside of the project's folder, then opens the project on another machine. */
async function fromAColleague(...names: string[]): Promise<string[]> {
  const paths = names.map((name) => join(archive, name))
  for (const path of paths) await writeFile(path, hullFile(path))
  const grants = await Promise.all(paths.map((path) => desk.grant(path)))
  const { scenes } = await desk.core['scene.add']({ grants })
  await desk.restart({ onOtherMachine: true })
  return scenes.map(({ uid }) => uid!)
}

const states = async (uids: string[]) =>
  (await desk.core['scene.files']({ uids })).map(({ state }) => state).join(' ')
/** What another program does to the paths meanwhile. */
function elsewhere(sql: string): void {
  const db = connect(desk.at('yard.gpkg'), 'write', {})
  db.exec(sql)
  db.close()
}

it('looks at no path out of the folder until the analyst said yes to it, once on each machine', async () => {
  const uids = await fromAColleague('b.tif', 'a.tif')
  const { missingScenes, outsideScenes } = await desk.core['project.snapshot'](undefined)
  expect([missingScenes, outsideScenes].map((some) => some.toSorted())).toEqual([uids, uids])
  const refused = { code: 'file/not-found', message: expect.stringContaining('not confirmed') as string }
  await expect(desk.core['scene.facts']({ uid: uids[0]! })).rejects.toMatchObject(refused)

  const asked = await desk.core['scene.outside']({ uids })
  expect(asked.scenes.map(({ path }) => path)).toEqual([join(archive, 'a.tif'), join(archive, 'b.tif')])
  expect(await states(uids)).toBe('outside outside')
  const said = { uids: asked.scenes.map(({ uid }) => uid), listed: asked.listed }
  expect(await desk.core['scene.follow'](said)).toHaveLength(2)
  expect(await states(uids)).toBe('unverified unverified')
  expect((await desk.core['scene.outside']({ uids })).scenes).toEqual([])
  await desk.restart()
  expect((await desk.core['project.snapshot'](undefined)).missingScenes).toEqual([])
  await desk.restart({ onOtherMachine: true })
  expect(await states(uids)).toBe('outside outside')
})

it.skipIf(process.platform === 'win32')('asks too where links in the folder lead out of it', async () => {
  const names = ['own.tif', 'lent.tif', 'lent/deep.tif', 'again.tif', 'circle.tif']
  await mkdir(desk.at('lent'))
  for (const name of names) await desk.put(name, hullFile(name))
  const grants = await Promise.all(names.map((name) => desk.grant(desk.at(name))))
  const { scenes } = await desk.core['scene.add']({ grants })
  const uids = scenes.map(({ uid }) => uid!)
  const replace = async (name: string, target: string) => {
    await rm(desk.at(name), { recursive: true })
    await symlink(target, desk.at(name))
  }
  await writeFile(join(archive, 'deep.tif'), hullFile('lent/deep.tif'))
  await replace('lent.tif', join(archive, 'deep.tif'))
  await replace('lent', archive)
  await replace('again.tif', './own.tif')
  await replace('circle.tif', 'circle.tif')
  await desk.restart({ onOtherMachine: true })
  expect(await states(uids)).toBe('unverified outside outside unverified outside')
  const asked = await desk.core['scene.outside']({ uids })
  expect(asked.scenes.map(({ path }) => path)).toEqual(
    ['circle.tif', 'lent.tif', 'lent/deep.tif'].map((name) => desk.at(name)),
  )
  await desk.core['scene.follow']({ uids: asked.scenes.map(({ uid }) => uid), listed: asked.listed })
  expect(await states(uids)).toMatch(/^unverified \w+ unverified unverified missing$/)
})

it('confirms what was listed and nothing else', async () => {
  const [a, b] = await fromAColleague('a.tif', 'b.tif')
  const one = await desk.core['scene.outside']({ uids: [a!] })
  const follow = (uids: string[]) => desk.core['scene.follow']({ uids, listed: one.listed })
  const conflict = { code: 'record/conflict' }
  await expect(follow([a!, b!])).rejects.toMatchObject(conflict)
  await expect(follow([b!])).rejects.toMatchObject(conflict)
  elsewhere(`UPDATE scenes SET path = '/etc/passwd' WHERE uid = '${a!}'`)
  await expect(follow([a!])).rejects.toMatchObject(conflict)
  expect(await states([a!, b!])).toBe('outside outside')
})

it('shows a path with what is invisible in it written out, and never more of them than can be read', async () => {
  const [a] = await fromAColleague('a.tif')
  elsewhere(
    `UPDATE scenes SET path = '/data/' || char(8238) || 'fit.a' || char(10) || '/x' WHERE uid = '${a!}'`,
  )
  const { scenes } = await desk.core['scene.outside']({ uids: [a!] })
  expect(scenes).toEqual([{ uid: a, path: '/data/\\u{202e}fit.a\\u{a}/x' }])
  const row = (n: number) =>
    `('01920000-0000-7000-8000-${String(n).padStart(12, '0')}', 'n', '/x/${n}.tif', 1)`
  const rows = Array.from({ length: 250 }, (_, n) => row(n))
  elsewhere(`INSERT INTO scenes (uid, name, path, revision) VALUES ${rows.join(',')}`)
  const { outsideScenes } = await desk.core['project.snapshot'](undefined)
  expect(await desk.core['scene.outside']({ uids: outsideScenes })).toMatchObject({
    scenes: { length: 200 },
    more: 51,
  })
})
