import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '../../../src/domain/problem.ts'
import { localFrame } from '../../../src/geodesy/ellipsoid.ts'
import { coregister } from '../../../src/raster/coregistration/coregistration.ts'
import type { SceneToAlign } from '../../../src/raster/coregistration/coregistration-overlap.ts'
import { fourierOf } from '../../../src/raster/coregistration/fourier.ts'
import { encodeTiff, type TiffDescription, type TiffRaster } from '../../../src/raster/tiff/tiff-writer.ts'
import { renderScene, type RenderedScene, type SceneSpec } from '../../scenes/scene.ts'
import { planetScope, sentinel1, sentinel2Red, type Sensor } from '../../scenes/sensor.ts'
import { gridOf, type LonLat } from '../../scenes/truth.ts'
import type { Window } from '../../scenes/yard-frame.ts'
import { makeShipyard } from '../../scenes/yard.ts'
import { openBytes } from '../open-bytes.ts'

const yard = makeShipyard()
const utm = gridOf(32651)

function render(date: string, sensor: Sensor, window: Window, off: readonly [number, number] = [0, 0]) {
  const misregistration = { eastM: off[0], northM: off[1] }
  const spec: SceneSpec = {
    fileName: `${date}.tif`,
    date,
    sensor,
    window,
    layout: {},
    overviews: false,
    misregistration,
  }
  return renderScene(yard, spec)
}

async function opened(
  raster: TiffRaster,
  description: TiffDescription,
  sensor: string | null,
  shift: readonly [number, number] = [0, 0],
): Promise<SceneToAlign> {
  return { name: 'scene', ...(await openBytes(encodeTiff(raster, {}, description))), sensor, shift }
}

const open = (scene: RenderedScene, sensor: string | null, shift?: readonly [number, number]) =>
  opened(scene.raster, scene.description, sensor, shift)

/** Where a misregistration in grid metres must bring the scene back, in metres east and north. */
function truthOf({ truth, geoTransform, raster }: RenderedScene): readonly [number, number] {
  const [x, a, , y, , d] = geoTransform
  const middle: LonLat = [x + (a * raster.width) / 2, y + (d * raster.height) / 2]
  const frame = localFrame(utm.inverse(middle))
  return frame.toPlane(utm.inverse([middle[0] + truth.shift_east_m, middle[1] + truth.shift_north_m]))
}

function errorM(
  found: { shiftEastM: number; shiftNorthM: number },
  truth: readonly [number, number],
): number {
  return Math.hypot(found.shiftEastM - truth[0], found.shiftNorthM - truth[1])
}

const shore: Window = { west: -1300, north: 800, width: 560, height: 540, gsdM: 3 }
const wide: Window = { west: -2300, north: 2300, width: 420, height: 400, gsdM: 10 }

/** What a scene shows, as another program would have put it on another grid (bilinear from its first band). */
function regridded({ raster, geoTransform }: RenderedScene, epsg: number, stepDeg: number) {
  const grid = gridOf(epsg)
  const [x, a, , y, , d] = geoTransform
  const [west, north] = grid.forward(utm.inverse([x, y]))
  const [width, height] = [raster.width - 30, raster.height - 30]
  const source = raster.bands[0]!
  const band = new Float32Array(width * height)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const place = grid.inverse([west + (column + 0.5) * stepDeg, north - (row + 0.5) * stepDeg])
      const [east, up] = utm.forward(place)
      const [u, v] = [(east - x) / a - 0.5, (up - y) / d - 0.5]
      const [i, j] = [Math.floor(u), Math.floor(v)]
      if (i < 0 || j < 0 || i + 1 >= raster.width || j + 1 >= raster.height) continue
      const at = (c: number, r: number) => source[r * raster.width + c]!
      const top = at(i, j) * (1 - (u - i)) + at(i + 1, j) * (u - i)
      const bottom = at(i, j + 1) * (1 - (u - i)) + at(i + 1, j + 1) * (u - i)
      band[row * width + column] = top * (1 - (v - j)) + bottom * (v - j)
    }
  }
  return {
    raster: { width, height, bands: [band] },
    geoTransform: [west, stepDeg, 0, north, 0, -stepDeg] as const,
  }
}

