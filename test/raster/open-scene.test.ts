import { describe, expect, it, test } from 'vitest'
import { describeScene } from '../../src/raster/describe-scene.ts'
import { findAcquisition } from '../../src/raster/acquisition/acquisition-time.ts'
import { gsdM } from '../../src/raster/placing/ground-sample.ts'
import type { SceneImage } from '../../src/raster/scene-image.ts'
import { sceneExtent, sceneOutline } from '../../src/raster/placing/scene-outline.ts'
import { pixelsAt } from '../../src/raster/read-window.ts'
import { encodeTiff, type TiffDescription } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from './open-bytes.ts'

const utm51 = { kind: 'projected', epsg: 32651 } as const
const transform = [400_000, 3, 0, 3_320_000, 0, -3] as const

async function opened(description: TiffDescription, size = 100): Promise<SceneImage> {
  const raster = { width: size, height: size, bands: [new Uint8Array(size * size)] }
  return (await openBytes(encodeTiff(raster, {}, description))).image
}

/** A file of one directory: tags of one number, and the bytes of its pixels at the end. */
function tiffOf(tags: Readonly<Record<number, number>>, pixels: Uint8Array): Uint8Array {
  const entries = Object.entries({ ...tags, 273: 0 }).sort(([a], [b]) => Number(a) - Number(b))
  const start = 8 + 2 + 12 * entries.length + 4
  const bytes = new Uint8Array(start + pixels.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x002a4949, true)
  view.setUint32(4, 8, true)
  view.setUint16(8, entries.length, true)
  entries.forEach(([tag, value], index) => {
    const at = 10 + 12 * index
    view.setUint16(at, Number(tag), true)
    view.setUint16(at + 2, 4, true)
    view.setUint32(at + 4, 1, true)
    view.setUint32(at + 8, Number(tag) === 273 ? start : value, true)
  })
  bytes.set(pixels, start)
  return bytes
}

describe('a file that says too little of its pixels', () => {
  const gray = { 256: 4, 257: 2, 258: 8, 259: 1, 262: 1, 277: 1, 278: 2, 279: 8 }
  const colors = async (tags: Readonly<Record<number, number>>) =>
    (await openBytes(tiffOf({ ...gray, ...tags }, new Uint8Array(64)))).image.bands.map(
      ({ colorInterpretation }) => colorInterpretation,
    )

  it('is read as GDAL reads it: bands that no extra sample speaks of mean nothing (by gdalinfo)', async () => {
    expect(await colors({ 277: 3, 338: 2 })).toEqual(['Gray', 'Alpha', 'Undefined'])
    expect(await colors({ 262: 0, 277: 3, 338: 2 })).toEqual(['Palette', 'Alpha', 'Undefined'])
    expect(await colors({ 262: 2, 277: 2 })).toEqual(['Red', 'Green'])
    expect(await colors({ 262: 3 })).toEqual(['Gray'])
  })
})

test('a predictor without a compression that uses it is not undone (by gdallocationinfo)', async () => {
  const tags = { 256: 4, 257: 2, 258: 8, 259: 1, 262: 1, 277: 1, 278: 2, 279: 8, 317: 2 }
  const { reader } = await openBytes(tiffOf(tags, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)))
  expect(await pixelsAt(reader, [{ column: 3, row: 1 }])).toEqual([[8]])
})

