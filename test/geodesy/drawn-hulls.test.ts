import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/domain/polygon.ts'
import { localFrame } from '../../src/geodesy/ellipsoid.ts'
import {
  handlePosition,
  hullBetweenSides,
  hullFromClicks,
  ringOfHull,
  type Hull,
} from '../../src/geodesy/footprint.ts'
import { measureFootprint, type Measures } from '../../src/geodesy/measure.ts'
import { measureErrors } from '../../src/geodesy/uncertainty.ts'
import { makeRandom, type Random } from '../scenes/prng.ts'
import { gridOf, shipToGrid, type Grid } from '../scenes/truth.ts'

/** Latitudes with the UTM zone that each place lies in. */
const places: readonly { lonLat: LonLat; utm: number }[] = [
  { lonLat: [103.8, 1.2], utm: 32648 },
  { lonLat: [122.05, 29.95], utm: 32651 },
  { lonLat: [-70.9, -53.2], utm: 32719 },
  { lonLat: [18.9, 69.7], utm: 32634 },
]
const resolutions = [0.5, 3, 10]

interface Screen {
  readonly grid: Grid
  readonly gsdM: number
  /** Pixels of the screen for one of the scene. */
  readonly zoom: number
  /** Where the screen's pixels begin, in parts of one. */
  readonly offset: readonly [number, number]
}

/** A click at a place, as a mouse gives it: in whole pixels of the screen. */
function clicking({ grid, gsdM, zoom, offset }: Screen, centre: LonLat): (place: LonLat) => LonLat {
  const north = shipToGrid(grid, centre, 0)
  const isGeographic = grid.kind === 'geographic'
  const stepX = (gsdM * (isGeographic ? Math.abs(north.b) : Math.hypot(north.b, north.e))) / zoom
  const stepY = (gsdM * (isGeographic ? Math.abs(north.d) : Math.hypot(north.b, north.e))) / zoom
  const [x0, y0] = grid.forward(centre)
  const whole = (value: number, part: number) => Math.round(value + part) - part
  return (place) => {
    const [x, y] = grid.forward(place)
    const [column, row] = [whole((x - x0) / stepX, offset[0]), whole((y0 - y) / stepY, offset[1])]
    return grid.inverse([x0 + column * stepX, y0 - row * stepY])
  }
}

/** What a hull measures that is drawn with three clicks. */
function drawn(screen: Screen, truth: Hull, side: 'port' | 'starboard'): Measures {
  const click = clicking(screen, truth.centre)
  const [bow, stern, beside] = (['bow', 'stern', side] as const).map((handle) =>
    click(handlePosition(truth, handle)),
  )
  if (bow === undefined || stern === undefined || beside === undefined)
    throw new Error('three clicks are needed')
  const hull = hullFromClicks(bow, stern, beside)
  return measureFootprint(ringOfHull(hull), hull.headingDeg)
}

function anyHull(random: Random, [lon, lat]: LonLat): Hull {
  const lengthM = random.between(90, 330)
  const centre: LonLat = [lon + random.between(-0.05, 0.05), lat + random.between(-0.02, 0.02)]
  return { centre, lengthM, beamM: lengthM / random.between(4.5, 7), headingDeg: random.between(0, 360) }
}

const angleBetween = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180)

