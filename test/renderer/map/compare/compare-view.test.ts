import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deviceBox,
  deviceDisc,
  isInWindow,
  sideSeenAt,
  windowsOf,
} from '../../../../renderer/map/compare/compare-view.ts'
import { differenceColour, differenceColours } from '../../../../renderer/map/compare/difference-ramp.ts'
import { compareViews, firstSettings, type CompareSettings } from '../../../../renderer/map/map-contract.ts'

const size = [800, 600] as const
const share = fc.double({ min: 0, max: 1, noNaN: true })
const settings = fc.record({
  swipe: share,
  blend: share,
  lens: fc.record({ across: share, down: share, radius: fc.double({ min: 40, max: 600, noNaN: true }) }),
})
const withThese = (part: Partial<CompareSettings>): CompareSettings => ({ ...firstSettings, ...part })
const point = fc.tuple(
  fc.double({ min: 0, max: 799, noNaN: true }),
  fc.double({ min: 0, max: 599, noNaN: true }),
)

describe('where two dates are seen in one pane', () => {
  it('shows exactly one of them at every point of a swipe, a lens and a blink', () => {
    fc.assert(
      fc.property(settings, point, fc.constantFrom('A', 'B'), (part, at, lit) => {
        for (const view of ['swipe', 'lens', 'blink'] as const) {
          const windows = windowsOf(view, withThese(part), size, lit)
          expect(isInWindow(windows.A, at)).not.toBe(isInWindow(windows.B, at))
        }
      }),
    )
  })

  it('gives the pen the date that is seen under it', () => {
    fc.assert(
      fc.property(settings, point, fc.constantFrom('A', 'B'), (part, at, lit) => {
        for (const view of ['swipe', 'lens', 'blink'] as const) {
          const all = withThese(part)
          const windows = windowsOf(view, all, size, lit)
          expect(isInWindow(windows[sideSeenAt(view, all, windows, at)], at)).toBe(true)
        }
      }),
    )
  })

  it('gives it the clearer one of a blend, and B where both are subtracted', () => {
    const seen = (view: 'blend' | 'difference', blend: number) => {
      const all = withThese({ blend })
      return sideSeenAt(view, all, windowsOf(view, all, size, 'B'), [10, 10])
    }
    expect(seen('blend', 0.2)).toBe('A')
    expect(seen('blend', 0.8)).toBe('B')
    expect(seen('difference', 0.2)).toBe('B')
  })

  it('bounds what is drawn without cutting off a pixel that is seen, on screens of any density', () => {
    const ratio = fc.constantFrom(1, 1.25, 1.5, 2, 3)
    fc.assert(
      fc.property(settings, point, ratio, fc.constantFrom(...compareViews), (part, at, pixelRatio, view) => {
        const windows = windowsOf(view, withThese(part), size, 'B')
        for (const window of [windows.A, windows.B]) {
          const box = deviceBox(window, size, pixelRatio)
          if (box === null || !isInWindow(window, at)) continue
          const [x, y, width, height] = box
          const [px, py] = [at[0] * pixelRatio, (size[1] - at[1]) * pixelRatio]
          expect(px).toBeGreaterThanOrEqual(x - 0.51)
          expect(px).toBeLessThanOrEqual(x + width + 0.51)
          expect(py).toBeGreaterThanOrEqual(y - 0.51)
          expect(py).toBeLessThanOrEqual(y + height + 0.51)
        }
      }),
    )
  })

  it('puts the lens where the GPU counts from: the lower left, in pixels of the device', () => {
    const { A, B } = windowsOf(
      'lens',
      withThese({ lens: { across: 0.25, down: 0.25, radius: 100 } }),
      size,
      'B',
    )
    expect(deviceDisc(A, size, 2)).toEqual([400, 900, 200, 1])
    expect(deviceDisc(B, size, 2)).toEqual([400, 900, 200, -1])
    expect(deviceDisc({ kind: 'all' }, size, 2)).toEqual([0, 0, 0, 0])
  })
})

describe('the colours of a difference', () => {
  it('are neutral in the middle and end in the colours of the two dates', () => {
    expect(differenceColour(0)).toEqual(differenceColours.same)
    expect(differenceColour(-1)).toEqual(differenceColours.lower)
    expect(differenceColour(7)).toEqual(differenceColours.higher)
  })
})
