import { expect, it } from 'vitest'
import { fillOfBlocks, invalidPixels } from '../../src/raster/validity.ts'

it.each([
  ['Byte', -9999, 0],
  ['Byte', 1e20, 255],
  ['Byte', NaN, 0],
  ['UInt16', -1.5, 0],
  ['Int16', -32_768, -32_768],
  ['Int32', Infinity, 2 ** 31 - 1],
  ['Float32', -9999, -9999],
  ['Float32', NaN, NaN],
  ['CInt16', -9999, 9999],
  ['Byte', null, 0],
] as const)(
  'fills %s blocks that were never written with nodata %s as GDAL does: %s',
  (type, noDataValue, fill) => {
    expect(fillOfBlocks({ type, noDataValue })).toBe(fill)
  },
)

it('meets a negative nodata value of complex samples by its magnitude', () => {
  const band = {
    band: 1,
    type: 'CFloat32',
    noDataValue: -9999,
    colorInterpretation: 'Gray',
    name: null,
    scale: null,
    offset: null,
  } as const
  const valid = invalidPixels([Float32Array.of(9999, 12, 0)], [band], [])
  expect(valid).toEqual(Uint8Array.of(0, 1, 1))
})