/** Draws so many hulls at each place and resolution, and counts how good they are. */
function drawnAt(zoom: number, each: number) {
  const count = { all: 0, long: 0, length: 0, beam: 0, heading: 0, lengthInside: 0, beamInside: 0 }
  for (const [at, { lonLat, utm }] of places.entries()) {
    for (const gsdM of resolutions) {
      const random = makeRandom('drawn', at, gsdM, zoom)
      for (let trial = 0; trial < each; trial++) {
        const truth = anyHull(random, lonLat)
        const screen = { grid: gridOf(utm), gsdM, zoom, offset: [random.next(), random.next()] as const }
        const measured = drawn(screen, truth, trial % 2 === 0 ? 'port' : 'starboard')
        const errors = measureErrors({ gsdM, offNadirDeg: 5, edge: 'waterline' })
        const length = Math.abs(measured.length_m - truth.lengthM)
        const beam = Math.abs(measured.beam_m - truth.beamM)
        count.all += 1
        if (length <= gsdM) count.length += 1
        if (beam <= gsdM) count.beam += 1
        if (length <= (errors.length_error_m ?? 0)) count.lengthInside += 1
        if (beam <= (errors.beam_error_m ?? 0)) count.beamInside += 1
        if (truth.lengthM <= 30 * gsdM) continue
        count.long += 1
        if (angleBetween(measured.heading_deg, truth.headingDeg) <= 0.5) count.heading += 1
      }
    }
  }
  const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`
  console.info(
    `${zoom} pixels of the screen for one of the scene: length within a pixel ${percent(count.length, count.all)}, ` +
      `beam ${percent(count.beam, count.all)}, heading within 0.5° ${percent(count.heading, count.long)}, ` +
      `inside of ± ${percent(count.lengthInside, count.all)} and ${percent(count.beamInside, count.all)}`,
  )
  return count
}

describe('hulls drawn in whole pixels of the screen, on scenes of three resolutions at four latitudes', () => {
  it('measure the true length and beam within a pixel and the heading within half a degree, seen closely', () => {
    const { all, long, length, beam, heading } = drawnAt(4, 100)
    expect([length, beam]).toEqual([all, all])
    expect(heading / long).toBeGreaterThan(0.99)
  })

  it('do so but for one in fifty at twice the size of the scene', () => {
    const { all, long, length, beam, heading } = drawnAt(2, 100)
    expect(length).toBe(all)
    expect(beam / all).toBeGreaterThan(0.98)
    expect(heading / long).toBeGreaterThan(0.95)
  })

  it.each([1, 1.5, 2, 4])(
    'have their truth inside of the stated ± in at least 95 of 100, at %d : 1',
    (zoom) => {
      const { all, lengthInside, beamInside } = drawnAt(zoom, 100)
      expect((lengthInside + beamInside) / (2 * all)).toBeGreaterThanOrEqual(0.95)
      // One side alone is mirrored about the axis, so that its error counts twice: at 1 : 1 the beam only just holds.
      expect(beamInside / all).toBeGreaterThanOrEqual(zoom === 1 ? 0.94 : 0.95)
    },
  )

  it('have it so where edges are read to half a pixel, bow and stern and both sides each by itself', () => {
    const random = makeRandom('read to half a pixel')
    const count = { all: 0, length: 0, beam: 0 }
    for (const { lonLat } of places) {
      for (let trial = 0; trial < 250; trial++) {
        const truth = anyHull(random, lonLat)
        const frame = localFrame(truth.centre)
        const [bow, stern, port, starboard] = (['bow', 'stern', 'port', 'starboard'] as const).map(
          (handle) => {
            const [x, y] = frame.toPlane(handlePosition(truth, handle))
            return frame.toLonLat([x + random.normal() * 0.5, y + random.normal() * 0.5])
          },
        )
        if (bow === undefined || stern === undefined || port === undefined || starboard === undefined)
          throw new Error('a hull has four edges')
        const hull = hullBetweenSides(bow, stern, port, starboard)
        if (hull === null) throw new Error('these are its sides')
        const measured = measureFootprint(ringOfHull(hull), hull.headingDeg)
        const errors = measureErrors({ gsdM: 1, offNadirDeg: 5, edge: 'waterline' })
        count.all += 1
        if (Math.abs(measured.length_m - truth.lengthM) <= (errors.length_error_m ?? 0)) count.length += 1
        if (Math.abs(measured.beam_m - truth.beamM) <= (errors.beam_error_m ?? 0)) count.beam += 1
      }
    }
    // Nineteen of twenty, give or take the luck of a thousand.
    expect(count.length / count.all).toBeGreaterThan(0.935)
    expect(count.beam / count.all).toBeGreaterThan(0.935)
  })

  it('measure the same on a UTM, a Web Mercator and a geographic scene, within one pixel', () => {
    for (const { lonLat, utm } of places) {
      for (const gsdM of resolutions) {
        const truth = { centre: lonLat, lengthM: 224.9, beamM: 32.3, headingDeg: 63 }
        const [first, ...others] = [utm, 3857, 4326].map((epsg) =>
          drawn({ grid: gridOf(epsg), gsdM, zoom: 4, offset: [0, 0] }, truth, 'port'),
        )
        for (const other of others) {
          expect(Math.abs(other.length_m - (first?.length_m ?? 0))).toBeLessThan(gsdM)
          expect(Math.abs(other.beam_m - (first?.beam_m ?? 0))).toBeLessThan(gsdM)
        }
      }
    }
  })
})
