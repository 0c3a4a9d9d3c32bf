import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { glassOver, glassPlace, pixelAxes } from '../../../../renderer/map/tools/glass.ts'
import { centreOf, pictureOf } from '../../../../renderer/map/scenes/scene-plane.ts'
import { displayOf, geographic, utm33 } from '../displays.ts'

const northUp = pictureOf(displayOf(utm33, [610_000, 3, 0, 7_712_000, 0, -3]), 0, 0)
const inDegrees = pictureOf(displayOf(geographic, [17.85, 0.0001, 0, 69.55, 0, -0.0001]), 0, 0)

const axesAt = (picture: typeof northUp, resolution: number, turnedDeg: number) => {
  const centre = centreOf(picture)
  const pose = { centre, resolution, rotation: (turnedDeg * Math.PI) / 180 }
  const axes = pixelAxes(picture, picture.viewPlane, pose, centre)
  if (axes === null) throw new Error('the point is on the scene')
  return axes
}

describe('the pixels under the magnifier', () => {
  it('are turned as the map is', () => {
    // A quarter turn clockwise: columns, which ran to the right, run down, and rows run to the left.
    const { column, row } = axesAt(northUp, 1.5, 90)
    const close = (is: readonly number[], to: readonly number[]) =>
      is.forEach((value, index) => expect(value).toBeCloseTo(to[index] ?? NaN, 6))
    close(column, [0, 2])
    close(row, [-2, 0])
    close(glassOver({ column, row }, 196).transform, [0, 1, -1, 0])
  })

  it('have the shape that they have on the ground', () => {
    const { column, row } = axesAt(inDegrees, 1, 0)
    expect(row[1] / column[0]).toBeCloseTo(1 / Math.cos((70 * Math.PI) / 180), 2)
  })

  it('fill the glass however they lie, the one that is meant in the middle', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(northUp, inDegrees),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (picture, resolution, turnedDeg) => {
          const { columns, rows, each, transform } = glassOver(axesAt(picture, resolution, turnedDeg), 196)
          const [a, b, c, d] = transform
          const determinant = a * d - b * c
          expect(Math.abs(determinant)).toBeCloseTo(1, 6)
          expect([columns % 2, rows % 2]).toEqual([1, 1])
          for (const [x, y] of [
            [98, 98],
            [98, -98],
          ] as const) {
            expect(Math.abs((d * x - c * y) / determinant)).toBeLessThanOrEqual((columns * each) / 2 + 1e-6)
            expect(Math.abs((a * y - b * x) / determinant)).toBeLessThanOrEqual((rows * each) / 2 + 1e-6)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('the glass', () => {
  const map = { left: 270, top: 40, width: 800, height: 560 }
  const labels = { left: 280, right: 1060, top: 500, bottom: 600 }

  it('stands below the pointer, and above where labels lie over the map below', () => {
    expect(glassPlace([300, 100], 196, map, [labels])).toEqual([322, 122])
    expect(glassPlace([300, 400], 196, map, [labels])).toEqual([82, 182])
  })

  it('stays on the map and off the pointer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 560 }), (x, y) => {
        const [left, top] = glassPlace([x, y], 196, map, [labels])
        expect(left >= 0 && top >= 0 && left + 196 <= 800 && top + 196 <= 560).toBe(true)
        expect(x > left && x < left + 196 && y > top && y < top + 196).toBe(false)
      }),
    )
  })
})
