import { describe, expect, it } from 'vitest'
import { pictureOf, type Plane } from '../../../renderer/map/scenes/scene-plane.ts'
import type { LonLat } from '../../../src/domain/polygon.ts'
import { handlePosition, hullFromClicks, ringOfHull, type Hull } from '../../../src/geodesy/footprint.ts'
import { measureFootprint } from '../../../src/geodesy/measure.ts'
import { projectionOf } from '../../../src/geodesy/projection.ts'
import { displayOf, geographic, mercator } from './displays.ts'

const polar = '+proj=stere +lat_0=90 +lat_ts=71 +lon_0=0 +datum=WGS84 +units=m +no_defs'
const utm = (zone: number) => `+proj=utm +zone=${zone} +datum=WGS84 +units=m +no_defs`

/** Latitudes 0, 30, 60 and 78, the third across the antimeridian. */
const places: readonly { centre: LonLat; zone: number }[] = [
  { centre: [103.8, 0.1], zone: 48 },
  { centre: [122.05, 29.95], zone: 51 },
  { centre: [179.9998, 60.2], zone: 60 },
  { centre: [15.6, 78.2], zone: 33 },
]

/** A scene of 3 m around a place, its columns turned so far in the grid. */
function planeAround(centre: LonLat, definition: string, turnDeg: number): { plane: Plane; pixel: number } {
  const projection = projectionOf(definition)
  const middle = projection.fromLonLat(centre)
  const north = projection.fromLonLat([centre[0], centre[1] + 0.001])
  if (middle === null || north === null) throw new Error('the system does not reach so far')
  // Units of the grid in a metre of the ground, by a thousandth of a degree of latitude.
  const unit = Math.hypot(north[0] - middle[0], north[1] - middle[1]) / 111.2
  const size = 3 * unit
  const [cos, sin] = [Math.cos((turnDeg * Math.PI) / 180) * size, Math.sin((turnDeg * Math.PI) / 180) * size]
  const affine = [middle[0] - 350 * cos - 300 * sin, cos, sin, middle[1] + 350 * -sin + 300 * cos, sin, -cos]
  const picture = pictureOf(displayOf(definition, affine), 0, 0)
  return { plane: picture.viewPlane, pixel: picture.pixelHeight }
}

/** A click in whole pixels of a screen that shows four of them for one of the scene. */
function clicked({ plane, pixel }: ReturnType<typeof planeAround>, place: LonLat): LonLat {
  const xy = plane.fromLonLat(place)
  const step = pixel / 4
  const back =
    xy === null ? null : plane.toLonLat([Math.round(xy[0] / step) * step, Math.round(xy[1] / step) * step])
  if (back === null) throw new Error('the place is not in the plane')
  return back
}

const systems = ([, lat]: LonLat, zone: number): [name: string, definition: string, turnDeg: number][] => [
  ['UTM', utm(zone), 0],
  ['Web Mercator', mercator, 0],
  ['degrees', geographic, 0],
  ['a turned picture', utm(zone), 31],
  ...(lat > 50 ? [['a polar stereographic grid', polar, 0] as [string, string, number]] : []),
]

describe.each(places)('a hull drawn at $centre', ({ centre, zone }) => {
  it.each(systems(centre, zone))(
    'measures its true length, beam and heading on a scene in %s',
    (_name, definition, turnDeg) => {
      const scene = planeAround(centre, definition, turnDeg)
      for (const headingDeg of [5, 63, 95, 147, 222, 338]) {
        const truth: Hull = { centre, lengthM: 224.9, beamM: 32.3, headingDeg }
        const [bow, stern, side] = (['bow', 'stern', 'port'] as const).map((handle) =>
          clicked(scene, handlePosition(truth, handle)),
        )
        if (bow === undefined || stern === undefined || side === undefined) throw new Error('three clicks')
        const hull = hullFromClicks(bow, stern, side)
        const measured = measureFootprint(ringOfHull(hull), hull.headingDeg)
        expect(Math.abs(measured.length_m - truth.lengthM)).toBeLessThan(3)
        expect(Math.abs(measured.beam_m - truth.beamM)).toBeLessThan(3)
        expect(Math.abs(((measured.heading_deg - headingDeg + 540) % 360) - 180)).toBeLessThan(0.5)
      }
    },
  )
})
