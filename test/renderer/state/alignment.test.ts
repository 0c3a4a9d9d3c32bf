import { describe, expect, it } from 'vitest'
import {
  beginAlignment,
  residualM,
  withDrag,
  withNudge,
  withoutPair,
  withPick,
  type Alignment,
} from '../../../renderer/state/alignment.ts'
import { missesM, translated } from '../../../src/geodesy/translation.ts'
import { aScene } from '../../records.ts'

const bollard: [number, number] = [122.05, 29.95]
const crane: [number, number] = [122.06, 29.96]
const start = (values = {}): Alignment =>
  beginAlignment(aScene(values), '018e0000-0000-7000-8000-0000000000aa')
/** Where a thing stands on a picture that is drawn so far off. */
const drawnOff = (place: readonly [number, number], eastM: number, northM: number) =>
  translated(place, eastM, northM)

describe('laying a scene over another one by hand', () => {
  it('takes two clicks on the same thing, in either order', () => {
    for (const order of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const) {
      const picked = order.reduce(
        (now, side) => withPick(now, side, side === 'A' ? bollard : drawnOff(bollard, 12, -5)),
        start(),
      )
      expect(picked.shift.eastM).toBeCloseTo(-12, 3)
      expect(picked.shift.northM).toBeCloseTo(5, 3)
      expect(picked.half).toBeNull()
      expect(residualM(picked)).toBeNull()
    }
  })

  it('gives a residual from two points on, also for points that were picked on the moved picture', () => {
    let now = withPick(withPick(start(), 'A', bollard), 'B', drawnOff(bollard, 12, -5))
    // The picture lies 12 m further west by now: what is picked on it is where it is drawn.
    now = withPick(withPick(now, 'A', crane), 'B', drawnOff(crane, 12 - 12 + 2, -5 + 5))
    expect(now.shift.eastM).toBeCloseTo(-13, 2)
    expect(missesM(now.pairs, now.shift).map((miss) => Math.round(miss * 10) / 10)).toEqual([1, 1])
    expect(residualM(now)).toBeCloseTo(1, 2)
    expect(withoutPair(now, 1).shift.eastM).toBeCloseTo(-12, 3)
  })

  it('moves with a drag, and by pixels of a turned screen', () => {
    const dragged = withDrag(start(), { eastM: 3, northM: 0 }, bollard, translated(bollard, 40, 20))
    expect(
      [dragged.shift.eastM, dragged.shift.northM].map((metres) => Math.round(metres * 100) / 100),
    ).toEqual([43, 20])
    const nudged = (northDeg: number) => {
      const { eastM, northM } = withNudge(start(), [10, 0], { metresPerPixel: 2, northDeg }).shift
      return [eastM, northM].map((metres) => Math.round(metres) + 0)
    }
    expect(nudged(0)).toEqual([20, 0])
    // North points to the right: what moves right moves north.
    expect(nudged(90)).toEqual([0, 20])
  })

  it('begins where the project has the scene', () => {
    const now = start({ shift_east_m: 7, shift_north_m: -2 })
    expect(now).toMatchObject({ shift: { eastM: 7, northM: -2 }, source: 'stored' })
    expect(residualM(now)).toBeNull()
  })
})
