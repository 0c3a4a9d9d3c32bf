import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extentIn, extentOf, pictureOf, pixelAt } from '../../../../renderer/map/scenes/scene-plane.ts'
import { geodesicBetween } from '../../../../src/geodesy/ellipsoid.ts'
import { projectionOf } from '../../../../src/geodesy/projection.ts'
import { applyAffine } from '../../../../src/raster/placing/affine.ts'
import type { Affine } from '../../../../src/raster/scene-image.ts'
import { displayOf, geographic, mercator, utm33, utm51 } from '../displays.ts'

const turn = 0.5
const scenes: readonly [string, string, Affine][] = [
  ['a UTM scene', utm51, [400_000, 3, 0, 3_320_000, 0, -3]],
  ['a Web Mercator scene', mercator, [13_585_000, 5, 0, 3_496_000, 0, -5]],
  ['a geographic scene at 70 N', geographic, [15, 0.0001, 0, 70, 0, -0.00005]],
  ['a geographic scene across the antimeridian', geographic, [179.98, 0.00005, 0, 10, 0, -0.00005]],
  ['a scene with oblong pixels', utm33, [400_000, 3, 0, 7_780_000, 0, -6]],
  [
    'a rotated scene',
    utm51,
    [400_000, 3 * Math.cos(turn), 3 * Math.sin(turn), 3_320_000, 3 * Math.sin(turn), -3 * Math.cos(turn)],
  ],
  ['a scene stored from south to north', utm51, [400_000, 3, 0, 3_318_200, 0, 3]],
]

describe('the plane of a scene', () => {
  it.each(scenes)(
    'puts every pixel of %s where its affine says, to a hundredth of a pixel',
    (_, crs, affine) => {
      const picture = pictureOf(displayOf(crs, [...affine]), 0, 0)
      const projection = projectionOf(crs)
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 700, noNaN: true }),
          fc.double({ min: 0, max: 600, noNaN: true }),
          (column, row) => {
            const there = projection.toLonLat(applyAffine(affine, column, row))
            const xy = there && picture.plane.fromLonLat(there)
            expect(xy).not.toBeNull()
            if (!xy) return
            expect((xy[0] - picture.left) / picture.pixelWidth).toBeCloseTo(column, 2)
            expect((picture.top - xy[1]) / picture.pixelHeight).toBeCloseTo(row, 2)
          },
        ),
        { numRuns: 50 },
      )
    },
  )

  it.each(scenes)('finds the pixel under the pointer of %s', (_, crs, affine) => {
    const picture = pictureOf(displayOf(crs, [...affine]), 0, 0)
    const there = projectionOf(crs).toLonLat(applyAffine(affine, 413.5, 287.5))
    const xy = there && picture.viewPlane.fromLonLat(there)
    expect(xy && pixelAt(picture, picture.viewPlane, xy)).toEqual({ column: 413, row: 287 })
  })

  it('says nothing about a point outside of the scene', () => {
    const picture = pictureOf(displayOf(utm51, [400_000, 3, 0, 3_320_000, 0, -3]), 0, 0)
    expect(pixelAt(picture, picture.plane, [399_999.9, 3_319_000])).toBeNull()
    expect(pixelAt(picture, picture.plane, [400_000, 3_320_000])).toEqual({ column: 0, row: 0 })
  })

  it('moves the picture of a shifted scene by so many metres on the ground', () => {
    for (const [, crs, affine] of scenes) {
      const still = pictureOf(displayOf(crs, [...affine]), 0, 0)
      const moved = pictureOf(displayOf(crs, [...affine]), 30, -40)
      const from = still.plane.toLonLat([
        still.left + 300 * still.pixelWidth,
        still.top - 300 * still.pixelHeight,
      ])
      const to = still.plane.toLonLat([
        moved.left + 300 * moved.pixelWidth,
        moved.top - 300 * moved.pixelHeight,
      ])
      expect(from).not.toBeNull()
      if (!from || !to) continue
      const { distanceM, azimuthDeg } = geodesicBetween(from, to)
      expect(distanceM).toBeCloseTo(50, 1)
      expect(azimuthDeg).toBeCloseTo(180 - (Math.atan2(30, 40) * 180) / Math.PI, 0)
    }
  })

  it('draws a square on the ground as a square at 70 N in a geographic scene', () => {
    const picture = pictureOf(displayOf(geographic, [15, 0.0001, 0, 70, 0, -0.0001]), 0, 0)
    const [east, north] = [picture.plane.fromLonLat([15.02, 69.97]), picture.plane.fromLonLat([15, 69.98])]
    const origin = picture.plane.fromLonLat([15, 69.97])
    if (!east || !north || !origin) throw new Error('not in the plane')
    const eastM = geodesicBetween([15, 69.97], [15.02, 69.97]).distanceM
    const northM = geodesicBetween([15, 69.97], [15, 69.98]).distanceM
    expect((east[0] - origin[0]) / eastM / ((north[1] - origin[1]) / northM)).toBeCloseTo(1, 1)
  })

  it('never looks at the ground as in a mirror', () => {
    const [, , south] = scenes[6]!
    const picture = pictureOf(displayOf(utm51, [...south]), 0, 0)
    expect(picture.viewPlane.key).not.toBe(picture.plane.key)
    const extent = extentIn(picture, picture.viewPlane)
    ;[400_000, 3_318_200, 402_100, 3_320_000].forEach((side, index) =>
      expect(extent?.[index]).toBeCloseTo(side, 6),
    )
  })

  it('shows a scene that cannot be placed in its own pixels, with no longitude and latitude', () => {
    const picture = pictureOf(displayOf(null, null), 0, 0)
    expect(picture.plane.placed).toBe(false)
    expect(picture.plane.toLonLat([10, 10])).toBeNull()
    expect(extentOf(picture)).toEqual([0, -600, 700, 0])
    expect(pixelAt(picture, picture.plane, [10.5, -20.5])).toEqual({ column: 10, row: 20 })
  })
})
