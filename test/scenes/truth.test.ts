import proj4 from 'proj4'
import { describe, expect, test } from 'vitest'
import { dates } from './calendar.ts'
import { fleet } from './fleet.ts'
import { footprintRing, gridOf, shipToGrid, travel } from './truth.ts'

const all = dates.flatMap(({ id, ships }) => ships.map(({ truth }) => ({ id, truth })))

/** Vincenty's inverse formula (1975), a second way to distances and azimuths on WGS84. */
function vincenty([lon1, lat1]: readonly [number, number], [lon2, lat2]: readonly [number, number]) {
  const rad = Math.PI / 180
  const [a, f] = [6378137, 1 / 298.257223563]
  const b = a * (1 - f)
  const [u1, u2] = [Math.atan((1 - f) * Math.tan(lat1 * rad)), Math.atan((1 - f) * Math.tan(lat2 * rad))]
  const difference = (lon2 - lon1) * rad
  let lambda = difference
  for (let i = 0; i < 50; i++) {
    const sinSigma = Math.hypot(
      Math.cos(u2) * Math.sin(lambda),
      Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda),
    )
    const cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda)
    const sigma = Math.atan2(sinSigma, cosSigma)
    const sinAlpha = (Math.cos(u1) * Math.cos(u2) * Math.sin(lambda)) / sinSigma
    const cos2Alpha = 1 - sinAlpha * sinAlpha
    const cos2M = cosSigma - (2 * Math.sin(u1) * Math.sin(u2)) / cos2Alpha
    const c = (f / 16) * cos2Alpha * (4 + f * (4 - 3 * cos2Alpha))
    const next =
      difference +
      (1 - c) * f * sinAlpha * (sigma + c * sinSigma * (cos2M + c * cosSigma * (2 * cos2M * cos2M - 1)))
    if (Math.abs(next - lambda) < 1e-14) {
      const uSq = (cos2Alpha * (a * a - b * b)) / (b * b)
      const bigA = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)))
      const bigB = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)))
      const delta =
        bigB *
        sinSigma *
        (cos2M +
          (bigB / 4) *
            (cosSigma * (2 * cos2M * cos2M - 1) -
              (bigB / 6) * cos2M * (4 * sinSigma * sinSigma - 3) * (4 * cos2M * cos2M - 3)))
      const azimuth = Math.atan2(
        Math.cos(u2) * Math.sin(lambda),
        Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda),
      )
      return { distance: b * bigA * (sigma - delta), azimuth: (azimuth / rad + 360) % 360 }
    }
    lambda = next
  }
  throw new Error('Vincenty did not converge.')
}

const between = (p: readonly [number, number], q: readonly [number, number]): [number, number] => [
  (p[0] + q[0]) / 2,
  (p[1] + q[1]) / 2,
]

