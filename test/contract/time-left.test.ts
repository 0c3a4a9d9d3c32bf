import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeLeft } from '../../src/contract/time-left.ts'

describe('the time that work will still take', () => {
  it('is said in seconds, minutes or hours, at the pace so far', () => {
    expect(timeLeft(10_000, 25, 100)).toBe('30 s left')
    expect(timeLeft(60_000, 1, 4)).toBe('3 min left')
    expect(timeLeft(3_600_000, 1, 4)).toBe('3 h left')
  })

  it('is not said before the pace is known, nor when all is done', () => {
    expect(timeLeft(999, 1, 100)).toBe('')
    expect(timeLeft(5_000, 0, 100)).toBe('')
    expect(timeLeft(5_000, 0, 0)).toBe('')
    expect(timeLeft(5_000, 100, 100)).toBe('')
  })

  it('never grows while work goes on steadily', () => {
    const seconds = (text: string) => {
      const number = Number.parseInt(text, 10)
      return text.includes(' s ') ? number : number * (text.includes('min') ? 60 : 3600)
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        (total, paceMs) => {
          let before = Infinity
          for (let done = 1; done < total; done += Math.ceil(total / 50)) {
            const text = timeLeft(done * paceMs, done, total)
            if (text === '') continue
            expect(seconds(text)).toBeLessThanOrEqual(before)
            before = seconds(text)
          }
        },
      ),
    )
  })
})
