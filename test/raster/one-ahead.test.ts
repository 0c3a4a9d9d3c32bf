import { expect, it } from 'vitest'
import { oneAhead } from '../../src/raster/one-ahead.ts'

it('asks for the next piece before it hands on one, and never for more', async () => {
  const log: string[] = []
  const work = (item: number) => {
    log.push(`ask ${item}`)
    return Promise.resolve(item * 10)
  }
  for await (const [item, result] of oneAhead([1, 2, 3], work)) log.push(`take ${item} ${result}`)
  expect(log).toEqual(['ask 1', 'ask 2', 'take 1 10', 'ask 3', 'take 2 20', 'take 3 30'])
})

it('fails where a piece fails, after those before it were handed on', async () => {
  const taken: number[] = []
  const work = (item: number) => (item < 3 ? Promise.resolve(item) : Promise.reject(new Error(`no ${item}`)))
  const all = async () => {
    for await (const [item] of oneAhead([1, 2, 3, 4], work)) taken.push(item)
  }
  await expect(all()).rejects.toThrow('no 3')
  expect(taken).toEqual([1, 2])
})
