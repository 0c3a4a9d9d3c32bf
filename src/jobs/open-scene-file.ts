import type { ByteSource } from '../raster/byte-source.ts'
import { openScene } from '../raster/open-scene.ts'
import type { SceneImage } from '../raster/scene-image.ts'
import { SceneReader } from '../raster/scene-reader.ts'
import { placingSidecarNames, type Sidecars } from '../raster/acquisition/sidecars.ts'
import { coreCodecs } from './codecs.ts'
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
 * Opens a scene with its sidecars: world file, .prj, .aux.xml, camera model, external overviews and mask. A sidecar that cannot be read
 * is left out, as a missing one is.
 * @throws Problem as `openScene` and `openFileSource` do
 */
export async function openSceneFile(path: string): Promise<OpenedScene> {
  const source = await openFileSource(path)
  const names = placingSidecarNames(source.name)
  const [ovr, msk] = [await openBeside(path, names.ovr), await openBeside(path, names.msk)]
  const beside = { ...(ovr === null ? {} : { ovr }), ...(msk === null ? {} : { msk }) }
  const close = async (): Promise<void> => {
    await source.close()
    await ovr?.close()
    await msk?.close()
  }
  try {
    const image = await openWithTexts(path, source, beside, names)
    const sources = { scene: source, ...beside }
    return { image, source, reader: new SceneReader(image, sources, await coreCodecs(), cacheBytes), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openWithTexts(
  path: string,
  source: ByteSource,
  beside: Pick<Sidecars, 'ovr' | 'msk'>,
  names: ReturnType<typeof placingSidecarNames>,
): Promise<SceneImage> {
  const [tfw, prj, auxXml, rpc] = await Promise.all(
    [names.tfw, names.prj, names.auxXml, names.rpc].map((one) => textBeside(path, one)),
  )
  return await openScene(source, {
    ...(tfw == null ? {} : { tfw }),
    ...(prj == null ? {} : { prj }),
    ...(auxXml == null ? {} : { auxXml }),
    ...(rpc == null ? {} : { rpc }),
    ...beside,
  })
}
