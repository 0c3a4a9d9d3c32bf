import { expect, it } from 'vitest'
import { align, forgetRendered, tally, type Kind, type Outcome } from './scene-pairs.ts'

/** Those that are rendered quickly; `npm run test:long` tries all of them, and more often. */
const quick: readonly (readonly [Kind, Kind])[] = [
  ['s2', 's2'],
  ['ps', 's2'],
  ['sar', 's2'],
]

it('aligns pairs of other dates, sensors and light to 0.3 pixels, and refuses what is out of reach', async () => {
  const [within, beyond]: [Outcome[], Outcome[]] = [[], []]
  for (const group of quick) {
    for (let index = 0; index < 5; index += 1) within.push(await align(group, [0, 40]))
    for (let index = 0; index < 2; index += 1) beyond.push(await align(group, [250, 330]))
  }
  forgetRendered()
  const found = tally(within)
  expect(found.good).toBeGreaterThanOrEqual(14)
  expect(found.wrong).toBe(0)
  expect(tally(beyond).refused).toBe(6)
}, 180_000)
