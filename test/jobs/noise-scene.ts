import { writeFileSync } from 'node:fs'
import {
  encodeTiff,
  type Samples,
  type TiffDescription,
  type TiffLayout,
} from '../../src/raster/tiff/tiff-writer.ts'

const place = {
  crs: { kind: 'projected', epsg: 32651 },
  geoTransform: [400000, 3, 0, 3300000, 0, -3],
} as const

/** Samples that never repeat and use the whole range `low` to `high`; whole numbers unless the array holds floats. */
export function noise<S extends Samples>(samples: S, low: number, high: number, seed: number): S {
  let state = seed * 2654435761 + 1
  for (let index = 0; index < samples.length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    samples[index] = low + ((high - low) * state) / 2 ** 32
  }
  return samples
}

/** Writes a scene of noise bands to a file and gives the file's path back. */
export function writeNoise(
  path: string,
  size: { readonly width: number; readonly height: number },
  bands: readonly Samples[],
  layout: TiffLayout,
  description: TiffDescription = {},
): string {
  writeFileSync(path, encodeTiff({ ...size, bands }, layout, { georeference: place, ...description }))
  return path
}
