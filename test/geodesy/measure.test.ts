import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ring } from '../../src/domain/polygon.ts'
import { ringOfHull } from '../../src/geodesy/footprint.ts'
import { measureFootprint } from '../../src/geodesy/measure.ts'

const vectorsFile = `${process.env['ROADSTEAD_DATA'] ?? '../shared/data'}/geodesy-vectors.json`

interface Vector {
  id: string
  ring: [number, number][]
  expect: { length_m: number; beam_m: number; heading_deg: number; area_m2: number }
}

const axisOff = (a: number, b: number): number => Math.abs(((((a - b + 90) % 180) + 180) % 180) - 90)

const hull = fc.record({
  centre: fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -84, max: 84, noNaN: true }),
  ),
  lengthM: fc.double({ min: 60, max: 400, noNaN: true }),
  ratio: fc.double({ min: 0.12, max: 0.7, noNaN: true }),
  headingDeg: fc.double({ min: 0, max: 359.99, noNaN: true }),
})

describe('measuring a footprint', () => {
  it.skipIf(!existsSync(vectorsFile))(
    'agrees with the geodesic vectors (skipped where they are absent)',
    () => {
      const { vectors } = JSON.parse(readFileSync(vectorsFile, 'utf8')) as { vectors: Vector[] }
      expect(vectors.length).toBeGreaterThan(5)
      for (const { id, ring, expect: want } of vectors) {
        const got = measureFootprint(ring, want.heading_deg)
        expect(Math.abs(got.length_m - want.length_m), id).toBeLessThan(Math.max(0.02, want.length_m * 5e-4))
        expect(Math.abs(got.beam_m - want.beam_m), id).toBeLessThan(Math.max(0.02, want.beam_m * 5e-4))
        expect(axisOff(got.heading_deg, want.heading_deg), id).toBeLessThan(0.02)
        expect(Math.abs(got.area_m2 / want.area_m2 - 1), id).toBeLessThan(5e-4)
      }
    },
  )

  it('gives back length, beam and heading of any hull anywhere, also across the antimeridian', () => {
    fc.assert(
      fc.property(hull, ({ centre, lengthM, ratio, headingDeg }) => {
        const beamM = lengthM * ratio
        const got = measureFootprint(ringOfHull({ centre, lengthM, beamM, headingDeg }), headingDeg)
        expect(Math.abs(got.length_m - lengthM)).toBeLessThan(0.03)
        expect(Math.abs(got.beam_m - beamM)).toBeLessThan(0.03)
        expect(Math.abs(((got.heading_deg - headingDeg + 540) % 360) - 180)).toBeLessThan(0.05)
        expect(got.lon).toBeGreaterThanOrEqual(-180)
        expect(got.lon).toBeLessThanOrEqual(180)
      }),
    )
  })

  it('does not depend on where the ring starts, on its direction, or on how longitudes pass 180', () => {
    fc.assert(
      fc.property(
        hull,
        fc.nat(3),
        fc.boolean(),
        fc.boolean(),
        ({ centre, lengthM, ratio, headingDeg }, turn, back, wrap) => {
          const ring = ringOfHull({ centre, lengthM, beamM: lengthM * ratio, headingDeg })
          const open = ring.slice(0, -1)
          const turned = [...open.slice(turn), ...open.slice(0, turn)]
          if (back) turned.reverse()
          const wrapped = turned.map(([lon, lat]): [number, number] => [
            wrap ? ((((lon + 180) % 360) + 360) % 360) - 180 : lon,
            lat,
          ])
          const again: Ring = [...wrapped, wrapped[0]!]
          const [a, b] = [measureFootprint(ring, null), measureFootprint(again, null)]
          expect(b.length_m).toBeCloseTo(a.length_m, 2)
          expect(b.beam_m).toBeCloseTo(a.beam_m, 2)
          expect(axisOff(b.heading_deg, a.heading_deg)).toBeLessThan(0.01)
          expect(b.area_m2).toBeCloseTo(a.area_m2, 0)
        },
      ),
    )
  })

  it('never claims a bow where none is known, and stays below 180 degrees then', () => {
    fc.assert(
      fc.property(hull, ({ centre, lengthM, ratio, headingDeg }) => {
        const got = measureFootprint(
          ringOfHull({ centre, lengthM, beamM: lengthM * ratio, headingDeg }),
          null,
        )
        expect(got.heading_known).toBe(0)
        expect(got.heading_deg).toBeGreaterThanOrEqual(0)
        expect(got.heading_deg).toBeLessThan(180)
      }),
    )
  })

  it('refuses an outline without area and says so', () => {
    const line: Ring = [
      [122, 30],
      [122.001, 30],
      [122.002, 30],
      [122, 30],
    ]
    expect(() => measureFootprint(line, null)).toThrow(/less than one square metre/)
  })
})
