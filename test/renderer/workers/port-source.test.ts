import { afterEach, expect, it } from 'vitest'
import { connectScenes } from '../../../renderer/workers/port-source.ts'
import { serve } from './core.ts'

const megabyte = 1024 * 1024
const bytes = Uint8Array.from({ length: 10 * megabyte }, (_, index) => index % 251)
const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

async function opened() {
  const files = new Map([['yard scene', bytes]])
  const core = serve(files)
  closing.push(() => core.close())
  const source = await connectScenes(core.port).open('yard', 'scene')
  core.reads.splice(0)
  return { source, reads: core.reads, files }
}

it('reads that are wanted at once are asked for in one message, each answered with its own bytes', async () => {
  const { source, reads } = await opened()
  const found = await Promise.all([0, 1000, 500].map((offset) => source.read(offset, 8)))
  expect(found).toEqual([0, 1000, 500].map((offset) => bytes.slice(offset, offset + 8)))
  expect(reads).toHaveLength(1)
})

it('large reads are asked for apart, so that the first can be decoded soon', async () => {
  const { source, reads } = await opened()
  const offsets = [0, 3 * megabyte, 6 * megabyte]
  const found = await Promise.all(offsets.map((offset) => source.read(offset, 3 * megabyte)))
  found.forEach((part, index) => expect(part[0]).toBe(bytes[offsets[index]!]))
  expect(reads).toHaveLength(3)
})

it('a read that is given up leaves those beside it alone', async () => {
  const { source } = await opened()
  const stop = new AbortController()
  const [left, kept] = [source.read(0, 4, stop.signal), source.read(4, 4)]
  stop.abort()
  await expect(left).rejects.toThrow('aborted')
  expect(await kept).toEqual(bytes.slice(4, 8))
})

it('a file that is gone is told to all that read of it', async () => {
  const { source, files } = await opened()
  files.clear()
  const results = await Promise.allSettled([source.read(0, 4), source.read(4, 4)])
  for (const result of results)
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'file/not-found' } })
})