describe('the truth of a hull', () => {
  test('is a ring whose sides are its length and beam and whose bow lies where it heads, by another formula', () => {
    for (const { truth } of all) {
      const [sternStarboard, bowStarboard, bowPort, sternPort] = truth.ring
      expect(vincenty(sternStarboard, bowStarboard).distance).toBeCloseTo(truth.length_m, 3)
      expect(vincenty(sternPort, bowPort).distance).toBeCloseTo(truth.length_m, 3)
      expect(vincenty(bowStarboard, bowPort).distance).toBeCloseTo(truth.beam_m, 3)
      const { azimuth } = vincenty(between(sternStarboard, sternPort), between(bowStarboard, bowPort))
      const turn = Math.abs(((azimuth - truth.heading_deg + 540) % 360) - 180)
      expect(turn).toBeLessThan(0.002)
      const middle = between(between(sternStarboard, bowPort), between(bowStarboard, sternPort))
      expect(vincenty(middle, [truth.lon + 1e-9, truth.lat]).distance).toBeLessThan(0.002)
    }
  })

  test('runs counterclockwise and holds the measures of the ship in the fleet', () => {
    const ships = new Map(Object.values(fleet).map((ship) => [ship.key, ship]))
    for (const { truth } of all) {
      const ship = ships.get(truth.key)!
      expect([truth.length_m, truth.beam_m, truth.class, truth.name]).toEqual([
        ship.lengthM,
        ship.beamM,
        ship.class,
        ship.name,
      ])
      const area = truth.ring.reduce((sum, [x, y], i) => {
        const [nx, ny] = truth.ring[(i + 1) % 4]!
        return sum + (x - truth.lon) * (ny - truth.lat) - (nx - truth.lon) * (y - truth.lat)
      }, 0)
      expect(area).toBeGreaterThan(0)
    }
  })

  test('has the grid where proj4 has it, also far from the yard', () => {
    for (const [lonLat, epsg, text] of [
      [[122.05, 29.95], 32651, '+proj=utm +zone=51 +datum=WGS84'],
      [[15.6, 78.2], 32633, '+proj=utm +zone=33 +datum=WGS84'],
      [[-67.5, -53.2], 32719, '+proj=utm +zone=19 +south +datum=WGS84'],
    ] as const) {
      const grid = gridOf(epsg)
      const ship = shipToGrid(grid, lonLat, 37)
      const bow = travel(lonLat, 37, 150)
      const [x, y] = proj4(text, [bow[0], bow[1]])
      expect(Math.hypot(ship.a * 150 + ship.c - x, ship.d * 150 + ship.f - y)).toBeLessThan(0.002)
    }
  })

  test('stays a rectangle across the antimeridian', () => {
    const ring = footprintRing([179.9999, -16.8], 80, 200, 32)
    for (const [lon] of ring) expect(Math.abs(lon)).toBeGreaterThan(179.9)
    expect(ring.some(([lon]) => lon < 0) && ring.some(([lon]) => lon > 0)).toBe(true)
  })
})

describe('the story of the yard', () => {
  test('has a ship that goes from the anchorage to a dock to a fitting-out berth', () => {
    const states = all.filter(({ truth }) => truth.key === 'mirandel').map(({ truth }) => truth.berth_state)
    expect([...new Set(states)]).toEqual(['at_anchor', 'dry_dock', 'alongside'])
  })

  test('has two rafted hulls side by side, arrivals and departures', () => {
    const march = dates.find(({ id }) => id === '2024-03-02')!
    const raft = march.ships
      .filter(({ truth }) => truth.berth_state === 'rafted')
      .map(({ truth }) => truth.raft_order)
    expect(raft).toEqual([1, 2])
    const keys = dates.map(({ ships }) => new Set(ships.map(({ ship }) => ship.key)))
    for (let i = 1; i < keys.length; i++) {
      expect(
        [...keys[i]!].some((key) => !keys[i - 1]!.has(key)) ||
          [...keys[i - 1]!].some((key) => !keys[i]!.has(key)),
      ).toBe(true)
    }
  })

  test('never has a ship twice on a date, nor two hulls in one place', () => {
    for (const { id, ships } of dates) {
      expect(new Set(ships.map(({ ship }) => ship.key)).size, id).toBe(ships.length)
      for (const a of ships)
        for (const b of ships) {
          if (a.ship.key >= b.ship.key) continue
          expect(separated(a.corners, b.corners), `${id}: ${a.ship.key} and ${b.ship.key}`).toBe(true)
        }
    }
  })
})

/** True where a line along a side of one rectangle keeps the two apart. */
function separated(
  p: readonly (readonly [number, number])[],
  q: readonly (readonly [number, number])[],
): boolean {
  return [p, q].some((ring) =>
    [0, 1].some((i) => {
      const [dx, dy] = [ring[i + 1]![0] - ring[i]![0], ring[i + 1]![1] - ring[i]![1]]
      const along = (points: typeof p) => points.map(([x, y]) => x * dx + y * dy)
      const [a, b] = [along(p), along(q)]
      return Math.max(...a) < Math.min(...b) || Math.max(...b) < Math.min(...a)
    }),
  )
}
