import { describe, expect, it } from 'vitest'
import { pictureOf } from '../../../../renderer/map/scenes/scene-plane.ts'
import { geodesicBetween } from '../../../../src/geodesy/ellipsoid.ts'
import { coregister } from '../../../../src/raster/coregistration/coregistration.ts'
import { encodeTiff } from '../../../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from '../../../raster/open-bytes.ts'
import { sampleScenes } from '../../../scenes/sample-scenes.ts'
import { renderScene } from '../../../scenes/scene.ts'
import { gridOf } from '../../../scenes/truth.ts'
import { makeShipyard } from '../../../scenes/yard.ts'
import { displayOf, utm51 } from '../displays.ts'

const yard = makeShipyard()
const utm = gridOf(32651)

function render(date: string) {
  const spec = sampleScenes().find((one) => one.date === date)!
  return renderScene(yard, { ...spec, window: { west: -1300, north: 800, width: 700, height: 600, gsdM: 3 } })
}

describe('a footprint drawn on a scene that was laid over another', () => {
  it('lies on the true ground, where the unshifted picture would put it 9 m off', async () => {
    const [first, second] = [render('2024-03-02'), render('2024-04-19')]
    const [reference, scene] = await Promise.all(
      [first, second].map(async ({ raster, description }) => ({
        name: 'scene',
        ...(await openBytes(encodeTiff(raster, {}, description))),
        sensor: 'PlanetScope',
        shift: [0, 0] as const,
      })),
    )
    const { shiftEastM, shiftNorthM } = await coregister(reference!, scene!)
    const display = displayOf(utm51, [...second.geoTransform])
    const [plain, shifted] = [pictureOf(display, 0, 0), pictureOf(display, shiftEastM, shiftNorthM)]
    const [x0, , , y0] = second.geoTransform
    for (const { ring } of second.truth.hulls.slice(0, 6)) {
      for (const corner of ring) {
        // The pixel that shows the corner: the file's place is off by the misregistration.
        const [x, y] = utm.forward(corner)
        const [column, row] = [
          (x - second.truth.shift_east_m - x0) / 3,
          (y0 - y + second.truth.shift_north_m) / 3,
        ]
        const drawnOn = (picture: typeof shifted) =>
          picture.plane.toLonLat([
            picture.left + column * picture.pixelWidth,
            picture.top - row * picture.pixelHeight,
          ])!
        expect(geodesicBetween(drawnOn(shifted), corner).distanceM).toBeLessThan(0.9)
        expect(geodesicBetween(drawnOn(plain), corner).distanceM).toBeGreaterThan(9)
      }
    }
  })
})