describe('opening a scene', () => {
  it('places it by scale and tie point, by a matrix and by pixel centres alike', async () => {
    for (const stored of ['scale', 'matrix'] as const) {
      for (const pixelIs of ['area', 'point'] as const) {
        const image = await opened({ georeference: { crs: utm51, geoTransform: transform, stored, pixelIs } })
        expect(image.affine).toEqual(transform)
        expect(image.crs).toBe('EPSG:32651')
        expect(image.georeferencing).toBe('affine')
      }
    }
  })

  it('keeps rotation and south-up scenes as they are', async () => {
    const rotated = [400_000, 2, 1, 3_320_000, 1, -2] as const
    expect((await opened({ georeference: { crs: utm51, geoTransform: rotated } })).affine).toEqual(rotated)
    const southUp = [400_000, 3, 0, 3_320_000, 0, 3] as const
    expect((await opened({ georeference: { crs: utm51, geoTransform: southUp } })).affine).toEqual(southUp)
  })

  it('says how large a pixel is on the ground, also where the map is stretched', async () => {
    const local = await opened({ georeference: { crs: utm51, geoTransform: transform } })
    expect(gsdM(local)).toBeCloseTo(3, 2)
    const mercator = { kind: 'projected', epsg: 3857 } as const
    const stretched = await opened({
      georeference: { crs: mercator, geoTransform: [-13_627_000, 10, 0, 4_549_000, 0, -10] },
    })
    // At 37.8 N a metre of Web Mercator is 0.79 m.
    expect(gsdM(stretched)).toBeCloseTo(7.91, 1)
  })

  it('takes a world file and a .prj where the file itself is silent', async () => {
    const raster = { width: 10, height: 10, bands: [new Uint8Array(100)] }
    const prj =
      'PROJCS["WGS_1984_UTM_Zone_51N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",123.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    const { image } = await openBytes(encodeTiff(raster), { tfw: '3\n0\n0\n-3\n400001.5\n3319998.5\n', prj })
    expect(image.affine).toEqual([400_000, 3, 0, 3_320_000, 0, -3])
    expect(image.georeferencing).toBe('sidecar')
    const beside = sceneExtent(image)?.corners[0]
    const inside = sceneExtent(await opened({ georeference: { crs: utm51, geoTransform: transform } }))
      ?.corners[0]
    expect(beside?.[0]).toBeCloseTo(inside?.[0] ?? 0, 9)
    expect(beside?.[1]).toBeCloseTo(inside?.[1] ?? 0, 9)
  })

  it('gives bounds that run over the antimeridian from west to east', async () => {
    const geographic = { kind: 'geographic', epsg: 4326 } as const
    const image = await opened({
      georeference: { crs: geographic, geoTransform: [179.5, 0.01, 0, -16, 0, -0.01] },
    })
    expect(sceneExtent(image)?.bounds).toEqual([179.5, -17, -179.5, -16])
    const rounded = await opened({
      georeference: { crs: geographic, geoTransform: [90, 0.9 + 1e-12, 0, 45, 0, -0.9] },
    })
    expect(sceneExtent(rounded)?.bounds).toEqual([90, -45, 180, 45])
    const pacific = await opened({
      georeference: {
        crs: { kind: 'projected', epsg: 3832 },
        geoTransform: [3_200_000, 3000, 0, 0, 0, -3000],
      },
    })
    const bounds = sceneExtent(pacific)?.bounds
    expect(bounds?.[0]).toBeGreaterThan(bounds?.[2] ?? 0)
    expect(sceneOutline(pacific)?.coordinates[0]?.every(([lon]) => lon > 170)).toBe(true)
  })

  it('gives the whole circle to a scene over the pole', async () => {
    const image = await opened({
      georeference: {
        crs: { kind: 'projected', epsg: 3413 },
        geoTransform: [-50_000, 1000, 0, 50_000, 0, -1000],
      },
    })
    const bounds = sceneExtent(image)?.bounds
    expect(bounds?.[0]).toBe(-180)
    expect(bounds?.[2]).toBe(180)
    expect(bounds?.[3]).toBe(90)
  })

  it('opens what is not on Earth or not placed, and says why it can only be looked at', async () => {
    const off = await opened({
      georeference: {
        crs: { kind: 'geographic', epsg: 4326 },
        geoTransform: [400_000, 3, 0, 3_320_000, 0, -3],
      },
    })
    const nothing = findAcquisition(off.name, off.texts, [])
    expect(describeScene('yard.tif', off, nothing)).toMatchObject({ corners_wgs84: null, bounds_wgs84: null })
    expect(describeScene('yard.tif', off, nothing).problems.join(' ')).toContain('not on Earth')
    const bare = await opened({})
    expect(bare.georeferencing).toBe('none')
    expect(bare.problems.join(' ')).toContain('no georeferencing')
    expect(sceneOutline(bare)).toBeNull()
  })

  it('places a scene that has ground control points only, with the residual', async () => {
    const at = (column: number, row: number) => ({ column, row, x: 122 + column * 1e-4, y: 30 - row * 1e-4 })
    const groundControlPoints = [at(0, 0), at(100, 0), at(100, 100), at(0, 100)]
    const image = await opened({
      georeference: { crs: { kind: 'geographic', epsg: 4326 }, groundControlPoints },
    })
    expect(image).toMatchObject({ georeferencing: 'gcps', affine: null })
    const corners = sceneExtent(image)?.corners
    expect(corners?.[2]?.[0]).toBeCloseTo(122.01, 9)
    expect(corners?.[2]?.[1]).toBeCloseTo(29.99, 9)
    const description = describeScene('yard.tif', image, findAcquisition('yard.tif', image.texts, []))
    expect(description.geoTransform).toBeNull()
    expect(description.problems.join(' ')).toContain('4 ground control points')
  })

  it('writes a NaN nodata as text, and describes bands as gdalinfo does', async () => {
    const raster = { width: 2, height: 2, bands: [Float32Array.of(1, 2, 3, NaN)] }
    const { image } = await openBytes(encodeTiff(raster, {}, { noData: 'nan' }))
    const description = describeScene('a/b.tif', image, findAcquisition('b.tif', image.texts, []))
    expect(description.bands).toEqual([
      { band: 1, type: 'Float32', noDataValue: 'NaN', colorInterpretation: 'Gray' },
    ])
    expect(description).toMatchObject({ path: 'a/b.tif', size: [2, 2], geoTransform: null, overviews: [] })
  })
})

