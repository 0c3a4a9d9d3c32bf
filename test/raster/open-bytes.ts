import { coreCodecs } from '../../src/jobs/codecs.ts'
import { memorySource } from '../../src/raster/byte-source.ts'
import { openScene } from '../../src/raster/open-scene.ts'
import type { SceneImage } from '../../src/raster/scene-image.ts'
import { SceneReader } from '../../src/raster/scene-reader.ts'
import type { Sidecars } from '../../src/raster/acquisition/sidecars.ts'

/** Opens a scene that lies in memory, with a reader on it. */
export async function openBytes(
  bytes: Uint8Array,
  sidecars: Sidecars = {},
): Promise<{ image: SceneImage; reader: SceneReader }> {
  const source = memorySource('yard.tif', bytes)
  const image = await openScene(source, sidecars)
  const { ovr, msk } = sidecars
  const sources = {
    scene: source,
    ...(ovr === undefined ? {} : { ovr }),
    ...(msk === undefined ? {} : { msk }),
  }
  return { image, reader: new SceneReader(image, sources, await coreCodecs(), 8 * 1024 * 1024) }
}
