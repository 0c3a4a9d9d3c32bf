import type { ByteSource } from '../byte-source.ts'
import { openPixels } from '../open-pixels.ts'
import { readPyramidNote } from './pyramid-note.ts'
import type { Level, PixelImage } from '../scene-image.ts'
import type { SceneSources } from '../scene-reader.ts'
import { Tag } from '../tiff/tiff-tags.ts'

/**
 * Opens a scene through its display pyramid. A pyramid of overviews alone leaves the full resolution to the scene's
 * own file, which is opened then.
 * @throws Problem as `openPixels` does
 */
export async function openThroughPyramid(
  pyramid: ByteSource,
  openScene: () => Promise<ByteSource>,
): Promise<{ image: PixelImage; sources: SceneSources }> {
  const { image, directory } = await openPixels(pyramid)
  const note = readPyramidNote(await directory.text(Tag.imageDescription))
  if (note?.holds !== 'overviews') return { image, sources: { scene: pyramid } }
  const scene = await openScene()
  const base = (await openPixels(scene)).image
  const overviews = image.levels.map(inPyramid)
  // The pyramid also knows the nodata that stands beside the scene.
  const bands = base.bands.map((band, index) => ({
    ...band,
    noDataValue: image.bands[index]?.noDataValue ?? band.noDataValue,
  }))
  return {
    image: { ...base, bands, levels: [...base.levels.slice(0, 1), ...overviews] },
    sources: { scene, ovr: pyramid },
  }
}

function inPyramid(level: Level): Level {
  return { ...level, file: 'ovr', mask: level.mask === null ? null : inPyramid(level.mask) }
}
