import type { ByteSource } from '../raster/byte-source.ts'
import { openScene } from '../raster/open-scene.ts'
import type { SceneImage } from '../raster/scene-image.ts'
import { SceneReader } from '../raster/scene-reader.ts'
import { placingSidecarNames } from '../raster/sidecars.ts'
import { coreCodecs } from './codecs.ts'
import type { FileSource } from './file-source.ts'
import { openFileSource } from './file-source.ts'
import { openBeside, textBeside } from './sidecar-files.ts'

/** A scene on disk, opened with what lies beside it. */
export interface OpenedScene {
  readonly image: SceneImage
  readonly reader: SceneReader
  readonly source: ByteSource
  close(): Promise<void>
}

const cacheBytes = 64 * 1024 * 1024

/**
 * Opens a scene with its sidecars: world file, .prj, .aux.xml and external overviews. A sidecar that cannot be read
 * is left out, as a missing one is.
 * @throws Problem as `openScene` and `openFileSource` do
 */
export async function openSceneFile(path: string): Promise<OpenedScene> {
  const source = await openFileSource(path)
  const names = placingSidecarNames(source.name)
  const ovr = await openBeside(path, names.ovr)
  const close = async (): Promise<void> => {
    await source.close()
    await ovr?.close()
  }
  try {
    const image = await openWithTexts(path, source, ovr, names)
    const sources = ovr === null ? { scene: source } : { scene: source, ovr }
    return { image, source, reader: new SceneReader(image, sources, await coreCodecs(), cacheBytes), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openWithTexts(
  path: string,
  source: ByteSource,
  ovr: FileSource | null,
  names: ReturnType<typeof placingSidecarNames>,
): Promise<SceneImage> {
  const [tfw, prj, auxXml] = await Promise.all(
    [names.tfw, names.prj, names.auxXml].map((one) => textBeside(path, one)),
  )
  return await openScene(source, {
    ...(tfw == null ? {} : { tfw }),
    ...(prj == null ? {} : { prj }),
    ...(auxXml == null ? {} : { auxXml }),
    ...(ovr === null ? {} : { ovr }),
  })
}
