import type { TiffField } from './tiff-encode-directory.ts'

/** Where the pixels lie: GeoTIFF 1.1 (OGC 19-008). */
export interface TiffGeoreference {
  /** EPSG code and whether it is a projected or a geographic system; none for a file with a transform only. */
  readonly crs?: { readonly kind: 'projected' | 'geographic'; readonly epsg: number }
  /**
   * GDAL's six numbers: x = g0 + g1 * column + g2 * row, y = g3 + g4 * column + g5 * row, at the outer corner of the
   * first pixel, whatever `pixelIs` says. In the CRS's units, x east or longitude first.
   */
  readonly geoTransform?: readonly [number, number, number, number, number, number]
  /** Ground control points instead of a transform: column and row from the outer corner, x and y in the CRS. */
  readonly groundControlPoints?: readonly { column: number; row: number; x: number; y: number }[]
  /** What the stored coordinates name: the area of a pixel (its corner, the default) or its centre point. */
  readonly pixelIs?: 'area' | 'point'
  /** How the transform is stored: pixel scale and tie point (the default where it can be), or the 4 x 4 matrix. */
  readonly stored?: 'scale' | 'matrix'
}

const tagPixelScale = 33550
const tagTiePoint = 33922
const tagTransformation = 34264
const tagGeoKeys = 34735

function transformFields(georeference: TiffGeoreference): TiffField[] {
  const { geoTransform, groundControlPoints, pixelIs, stored } = georeference
  if (groundControlPoints !== undefined) {
    const values = groundControlPoints.flatMap(({ column, row, x, y }) => [column, row, 0, x, y, 0])
    return [{ tag: tagTiePoint, type: 'double', value: values }]
  }
  if (geoTransform === undefined) return []
  const [x0, xColumn, xRow, y0, yColumn, yRow] = geoTransform
  const half = pixelIs === 'point' ? 0.5 : 0
  const x = x0 + half * (xColumn + xRow)
  const y = y0 + half * (yColumn + yRow)
  const northUp = xRow === 0 && yColumn === 0 && xColumn > 0 && yRow < 0
  if (northUp && stored !== 'matrix') {
    return [
      { tag: tagPixelScale, type: 'double', value: [xColumn, -yRow, 0] },
      { tag: tagTiePoint, type: 'double', value: [0, 0, 0, x, y, 0] },
    ]
  }
  const matrix = [xColumn, xRow, 0, x, yColumn, yRow, 0, y, 0, 0, 0, 0, 0, 0, 0, 1]
  return [{ tag: tagTransformation, type: 'double', value: matrix }]
}

/** The GeoTIFF fields for a georeference: transform or tie points, and the key directory. */
export function georeferenceFields(georeference: TiffGeoreference): TiffField[] {
  const fields = transformFields(georeference)
  const keys: [number, number][] = []
  const { crs } = georeference
  if (crs !== undefined) keys.push([1024, crs.kind === 'projected' ? 1 : 2])
  keys.push([1025, georeference.pixelIs === 'point' ? 2 : 1])
  if (crs !== undefined) keys.push([crs.kind === 'projected' ? 3072 : 2048, crs.epsg])
  const directory = [1, 1, 0, keys.length, ...keys.flatMap(([key, value]) => [key, 0, 1, value])]
  fields.push({ tag: tagGeoKeys, type: 'short', value: directory })
  return fields
}
