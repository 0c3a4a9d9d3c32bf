import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chipFrame, type ChipFrame } from '../../../../renderer/map/scenes/chip-frame.ts'
import { pictureOf } from '../../../../renderer/map/scenes/scene-plane.ts'
import { pixelOf } from '../../../../renderer/map/scenes/scene-region.ts'
import type { LonLat } from '../../../../src/domain/polygon.ts'
import { geodesicPoint } from '../../../../src/geodesy/ellipsoid.ts'
import { displayOf, geographic, utm51 } from '../displays.ts'

const pictures = {
  'a UTM scene': pictureOf(displayOf(utm51, [400_000, 3, 0, 3_320_000, 0, -3]), 0, 0),
  'a turned scene': pictureOf(displayOf(utm51, [400_000, 2.6, 1.5, 3_320_000, 1.5, -2.6]), 0, 0),
  'a scene whose rows run north': pictureOf(displayOf(utm51, [400_000, 3, 0, 3_318_000, 0, 3]), 0, 0),
  'a scene in degrees': pictureOf(displayOf(geographic, [122, 3e-5, 0, 30, 0, -3e-5]), 0, 0),
}
const size = { width: 280, height: 95 }

/** Where a place lies on the chip, in its pixels right of and below its middle. */
function onChip(picture: (typeof pictures)['a UTM scene'], frame: ChipFrame, place: LonLat) {
  const xy = picture.plane.fromLonLat(place)
  const pixel = xy === null ? null : pixelOf(picture, picture.plane, xy)
  if (pixel === null) throw new Error('the place is not on the plane')
  const [column, row] = [pixel[0] - frame.middle[0], pixel[1] - frame.middle[1]]
  const [a, b, c, d] = frame.matrix
  return [a * column + c * row, b * column + d * row]
}

describe.each(Object.entries(pictures))('a chip of %s', (_, picture) => {
  const centre: LonLat = picture.plane.toLonLat([
    picture.left + 300 * picture.pixelWidth,
    picture.top - 200 * picture.pixelHeight,
  ]) ?? [0, 0]

  it('shows a place at its bearing from the top and at its distance', () => {
    const bearing = fc.double({ min: 0, max: 360, noNaN: true })
    fc.assert(
      fc.property(
        bearing,
        bearing,
        fc.double({ min: 1, max: 150, noNaN: true }),
        (upDeg, azimuth, metres) => {
          const frame = chipFrame(picture, centre, size, 300, upDeg)
          if (frame === null) throw new Error('the scene has the place')
          const [x = 0, y = 0] = onChip(picture, frame, geodesicPoint(centre, azimuth, metres))
          const turn = ((azimuth - upDeg) * Math.PI) / 180
          const pixels = (metres / 300) * size.width
          expect(x).toBeCloseTo(Math.sin(turn) * pixels, 0)
          expect(y).toBeCloseTo(-Math.cos(turn) * pixels, 0)
        },
      ),
    )
  })

  it('reads enough of the scene for every corner', () => {
    for (const upDeg of [0, 30, 90, 217]) {
      const frame = chipFrame(picture, centre, size, 300, upDeg)
      if (frame === null) throw new Error('the scene has the place')
      const diagonal = Math.hypot(150, (150 * size.height) / size.width)
      const corner = (Math.atan2(size.width, size.height) * 180) / Math.PI
      for (const azimuth of [corner, -corner, 180 - corner, 180 + corner]) {
        const xy = picture.plane.fromLonLat(geodesicPoint(centre, upDeg + azimuth, diagonal))
        const pixel = xy === null ? null : pixelOf(picture, picture.plane, xy)
        expect(Math.abs((pixel?.[0] ?? NaN) - frame.middle[0])).toBeLessThan(frame.extent[0] / 2 + 0.1)
        expect(Math.abs((pixel?.[1] ?? NaN) - frame.middle[1])).toBeLessThan(frame.extent[1] / 2 + 0.1)
      }
    }
  })
})
