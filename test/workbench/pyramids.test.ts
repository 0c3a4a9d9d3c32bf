import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat, truncate, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SceneReadReply } from '../../src/contract/scene-port.ts'
import { readWindow } from '../../src/raster/read-window.ts'
import { openThroughPyramid } from '../../src/raster/pyramid/pyramid-open.ts'
import { SceneReader } from '../../src/raster/scene-reader.ts'
import { coreCodecs } from '../../src/jobs/codecs.ts'
import { noise, writeNoise } from '../jobs/noise-scene.ts'
import { makeDesk, type TestDesk } from './desk.ts'

const size = { width: 1300, height: 900 }
const samples = noise(new Uint16Array(size.width * size.height), 0, 4000, 1)

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

async function addScene(layout: Parameters<typeof writeNoise>[3], hashLater = false): Promise<string> {
  const path = writeNoise(desk.at('yard.tif'), size, [samples], layout)
  const { scenes } = await desk.core['scene.add']({ grants: [await desk.grant(path)], hashLater })
  return scenes[0]?.uid ?? ''
}

/** A port to the core as a tile worker has it, with byte sources on it. */
function sourcesOf(uid: string) {
  const waiting = new Map<number, (reply: SceneReadReply) => void>()
  let listener: ((event: { data: unknown }) => void) | null = null
  let last = 0
  desk.workbench.serveScenePort({
    postMessage: (reply) => waiting.get((reply as SceneReadReply).id)?.(reply as SceneReadReply),
    on: (event: string, heard: (event: { data: unknown }) => void) => {
      if (event === 'message') listener = heard
    },
  })
  const ask = (question: object) =>
    new Promise<SceneReadReply>((resolve) => {
      waiting.set((last += 1), resolve)
      listener?.({ data: { ...question, id: last, scene_uid: uid } })
    })
  return async (file: 'scene' | 'pyramid') => {
    const opened = await ask({ op: 'open', file })
    if (!('size' in opened)) throw new Error(JSON.stringify(opened))
    return {
      name: opened.name,
      size: opened.size,
      read: async (offset: number, length: number) => {
        const wanted = Math.min(length, opened.size - offset)
        const reply = await ask({ op: 'read', file, ranges: [{ offset, length: wanted }] })
        return ('bytes' in reply ? reply.bytes[0] : undefined) ?? new Uint8Array()
      },
    }
  }
}

const strips = { compression: 'lzw', blocks: { rowsPerStrip: 16 } } as const
const tiles = { compression: 'deflate', blocks: { tileWidth: 256, tileHeight: 256 } } as const

