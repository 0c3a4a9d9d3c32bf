import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'

/** Columns and rows of a flat scene, and metres of its pixels. */
export const flatScene = { side: 600, gsdM: 3, west: 400_000, north: 3_300_000, epsg: 32651 } as const

/** Names that say the date and the sensor, as a provider's do. */
export const flatNames = {
  A: '20240211_021749_90_2465_3B_AnalyticMS.tif',
  B: '20240302_023107_47_2447_3B_AnalyticMS.tif',
  dim: '20240401_021500_00_2455_3B_AnalyticMS.tif',
  swapped: '20240402_021600_00_2456_3B_AnalyticMS.tif',
  apart: '20240310_022000_00_2450_3B_AnalyticMS.tif',
  otherGrid: '20240305_022000_00_2448_3B_AnalyticMS.tif',
  unplaced: '20240312_022000_00_2451_3B_AnalyticMS.tif',
} as const

interface FlatOptions {
  readonly gsdM?: number
  readonly epsg?: number
  readonly west?: number
  readonly north?: number
  readonly bits?: 8 | 16
  readonly placed?: boolean
}

/** Writes one band of three upright stripes, each of one value, so that a colour on the screen says what was drawn. */
export function writeStripes(
  folder: string,
  name: string,
  [left, middle, right]: readonly [number, number, number],
  options: FlatOptions = {},
): string {
  const { gsdM, epsg, west, north } = { ...flatScene, ...options }
  const side = Math.round((flatScene.side * flatScene.gsdM) / gsdM)
  const band = options.bits === 16 ? new Uint16Array(side * side) : new Uint8Array(side * side)
  for (let at = 0; at < band.length; at++) {
    const share = (at % side) / side
    band[at] = share < 1 / 3 ? left : share < 2 / 3 ? middle : right
  }
  const path = join(folder, name)
  const georeference = {
    crs: { kind: 'projected', epsg },
    geoTransform: [west, gsdM, 0, north, 0, -gsdM],
  } as const
  const layout = { blocks: { tileWidth: 256, tileHeight: 256 }, compression: 'deflate' } as const
  writeFileSync(
    path,
    encodeTiff(
      { width: side, height: side, bands: [band] },
      layout,
      options.placed === false ? {} : { georeference },
    ),
  )
  return path
}