describe('laying a scene over another', () => {
  let winter: RenderedScene
  let spring: RenderedScene
  let reference: SceneToAlign

  beforeAll(async () => {
    winter = render('2024-01-15', planetScope, shore)
    const window = { ...shore, west: shore.west + 13.7, north: shore.north + 4.1 }
    spring = render('2024-04-19', planetScope, window, [52.3, -91.6])
    reference = await open(winter, 'PlanetScope')
  })

  it('finds the shift between dates with other ships, sun and season to 0.3 pixels', async () => {
    const found = await coregister(reference, await open(spring, 'PlanetScope'))
    expect(errorM(found, truthOf(spring)) / 3).toBeLessThan(0.3)
    expect(found.quality).toBeGreaterThan(0.5)
    expect(found.residualM).toBeLessThan(3)
    expect(found.agreeing).toBeGreaterThan(found.windows / 4)
  })

  it('adds what is left to the shifts that both scenes have already', async () => {
    const shifted = { ...reference, shift: [30, 20] as const }
    const scene = await open(spring, 'PlanetScope', [-40, 110])
    const [east, north] = truthOf(spring)
    expect(errorM(await coregister(shifted, scene), [east + 30, north + 20]) / 3).toBeLessThan(0.3)
  })

  it('finds a long shift over an overlap that is smaller than the windows that it takes', async () => {
    const small = { ...shore, west: shore.west + 600, north: shore.north - 300, width: 128, height: 128 }
    const [a, b] = [
      render('2024-03-02', planetScope, small),
      render('2024-04-19', planetScope, small, [90, -30]),
    ]
    const found = await coregister(await open(a, 'PlanetScope'), await open(b, 'PlanetScope'))
    expect(errorM(found, truthOf(b)) / 3).toBeLessThan(0.3)
  })

  it('finds it inside of a drawn area alone', async () => {
    const corner = ([u, v]: readonly [number, number]): LonLat =>
      utm.inverse([winter.geoTransform[0] + u * 3, winter.geoTransform[3] - v * 3])
    const area = (
      [
        [60, 40],
        [460, 30],
        [500, 480],
        [40, 500],
        [60, 40],
      ] as const
    ).map(corner)
    const found = await coregister(reference, await open(spring, 'PlanetScope'), { area })
    expect(errorM(found, truthOf(spring)) / 3).toBeLessThan(0.3)
  })

  it('finds it where what is bright on one scene is dark on the other', async () => {
    const bands = spring.raster.bands.map((band) => band.map((value) => 20_000 - value))
    const negative = await opened({ ...spring.raster, bands }, spring.description, 'PlanetScope')
    const found = await coregister(reference, negative)
    expect(found.feature).toBe('edges')
    expect(errorM(found, truthOf(spring)) / 3).toBeLessThan(0.3)
  })

  it('finds it where the shift that it has already leads nowhere', async () => {
    const found = await coregister(reference, await open(spring, 'PlanetScope', [40_000, -9_000]))
    expect(errorM(found, truthOf(spring)) / 3).toBeLessThan(0.3)
  })

  it('finds it across grids: the same scene in degrees, and turned on its side', async () => {
    const degrees = regridded(spring, 4326, 0.00003)
    const geographic = await opened(
      degrees.raster,
      { georeference: { crs: { kind: 'geographic', epsg: 4326 }, geoTransform: degrees.geoTransform } },
      'PlanetScope',
    )
    expect(errorM(await coregister(reference, geographic), truthOf(spring)) / 3).toBeLessThan(0.3)

    const scene = await open(spring, 'PlanetScope')
    const [x, a, b, y, c, d] = scene.image.affine!
    const side = { ...spring.raster, width: spring.raster.height, height: spring.raster.width }
    const bands = spring.raster.bands.map((band) => {
      const turned = band.slice()
      for (let at = 0; at < band.length; at += 1) {
        turned[at] = band[(at % side.width) * side.height + Math.floor(at / side.width)]!
      }
      return turned
    })
    const upright = await opened({ ...side, bands }, spring.description, 'PlanetScope')
    const onItsSide = { ...upright, image: { ...upright.image, affine: [x, b, a, y, d, c] as const } }
    expect(errorM(await coregister(reference, onItsSide), truthOf(spring)) / 3).toBeLessThan(0.3)
  })

  it('finds it between sensors: 3 m in four bands, 10 m in one, and radar', async () => {
    const coarse = render('2024-01-15', sentinel2Red, wide)
    const fine = render(
      '2024-03-02',
      planetScope,
      { west: -2100, north: 2000, width: 1000, height: 1000, gsdM: 3 },
      [-140, 95],
    )
    const radar = render('2024-02-20', sentinel1, { ...wide, west: wide.west + 23 }, [70, 210])
    const onCoarse = await open(coarse, 'Sentinel-2A MSI')
    expect(
      errorM(await coregister(onCoarse, await open(fine, 'PlanetScope')), truthOf(fine)) / 10,
    ).toBeLessThan(0.3)
    const found = await coregister(onCoarse, await open(radar, 'Sentinel-1A SAR'))
    expect(found.feature).toBe('edges')
    expect(errorM(found, truthOf(radar)) / 10).toBeLessThan(0.3)
  })

  it('says why it does not: no overlap, open water, a shift out of reach', async () => {
    const refusal = async (first: SceneToAlign, second: SceneToAlign, area?: readonly LonLat[]) => {
      const error: unknown = await coregister(first, second, area === undefined ? {} : { area }).catch(
        (e: unknown) => e,
      )
      expect(error).toBeInstanceOf(Problem)
      expect(error).toMatchObject({ code: 'coregistration/refused', subject: 'scene' })
      return (error as Problem).message
    }
    const sea: Window = { west: 1500, north: 0, width: 300, height: 300, gsdM: 3 }
    const water = render('2024-03-02', planetScope, sea)
    const later = render('2024-04-19', planetScope, sea)
    const onWater = await open(water, 'PlanetScope')
    expect(await refusal(reference, onWater)).toMatch(/does not overlap/)
    expect(await refusal(onWater, await open(later, 'PlanetScope'))).toMatch(/No clear match|too even/)
    const far = render('2024-04-19', planetScope, shore, [900, 200])
    expect(await refusal(reference, await open(far, 'PlanetScope'))).toMatch(/No clear match/)
    const [x, , , y] = winter.geoTransform
    const tiny = (
      [
        [0, 0],
        [90, 0],
        [90, 90],
        [0, 0],
      ] as const
    ).map(([u, v]) => utm.inverse([x + 600 + u, y - 600 - v]))
    expect(await refusal(reference, await open(spring, 'PlanetScope'), tiny)).toMatch(/too few/)
  })

  it('tells how far it may be off, and takes a match whose parts lie two pixels apart for a start alone', async () => {
    const { accuracyM } = await coregister(reference, await open(spring, 'PlanetScope'))
    expect(accuracyM).toBeLessThan(0.28 * 3)
    expect(accuracyM).toBeGreaterThan(0)
    const { width } = spring.raster
    const bands = spring.raster.bands.map((band) =>
      band.map((value, at) => (at % width < width / 3 ? value : (band[at - 2] ?? value))),
    )
    // Held for radar, it is matched by its edges.
    const torn = await opened({ ...spring.raster, bands }, spring.description, 'Sentinel-1')
    await expect(coregister(reference, torn)).rejects.toMatchObject({
      code: 'coregistration/rough',
      message: expect.stringMatching(/may be off by \d+\.\d m \(\d\.\d pixels\)/) as string,
    })
    const start = await coregister(reference, torn, { rough: true })
    expect(errorM(start, truthOf(spring)) / 3).toBeLessThan(2)
    expect(start.accuracyM).toBeGreaterThan(0.28 * 3)
  })

  it('stops when it is told to', async () => {
    const scene = await open(spring, 'PlanetScope')
    const controller = new AbortController()
    const going = coregister(reference, scene, {
      signal: controller.signal,
      progress: () => controller.abort(new Error('enough')),
    })
    await expect(going).rejects.toThrow('enough')
  })
})

describe('the Fourier transform', () => {
  it('has the coefficients of a wave where they belong, and goes back to the samples', () => {
    const size = 16
    const data = new Float64Array(2 * size * size)
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        data[2 * (row * size + column)] = Math.cos((2 * Math.PI * (3 * column + 5 * row)) / size)
      }
    }
    const samples = data.slice()
    fourierOf(size).forward(data)
    expect(data[2 * (3 * size + 5)]).toBeCloseTo((size * size) / 2, 9)
    expect(data[2 * (5 * size + 3)]).toBeCloseTo(0, 9)
    fourierOf(size).inverse(data)
    data.forEach((value, at) => expect(value).toBeCloseTo(samples[at]!, 12))
  })
})
