import type { ByteSource } from './byte-source.ts'
import { georeference } from './placing/georeference.ts'
import { parseAuxItems } from './placing/georeference-sidecars.ts'
import { openPixels } from './open-pixels.ts'
import type { SceneImage } from './scene-image.ts'
import type { Sidecars } from './acquisition/sidecars.ts'
import { Tag } from './tiff/tiff-tags.ts'

/**
 * Opens a scene: structure, bands, overviews, place on Earth, texts. Reads a few kilobytes, allocates nothing by what
 * the file merely claims, and reads no pixels.
 * @throws Problem scene/not-tiff, scene/damaged or scene/unsupported that names the file; what `source` throws
 */
export async function openScene(
  source: ByteSource,
  sidecars: Sidecars = {},
  signal?: AbortSignal,
): Promise<SceneImage> {
  const { image, directory, metadata } = await openPixels(source, sidecars, signal)
  const place = await georeference(directory, sidecars, image)
  const { problems, ...placed } = place
  return {
    ...image,
    ...placed,
    texts: {
      dateTime: await directory.text(Tag.dateTime),
      imageDescription: await directory.text(Tag.imageDescription),
      software: await directory.text(Tag.software),
      // As GDAL does: what a person wrote beside a file that could not be changed counts first.
      metadata: {
        ...metadata.items,
        ...(sidecars.auxXml === undefined ? {} : parseAuxItems(sidecars.auxXml)),
      },
    },
    problems: [...image.problems, ...problems],
  }
}