describe('the display pyramids of a project', () => {
  test('show a striped scene from its own file first and from its pyramid afterwards, with the same stretch', async () => {
    const uid = await addScene(strips)
    const before = await desk.core['scene.display']({ uid })
    expect(before.readFrom).toBe('scene')
    const seen: number[] = []
    const { readFrom, levels } = await desk.core['scene.prepare'](
      { uid },
      { onProgress: (done, total) => seen.push(done / total) },
    )
    expect(readFrom).toBe('pyramid')
    expect(seen.at(-1)).toBe(1)
    const after = await desk.core['scene.display']({ uid })
    expect(after).toMatchObject({ readFrom: 'pyramid', levels, bands: before.bands })
    expect(levels).toEqual([size, { width: 650, height: 450 }, { width: 325, height: 225 }])
  })

  test.each([
    ['a copy of the full resolution', strips],
    ['overviews alone, beside the file of a tiled scene', tiles],
  ])('give the window the very samples of the scene, from %s', async (_, layout) => {
    const uid = await addScene(layout)
    await desk.core['scene.prepare']({ uid })
    const open = sourcesOf(uid)
    const { image, sources } = await openThroughPyramid(await open('pyramid'), () => open('scene'))
    expect(image.levels.map(({ width }) => width)).toEqual([1300, 650, 325])
    const reader = new SceneReader(image, sources, await coreCodecs(), 0)
    const pixels = await readWindow(reader, { level: 0, x: 0, y: 0, ...size, bands: [1] })
    expect(pixels.samples[0]).toEqual(samples)
    const overview = await readWindow(reader, { level: 2, x: 0, y: 0, width: 325, height: 225, bands: [1] })
    expect(overview.samples[0]?.every((value) => value > 0)).toBe(true)
  })

  test('are found again after a restart, and when the SHA-256 of the scene becomes known', async () => {
    const uid = await addScene(strips, true)
    await desk.core['scene.prepare']({ uid })
    await desk.core['scene.fingerprint']({ uids: [uid] })
    await desk.restart()
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('pyramid')
    expect(await desk.core['pyramids.usage'](undefined)).toMatchObject({ files: 1 })
  })

  test('are not shown for a file that was written to since', async () => {
    const uid = await addScene(strips, true)
    await desk.core['scene.prepare']({ uid })
    await utimes(desk.at('yard.tif'), new Date(), new Date(Date.now() + 60_000))
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('scene')
    await desk.core['scene.prepare']({ uid })
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('pyramid')
  })

  test('are made anew where they are damaged', async () => {
    const uid = await addScene(strips)
    await desk.core['scene.prepare']({ uid })
    const [name = ''] = await readdir(desk.at('yard.pyramids'))
    await truncate(desk.at('yard.pyramids', name), 1000)
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('scene')
    await desk.core['scene.prepare']({ uid })
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('pyramid')
  })

  test('are dropped where one of their levels cannot be read, and kept where that is the file itself', async () => {
    const uid = await addScene(tiles)
    await desk.core['scene.prepare']({ uid })
    expect(await desk.core['pyramids.drop']({ uid, level: 0 })).toEqual({ dropped: false })
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('pyramid')
    expect(await desk.core['pyramids.drop']({ uid, level: 1 })).toEqual({ dropped: true })
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('scene')
  })

  test('lose nothing when they are cleaned away', async () => {
    const uid = await addScene(strips)
    await desk.core['scene.prepare']({ uid })
    const { bytes } = await desk.core['pyramids.usage'](undefined)
    expect(bytes).toBeGreaterThan(1_000_000)
    expect(await desk.core['pyramids.clean'](undefined)).toEqual({ bytes: 0, files: 0 })
    expect((await desk.core['scene.display']({ uid })).readFrom).toBe('scene')
  })

  test('write nothing beside the scene', async () => {
    const before = await stat(writeNoise(desk.at('yard.tif'), size, [samples], strips))
    await desk.core['scene.prepare']({ uid: await addScene(strips) })
    const names = (await readdir(desk.folder)).filter((name) => !name.startsWith('settings'))
    expect(names.sort()).toEqual(['yard.gpkg', 'yard.pyramids', 'yard.tif'])
    expect((await stat(desk.at('yard.tif'))).size).toBe(before.size)
  })

  test('serve two who ask for the same one with one build, and go on while one of them waits', async () => {
    const uid = await addScene(strips)
    const stop = new AbortController()
    const one = desk.core['scene.prepare']({ uid }, { signal: stop.signal })
    const two = desk.core['scene.prepare']({ uid })
    stop.abort()
    await expect(one).rejects.toMatchObject({ code: 'job/cancelled' })
    expect((await two).readFrom).toBe('pyramid')
  })

  test('leave no half-written file to be read when the program is killed', async () => {
    const path = writeNoise(desk.at('yard.tif'), size, [samples], strips)
    const target = join(desk.folder, 'yard.pyramids', 'killed.tif')
    const script = join(import.meta.dirname, '..', 'jobs', 'killed-build.ts')
    const child = spawn(process.execPath, [script, path, target], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const left = await readdir(desk.at('yard.pyramids'))
    expect(left).toEqual([expect.stringMatching(/^killed\.tif\.\d+\.part$/)])
    const uid = await addScene(strips)
    await desk.core['scene.prepare']({ uid })
    const now = await readdir(desk.at('yard.pyramids'))
    expect(now).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.tif$/)])
  })
})
