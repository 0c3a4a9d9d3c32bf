import { afterAll, describe, expect, it } from 'vitest'
import { dates } from '../../scenes/calendar.ts'
import { align, forgetRendered, tally, type Kind, type Outcome } from './scene-pairs.ts'

/** Those that are rendered quickly; `npm run test:long` tries all of them, more often, and on all days. */
const quick: readonly (readonly [Kind, Kind])[] = [
  ['s2', 's2'],
  ['ps', 's2'],
  ['sar', 's2'],
]
/** Winter and spring: other ships, other sun, other leaves. */
const days = dates.filter(({ id }) => id === '2024-01-15' || id === '2024-04-19')

afterAll(forgetRendered)

describe.each(quick)('pairs of %s and %s on other days in other light', (...group) => {
  const tried = async (count: number, reachPx: readonly [number, number]) => {
    const outcomes: Outcome[] = []
    for (let index = 0; index < count; index += 1) outcomes.push(await align(group, reachPx, days))
    return tally(outcomes)
  }

  it('are aligned to 0.3 pixels', async () => {
    expect(await tried(5, [0, 40])).toMatchObject({ good: 5, near: 0, wrong: 0 })
  }, 180_000)

  it('are refused where the shift is out of reach', async () => {
    expect(await tried(2, [250, 330])).toMatchObject({ refused: 2 })
  }, 180_000)
})
