import { describe, expect, it } from 'vitest'
import { hullsOf } from '../../src/compare/hull.ts'
import { slipBetween } from '../../src/compare/slip.ts'
import { geodesicPoint } from '../../src/geodesy/ellipsoid.ts'
import { aSighting } from '../records.ts'

/** Ten hulls along a quay, each longer and broader by so many metres. */
const quay = (offM: (index: number) => number) =>
  hullsOf(
    Array.from({ length: 10 }, (_, index) =>
      aSighting({
        centre: geodesicPoint([122.05, 29.95], 90, index * 300),
        lengthM: 150 + 8 * index + offM(index),
        beamM: 28 + offM(index),
        headingDeg: 0,
      }),
    ),
  )

describe('how far two dates were read apart', () => {
  // Both readings are stated to 4.158 m: their difference has a standard deviation of 3 m.
  it('is little where the hulls agree, and much where a hand slipped on all of them', () => {
    const exact = slipBetween(
      quay(() => 0),
      quay(() => 0),
    )
    const careless = slipBetween(
      quay(() => 0),
      quay((index) => (index % 2 === 0 ? 5 : -5)),
    )
    expect(exact).toBeLessThan(0.8)
    expect(careless).toBeGreaterThan(1.5)
  })

  it('is what hands usually do where a few berths have another ship, or none has the same', () => {
    const before = quay(() => 0)
    const replaced = quay((index) => (index < 4 ? 9 : 0))
    expect(slipBetween(before, replaced)).toBeLessThan(1)
    expect(slipBetween(before, [])).toBe(1)
  })
})
