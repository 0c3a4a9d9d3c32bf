import {
  encodeTiff,
  type Samples,
  type TiffDescription,
  type TiffLayout,
  type TiffRaster,
} from '../../src/raster/tiff/tiff-writer.ts'
import { makeRandom } from './prng.ts'

export type SampleType = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32' | 'float64'

/** A small raster of known samples: a slope, a step, a constant field and noise, so that every coder has work. */
export function knownRaster(width: number, height: number, bandCount: number, type: SampleType): TiffRaster {
  const make: Record<SampleType, (length: number) => Samples> = {
    uint8: (n) => new Uint8Array(n),
    int8: (n) => new Int8Array(n),
    uint16: (n) => new Uint16Array(n),
    int16: (n) => new Int16Array(n),
    uint32: (n) => new Uint32Array(n),
    int32: (n) => new Int32Array(n),
    float32: (n) => new Float32Array(n),
    float64: (n) => new Float64Array(n),
  }
  const span: Record<SampleType, number> = {
    uint8: 255,
    int8: 127,
    uint16: 65535,
    int16: 32767,
    uint32: 4294967295,
    int32: 2147483647,
    float32: 3000,
    float64: 3000,
  }
  const bands = Array.from({ length: bandCount }, (_, b) => {
    const random = makeRandom('known raster', b)
    const band = make[type](width * height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const slope = (x + y + b * 7) / (width + height + bandCount * 7)
        const part =
          x < width / 4
            ? 0.25
            : x < width / 2
              ? slope
              : y < height / 2
                ? random.next()
                : slope > 0.6
                  ? 0.9
                  : 0.1
        band[y * width + x] = part * span[type]
      }
    return band
  })
  return { width, height, bands }
}

export interface Variant {
  /** What is special about the file. */
  readonly name: string
  readonly raster: TiffRaster
  readonly bytes: Uint8Array
}

/** Files that differ in layout only, and the samples that each must yield: for tests of readers. */
export function layoutVariants(width = 150, height = 90): Variant[] {
  const georeference = {
    crs: { kind: 'projected', epsg: 32651 },
    geoTransform: [408000, 3, 0, 3314000, 0, -3],
  } as const
  const variant = (
    name: string,
    raster: TiffRaster,
    layout: TiffLayout,
    description: TiffDescription = {},
  ): Variant => ({
    name,
    raster,
    bytes: encodeTiff(raster, layout, { georeference, ...description }),
  })
  const types: SampleType[] = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'float32', 'float64']
  const list: Variant[] = []
  for (const type of types) {
    const raster = knownRaster(width, height, 3, type)
    const predictor = type.startsWith('float') ? 3 : 2
    list.push(variant(`${type}, uncompressed strips`, raster, { blocks: { rowsPerStrip: 7 } }))
    list.push(
      variant(`${type}, big-endian uncompressed strips`, raster, {
        blocks: { rowsPerStrip: 1 },
        littleEndian: false,
      }),
    )
    for (const compression of ['lzw', 'deflate'] as const) {
      list.push(
        variant(`${type}, ${compression} tiles`, raster, {
          blocks: { tileWidth: 64, tileHeight: 32 },
          compression,
        }),
      )
      list.push(
        variant(`${type}, ${compression} strips with predictor ${predictor}`, raster, {
          blocks: { rowsPerStrip: 16 },
          compression,
          predictor,
        }),
      )
      list.push(
        variant(`${type}, big-endian ${compression} BigTIFF tiles with predictor ${predictor}`, raster, {
          blocks: { tileWidth: 16, tileHeight: 16 },
          compression,
          predictor,
          littleEndian: false,
          bigTiff: true,
        }),
      )
    }
    list.push(
      variant(`${type}, PackBits strips, bands apart`, raster, {
        blocks: { rowsPerStrip: 5 },
        compression: 'packbits',
        interleave: 'band',
      }),
    )
  }
  const one = knownRaster(width, height, 1, 'uint16')
  list.push(variant('uint16, one strip for all', one, { blocks: { rowsPerStrip: height } }))
  list.push(
    variant('uint16, directories last', one, {
      blocks: { rowsPerStrip: 8 },
      directories: 'last',
      bigTiff: true,
    }),
  )
  list.push(variant('uint16, nodata 0', one, {}, { noData: 0 }))
  list.push(
    variant(
      'uint16, coordinates of pixel centres',
      one,
      {},
      { georeference: { ...georeference, pixelIs: 'point' } },
    ),
  )
  list.push(
    variant(
      'uint16, rotated',
      one,
      {},
      { georeference: { ...georeference, geoTransform: [408000, 2.6, 1.5, 3314000, 1.5, -2.6] } },
    ),
  )
  list.push(
    variant(
      'uint8, colour with alpha',
      knownRaster(width, height, 4, 'uint8'),
      {},
      { photometric: 'rgb', alpha: 'unassociated' },
    ),
  )
  return list
}
