import { afterEach, describe, expect, it } from 'vitest'
import { connectScenes } from '../../../renderer/workers/port-source.ts'
import { createScenePixels } from '../../../renderer/workers/scene-pixels.ts'
import type { TileRequest } from '../../../renderer/workers/tile-messages.ts'
import { encodeTiff } from '../../../src/raster/tiff/tiff-writer.ts'
import { codecs, serve } from './core.ts'

const [width, height] = [300, 200]
const at = (column: number, row: number) => row * width + column

function scene(): Uint8Array {
  const first = Uint16Array.from({ length: width * height }, (_, index) => 1 + (index % 1000))
  const second = Uint16Array.from({ length: width * height }, (_, index) => 2000 + (index % 7))
  first[at(5, 6)] = 0
  second[at(5, 6)] = 0
  return encodeTiff(
    { width, height, bands: [first, second] },
    { blocks: { tileWidth: 64, tileHeight: 64 }, compression: 'deflate' },
    { noData: 0 },
  )
}

const request: TileRequest = {
  sceneUid: 'yard',
  readFrom: 'scene',
  level: 0,
  levelWidth: width,
  levelHeight: height,
  column: 0,
  row: 0,
  width: 64,
  height: 64,
  bands: [2, 1],
}

const open: (() => void)[] = []
afterEach(() => open.splice(0).forEach((close) => close()))

function start(files = new Map([['yard scene', scene()]])) {
  const core = serve(files)
  open.push(() => core.close())
  return { ...core, files, pixels: createScenePixels(connectScenes(core.port), codecs) }
}

const never = new AbortController().signal

describe('the pixels of a tile', () => {
  it('are the samples of the bands asked for, in that order, and 1 where there is data', async () => {
    const tile = await start().pixels.tile(request, never)
    expect(tile).toHaveLength(64 * 64 * 3)
    const pixel = (column: number, row: number) => [
      ...tile.slice((row * 64 + column) * 3, (row * 64 + column) * 3 + 3),
    ]
    expect(pixel(0, 0)).toEqual([2000, 1, 1])
    expect(pixel(9, 3)).toEqual([2000 + (at(9, 3) % 7), 1 + (at(9, 3) % 1000), 1])
    expect(pixel(5, 6)).toEqual([0, 0, 0])
  })

  it('are empty where a tile hangs over the edge', async () => {
    const tile = await start().pixels.tile({ ...request, column: 256, row: 192, bands: [1] }, never)
    expect(tile[(0 * 64 + 43) * 2 + 1]).toBe(1)
    expect(tile[(0 * 64 + 44) * 2 + 1]).toBe(0)
    expect(tile[(7 * 64 + 0) * 2 + 1]).toBe(1)
    expect(tile[(8 * 64 + 0) * 2 + 1]).toBe(0)
  })

  it('of a level that the file lacks are taken from the middle of the pixels that they stand for', async () => {
    const coarse = { ...request, level: 2, levelWidth: 75, levelHeight: 50, bands: [1] }
    const tile = await start().pixels.tile(coarse, never)
    expect(tile[0]).toBe(1 + (at(2, 2) % 1000))
    expect(tile[(3 * 64 + 10) * 2]).toBe(1 + (at(42, 14) % 1000))
    expect(tile[(49 * 64 + 0) * 2 + 1]).toBe(1)
    expect(tile[(50 * 64 + 0) * 2 + 1]).toBe(0)
  })

  it('are read once from the core, also for neighbouring tiles of the same block', async () => {
    const { pixels, reads } = start()
    await pixels.tile(request, never)
    const before = reads.length
    await pixels.tile({ ...request, width: 32 }, never)
    expect(reads.length).toBe(before)
  })

  it('come from another file after the scene was forgotten', async () => {
    const { pixels, files } = start()
    await pixels.tile(request, never)
    files.set('yard scene', new Uint8Array(100))
    pixels.forget('yard')
    await expect(pixels.tile(request, never)).rejects.toMatchObject({ code: 'scene/not-tiff' })
  })

  it('that cannot be had are a problem that names the file, and can be had once it is back', async () => {
    const { pixels, files } = start(new Map())
    await expect(pixels.tile(request, never)).rejects.toMatchObject({
      code: 'file/not-found',
      subject: 'yard',
    })
    files.set('yard scene', scene())
    await expect(pixels.tile(request, never)).resolves.toHaveLength(64 * 64 * 3)
  })

  it('that nobody wants any more are not read', async () => {
    const { pixels } = start()
    await expect(pixels.tile(request, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the samples under the pointer', () => {
  it('are those of all bands, in the order of the file', async () => {
    const { pixels } = start()
    const there = { sceneUid: 'yard', readFrom: 'scene' as const, column: 299, row: 199 }
    expect(await pixels.samples(there, never)).toEqual([1 + (at(299, 199) % 1000), 2000 + (at(299, 199) % 7)])
    expect(await pixels.samples({ ...there, column: 5, row: 6 }, never)).toBeNull()
  })
})
