import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/domain/polygon.ts'
import { geodesicBetween, geodesicPoint } from '../../src/geodesy/ellipsoid.ts'
import type { Hull } from '../../src/geodesy/footprint.ts'
import {
  dragHandle,
  handlePosition,
  handles,
  hullFromClicks,
  hullOfRing,
  ringOfHull,
  turnedRing,
} from '../../src/geodesy/footprint.ts'
import { measureFootprint } from '../../src/geodesy/measure.ts'
import { translated } from '../../src/geodesy/translation.ts'

const place = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true }),
)
const anyHull = fc.record({
  centre: place,
  lengthM: fc.double({ min: 20, max: 400, noNaN: true }),
  beamM: fc.double({ min: 5, max: 60, noNaN: true }),
  headingDeg: fc.double({ min: 0, max: 359.9, noNaN: true }),
})
const drag = fc.record({
  handle: fc.constantFrom(...handles),
  bearingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
  distanceM: fc.double({ min: 0, max: 500, noNaN: true }),
})

/** Side lengths and diagonals of a ring of four corners: equal in pairs only in a rectangle. */
function expectRectangle(hull: Hull): void {
  const [a, b, c, d] = ringOfHull(hull) as LonLat[] as [LonLat, LonLat, LonLat, LonLat]
  const m = (p: LonLat, q: LonLat): number => geodesicBetween(p, q).distanceM
  expect(Math.abs(m(a, b) - m(c, d))).toBeLessThan(0.05)
  expect(Math.abs(m(b, c) - m(d, a))).toBeLessThan(0.05)
  expect(Math.abs(m(a, c) - m(b, d))).toBeLessThan(0.05)
}

describe('drawing a hull', () => {
  it('makes of bow, stern and a point on either side the rectangle they mean', () => {
    fc.assert(
      fc.property(anyHull, fc.boolean(), (hull, port) => {
        const side = geodesicPoint(
          geodesicPoint(hull.centre, hull.headingDeg, hull.lengthM / 5),
          hull.headingDeg + (port ? -90 : 90),
          hull.beamM / 2,
        )
        const drawn = hullFromClicks(handlePosition(hull, 'bow'), handlePosition(hull, 'stern'), side)
        expect(drawn.lengthM).toBeCloseTo(hull.lengthM, 3)
        expect(drawn.beamM).toBeCloseTo(hull.beamM, 3)
        expect(Math.abs(((drawn.headingDeg - hull.headingDeg + 540) % 360) - 180)).toBeLessThan(1e-4)
        expectRectangle(drawn)
      }),
    )
  })

  it('stores a counterclockwise closed ring from stern-starboard on', () => {
    const ring = ringOfHull({ centre: [122.05, 29.95], lengthM: 200, beamM: 30, headingDeg: 0 })
    expect(ring).toHaveLength(5)
    expect(ring[4]).toEqual(ring[0])
    const [sternStarboard, bowStarboard, bowPort] = ring as LonLat[] as [LonLat, LonLat, LonLat]
    expect(bowStarboard[1]).toBeGreaterThan(sternStarboard[1])
    expect(bowPort[0]).toBeLessThan(bowStarboard[0])
  })

  it('comes back from its ring with the bow it was drawn with', () => {
    fc.assert(
      fc.property(anyHull, (hull) => {
        const back = hullOfRing(ringOfHull(hull), hull.headingDeg)
        expect(Math.abs(back.lengthM - hull.lengthM)).toBeLessThan(0.05)
        expect(Math.abs(back.beamM - hull.beamM)).toBeLessThan(0.05)
      }),
    )
  })
})

describe('editing a hull by its handles', () => {
  it('leaves a rectangle that can be measured, whatever is dragged wherever', () => {
    fc.assert(
      fc.property(anyHull, fc.array(drag, { maxLength: 12 }), (start, drags) => {
        let hull: Hull = start
        for (const { handle, bearingDeg, distanceM } of drags) {
          hull = dragHandle(hull, handle, geodesicPoint(hull.centre, bearingDeg, distanceM))
          expect(hull.lengthM).toBeGreaterThan(0.9)
          expect(hull.beamM).toBeGreaterThan(0.9)
        }
        expectRectangle(hull)
        if (hull.lengthM * hull.beamM > 4)
          expect(measureFootprint(ringOfHull(hull), null).area_m2).toBeGreaterThan(0)
      }),
    )
  })

  it('leaves a rectangle that has not flipped after any drags, arrow keys and turns, each of them stored', () => {
    const metres = fc.double({ min: -40, max: 40, noNaN: true })
    const move = fc.record({ eastM: metres, northM: metres })
    const turn = fc.record({ degrees: fc.constantFrom(-1, -0.1, 0.1, 1, 90, 180) })
    const mid = anyHull.map((hull): Hull => ({ ...hull, centre: [hull.centre[0], hull.centre[1] * 0.9] }))
    fc.assert(
      fc.property(mid, fc.array(fc.oneof(drag, move, turn), { maxLength: 20 }), (start, steps) => {
        let hull: Hull = start
        for (const step of steps) {
          // So that a whole degree of a side is more than the centimetre of a stored corner.
          if (hull.lengthM < 10 || hull.beamM < 3 || hull.lengthM < 1.2 * hull.beamM) return
          const stored = ringOfHull(hull)
          let heading = hull.headingDeg
          if ('handle' in step) {
            const dragged = dragHandle(
              hull,
              step.handle,
              geodesicPoint(hull.centre, step.bearingDeg, step.distanceM),
            )
            heading = dragged.headingDeg
            hull = hullOfRing(ringOfHull(dragged), heading)
          } else if ('degrees' in step) {
            heading = (heading + step.degrees + 360) % 360
            hull = hullOfRing(turnedRing(stored, step.degrees), heading)
          } else {
            const ring = stored.map((corner): [number, number] => [
              ...translated(corner, step.eastM, step.northM),
            ])
            hull = hullOfRing(ring, heading)
          }
          expectRectangle(hull)
          const off = Math.abs(((hull.headingDeg - heading + 540) % 360) - 180)
          if (hull.lengthM > 10) expect(off).toBeLessThan(2)
        }
      }),
    )
  })

  it('keeps the stern where it is while the bow is dragged, and the far side while a side is', () => {
    fc.assert(
      fc.property(anyHull, drag, (hull, { bearingDeg, distanceM }) => {
        const to = geodesicPoint(hull.centre, bearingDeg, distanceM)
        const bow = dragHandle(hull, 'bow', to)
        expect(
          geodesicBetween(handlePosition(bow, 'stern'), handlePosition(hull, 'stern')).distanceM,
        ).toBeLessThan(0.001)
        const port = dragHandle(hull, 'port', to)
        expect(
          geodesicBetween(handlePosition(port, 'starboard'), handlePosition(hull, 'starboard')).distanceM,
        ).toBeLessThan(0.001)
        expect(port.headingDeg).toBe(hull.headingDeg)
      }),
    )
  })
})
