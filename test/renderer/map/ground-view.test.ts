import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriedOver, groundPoseOf, planePoseOf } from '../../../renderer/map/ground-view.ts'
import { pictureOf, type Plane } from '../../../renderer/map/scenes/scene-plane.ts'
import { displayOf, geographic, mercator, utm33, utm34 } from './displays.ts'

const planeOf = (crs: string, affine: number[]): Plane => pictureOf(displayOf(crs, affine), 0, 0).viewPlane

const rotated = [3 * Math.cos(0.4), 3 * Math.sin(0.4), 3 * Math.sin(0.4), -3 * Math.cos(0.4)] as const

/** Planes that all show the sea near 69.5 N 17.9 E. */
const planes: readonly [string, Plane][] = [
  ['UTM 33', planeOf(utm33, [610_000, 3, 0, 7_712_000, 0, -3])],
  ['UTM 34', planeOf(utm34, [375_000, 3, 0, 7_712_000, 0, -3])],
  ['Web Mercator', planeOf(mercator, [1_990_000, 5, 0, 10_950_000, 0, -5])],
  ['geographic', planeOf(geographic, [17.85, 0.0001, 0, 69.55, 0, -0.00005])],
  ['a rotated scene', planeOf(utm33, [610_000, rotated[0], rotated[1], 7_712_000, rotated[2], rotated[3]])],
]

describe('the view when a scene in another CRS is shown', () => {
  it.each(planes.flatMap(([a, from]) => planes.map(([b, to]) => [a, b, from, to] as const)))(
    'keeps the centre, the scale and where north is: from %s to %s',
    (_, __, from, to) => {
      fc.assert(
        fc.property(
          fc.double({ min: 17.86, max: 17.95, noNaN: true }),
          fc.double({ min: 69.46, max: 69.54, noNaN: true }),
          fc.double({ min: 0.1, max: 20, noNaN: true }),
          fc.double({ min: -170, max: 170, noNaN: true }),
          (lon, lat, metresPerPixel, northDeg) => {
            const pose = planePoseOf(from, { centre: [lon, lat], metresPerPixel, northDeg })
            const before = pose && groundPoseOf(from, pose)
            const carried = before && planePoseOf(to, before)
            const after = carried && groundPoseOf(to, carried)
            expect(after?.centre[0]).toBeCloseTo(lon, 7)
            expect(after?.centre[1]).toBeCloseTo(lat, 7)
            expect((after?.metresPerPixel ?? 0) / metresPerPixel).toBeCloseTo(1, 3)
            const turned = ((((after?.northDeg ?? 0) - northDeg + 180) % 360) + 360) % 360
            expect(turned).toBeCloseTo(180, 1)
          },
        ),
        { numRuns: 20 },
      )
    },
  )

  it('leaves pixels upright where only the grids of two zones differ', () => {
    const [[, zone33], [, zone34]] = [planes[0]!, planes[1]!]
    const pose = planePoseOf(zone33, { centre: [17.9, 69.5], metresPerPixel: 3, northDeg: 0 })
    const carried = pose && carriedOver(zone33, { ...pose, rotation: 0 }, zone34)
    const turned = pose && carriedOver(zone33, { ...pose, rotation: 1 }, zone34)
    expect(Math.abs(carried?.rotation ?? 1)).toBeLessThan(0.11)
    expect(turned?.rotation).not.toBe(1)
  })

  it('tells true north apart from the north of the grid', () => {
    const [, plane] = planes[0]!
    const xy = plane.fromLonLat([17.9, 69.5])
    const ground = xy && groundPoseOf(plane, { centre: xy, resolution: 3, rotation: 0 })
    // Meridian convergence of UTM: atan(tan(difference of longitude) · sin(latitude)), 2.9 degrees here.
    const convergence =
      (Math.atan(Math.tan((2.9 * Math.PI) / 180) * Math.sin((69.5 * Math.PI) / 180)) * 180) / Math.PI
    expect(ground?.northDeg).toBeCloseTo(-convergence, 2)
  })
})
