import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pictureOf } from '../../renderer/map/scenes/scene-plane.ts'
import { whyNotMeasured } from '../../renderer/state/action.ts'
import { geodesicBetween } from '../../src/geodesy/ellipsoid.ts'
import { projectionOf } from '../../src/geodesy/projection.ts'
import type { Affine } from '../../src/raster/scene-image.ts'
import { encodeTiff, type TiffGeoreference } from '../../src/raster/tiff/tiff-writer.ts'
import { makeDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const size = 120
const utm51 = { kind: 'projected', epsg: 32651 } as const

/** A ramp of 120 x 120 bytes, placed as told. */
async function add(name: string, georeference?: TiffGeoreference): Promise<string> {
  const samples = Uint8Array.from({ length: size * size }, (_, index) => index % 251)
  const bytes = encodeTiff(
    { width: size, height: size, bands: [samples] },
    {},
    georeference === undefined ? {} : { georeference },
  )
  const { scenes } = await desk.core['scene.add']({ grants: [await desk.grant(await desk.put(name, bytes))] })
  return scenes[0]!.uid!
}

/** A grid of control points of a picture at 3 m, turned by 20 degrees, whose columns bend by `bendM` at the edges. */
function controlPoints(bendM: number, noiseM = 0) {
  const steps = [0, 40, 80, 120]
  const [cos, sin] = [Math.cos(0.35), Math.sin(0.35)]
  return steps.flatMap((row) =>
    steps.map((column) => {
      const [east, south] = [3 * column, 3 * row + bendM * (column / 60 - 1) ** 2]
      const miss = ((column + row) / 40) % 2 === 0 ? noiseM : -noiseM
      return {
        column,
        row,
        x: 408_000 + cos * east - sin * south + miss,
        y: 3_313_000 - sin * east - cos * south,
      }
    }),
  )
}

describe('a scene that is placed by ground control points alone', () => {
  it('is drawn on a plane grid that follows them, and its residual is told', async () => {
    const uid = await add('gcps.tif', { crs: utm51, groundControlPoints: controlPoints(3, 1) })
    const facts = await desk.core['scene.facts']({ uid })
    expect(facts).toMatchObject({ georeferencing: 'gcps', gcps: 16 })
    expect(facts.gcpResidualM).toBeGreaterThan(0.5)
    expect(facts.gcpResidualM).toBeLessThan(1.5)
    const display = await desk.core['scene.display']({ uid })
    expect(whyNotMeasured(display)).toBeNull()
    expect(display.problems.join(' ')).toMatch(/16 ground control points.*within 1\.\d m/)
    const a = display.affine as unknown as Affine
    const { toLonLat } = projectionOf(display.projDefinition!)
    const middle = toLonLat([a[0] + 60 * a[1] + 60 * a[2], a[3] + 60 * a[4] + 60 * a[5]])!
    const points = controlPoints(0)
    const centre = toLonLat([(points[0]!.x + points[15]!.x) / 2, (points[0]!.y + points[15]!.y) / 2])!
    // Within two pixels of 3 m: a metre is about 1e-5 degrees.
    expect(Math.abs(middle[0] - centre[0])).toBeLessThan(6e-5)
    expect(Math.abs(middle[1] - centre[1])).toBeLessThan(6e-5)
  })

  it('is drawn along the curve that its points lie on, however much it bends', async () => {
    const points = controlPoints(60)
    const uid = await add('bent.tif', { crs: utm51, groundControlPoints: points })
    const display = await desk.core['scene.display']({ uid })
    expect(whyNotMeasured(display)).toBeNull()
    const { plane, pixelWidth, pixelHeight } = pictureOf(display, 0, 0)
    const { toLonLat } = projectionOf(display.projDefinition!)
    for (const { column, row, x, y } of points) {
      const ground = toLonLat([x, y])!
      const shown = plane.toLonLat([column * pixelWidth, -row * pixelHeight])!
      expect(geodesicBetween(ground, shown).distanceM).toBeLessThan(0.001)
      const [across, up] = plane.fromLonLat(ground)!
      expect(
        [across / pixelWidth, -up / pixelHeight].map((one) => Math.round(1000 * one) / 1000 + 0),
      ).toEqual([column, row])
    }
  })

  it('is looked at in its own pixels where its points fold the picture, and the reason stands there', async () => {
    const groundControlPoints = controlPoints(0).map((point) => ({
      ...point,
      x: point.x + 400 * (point.column / 60 - 1) ** 2,
    }))
    const uid = await add('folded.tif', { crs: utm51, groundControlPoints })
    const display = await desk.core['scene.display']({ uid })
    expect(display.affine).toBeNull()
    expect(whyNotMeasured(display)).toMatch(/points fold .*not measured/)
  })
})

describe('a scene that cannot be placed', () => {
  it.each([
    ['says nothing of its place', undefined, /does not say where it lies/],
    [
      'has a transform and no coordinate system',
      { geoTransform: [408_000, 3, 0, 3_313_000, 0, -3] },
      /does not say where it lies/,
    ],
    [
      'lies off the Earth',
      { crs: { kind: 'geographic', epsg: 4326 }, geoTransform: [408_000, 3, 0, 3_313_000, 0, -3] },
      /not on Earth/,
    ],
  ] as const)('because it %s can be looked at, not drawn on, and says why', async (_, georeference, why) => {
    const uid = await add('yard.tif', georeference)
    const display = await desk.core['scene.display']({ uid })
    expect(display.bands).toHaveLength(1)
    expect(whyNotMeasured(display)).toMatch(why)
    const ring: [number, number][] = [
      [122, 30],
      [122.001, 30],
      [122.001, 30.001],
      [122, 30],
    ]
    const drawing = desk.core['edit.apply']({
      kind: 'sighting.draw',
      uid,
      scene_uid: uid,
      footprint: { type: 'Polygon', coordinates: [ring] },
      heading_deg: null,
      patch: {},
    })
    await expect(drawing).rejects.toMatchObject({ code: 'scene/not-placed' })
  })
})
