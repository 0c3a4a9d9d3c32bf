import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/domain/polygon.ts'
import { handlePosition, hullFromClicks, ringOfHull } from '../../src/geodesy/footprint.ts'
import { measureFootprint } from '../../src/geodesy/measure.ts'
import { measureErrors } from '../../src/geodesy/uncertainty.ts'
import { makeRandom } from '../scenes/prng.ts'
import { gridOf, shipToGrid, type Grid } from '../scenes/truth.ts'

/** Latitudes with the UTM zone that each place lies in. */
const places: readonly { lonLat: LonLat; utm: number }[] = [
  { lonLat: [103.8, 1.2], utm: 32648 },
  { lonLat: [122.05, 29.95], utm: 32651 },
  { lonLat: [-70.9, -53.2], utm: 32719 },
  { lonLat: [18.9, 69.7], utm: 32634 },
]
const resolutions = [0.5, 3, 10]
/** Length and beam; with those from 30 pixels on the heading is judged too. */
const ships = [
  [333, 60],
  [224.9, 32.3],
  [141.2, 21.8],
  [93.4, 22],
] as const

/** A grid of square pixels (in units of the grid) whose side is `gsdM` on the ground at a place. */
function pixelsOf(grid: Grid, lonLat: LonLat, gsdM: number) {
  const north = shipToGrid(grid, lonLat, 0)
  const step =
    grid.kind === 'geographic'
      ? { x: gsdM * Math.abs(north.b), y: gsdM * Math.abs(north.d) }
      : { x: gsdM * Math.hypot(north.b, north.e), y: gsdM * Math.hypot(north.b, north.e) }
  const [x0, y0] = grid.forward(lonLat)
  return {
    toPixel: (place: LonLat) => {
      const [x, y] = grid.forward(place)
      return [(x - x0) / step.x, (y0 - y) / step.y] as const
    },
    toPlace: (column: number, row: number): LonLat => grid.inverse([x0 + column * step.x, y0 - row * step.y]),
  }
}

/**
 * A hull as an analyst draws it: the scene is shown at twice its size, each click falls on a whole pixel of the screen,
 * and the hand is a quarter of a scene pixel off besides. The side is mirrored about the axis, so its error counts twice.
 */
function drawn(
  grid: Grid,
  truth: { centre: LonLat; lengthM: number; beamM: number; headingDeg: number },
  gsdM: number,
  noise: () => number,
) {
  const { toPixel, toPlace } = pixelsOf(grid, truth.centre, gsdM)
  const click = (place: LonLat): LonLat => {
    const [column, row] = toPixel(place)
    return toPlace(Math.round(2 * (column + noise())) / 2, Math.round(2 * (row + noise())) / 2)
  }
  const hull = hullFromClicks(
    click(handlePosition(truth, 'bow')),
    click(handlePosition(truth, 'stern')),
    click(handlePosition(truth, 'starboard')),
  )
  return measureFootprint(ringOfHull(hull), hull.headingDeg)
}

const angleBetween = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180)

describe('hulls drawn on scenes of three resolutions at four latitudes', () => {
  it('measure the true length and beam within one pixel and the heading within half a degree', () => {
    for (const { lonLat, utm } of places) {
      for (const gsdM of resolutions) {
        for (const [lengthM, beamM] of ships) {
          for (const headingDeg of [12, 77, 143, 205, 301]) {
            const truth = { centre: lonLat, lengthM, beamM, headingDeg }
            const { toPixel, toPlace } = pixelsOf(gridOf(utm), lonLat, gsdM)
            // The corner of a pixel that is nearest, to a quarter: a screen shows a pixel of the scene by several.
            const click = (place: LonLat): LonLat => {
              const [column, row] = toPixel(place)
              return toPlace(Math.round(column * 4) / 4, Math.round(row * 4) / 4)
            }
            const hull = hullFromClicks(
              click(handlePosition(truth, 'bow')),
              click(handlePosition(truth, 'stern')),
              click(handlePosition(truth, 'port')),
            )
            const measured = measureFootprint(ringOfHull(hull), hull.headingDeg)
            const where = `${lonLat.join(' ')} at ${gsdM} m, ${lengthM} m, ${headingDeg}°`
            expect(Math.abs(measured.length_m - lengthM), where).toBeLessThan(gsdM)
            expect(Math.abs(measured.beam_m - beamM), where).toBeLessThan(gsdM)
            if (lengthM / gsdM > 30)
              expect(angleBetween(measured.heading_deg, headingDeg), where).toBeLessThan(0.5)
          }
        }
      }
    }
  })

  it('have their true length and beam inside of the stated ± in at least 95 of 100, by an unsteady hand', () => {
    let [inside, all] = [0, 0]
    for (const [at, { lonLat, utm }] of places.entries()) {
      for (const gsdM of resolutions) {
        const random = makeRandom('hand', at * 100 + Math.round(gsdM * 10))
        for (let trial = 0; trial < 60; trial++) {
          const [lengthM, beamM] = ships[trial % ships.length] ?? [100, 20]
          const truth = { centre: lonLat, lengthM, beamM, headingDeg: random.between(0, 360) }
          const measured = drawn(gridOf(utm), truth, gsdM, () => random.between(-0.25, 0.25))
          const errors = measureErrors({ gsdM, offNadirDeg: 5, edge: 'waterline' })
          all += 2
          if (Math.abs(measured.length_m - lengthM) <= (errors.length_error_m ?? 0)) inside++
          if (Math.abs(measured.beam_m - beamM) <= (errors.beam_error_m ?? 0)) inside++
        }
      }
    }
    console.info(`${inside} of ${all} inside of the stated ±: ${((100 * inside) / all).toFixed(1)} %`)
    expect(inside / all).toBeGreaterThanOrEqual(0.95)
  })

  it('measure the same on a UTM, a Web Mercator and a geographic scene, within one pixel', () => {
    for (const { lonLat, utm } of places) {
      for (const gsdM of resolutions) {
        const truth = { centre: lonLat, lengthM: 224.9, beamM: 32.3, headingDeg: 63 }
        const [first, ...others] = [utm, 3857, 4326].map((epsg) => {
          const { toPixel, toPlace } = pixelsOf(gridOf(epsg), lonLat, gsdM)
          const click = (place: LonLat): LonLat => {
            const [column, row] = toPixel(place)
            return toPlace(Math.round(column * 4) / 4, Math.round(row * 4) / 4)
          }
          const hull = hullFromClicks(
            click(handlePosition(truth, 'bow')),
            click(handlePosition(truth, 'stern')),
            click(handlePosition(truth, 'port')),
          )
          return measureFootprint(ringOfHull(hull), hull.headingDeg)
        })
        for (const other of others) {
          expect(Math.abs(other.length_m - (first?.length_m ?? 0))).toBeLessThan(gsdM)
          expect(Math.abs(other.beam_m - (first?.beam_m ?? 0))).toBeLessThan(gsdM)
        }
      }
    }
  })
})