describe('a file that is no sound TIFF', () => {
  const sound = encodeTiff({ width: 8, height: 8, bands: [new Uint8Array(64)] })
  const view = () => {
    const bytes = sound.slice()
    return { bytes, data: new DataView(bytes.buffer) }
  }

  it('is refused by name', async () => {
    const refusals = [
      [new Uint8Array(0), 'scene/not-tiff'],
      [new TextEncoder().encode('<html><body>404 Not Found</body></html>'), 'scene/not-tiff'],
      [sound.slice(0, 8), 'scene/damaged'],
      [sound.slice(0, 20), 'scene/damaged'],
    ] as const
    for (const [bytes, code] of refusals) {
      await expect(openBytes(bytes)).rejects.toMatchObject({ code, subject: 'yard.tif' })
    }
  })

  it('does not run in circles when a directory points to itself', async () => {
    const { bytes, data } = view()
    const at = data.getUint32(4, true)
    data.setUint32(at + 2 + 12 * data.getUint16(at, true), at, true)
    const { image } = await openBytes(bytes)
    expect(image.problems.join(' ')).toContain('circle')
  })

  it('allocates nothing for sides that no file has', async () => {
    const { bytes, data } = view()
    const at = data.getUint32(4, true)
    for (let entry = at + 2; entry < at + 2 + 12 * data.getUint16(at, true); entry += 12) {
      const tag = data.getUint16(entry, true)
      if (tag === 256 || tag === 257) data.setUint32(entry + 8, 2 ** 31 - 1, true)
    }
    const { image, reader } = await openBytes(bytes)
    expect(image.width).toBe(2 ** 31 - 1)
    const { pixelAt } = await import('./pixel-at.ts')
    await expect(pixelAt(reader, 5, 5)).rejects.toMatchObject({ name: 'Problem' })
  })
})
