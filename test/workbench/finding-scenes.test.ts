import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Scene } from '../../src/domain/scene.ts'
import { movedPath } from '../../src/workbench/find-files.ts'
import { hullFile, makeDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const snapshot = async () => await desk.core['project.snapshot'](undefined)
const named = async (name: string): Promise<Scene> => {
  const scene = (await snapshot()).records.scenes.find((one) => one.name === name)
  if (scene === undefined) throw new Error(`no scene ${name}`)
  return scene
}
/** Adds files with their SHA-256; gives the uids. */
async function add(...paths: string[]): Promise<string[]> {
  const grants = await Promise.all(paths.map((path) => desk.grant(path)))
  const { scenes } = await desk.core['scene.add']({ grants })
  return scenes.map(({ uid }) => uid!)
}

describe('scenes whose folder was moved', () => {
  const names = ['2024/a.tif', '2024/b.tif', '2023/c.tif', '2023/deep/d.tif']
  beforeEach(async () => {
    await add(...(await Promise.all(names.map((name) => desk.put(`old/drive/${name}`, hullFile(name))))))
    await mkdir(desk.at('other'))
    await rename(desk.at('old/drive'), desk.at('other/disk'))
    await desk.restart()
  })

  it('are all missing, and all found again in one step from one file, whatever prefix changed', async () => {
    expect((await snapshot()).missingScenes).toHaveLength(4)
    const { uid } = await named('a.tif')
    const { scenes } = await desk.core['scene.locate']({
      uid,
      grant: await desk.grant(desk.at('other/disk/2024/a.tif')),
    })
    expect(scenes.map(({ path }) => path).sort()).toEqual(
      [...names].sort().map((name) => `other/disk/${name}`),
    )
    expect((await snapshot()).missingScenes).toEqual([])
    const { history } = await desk.core['edit.undo'](undefined)
    expect(history.redo).toBe('Locate 4 scenes')
    expect((await snapshot()).missingScenes).toHaveLength(4)
  })

  it('are found in a folder that is chosen, also when they were renamed', async () => {
    await rename(desk.at('other/disk/2024/a.tif'), desk.at('other/disk/2024/renamed.tif'))
    const grant = await desk.grant(desk.at('other'), 'folder')
    const { scenes } = await desk.core['scene.locateIn']({ grant })
    expect(scenes).toHaveLength(4)
    expect((await named('a.tif')).path).toBe('other/disk/2024/renamed.tif')
    expect((await snapshot()).missingScenes).toEqual([])
  })

  it('are not mixed up with files of the same name and size and another content', async () => {
    const { uid } = await named('a.tif')
    await writeFile(desk.at('other/disk/2024/b.tif'), hullFile('an impostor'))
    const { scenes } = await desk.core['scene.locate']({
      uid,
      grant: await desk.grant(desk.at('other/disk/2024/a.tif')),
    })
    expect(scenes.map(({ name }) => name).sort()).toEqual(['a.tif', 'c.tif', 'd.tif'])
    expect((await snapshot()).missingScenes).toEqual([(await named('b.tif')).uid])
  })

  it('refuse a file with another content', async () => {
    const { uid } = await named('a.tif')
    const grant = await desk.grant(desk.at('other/disk/2024/b.tif'))
    await expect(desk.core['scene.locate']({ uid, grant })).rejects.toMatchObject({ code: 'file/changed' })
  })

  it('say when a folder holds none of them', async () => {
    await mkdir(desk.at('empty'))
    const grant = await desk.grant(desk.at('empty'), 'folder')
    expect(await desk.core['scene.locateIn']({ grant })).toEqual({ result: null, scenes: [] })
  })
})

describe('a path that changed its prefix', () => {
  it.each([
    ['/mnt/a/2024/x.tif', '/media/b/2024/x.tif', '/mnt/a/2023/y.tif', '/media/b/2023/y.tif'],
    ['D:\\scenes\\x.tif', 'E:\\scenes\\x.tif', 'D:\\other\\y.tif', 'E:\\other\\y.tif'],
    ['D:\\scenes\\2024\\x.tif', '/media/usb/scenes/2024/x.tif', 'D:\\more\\y.tif', '/media/usb/more/y.tif'],
    ['/p/old/x.tif', '/p/new/renamed.tif', '/p/old/deep/y.tif', '/p/new/deep/y.tif'],
  ])('from %s to %s takes %s to %s', (was, is, other, expected) => {
    expect(movedPath(was, is, other)).toBe(expected)
  })

  it('takes nothing along that did not lie under it', () => {
    expect(movedPath('/mnt/a/x.tif', '/mnt/b/x.tif', '/home/y.tif')).toBeNull()
    // It is where it was, or at the root: then others would be looked for wherever the project says.
    expect(movedPath('/mnt/a/x.tif', '/mnt/a/x.tif', '/net/elsewhere/y.tif')).toBeNull()
    expect(movedPath('/mnt/x.tif', '/x.tif', '/mnt/net/elsewhere/y.tif')).toBeNull()
  })
})

describe('a scene file that is not what it was', () => {
  it('is another one now when its size differs, and told apart from one that is gone', async () => {
    const [a, b] = await add(
      await desk.put('a.tif', hullFile('one')),
      await desk.put('b.tif', hullFile('two')),
    )
    await desk.put('a.tif', hullFile('three', { size: [64, 64] }))
    await rm(desk.at('b.tif'))
    const { missingScenes, changedScenes } = await snapshot()
    expect(missingScenes.sort()).toEqual([a, b].sort())
    expect(changedScenes).toEqual([a])
  })

  it('is noticed on the screen, read through, and then told for what it is, also at the same size', async () => {
    const [uid] = await add(await desk.put('a.tif', hullFile('one')))
    expect(await desk.core['scene.watch']({ uids: [uid!] })).toEqual([{ uid, state: 'there' }])
    await desk.put('a.tif', hullFile('two'))
    await expect
      .poll(() => desk.events.filter(({ type }) => type === 'scene-file'), { timeout: 20_000 })
      .toEqual([{ type: 'scene-file', uid, state: 'unverified' }])
    const { files, result } = await desk.core['scene.fingerprint']({ uids: [uid!] })
    expect(files).toEqual([{ uid, state: 'changed' }])
    expect(result).toBeNull()
    expect((await snapshot()).changedScenes).toEqual([uid])
  })

  it('is the same when it was only touched', async () => {
    const [uid] = await add(await desk.put('a.tif', hullFile('one')))
    await utimes(desk.at('a.tif'), new Date(), new Date(Date.now() + 60_000))
    expect(await desk.core['scene.files']({ uids: [uid!] })).toEqual([{ uid, state: 'unverified' }])
    await desk.core['scene.fingerprint']({ uids: [uid!] })
    expect(await desk.core['scene.files']({ uids: [uid!] })).toEqual([{ uid, state: 'there' }])
  })

  it('stays known over a restart, and is asked for once on another machine', async () => {
    const [uid] = await add(await desk.put('a.tif', hullFile('one')))
    await desk.restart()
    expect(await desk.core['scene.files']({ uids: [uid!] })).toEqual([{ uid, state: 'there' }])
    await desk.restart({ onOtherMachine: true })
    expect(await desk.core['scene.files']({ uids: [uid!] })).toEqual([{ uid, state: 'unverified' }])
  })

  it('becomes a scene of its own when the analyst says so; the old one waits for its file', async () => {
    const [uid] = await add(await desk.put('a.tif', hullFile('one')))
    await desk.put('a.tif', hullFile('two', { size: [64, 64] }))
    const { scenes } = await desk.core['scene.addReplacement']({ uid: uid! })
    expect(scenes[0]).toMatchObject({ added: true })
    const { records, changedScenes, missingScenes } = await snapshot()
    expect(records.scenes).toHaveLength(2)
    expect(changedScenes).toEqual([uid])
    expect(missingScenes).not.toContain(scenes[0]!.uid)
    await desk.core['edit.undo'](undefined)
    expect((await snapshot()).records.scenes.map((scene) => scene.uid)).toEqual([uid])
  })
})
