import { describe, expect, it } from 'vitest'
import { bandNames } from '../../src/raster/bands.ts'
import { drawingOf } from '../../src/raster/drawing.ts'
import type { BandInfo, PixelImage, SampleType } from '../../src/raster/scene-image.ts'
import { parseGdalMetadata } from '../../src/raster/tiff/gdal-metadata.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from './open-bytes.ts'

const small = (count: number, make: (length: number) => Uint16Array | Float32Array) =>
  encodeTiff({ width: 4, height: 4, bands: Array.from({ length: count }, () => make(16)) })

/** A real scene of `count` bands with names and a type of one's own. */
async function image(
  names: (string | null)[],
  type: SampleType = 'UInt16',
  photometric = 1,
): Promise<PixelImage> {
  const floats = type.startsWith('Float')
  const opened = await openBytes(
    small(names.length, (length) => (floats ? new Float32Array(length) : new Uint16Array(length))),
  )
  const bands = opened.image.bands.map((band, index): BandInfo => ({
    ...band,
    name: names[index] ?? null,
    type,
  }))
  return { ...opened.image, bands, levels: opened.image.levels.map((level) => ({ ...level, photometric })) }
}

const namesOf = ({ presets }: ReturnType<typeof drawingOf>) =>
  presets.map(({ name, combination }) => `${name} ${combination.join(' ')}`)

describe('how a scene is first drawn', () => {
  it('follows from its sensor', async () => {
    const four = await image([null, null, null, null])
    expect(namesOf(drawingOf(four, 'PlanetScope', 0))).toEqual([
      'true_colour 3 2 1',
      'near_infrared 4 3 2',
      'water_index 2 4',
      'single 1',
    ])
    const sentinel = await image(['B02', 'B03', 'B04', 'B08'])
    expect(namesOf(drawingOf(sentinel, 'Sentinel-2A', 0))).toContain('true_colour 3 2 1')
    const landsat = await image(['SR_B2', 'SR_B3', 'SR_B4', 'SR_B5'])
    expect(namesOf(drawingOf(landsat, 'Landsat 9', 0))).toContain('near_infrared 4 3 2')
  })

  it('knows the bands by the file alone where it names them, or says their wavelengths', async () => {
    expect(namesOf(drawingOf(await image(['B02', 'B03', 'B04', 'B08']), null, 0))[0]).toBe(
      'true_colour 3 2 1',
    )
    const described = await image(['Band 1 (Blue)', 'Band 2 (Green)', 'Band 3 (Red)', 'Band 4 (NIR)'])
    expect(namesOf(drawingOf(described, null, 0))[0]).toBe('true_colour 3 2 1')
    const lengths = [492.4, 559.8, 664.6, 832.8]
    const plain = await image([null, null, null, null])
    const bands = plain.bands.map((band, index) => ({ ...band, wavelengthNm: lengths[index] ?? 0 }))
    expect(namesOf(drawingOf({ ...plain, bands }, null, 0)).slice(0, 2)).toEqual([
      'true_colour 3 2 1',
      'near_infrared 4 3 2',
    ])
  })

  it('reads the wavelengths that GDAL keeps with the bands', () => {
    const items = [0.665, 0.56, 0.49].map(
      (um, index) => `<Item name="CENTRAL_WAVELENGTH_UM" sample="${index}" domain="imagery">${um}</Item>`,
    )
    const metadata = parseGdalMetadata(`<GDALMetadata>${items.join('')}</GDALMetadata>`)
    expect([...metadata.bands.values()].map(({ wavelengthNm }) => Math.round(wavelengthNm ?? 0))).toEqual([
      665, 560, 490,
    ])
  })

  it('never speaks of true colour where nothing says what the bands are', async () => {
    for (const count of [3, 4, 7]) {
      const unnamed = await image(Array.from({ length: count }, () => null))
      expect(namesOf(drawingOf(unnamed, null, 0))).toEqual(['by_number 1 2 3', 'by_number 3 2 1', 'single 1'])
    }
  })

  it('shows radar in decibels: of amplitude where samples are integers, of power where they are not', async () => {
    expect(drawingOf(await image(['VV']), null, 0).decibels).toBe('amplitude')
    expect(drawingOf(await image([null], 'Float32'), 'Sentinel-1A', 0).decibels).toBe('power')
    expect(drawingOf(await image([null], 'CInt16'), 'TerraSAR-X', 0).decibels).toBe('amplitude')
    expect(drawingOf(await image([null], 'CFloat32'), null, 0).decibels).toBe('amplitude')
    const named = { ...(await image([null])), name: 's1a-iw-grd-vv-20221002t205126-001.tiff' }
    expect(drawingOf(named, null, 0).decibels).toBe('amplitude')
  })

  it('calls the band of a file that holds one as its name does', async () => {
    const called = async (name: string, sensor: string | null) =>
      bandNames({ ...(await image([null])), name }, sensor)[0]
    expect(
      await called('2023-06-11-00_00_2023-06-11-23_59_Sentinel-2_L2A_B08__Raw_.tiff', 'Sentinel-2'),
    ).toBe('B08')
    expect(await called('LC08_L2SP_190023_20260809_20260816_02_T1_SR_B4.TIF', 'Landsat 8')).toBe('B4')
    expect(await called('sar_hv.tif', null)).toBe('hv')
    expect(await called('yard_B4.tif', null)).toBe('band')
  })

  it('leaves samples as they are that are no radar, or are in decibels already', async () => {
    expect(drawingOf(await image([null], 'Float32'), 'PlanetScope', 0).decibels).toBe('none')
    expect(drawingOf(await image(['vv'], 'Float32'), 'Sentinel-1A', -31.4).decibels).toBe('none')
  })

  it('means low values to be white where the file does', async () => {
    expect(drawingOf(await image([null], 'UInt16', 0), null, 0).whiteIsLow).toBe(true)
    expect(drawingOf(await image([null]), null, 0).whiteIsLow).toBe(false)
  })
})
