import type { SceneDisplay } from '../contract/scene-display.ts'
import { bandNames, defaultCombination } from '../raster/bands.ts'
import { displayPlace } from '../raster/placing/display-place.ts'
import { unpacksInRows } from '../raster/decoding/strip-rows.ts'
import { drawingOf, physicalScale } from '../raster/drawing.ts'
import { gsdM } from '../raster/placing/ground-sample.ts'
import type { PixelImage, SceneImage } from '../raster/scene-image.ts'
import type { BandStatistics } from '../raster/statistics.ts'
import { defaultStretch, stretchRange } from '../raster/stretch.ts'

/** Levels are added, each half of the one before, until the longer side fits here. */
const smallestLevel = 512
/** A view of strips takes seconds to read: flat tiles are there early and keep all tile workers busy until its end. */
const stripTileRows = 64
const mostTileRows = 512

/**
 * What the window needs to draw a scene at a readable stretch: its place, its levels, and for each band the range and
 * the histogram of a fixed grid of valid samples.
 * @param statistics of all bands over the whole scene
 */
export function sceneDisplay(
  image: SceneImage,
  statistics: readonly BandStatistics[],
  sensor: string | null,
): SceneDisplay {
  const names = bandNames(image, sensor)
  const combination = defaultCombination(image, sensor)
  const place = displayPlace(image)
  return {
    width: image.width,
    height: image.height,
    affine: place.affine === null ? null : [...place.affine],
    ...(place.curve === undefined ? {} : { curve: { x: [...place.curve.x], y: [...place.curve.y] } }),
    crs: image.crs,
    projDefinition: image.projDefinition,
    gsdM: gsdM(image),
    bands: statistics.map((band, index) => {
      const { low, high } = stretchRange(band, defaultStretch)
      return {
        name: names[index] ?? `band ${index + 1}`,
        low,
        high,
        minimum: band.min,
        maximum: band.max,
        histogram: [...band.histogram.counts],
        ...physicalScale(image.bands[index]),
      }
    }),
    combination: combination.kind === 'rgb' ? [...combination.bands] : [combination.band],
    ...drawingOf(image, sensor, statistics[0]?.min ?? 0),
    levels: displayLevels(image),
    readFrom: 'scene',
    problems: [...image.problems, ...(place.problem === null ? [] : [place.problem])],
  }
}

/** The scene's own levels, then halves that are read from every so-many-th row of the next finer one. */
function displayLevels(image: PixelImage): SceneDisplay['levels'] {
  const levels: SceneDisplay['levels'] = image.levels.map(({ width, height }) => ({ width, height }))
  const finest = image.levels.at(-1)
  // Tall strips are unpacked from their first row on: to begin anew for each tile would cost more.
  const inStrips = finest?.layout === 'striped' && !unpacksInRows(finest)
  for (;;) {
    const last = levels.at(-1)
    if (last === undefined || Math.max(last.width, last.height) <= smallestLevel) return levels
    const half = { width: Math.ceil(last.width / 2), height: Math.ceil(last.height / 2) }
    levels.push(inStrips ? { ...half, tileRows: flatRows(finest, half.height) } : half)
  }
}

/** Rows of a flat tile: no fewer than a strip gives at this height, or tile workers would unpack it again for each. */
function flatRows({ height, blockHeight }: PixelImage['levels'][number], levelHeight: number): number {
  return Math.min(mostTileRows, Math.max(stripTileRows, Math.ceil((blockHeight * levelHeight) / height)))
}
