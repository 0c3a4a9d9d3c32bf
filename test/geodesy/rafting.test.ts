import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/domain/polygon.ts'
import { geodesicBetween, localFrame } from '../../src/geodesy/ellipsoid.ts'
import { handlePosition, hullFromClicks, type Hull } from '../../src/geodesy/footprint.ts'
import { parallelStern, touchingAxis, touchingHull } from '../../src/geodesy/rafting.ts'

const middle: LonLat = [122.05, 29.95]
const frame = localFrame(middle)
const at = (east: number, north: number): LonLat => frame.toLonLat([east, north])
/** Lies north and south through the middle, 40 m broad. */
const neighbour: Hull = { centre: middle, lengthM: 200, beamM: 40, headingDeg: 0 }

describe('a hull that is drawn beside another', () => {
  it('is laid parallel to it where it is nearly so', () => {
    const axis = { bow: at(40, 80), stern: at(46, -80) }
    const stern = frame.toPlane(parallelStern(axis, [neighbour], 10))
    expect(stern[0]).toBeCloseTo(40, 1)
    expect(geodesicBetween(axis.bow, at(stern[0], stern[1])).distanceM).toBeCloseTo(160.1, 1)
  })

  it('keeps its own heading where another one can be told from it', () => {
    const axis = { bow: at(40, 80), stern: at(46, -80) }
    expect(parallelStern(axis, [neighbour], 2)).toBe(axis.stern)
  })

  it('keeps its own way where it lies across, far off, or ahead of the other', () => {
    for (const axis of [
      { bow: at(40, 80), stern: at(120, -80) },
      { bow: at(400, 80), stern: at(404, -80) },
      { bow: at(40, 480), stern: at(44, 320) },
    ])
      expect(parallelStern(axis, [neighbour], 10)).toBe(axis.stern)
  })

  it('touches it where its edge comes near, and only there', () => {
    const axis = { bow: at(35, 80), stern: at(35, -80) }
    const drawn = hullFromClicks(axis.bow, axis.stern, at(47, 0))
    const touching = touchingHull(axis, drawn, [neighbour], 5)
    // The near edge moves from 23 to 20 m; the far one stays at 47.
    expect(touching.beamM).toBeCloseTo(27, 1)
    expect(frame.toPlane(handlePosition(touching, 'port'))[0]).toBeCloseTo(20, 1)
    expect(frame.toPlane(handlePosition(touching, 'starboard'))[0]).toBeCloseTo(47, 1)
    const narrow = hullFromClicks(axis.bow, axis.stern, at(41, 0))
    expect(touchingHull(axis, narrow, [neighbour], 5)).toBe(narrow)
  })

  it('is moved sideways against it where its beam is known', () => {
    const moved = touchingAxis({ bow: at(33, 80), stern: at(33, -80) }, 20, [neighbour], 5)
    expect(frame.toPlane(moved.bow)[0]).toBeCloseTo(30, 1)
    expect(frame.toPlane(moved.stern)[0]).toBeCloseTo(30, 1)
    const far = { bow: at(60, 80), stern: at(60, -80) }
    expect(touchingAxis(far, 20, [neighbour], 5)).toBe(far)
  })
})
